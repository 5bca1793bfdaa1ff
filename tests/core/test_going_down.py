"""The way down: which phases are on it, and by which rules they are judged."""

from decimal import Decimal

import pytest

from dosing.core.order import Current, Phase
from dosing.core.phases import are_going_down, runs_of
from dosing.formulary import FORMULARY
from tests.core.baclofen import ADULT, checked, current, found, patient, phase
from tests.edges import Json


def _down(before: int | None, *doses: int | tuple[int, int | None]) -> list[bool]:
    """Whether each run of phases (mg/d, seven days unless said otherwise) is on the way down."""
    taken = None if before is None else Current(daily_dose=_number(before))
    phases = [dose if isinstance(dose, tuple) else (dose, 7) for dose in doses]
    return are_going_down(runs_of([Phase((_number(dose),) if dose else (), days) for dose, days in phases]), taken)


def _number(value: int) -> Decimal:
    return Decimal(value)


@pytest.mark.parametrize(
    ("before", "doses", "down"),
    [
        (20, (15, 10, 5, 0), [True] * 4),
        (20, (0,), [True]),
        (20, (15, 10, 5), [False] * 3),
        (20, (15, 10, 0, 5), [False] * 4),
        (20, (15, 20, 10, 0), [False, False, True, True]),
        (20, (25, 10, 0), [False, True, True]),
        (None, (20, 10, 0), [False, True, True]),
        (0, (20, 10, 0), [False, True, True]),
        (0, (0,), [False]),
        (None, (0,), [False]),
    ],
)
def test_a_phase_is_on_the_way_down_if_it_is_lower_nothing_rises_later_and_no_doses_are_reached(
    before: int | None, doses: tuple[int, ...], down: list[bool]
) -> None:
    assert _down(before, *doses) == down


def test_a_first_phase_equal_to_the_current_dose_is_on_the_way_down_if_it_ends_and_the_rest_falls_to_0() -> None:
    assert _down(20, (20, 7), 10, 0) == [True] * 3
    assert _down(20, (20, 7), 10, 15, 0) == [False, False, False, True]
    assert _down(20, (20, None), 10, 0) == [False, True, True]
    assert _down(20, (20, 7)) == [False]
    assert _down(20, (20, 7), 10) == [False, False]


def test_a_phase_equal_to_one_on_the_way_down_is_on_it_as_well() -> None:
    assert _down(20, 15, 15, 5, 0) == [True] * 3
    taper = (
        phase(7, 20, 15),
        phase(7, 15, 20),
        phase(7, 20, 10),
        phase(14, 20),
        phase(7, 10),
        phase(7, 5),
        phase(None),
    )
    assert found(checked(ADULT, current(40), *taper)) == {}


def _judged(answer: Json) -> set[str]:
    return {rule for name in ("kept", "outside", "unknown") for rule in answer["rules"][name]}


def test_phases_on_the_way_down_are_judged_by_the_rules_of_stopping_alone() -> None:
    """And by the one that asks for a missing length: what has no end cannot be followed by anything."""
    answer = checked(ADULT, current(20), phase(7, 15), phase(7, 10), phase(7, 5), phase(None))
    assert _judged(answer) == {
        "baclofen.abrupt-stop",
        "baclofen.taper.step",
        "baclofen.taper.interval",
        "baclofen.taper.duration",
        "baclofen.whole-tablets",
        "baclofen.phase-length.known",
    }
    assert {rule.id for rule in FORMULARY.every_order} <= set(answer["rules"]["not_applicable"])


@pytest.mark.parametrize("who", [patient(egfr=20), patient(age=10), {}, {"dialysis": True}, patient(70, 45)])
def test_a_taper_is_possible_at_an_egfr_of_20_in_a_child_and_for_a_patient_of_whom_nothing_is_known(who: Json) -> None:
    answer = checked(who, current(15), phase(7, 10), phase(7, 5), phase(None))
    assert answer["status"] == "ok"


