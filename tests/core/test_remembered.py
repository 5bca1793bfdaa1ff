"""What is remembered: short orders, verdicts and categories, each once, and no more of them than there is room for."""

from decimal import Decimal
from typing import Any

import pytest

from dosing.core import category, plan, sheet
from dosing.core.fact import Fact
from dosing.core.grade import Grades
from dosing.core.order import SHORT
from dosing.core.patient import Patient
from dosing.core.sheet import Sheet
from dosing.service.books import BOOKS
from dosing.translate import inbound
from tests.edges import CHECK, ask

_PATIENT = {"age": {"value": 54, "unit": "a"}, "egfr": {"value": 91.5, "unit": "mL/min/{1.73_m2}"}}


@pytest.mark.parametrize(("phases", "is_remembered"), [(SHORT, True), (SHORT + 1, False)])
def test_orders_of_few_phases_are_remembered_and_no_others(phases: int, *, is_remembered: bool) -> None:
    course = [{"doses": [{"value": 5, "unit": "mg"}], "days": 7 + number} for number in range(phases)]
    caches = inbound._short_order, plan._remembered
    for cache in caches:
        cache.cache_clear()
    # Acknowledged, so that the answer as a whole is not one that came before.
    for reason in ("one", "two"):
        words = [{"rule": "baclofen.interval", "reason": reason}]
        ask(CHECK, {"drug": "baclofen", "patient": _PATIENT, "phases": course, "acknowledged": words})
    assert [(cache.cache_info().currsize > 0, cache.cache_info().hits > 0) for cache in caches] == [
        (is_remembered, is_remembered)
    ] * 2


def _judged(years: int) -> None:
    book = BOOKS["baclofen"]
    patient = book.patient(Patient({Fact.AGE: Decimal(years * 365)}, {}), ordered="baclofen")
    patient.category.verdict(book.graded([patient])[0])


def test_a_verdict_is_found_once_for_all_patients_of_a_category(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def judge(self: Sheet, *facts: Any) -> Any:  # noqa: ANN401 -- as it is there
        asked.append(facts)
        return found(self, *facts)

    found = Sheet.judge
    monkeypatch.setattr(Sheet, "judge", judge)
    _judged(41)
    asked.clear()
    _judged(42)
    _judged(43)
    assert asked == []


def test_a_patient_is_graded_once_for_all_places_of_a_sort(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def of(self: Grades, facts: Any) -> Any:  # noqa: ANN401 -- as it is there
        asked.append(self)
        return found(self, facts)

    found = Grades.of
    monkeypatch.setattr(Grades, "of", of)
    book = BOOKS["baclofen"]
    patient = book.patient(Patient({Fact.AGE: Decimal(41 * 365)}, {}), ordered="baclofen")
    place = book.graded([patient])[0]
    patient.category.verdict(place)
    asked.clear()
    patient.category.verdict(place)
    assert asked == []


def test_a_category_is_one_thing_and_no_more_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(category, "MOST_REMEMBERED", 2)
    categories = BOOKS["baclofen"].categories
    categories.known.clear()
    kept = []
    for years in (30, 40, 70, 10):
        found = categories.of({Fact.AGE: Decimal(years * 365)})
        assert categories.of({Fact.AGE: Decimal(years * 365)}) is found
        kept.append(len(categories.known))
    assert kept == [1, 1, 2, 1]


def test_no_more_verdicts_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_REMEMBERED", 2)
    of_patients = BOOKS["baclofen"].graded([BOOKS["baclofen"].patient(Patient({}, {}), ordered="baclofen")])[0].sheet
    of_patients.verdicts.clear()
    kept = []
    for years in (30, 70, 10):
        _judged(years)
        kept.append(len(of_patients.verdicts))
    assert kept == [1, 2, 1]
