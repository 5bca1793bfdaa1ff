"""Courses between which little decides: the last parts of the distance, and what a person's word leaves open."""

from typing import Any

import pytest

from tests.edges import CHECK, Json, ask
from tests.nearest.asked import PATIENTS, posted_back, request
from tests.nearest.courses import Ordered

_OLDER, _REDUCED, _STANDARD = (PATIENTS[name] for name in ("older-adult", "reduced-kidney", "standard"))


def _nearest(ordered: Ordered, patient: Json, **more: Any) -> list[tuple[float, int | None]]:  # noqa: ANN401 -- JSON
    """The daily doses and days of the nearest order, which checks ok."""
    sent = request(ordered, patient, **more)
    order = ask(CHECK, sent)["nearest"]
    assert ask(CHECK, posted_back(sent, order))["status"] == "ok"
    return [(sum(dose["value"] for dose in phase["doses"]), phase.get("days")) for phase in order["phases"]]


@pytest.mark.parametrize("days", [6, 8, 40])
def test_of_two_courses_that_withhold_as_much_with_as_many_changes_the_one_that_falls_later(days: int) -> None:
    """On the 22nd day or on the 26th: either way it is 10 mg/d for seven days, and 15 mg/d on all others."""
    ordered = Ordered(((20, 21), (15, 4), (12, 3), (20, days)), before=15, days_at_dose=30, days_of_use=100)
    assert _nearest(ordered, _OLDER) == [(15, 25), (10, 7), (15, days - 4)]


def test_so_it_is_where_both_fall_again_before_they_are_alike() -> None:
    ordered = Ordered(((20, 21), (15, 4), (12, 3), (20, 7), (12, 20)), before=15, days_at_dose=30, days_of_use=100)
    assert _nearest(ordered, _OLDER) == [(15, 25), (10, 7), (15, 3), (10, 20)]


def test_where_the_dose_that_is_hoped_for_is_not_reached_the_day_from_which_another_is_kept_still_counts() -> None:
    """14 mg/d cannot follow on 8 mg/d, which is kept from the 11th day on, or with more milligrams from the 17th."""
    ordered = Ordered(((13, 2), (17, 7), (7, 1), (12, 2), (14, None)), before=9, days_at_dose=30, days_of_use=30)
    assert _nearest(ordered, _REDUCED, tablets=_tablets(7, 8, 11, 14)) == [(7, 10), (8, None)]


def test_a_dose_over_the_maximum_is_not_held_to_rise_again_later() -> None:
    """Only a way down may begin above it, and from 40 mg/d it would not lead up to 30 mg/d again."""
    ordered = Ordered(
        ((40, 7), (20, 7), (30, 14), (20, 7), (10, 7), (5, 7), (0, None)), before=40, days_at_dose=30, days_of_use=100
    )
    assert _nearest(ordered, _STANDARD)[0] == (30, 7)


def test_of_two_courses_that_withhold_as_much_the_one_with_fewer_changes() -> None:
    """Up to 15 mg/d for two days and down again for seven would be as many milligrams."""
    ordered = Ordered(((25, 4), (12, 3), (30, 7), (20, 7), (10, None)), before=5, days_at_dose=5, days_of_use=30)
    assert _nearest(ordered, _OLDER) == [(5, 2), (10, 7), (15, 12), (10, None)]


def test_of_two_courses_that_stay_at_a_dose_from_the_same_day_the_one_of_more_milligrams() -> None:
    """15 mg/d for the first day is 5 mg more than 10 mg/d; 13 mg/d on the eighth would be 3 mg more."""
    ordered = Ordered(((18, 1), (11, 4), (13, 3), (10, None)), before=9, days_at_dose=7, days_of_use=30)
    assert _nearest(ordered, _OLDER, tablets=_tablets(5, 13)) == [(15, 1), (10, None)]


def test_so_it_is_where_the_dose_is_reached_within_a_phase() -> None:
    """By 5, 10 and 15 mg/d it would be 14 mg/d from the 21st day on too, with fewer milligrams before."""
    ordered = Ordered(((4, 6), (5, 7), (15, 8), (14, None)), before=1, days_at_dose=30, days_of_use=30)
    assert _nearest(ordered, _REDUCED, tablets=_tablets(1)) == [(4, 13), (9, 7), (14, None)]


def _tablets(*milligrams: int) -> list[Json]:
    return [{"value": each, "unit": "mg"} for each in milligrams]


def _seen(*rules: str) -> list[Json]:
    return [{"rule": f"baclofen.{rule}", "reason": "seen by two"} for rule in rules]


def test_how_high_the_order_is_does_not_decide_which_doses_are_looked_at() -> None:
    """Of fine tablets only multiples of 5 mg are looked at; 1 mg is fine for 80 mg/d, and not for the 15 allowed."""
    ordered = Ordered(((80, None),), before=8, days_at_dose=30, days_of_use=100)
    assert _nearest(ordered, _REDUCED, tablets=_tablets(2, 3)) == [(13, 7), (15, None)]


def test_how_high_a_dose_may_be_does_not_decide_it_either() -> None:
    ordered = Ordered(((20, None),), before=3, days_at_dose=30, days_of_use=100)
    assert _nearest(ordered, _STANDARD, tablets=_tablets(1)) == [(13, 7), (20, None)]


def test_where_any_day_may_rise_every_day_does() -> None:
    words = _seen("interval")
    assert _nearest(Ordered(((40, None),), before=0), _REDUCED, acknowledged=words) == [(5, 1), (10, 1), (15, None)]


def test_where_a_dose_on_the_way_down_may_be_short_the_way_is_still_14_days() -> None:
    course = _nearest(Ordered(((20, 40), (0, None))), _STANDARD, acknowledged=_seen("taper.interval"))
    assert course == [(10, 7), (20, 19), (15, 13), (5, 1), (0, None)]


def test_where_a_way_down_may_be_short_prolonged_use_still_begins_on_its_seventh_day() -> None:
    """Three days before and four in the order: on the fifth day it is no longer stopped from 15 mg/d."""
    ordered = Ordered(((15, 4), (0, None)), before=15, days_at_dose=3, days_of_use=3)
    words = _seen("taper.duration", "taper.interval")
    assert _nearest(ordered, _STANDARD, acknowledged=words) == [(15, 3), (5, 1), (0, None)]
