"""Laboratory results as facts: units, comparators, which is the newest, and for how many days it counts."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dosing.core.fact import Fact, Measure, Value
from dosing.core.span import Span
from dosing.fhir.lists.codes import RESULTS
from dosing.fhir.record.results import RECENT
from dosing.service.orders import answer_to
from tests.fhir.written import (
    NOW,
    Json,
    about,
    codes,
    egfr,
    facts,
    person,
    quantity,
    record,
    result,
    searched,
)


@pytest.mark.parametrize("code", RESULTS)
def test_every_listed_analyte_is_read(code: str) -> None:
    fact = RESULTS[code][0]
    unit = {Fact.GIVEN_EGFR: "mL/min/{1.73_m2}", Fact.CREATININE: "mg/dL"}.get(fact, "mmol/L")
    assert fact in facts(record(person(), searched(result(code, 1, unit))))


@pytest.mark.parametrize(
    ("code", "value", "unit", "fact", "held"),
    [
        ("98979-8", 55.5, "mL/min/{1.73_m2}", Fact.GIVEN_EGFR, Decimal("55.5")),
        ("2160-0", 1.1, "mg/dL", Fact.CREATININE, Decimal("97.24")),
        ("2160-0", 97, "umol/L", Fact.CREATININE, Decimal(97)),
        ("2601-3", 1.7, "mg/dL", Fact.SERUM_MAGNESIUM, Measure("mg/dL", Decimal("1.7"))),
        ("19123-9", 0.7, "mmol/L", Fact.SERUM_MAGNESIUM, Measure("mmol/L", Decimal("0.7"))),
        ("2823-3", 3.5, "meq/L", Fact.POTASSIUM, Decimal("3.5")),
    ],
)
def test_the_unit_decides_what_a_result_is(code: str, value: float, unit: str, fact: Fact, held: Value) -> None:
    assert facts(record(person(), searched(result(code, value, unit))))[fact] == held


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ("33914-3", "mL/min"),
        ("98979-8", "mg/dL"),
        ("98979-8", "mL/min/1.73.m2"),
        ("2160-0", "mL/min/{1.73_m2}"),
        ("2823-3", "mg/dL"),
        ("2160-0", "furlong"),
    ],
)
def test_a_result_in_a_unit_of_something_else_is_not_used_and_said(code: str, unit: str) -> None:
    reading = about(record(person(), searched(result(code, 1, unit))))
    assert codes(reading) == ["evidence-unit"]
    assert reading.remarks[0].expression == "results.entry[0].resource.valueQuantity"
    assert reading.asked is not None
    assert RESULTS[code][0] not in reading.asked.patient.facts


@pytest.mark.parametrize(
    ("code", "value", "unit", "span"),
    [
        ("2160-0", 80, "mg/dL", "0.000001–56.561"),
        ("2160-0", 5001, "umol/L", "0.0000884–5000"),
        ("98979-8", 200.1, "mL/min/{1.73_m2}", "0–200"),
        ("2823-3", 20.1, "mmol/L", "0–20"),
    ],
)
def test_a_number_that_a_result_cannot_have_is_told_its_ends_without_an_exponent(
    code: str, value: float, unit: str, span: str
) -> None:
    (remark,) = about(record(person(), searched(result(code, value, unit)))).remarks
    assert remark.code == "evidence-not-used"
    assert remark.text.endswith(f": {value} {unit} is not within {span}: not used.")


@pytest.mark.parametrize(
    ("comparator", "known"),
    [
        (">", Span(above=Decimal(60))),
        (">=", Span(at_least=Decimal(60))),
        ("<", Span(below=Decimal(60))),
        ("<=", Span(at_most=Decimal(60))),
    ],
)
def test_a_comparator_is_the_interval_that_it_leaves(comparator: str, known: Span) -> None:
    sent = egfr(60)
    sent["valueQuantity"]["comparator"] = comparator
    assert facts(record(person(), searched(sent)))[Fact.GIVEN_EGFR] == known
    reading = about(record(person(), searched(sent)))
    assert reading.asked is not None
    assert (answer_to(reading.asked).status == "needs_input") is (comparator != ">")


def test_the_newest_result_counts() -> None:
    known = record(person(), searched(egfr(90, "2026-10-01"), egfr(40, "2026-11-01"), egfr(70, "2026-05-01")))
    assert facts(known)[Fact.GIVEN_EGFR] == 40


def test_of_one_day_the_later_time_counts_in_whatever_zone() -> None:
    earlier = egfr(90, "2026-11-01T12:00:00+02:00")
    later = egfr(40, "2026-11-01T11:00:00Z")
    assert facts(record(person(), searched(later, earlier)))[Fact.GIVEN_EGFR] == 40


def test_of_a_day_on_which_one_result_has_no_time_none_is_known_to_be_the_last() -> None:
    both = searched(egfr(40, "2026-11-01"), egfr(90, "2026-11-01T11:00:00Z"))
    assert facts(record(person(), both))[Fact.GIVEN_EGFR] == 40
    assert codes(about(record(person(), both))) == ["evidence-conflict"]


_COUNTS_FOR = {Fact.GIVEN_EGFR: 365, Fact.CREATININE: 365, Fact.SERUM_MAGNESIUM: 30, Fact.POTASSIUM: 30}


def test_every_result_has_days_for_which_it_counts() -> None:
    assert set(RECENT) == set(_COUNTS_FOR)


@pytest.mark.parametrize(("fact", "days"), _COUNTS_FOR.items())
def test_a_result_counts_on_its_last_day_and_is_unknown_the_day_after(fact: Fact, days: int) -> None:
    code = next(code for code, (of, _) in RESULTS.items() if of is fact)
    unit = {Fact.GIVEN_EGFR: "mL/min/{1.73_m2}", Fact.CREATININE: "mg/dL"}.get(fact, "mmol/L")
    last = NOW - timedelta(days=days)
    assert fact in facts(record(person(), searched(result(code, 1, unit, last.isoformat()))))
    day_before = (last - timedelta(days=1)).isoformat()
    reading = about(record(person(), searched(result(code, 1, unit, day_before))))
    assert codes(reading) == ["evidence-old"]
    assert reading.asked is not None
    assert fact not in reading.asked.patient.facts


@pytest.mark.parametrize(
    "spoilt",
    [
        {"status": "entered-in-error"},
        {"status": "cancelled"},
        {"status": "preliminary"},
        {"status": "registered"},
        {"effectiveDateTime": "2026-11-22"},
        {"effectiveDateTime": None},
        {"effectiveDateTime": "last week"},
        {"valueQuantity": None},
        {"valueQuantity": None, "dataAbsentReason": {"text": "error"}},
        {"modifierExtension": [{"url": "x"}]},
        {"valueQuantity": quantity(201, "mL/min/{1.73_m2}")},
        {"valueQuantity": quantity("90", "mL/min/{1.73_m2}")},
        {"valueQuantity": quantity(90, "mL/min/{1.73_m2}") | {"comparator": "ad"}},
    ],
)
def test_a_result_that_does_not_count_is_not_used_and_said(spoilt: Json) -> None:
    reading = about(record(person(), searched(egfr(90) | spoilt)))
    assert codes(reading) == ["evidence-not-used"]
    assert reading.asked is not None
    assert answer_to(reading.asked).status == "needs_input"


def test_a_result_that_does_not_count_leaves_the_one_before_it() -> None:
    known = record(person(), searched(egfr(40, "2026-10-01"), egfr(90, "2026-11-01", status="entered-in-error")))
    assert facts(known)[Fact.GIVEN_EGFR] == 40


def test_of_two_results_of_one_moment_the_worse_kidney_function_counts() -> None:
    both = [result("48642-3", 55, "mL/min/{1.73_m2}"), result("48643-1", 66, "mL/min/{1.73_m2}")]
    reading = about(record(person(), searched(*both)))
    assert codes(reading) == ["evidence-conflict"]
    assert facts(record(person(), searched(*both)))[Fact.GIVEN_EGFR] == 55
    creatinine = [result("2160-0", 1, "mg/dL"), result("38483-4", 2, "mg/dL")]
    assert facts(record(person(), searched(*creatinine)))[Fact.CREATININE] == Decimal("176.8")


def test_of_two_magnesium_results_of_one_moment_none_counts() -> None:
    both = [result("2601-3", 0.6, "mmol/L"), result("2601-3", 1.1, "mmol/L")]
    assert Fact.SERUM_MAGNESIUM not in facts(record(person(), searched(*both)))
