"""Kidney function: the equations' documented results, the bands at their edges, and what counts."""

from decimal import Decimal

import pytest

from dosing.core.fact import Fact, Value
from dosing.core.kidney import (
    clearance,
    derived_facts,
    estimate,
    missing_for_band,
    missing_for_estimate,
    possible_bands,
)
from dosing.core.span import Known, Span
from dosing.formulary.kidney import KIDNEY

YEAR = Decimal("365.25")
ALL = frozenset({"avoid", "reduced", "standard"})


def _facts(sex: str, age: str, creatinine: Known, unit: str = "mg/dL", height: str | None = None) -> dict[Fact, Value]:
    assert isinstance(creatinine, Decimal)
    facts: dict[Fact, Value] = {
        Fact.SEX: sex,
        Fact.AGE: Decimal(age) * YEAR,
        Fact.CREATININE: creatinine * (KIDNEY.micromolar if unit == "mg/dL" else 1),
    }
    return facts if height is None else facts | {Fact.HEIGHT: Decimal(height)}


@pytest.mark.parametrize(
    ("sex", "age", "creatinine", "unit", "egfr"),
    [
        ("male", "50", "1.1", "mg/dL", "81.78"),
        ("female", "55", "0.9", "mg/dL", "75.50"),
        ("female", "18", "0.7", "mg/dL", "128.48"),
        ("male", "45", "0.9", "mg/dL", "107.34"),
        ("male", "70", "200", "umol/L", "30.40"),
        ("female", "70", "200", "umol/L", "22.75"),
        ("male", "80", "2.2", "mg/dL", "29.54"),
    ],
)
def test_ckd_epi_2021_gives_the_documented_egfr(sex: str, age: str, creatinine: str, unit: str, egfr: str) -> None:
    found = estimate(KIDNEY, _facts(sex, age, Decimal(creatinine), unit))
    assert found is not None
    assert found.equation == "ckd-epi-2021"
    assert isinstance(found.egfr, Decimal)
    assert f"{found.egfr:.2f}" == egfr


def test_a_child_of_10_with_140_cm_and_1_mg_per_dl_has_57_82_by_schwartz() -> None:
    found = estimate(KIDNEY, _facts("male", "10", Decimal(1), height="140"))
    assert found is not None
    assert (found.equation, found.egfr) == ("bedside-schwartz-2009", Decimal("57.82"))


@pytest.mark.parametrize(
    ("age", "equation"),
    [
        ("0.999999", None),
        ("1", "bedside-schwartz-2009"),
        ("17.999999", "bedside-schwartz-2009"),
        ("18", "ckd-epi-2021"),
    ],
)
def test_there_is_no_equation_under_1_year_schwartz_under_18_and_ckd_epi_from_18(
    age: str, equation: str | None
) -> None:
    found = estimate(KIDNEY, _facts("male", age, Decimal(1), height="140"))
    assert (found and found.equation) == equation


@pytest.mark.parametrize(
    ("facts", "weight", "cleared"),
    [
        (_facts("male", "50", Decimal("1.1")), "80", "90.91"),
        (_facts("female", "70", Decimal(200), "umol/L"), "60", "21.92"),
    ],
)
def test_cockcroft_gault_gives_the_documented_clearance(facts: dict[Fact, Value], weight: str, cleared: str) -> None:
    found = clearance(KIDNEY, facts, Decimal(weight))
    assert isinstance(found, Decimal)
    assert f"{found:.2f}" == cleared


def test_cockcroft_gault_is_for_adults_and_needs_a_weight() -> None:
    assert clearance(KIDNEY, _facts("male", "50", Decimal(1)), None) is None
    assert clearance(KIDNEY, _facts("male", "17.999999", Decimal(1)), Decimal(60)) is None


@pytest.mark.parametrize(
    ("egfr", "bands"),
    [
        (Decimal("29.999999"), {"avoid"}),
        (Decimal("29.96"), {"avoid"}),
        (Decimal(30), {"reduced"}),
        (Decimal(60), {"reduced"}),
        (Decimal("60.000001"), {"standard"}),
        (Decimal(0), {"avoid"}),
        (Span(above=Decimal(60)), {"standard"}),
        (Span(above=Decimal("59.999999")), {"reduced", "standard"}),
        (Span(below=Decimal(30)), {"avoid"}),
        (Span(below=Decimal("30.000001")), {"avoid", "reduced"}),
        (None, ALL),
    ],
)
def test_under_30_is_avoid_30_to_60_reduced_over_60_standard(egfr: Known | None, bands: set[str]) -> None:
    assert possible_bands(KIDNEY, egfr) == bands


