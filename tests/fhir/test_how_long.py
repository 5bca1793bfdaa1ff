"""For how long where a timing says it in two ways: until a count within bounds, or what contradicts itself."""

import pytest

from dosing.core.infusions import InfusionOrder
from dosing.fhir.order import Reading
from tests.fhir.test_doses import errors, phases
from tests.fhir.written import Json, codes, dosage, order, person, quantity, read, record, repeat, searched

WEEK = quantity(7, "d")


def _read(timing: Json, milligrams: float = 5) -> Reading:
    return read(order(dosage(quantity(milligrams, "mg"), timing)))


@pytest.mark.parametrize(
    ("timing", "days"),
    [
        (repeat(2, boundsDuration=WEEK, count=4), 2),
        (repeat(2, boundsDuration=WEEK, count=5), 3),
        (repeat(2, boundsDuration=WEEK, count=14), 7),
        (repeat(2, boundsDuration=WEEK, count=15), 7),
        (repeat(3, boundsPeriod={"start": "2026-12-01"}, count=6), 2),
        (repeat(3, boundsPeriod={"start": "2026-12-01", "end": "2026-12-05"}, count=6), 2),
        (repeat(boundsRange={"low": quantity(3, "d"), "high": WEEK}, count=5), 3),
        (repeat(boundsRange={"low": quantity(3, "d"), "high": WEEK}, count=2), 2),
        (repeat(2, dayOfWeek=["mon", "tue", "wed", "thu", "fri", "sat", "sun"], boundsDuration=WEEK, count=4), 2),
        (repeat(2, count=4, countMax=8), 2),
        ({"count": 3, "boundsDuration": quantity(1, "d")}, 1),
        (repeat(duration=3, durationUnit="d", boundsDuration=quantity(3, "d")), 3),
        (repeat(1, 1, "wk", duration=3, durationUnit="d", boundsDuration=quantity(28, "d")), 28),
        (repeat(duration=30, durationUnit="min", boundsDuration=WEEK), 7),
    ],
)
def test_within_bounds_it_is_taken_until_the_count_is_reached(timing: Json, days: int) -> None:
    assert phases(_read(timing))[0][1] == days


@pytest.mark.parametrize(
    ("timing", "code"),
    [
        (repeat(count=3, countMax=1), "timing-invalid"),
        (repeat(boundsPeriod={"start": "2026-12-01"}, boundsDuration=WEEK), "timing-invalid"),
        (repeat(boundsDuration=WEEK, boundsRange={"low": WEEK, "high": quantity(9, "d")}), "timing-invalid"),
        (repeat(duration=7, durationUnit="d", boundsDuration=quantity(14, "d")), "timing-invalid"),
        (repeat(duration=2, durationUnit="wk", boundsPeriod={"start": "2026-12-01"}), "timing-invalid"),
        ({"count": 3, "boundsDuration": WEEK}, "no-timing"),
        ({"count": 3, "boundsPeriod": {"start": "2026-12-01"}}, "no-timing"),
    ],
)
def test_a_length_that_is_told_in_two_ways_that_do_not_go_together_is_not_read(timing: Json, code: str) -> None:
    reading = _read(timing)
    assert (reading.asked, errors(reading)) == (None, [code])


def test_steps_are_as_long_as_their_counts_within_their_bounds() -> None:
    first = dosage(quantity(5, "mg"), repeat(2, boundsDuration=WEEK, count=4), sequence=1)
    then = dosage(quantity(10, "mg"), repeat(2), sequence=2)
    assert phases(read(order(first, then))) == [(["5", "5"], 2), (["10", "10"], None)]


@pytest.mark.parametrize("count", [3, 60])
def test_an_order_in_force_whose_count_was_reached_is_no_current_dose(count: int) -> None:
    since = repeat(3, boundsPeriod={"start": "2026-11-02"}, count=count)
    taken = order(dosage(quantity(10, "mg"), since), id="m9", status="active")
    reading = read(order(dosage(quantity(10, "mg"), repeat(3))), record(person(), medications=searched(taken)))
    assert reading.known is not None
    is_over = count == 3
    assert (reading.known.current is None) is is_over
    assert ("evidence-not-used" in codes(reading)) is is_over


@pytest.mark.parametrize(
    ("timing", "days"),
    [
        (repeat(boundsDuration=quantity(2, "wk"), count=2), [1, 2]),
        (repeat(boundsDuration=quantity(2, "d"), count=9), [1, 2]),
        (repeat(1, 1, "wk", boundsDuration=quantity(4, "wk"), count=2), [1, 8]),
        ({"dayOfWeek": ["mon"], "boundsDuration": quantity(4, "wk"), "count": 3}, [1, 8, 15]),
        (repeat(boundsPeriod={"start": "2026-11-23"}, count=3), [1, 2, 3]),
        (repeat(count=2, countMax=3), [1, 2, 3]),
    ],
)
def test_no_more_infusions_are_read_than_the_count_within_the_bounds(timing: Json, days: list[int]) -> None:
    reading = read(order(dosage(quantity(20, "g"), timing), medication={"text": "Albumin human 20 %"}))
    assert reading.asked is not None, reading.remarks
    assert isinstance(reading.asked.ordered, InfusionOrder)
    assert [infusion.day for infusion in reading.asked.ordered.infusions] == days