def test_a_taper_from_80_mg_a_day_is_possible() -> None:
    doses = range(75, 0, -5)
    steps = [phase(7, *[20] * (dose // 20), *([dose % 20] if dose % 20 else [])) for dose in doses]
    assert checked(ADULT, current(80), *steps, phase(None))["status"] == "ok"


def test_a_lower_dose_that_stays_is_judged_by_all() -> None:
    assert found(checked(ADULT, current(80), phase(None, 20, 20))) == {"daily-max": ["/phases/0"]}
    assert checked(patient(egfr=20), current(20), phase(None, 10))["status"] == "refused"


def test_a_phase_before_the_way_down_is_judged_by_all() -> None:
    answer = checked(ADULT, current(30), phase(7, 40), phase(7, 30), phase(7, 20), phase(7, 10), phase(None))
    assert found(answer)["daily-max"] == ["/phases/0"]


def test_the_end_of_an_order_is_no_stop_only_a_phase_of_no_doses_is() -> None:
    assert "abrupt-stop" not in found(checked(ADULT, current(30), phase(7, 10, 10, 10)))
    assert found(checked(ADULT, current(30), phase(7, 10, 10, 10), phase(None)))["abrupt-stop"] == ["/phases/1"]


@pytest.mark.parametrize(("dose", "rules"), [(5, set()), (5.000001, {"abrupt-stop"}), (10, {"abrupt-stop"})])
def test_a_stop_from_5_mg_a_day_is_not_abrupt_from_more_it_is(dose: float, rules: set[str]) -> None:
    answer = checked(ADULT, current(dose), phase(14, dose), phase(None))
    assert set(found(answer)) - {"whole-tablets"} == rules


@pytest.mark.parametrize(
    ("fall", "rules"),
    [((40, 30), set()), ((40, 29.999999), {"taper.step"}), ((20, 10), set()), ((25, 10), {"taper.step"})],
)
def test_a_step_down_of_10_mg_a_day_is_small_enough_one_of_more_is_not(
    fall: tuple[float, float], rules: set[str]
) -> None:
    before, after = fall
    single = [after / 2, after / 2]
    ways = [phase(7, 10, 10), phase(7, 10), phase(7, 5), phase(None)] if after > 20 else [phase(14, 5), phase(None)]
    answer = checked(ADULT, current(before), phase(7, *single), *ways)
    assert set(found(answer)) - {"whole-tablets"} == rules


@pytest.mark.parametrize(("days", "is_found"), [(6, True), (7, False)])
def test_each_dose_on_the_way_down_is_held_for_7_days_and_the_first_decrease_needs_none_before_it(
    days: int,
    is_found: bool,  # noqa: FBT001 -- the answer
) -> None:
    taper = (phase(days, 10), phase(14, 5), phase(None))
    answer = checked(ADULT, current(15, at_dose=0), *taper)
    assert found(answer) == ({"taper.interval": ["/phases/0"]} if is_found else {})


def test_equal_neighbours_of_3_and_4_days_are_held_for_7() -> None:
    assert found(checked(ADULT, current(15), phase(3, 10), phase(4, 5, 5), phase(14, 5), phase(None))) == {}
    short = checked(ADULT, current(15), phase(3, 10), phase(3, 5, 5), phase(14, 5), phase(None))
    assert found(short) == {"taper.interval": ["/phases/0"]}


@pytest.mark.parametrize(("days", "is_found"), [(6, True), (7, False)])
def test_the_way_down_lasts_14_days_before_the_stop(days: int, is_found: bool) -> None:  # noqa: FBT001 -- the answer
    answer = checked(ADULT, current(15), phase(7, 10), phase(days, 5), phase(None))
    assert ("taper.duration" in found(answer)) is is_found


def test_a_first_phase_that_holds_the_current_dose_counts_for_the_way_down() -> None:
    assert found(checked(ADULT, current(5), phase(14, 5), phase(None))) == {}
    assert found(checked(ADULT, current(5), phase(13, 5), phase(None))) == {"taper.duration": ["/phases/1"]}


def test_whole_tablets_are_judged_on_the_way_down_too() -> None:
    answer = checked(ADULT, current(15), phase(7, 7.5), phase(7, 5), phase(None))
    assert found(answer) == {"whole-tablets": ["/phases/0"]}
