"""Results of a month or a year: which is the newest is never guessed, and what could be too old does not count."""

import pytest

from dosing.core.fact import Fact
from dosing.fhir.order import Reading
from tests.fhir.written import (
    Json,
    codes,
    dosage,
    egfr,
    order,
    person,
    quantity,
    read,
    record,
    repeat,
    result,
    searched,
)


def _read(*results: Json) -> Reading:
    return read(order(dosage(quantity(5, "mg"), repeat())), record(person(), searched(*results)))


def _value(reading: Reading, fact: Fact = Fact.GIVEN_EGFR) -> object:
    assert reading.known is not None
    return reading.known.patient.facts.get(fact)


@pytest.mark.parametrize("inexact", ["2026", "2026-05", "2026-11"])
def test_a_result_of_a_month_that_may_be_newer_than_another_leaves_it_unknown_and_that_is_said(inexact: str) -> None:
    reading = _read(egfr(90, "2026-05-10"), egfr(20, inexact))
    assert (_value(reading), codes(reading)) == (None, ["evidence-unclear"]) if inexact != "2026-11" else (20, [])
    assert reading.is_understood


def test_a_result_of_a_month_is_the_newest_where_every_other_is_of_a_day_before_that_month() -> None:
    reading = _read(egfr(90, "2026-04-30"), egfr(20, "2026-05"))
    assert (_value(reading), codes(reading)) == (20, [])
    reading = _read(egfr(90, "2026-05-01"), egfr(20, "2026-05"))
    assert (_value(reading), codes(reading)) == (None, ["evidence-unclear"])


def test_a_result_of_a_month_is_older_than_one_of_a_day_after_that_month() -> None:
    reading = _read(egfr(20, "2026-05"), egfr(90, "2026-06-01"))
    assert (_value(reading), codes(reading)) == (90, [])
    reading = _read(egfr(20, "2026-05"), egfr(90, "2026-05-31"))
    assert (_value(reading), codes(reading)) == (None, ["evidence-unclear"])


def test_where_the_results_say_the_same_it_does_not_matter_which_is_the_newest() -> None:
    reading = _read(egfr(90, "2026-05-10"), egfr(90, "2026"))
    assert (_value(reading), codes(reading)) == (90, [])


@pytest.mark.parametrize(
    ("at", "value", "said"), [("2026-11", 4, []), ("2026-10", None, ["evidence-old"]), ("2026", None, ["evidence-old"])]
)
def test_a_result_of_a_month_counts_only_if_all_of_it_is_recent_enough(
    at: str, value: int | None, said: list[str]
) -> None:
    reading = _read(result("2823-3", 4, "mmol/L", at))
    assert (_value(reading, Fact.POTASSIUM), codes(reading)) == (value, said)


def test_a_month_that_has_begun_is_not_to_come_and_the_next_is() -> None:
    assert _value(_read(egfr(90, "2026-11"))) == 90
    reading = _read(egfr(90, "2026-12"))
    assert (_value(reading), codes(reading)) == (None, ["evidence-not-used"])


def test_a_result_that_does_not_count_is_spoken_of_where_it_may_be_the_newest() -> None:
    assert codes(_read(egfr(90, "2026-05-10"), egfr(20, "2026", status="preliminary"))) == ["evidence-not-used"]
    assert codes(_read(egfr(90, "2026-05-10"), egfr(20, "2026-04", status="preliminary"))) == []


@pytest.mark.parametrize("more", [{"effectivePeriod": {"end": "2026-10-01"}}, {"dataAbsentReason": {"text": "error"}}])
def test_a_result_that_has_two_dates_or_a_reason_why_it_has_no_number_is_not_used_and_said(more: Json) -> None:
    reading = _read(egfr(90, **more))
    assert (_value(reading), codes(reading)) == (None, ["evidence-not-used"])
