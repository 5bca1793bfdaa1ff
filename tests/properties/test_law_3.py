"""Law 3: a higher dose never removes a finding about a maximum, and knowing less never makes anything kept.

Removing all evidence of a fact about the patient (for kidney function: eGFR, creatinine and dialysis together;
`current` and `target` belong to the order) never turns `outside` or `unknown` into `kept`.
"""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dosing.wire import quantity as wire
from tests import quantities, strategies
from tests.answers import CHECK, outside
from tests.edges import Ask, Json

_MAXIMA = {
    *("baclofen.daily-max", "baclofen.daily-max.reduced-kidney", "baclofen.daily-max.older-adult"),
    *("baclofen.daily-max.older-adult.reduced-kidney", "baclofen.single-dose.older-adult"),
    *("magnesium-oxide.daily-max", "magnesium-hydroxide.daily-max", "albumin.weekly-max"),
}
#: Where each order and each schedule has its dose.
_DOSES = {
    "order of magnesium-oxide": ("daily_dose", wire.MAGNESIUM_DOSE),
    "order of magnesium-hydroxide": ("daily_volume", wire.DAILY_VOLUME),
    "/v1/schedules/baclofen": ("target", wire.DAILY_DOSE),
    "/v1/schedules/magnesium-oxide": ("daily_dose", wire.MAGNESIUM_DOSE),
    "/v1/schedules/magnesium-hydroxide": ("daily_volume", wire.DAILY_VOLUME),
    "/v1/schedules/albumin": ("weekly_dose", wire.WEEKLY_DOSE),
}


_ORDERS_WITHOUT_A_STOP = strategies.baclofen_orders(
    st.lists(
        st.fixed_dictionaries({"doses": st.lists(quantities.SINGLE_DOSES, min_size=1, max_size=3), "days": st.just(7)}),
        min_size=1,
        max_size=4,
    )
)


def _raised(dose: Json, bounds: wire.Bounds, data: st.DataObject) -> Json:
    most = bounds[dose["unit"]][1]
    return {**dose, "value": data.draw(st.floats(dose["value"], most) | st.just(most), label="raised to")}


def _maxima(answer: Json) -> set[str]:
    return outside(answer) & _MAXIMA


@pytest.mark.parametrize("name", _DOSES)
@given(data=st.data())
def test_a_higher_dose_never_removes_a_finding_about_a_maximum(ask: Ask, name: str, data: st.DataObject) -> None:
    path, requests = strategies.ABOUT_DRUGS[name]
    field, bounds = _DOSES[name]
    sent = data.draw(requests)
    assume(field in sent)
    before = ask(path, sent)
    after = ask(path, {**sent, field: _raised(sent[field], bounds, data)})
    assert _maxima(before) <= _maxima(after)


@given(data=st.data())
def test_a_higher_dose_of_a_phase_never_removes_a_finding_about_a_maximum(ask: Ask, data: st.DataObject) -> None:
    """Of orders without a phase of no doses: where one leads down to a stop, a higher dose may be a slower way down."""
    sent = data.draw(_ORDERS_WITHOUT_A_STOP)
    raised = deepcopy(sent)
    phase = data.draw(st.sampled_from(raised["phases"]), label="phase")
    index = data.draw(st.integers(0, len(phase["doses"]) - 1), label="dose")
    phase["doses"][index] = _raised(phase["doses"][index], wire.SINGLE_DOSE, data)
    assert _maxima(ask(CHECK, sent)) <= _maxima(ask(CHECK, raised))


@given(data=st.data())
def test_a_larger_infusion_never_removes_a_finding_about_the_weekly_maximum(ask: Ask, data: st.DataObject) -> None:
    sent = data.draw(strategies.ALBUMIN_ORDERS)
    raised = deepcopy(sent)
    infusion = data.draw(st.sampled_from(raised["infusions"]), label="infusion")
    infusion["amount"] = _raised(infusion["amount"], wire.INFUSED, data)
    assert _maxima(ask(CHECK, sent)) <= _maxima(ask(CHECK, raised))


def _facts(patient: Json) -> list[tuple[str, ...]]:
    """The facts of a patient, each by the names that lead to it; kidney function is one."""
    kidney = [("egfr",)] if _KIDNEY & patient.keys() else []
    facts = [(name,) for name in patient if name not in {"conditions", "taking", *_KIDNEY}]
    return [*kidney, *facts, *((group, name) for group in ("conditions", "taking") for name in patient.get(group, {}))]


_KIDNEY = {"egfr", "creatinine", "dialysis"}


def _without(patient: Json, fact: tuple[str, ...]) -> Json:
    left: dict[str, Any] = deepcopy(patient)
    if fact == ("egfr",):
        return {name: value for name, value in left.items() if name not in _KIDNEY}
    holder = left if len(fact) == 1 else left[fact[0]]
    del holder[fact[-1]]
    return left


def _counts_as_the_lower(patient: Json, fact: tuple[str, ...]) -> bool:
    """The one exception: without age, sex or height a creatinine beside an eGFR is no evidence any more.

    Of an eGFR and a computable creatinine the lower counts; when the creatinine cannot be computed with, the eGFR
    alone counts, and it may be the better one.
    """
    return fact in {("age",), ("sex",), ("height",)} and {"egfr", "creatinine"} <= patient.keys()


@pytest.mark.parametrize("name", strategies.ABOUT_DRUGS)
@given(data=st.data())
def test_a_fact_of_the_patient_that_is_removed_never_makes_a_rule_kept_that_was_not(
    ask: Ask, name: str, data: st.DataObject
) -> None:
    path, requests = strategies.ABOUT_DRUGS[name]
    sent = data.draw(requests)
    patient = sent.get("patient", {})
    assume(_facts(patient))
    fact = data.draw(st.sampled_from(_facts(patient)), label="fact")
    assume(not _counts_as_the_lower(patient, fact))
    before = ask(path, sent)["rules"]
    after = ask(path, {**sent, "patient": _without(patient, fact)})["rules"]
    assert set(after["kept"]).isdisjoint({*before["outside"], *before["unknown"]})


@given(
    age=quantities.ADULT_AGES,
    egfr=st.integers(31, 200),
    creatinine=quantities.quantities({"mg/dL": (2, 10)}, {}),
    sex=st.sampled_from(("female", "male")),
)
def test_the_exception_is_real_of_an_egfr_and_a_computable_creatinine_the_lower_counts(
    ask: Ask, age: Json, egfr: int, creatinine: Json, sex: str
) -> None:
    patient = {
        "age": age,
        "egfr": {"value": egfr, "unit": "mL/min/{1.73_m2}"},
        "creatinine": creatinine,
    }
    order = {"drug": "baclofen", "phases": [{"doses": [{"value": 5, "unit": "mg"}]}]}
    both = ask(CHECK, {**order, "patient": {**patient, "sex": sex}})["rules"]
    alone = ask(CHECK, {**order, "patient": patient})["rules"]
    assume("baclofen.kidney" in both["outside"])
    assert "baclofen.kidney" in alone["kept"]