@pytest.mark.parametrize("dialysis", [True, False])
def test_dialysis_means_avoid_whatever_the_egfr_says_and_no_dialysis_says_nothing(dialysis: bool) -> None:  # noqa: FBT001 -- the flag itself
    derived = derived_facts(KIDNEY, {Fact.GIVEN_EGFR: Decimal(90), Fact.DIALYSIS: dialysis})
    assert derived[Fact.BAND] == ({"avoid"} if dialysis else {"standard"})
    assert derived[Fact.EGFR] == 90
    assert derived_facts(KIDNEY, {Fact.DIALYSIS: False})[Fact.BAND] == ALL


def test_of_an_egfr_of_90_and_a_creatinine_that_makes_29_54_the_lower_counts_and_they_disagree() -> None:
    derived = derived_facts(KIDNEY, {**_facts("male", "80", Decimal("2.2")), Fact.GIVEN_EGFR: Decimal(90)})
    assert derived[Fact.BAND] == {"avoid"}
    assert derived[Fact.BANDS_AGREE] is False


def test_of_an_egfr_over_90_and_a_computed_one_of_81_78_the_computed_one_counts_and_they_agree() -> None:
    derived = derived_facts(KIDNEY, {**_facts("male", "50", Decimal("1.1")), Fact.GIVEN_EGFR: Span(above=Decimal(90))})
    assert isinstance(derived[Fact.EGFR], Decimal)
    assert derived[Fact.BANDS_AGREE] is True


def test_whether_two_bands_agree_is_unknown_where_a_comparator_leaves_several() -> None:
    derived = derived_facts(KIDNEY, {**_facts("male", "50", Decimal("1.1")), Fact.GIVEN_EGFR: Span(above=Decimal(45))})
    assert Fact.BANDS_AGREE not in derived


def test_a_creatinine_over_a_value_is_an_egfr_under_one_and_the_other_way_round() -> None:
    facts = _facts("male", "50", Decimal("1.1"))
    exact = estimate(KIDNEY, facts)
    creatinine = facts[Fact.CREATININE]
    assert exact is not None
    assert isinstance(exact.egfr, Decimal)
    assert isinstance(creatinine, Decimal)
    above = estimate(KIDNEY, facts | {Fact.CREATININE: Span(above=creatinine)})
    below = estimate(KIDNEY, facts | {Fact.CREATININE: Span(below=creatinine)})
    assert above is not None
    assert above.egfr == Span(below=exact.egfr)
    assert below is not None
    assert below.egfr == Span(above=exact.egfr)


def test_what_is_missing_is_said_as_lists_of_which_any_one_would_do() -> None:
    adult: dict[Fact, Value] = {Fact.AGE: 50 * YEAR}
    assert missing_for_band(KIDNEY, adult) == (
        (Fact.GIVEN_EGFR,),
        (Fact.CREATININE, Fact.SEX),
        (Fact.DIALYSIS,),
    )
    assert missing_for_estimate(KIDNEY, {Fact.AGE: 10 * YEAR}) == ((Fact.CREATININE, Fact.HEIGHT),)
    assert missing_for_estimate(KIDNEY, {Fact.AGE: 18 * YEAR}) == ((Fact.CREATININE, Fact.SEX),)
    assert missing_for_estimate(KIDNEY, {Fact.AGE: YEAR}) == ((Fact.CREATININE, Fact.HEIGHT),)
    assert missing_for_estimate(KIDNEY, {Fact.AGE: YEAR / 2}) == ((Fact.AGE,),)


_FOR_CLEARANCE: dict[Fact, Value] = {
    Fact.AGE: Decimal(50) * Decimal("365.25"),
    Fact.SEX: "male",
    Fact.CREATININE: Decimal(88),
}


@pytest.mark.parametrize("fact", _FOR_CLEARANCE)
def test_without_age_or_sex_or_creatinine_there_is_no_clearance(fact: Fact) -> None:
    weight = Decimal(80)
    assert clearance(KIDNEY, dict(_FOR_CLEARANCE), weight) is not None
    assert clearance(KIDNEY, {name: value for name, value in _FOR_CLEARANCE.items() if name != fact}, weight) is None


def test_without_weight_there_is_no_clearance() -> None:
    assert clearance(KIDNEY, dict(_FOR_CLEARANCE), None) is None
