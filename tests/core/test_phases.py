"""Phases of an order: what each is to the one before it, and for how long the drug has been used."""

from decimal import Decimal

import pytest

from dosing.core.fact import Fact
from dosing.core.nearest.wish import wish_of
from dosing.core.order import Current, Phase, PhasedOrder
from dosing.core.phases import Days, _use_before, change, days, phase_places
from dosing.core.place import pointed
from dosing.core.rule import At
from tests.core.baclofen import ADULT, checked, current, found, patient, phase
from tests.edges import Json


def test_a_dose_after_a_phase_of_no_doses_is_a_first_daily_dose() -> None:
    answer = checked(ADULT, current(0), phase(6, 5), phase(7), phase(None, 10, 10))
    assert found(answer) == {"start": ["/phases/2"]}
    assert "baclofen.step" in answer["rules"]["not_applicable"]


def test_without_current_the_first_phase_is_judged_as_a_start() -> None:
    assert found(checked(ADULT, None, phase(None, 10, 5))) == {"start": ["/phases/0"]}
    assert found(checked(ADULT, None, phase(None, 5, 5))) == {}


def test_a_current_dose_of_0_means_not_on_it() -> None:
    assert found(checked(ADULT, current(0), phase(None, 10, 5))) == {"start": ["/phases/0"]}


def test_with_a_current_dose_nothing_is_a_start() -> None:
    assert found(checked(ADULT, current(15), phase(None, 10, 5))) == {}


def test_the_start_is_not_judged_where_the_maximum_is_broken() -> None:
    answer = checked(ADULT, None, phase(None, 20, 20))
    assert found(answer) == {"daily-max": ["/phases/0"]}
    assert "baclofen.start" in answer["rules"]["not_applicable"]


@pytest.mark.parametrize(("dose", "rules"), [(20, {}), (20.000001, {"step": ["/phases/0"]})])
def test_an_increase_of_10_mg_a_day_is_a_step_one_of_more_is_too_much(dose: float, rules: Json) -> None:
    places = found(checked(ADULT, current(10, at_dose=7), phase(None, dose)))
    places.pop("whole-tablets", None)
    assert places == rules


@pytest.mark.parametrize(
    ("before", "after", "rules"),
    [
        (7, 7, {}),
        (6, 7, {"interval": ["/phases/0"]}),
        (7, 6, {"interval": ["/phases/1"]}),
    ],
)
def test_a_dose_is_held_for_7_days_before_an_increase(before: int, after: int, rules: Json) -> None:
    answer = checked(ADULT, current(10, at_dose=before), phase(after, 10, 10), phase(None, 10, 10, 10))
    assert found(answer) == rules


def test_equal_phases_in_a_row_count_as_one_and_add_to_the_days_at_the_dose() -> None:
    assert found(checked(ADULT, current(10, at_dose=3), phase(2, 10), phase(2, 5, 5), phase(None, 10, 10))) == {}
    short = checked(ADULT, current(10, at_dose=3), phase(2, 10), phase(1, 5, 5), phase(None, 10, 10))
    assert found(short) == {"interval": ["/phases/2"]}


def test_days_at_a_dose_that_were_not_given_leave_the_interval_unknown_unless_the_phases_last_7_days() -> None:
    unknown = checked(ADULT, current(10), phase(None, 10, 10))
    assert "baclofen.interval" in unknown["rules"]["unknown"]
    kept = checked(ADULT, current(10), phase(7, 10), phase(None, 10, 10))
    assert "baclofen.interval" in kept["rules"]["kept"]


def test_every_phase_but_the_last_has_its_days() -> None:
    answer = checked(ADULT, None, phase(None, 5), phase(None, 10))
    assert answer["status"] == "needs_input"
    assert answer["missing"] == [["/phases/0/days"]]
    assert checked(ADULT, None, phase(7, 5), phase(None, 10))["status"] == "ok"


def test_findings_name_the_day_on_which_their_phase_begins() -> None:
    answer = checked(ADULT, None, phase(7, 10), phase(14, 10, 10), phase(None, 20, 20))
    days = {(finding["where"], finding["day"]) for finding in answer["findings"]}
    assert days == {("/phases/2", 22)}


@pytest.mark.parametrize(("dose", "is_found"), [(9.5, True), (10, False)])
def test_a_dose_that_stays_under_10_mg_a_day_is_noted(dose: float, is_found: bool) -> None:  # noqa: FBT001 -- the answer
    answer = checked(ADULT, None, phase(7, 5), phase(None, dose), tablets=[{"value": 0.5, "unit": "mg"}])
    assert ("daily-min" in found(answer)) is is_found
    assert "daily-min" not in found(checked(patient(70), None, phase(None, 5)))


@pytest.mark.parametrize(
    ("taken", "phases", "is_abrupt"),
    [
        # After fewer than 7 days of use a stop is not abrupt, from 7 on it is.
        (current(20, on_drug=6), [phase(None)], False),
        (current(20, on_drug=7), [phase(None)], True),
        # The larger of the days at the dose and the days on the drug counts.
        (current(20, at_dose=7, on_drug=0), [phase(None)], True),
        (current(20, at_dose=6, on_drug=6), [phase(None)], False),
        # The days of earlier phases are added.
        (current(20, on_drug=3), [phase(3, 20), phase(None)], False),
        (current(20, on_drug=3), [phase(4, 20), phase(None)], True),
        # Not given is of unknown length, however few the days at the dose.
        (current(20, at_dose=1, on_drug=None), [phase(None)], True),
        (None, [phase(6, 20), phase(None)], True),
        # With a current dose of 0 the days of use are those of the phases alone.
        (current(0, on_drug=900), [phase(6, 10), phase(None)], False),
        (current(0, on_drug=900), [phase(7, 10), phase(None)], True),
        (current(0, on_drug=None), [phase(6, 10), phase(None)], False),
    ],
)
def test_a_stop_is_abrupt_after_7_days_of_use_or_use_of_unknown_length(
    taken: Json | None,
    phases: list[Json],
    is_abrupt: bool,  # noqa: FBT001 -- the answer
) -> None:
    assert ("abrupt-stop" in found(checked(ADULT, taken, *phases))) is is_abrupt
    assert ("taper.duration" in found(checked(ADULT, taken, *phases))) is is_abrupt


def test_a_first_phase_of_no_doses_is_no_fall_where_current_is_not_given() -> None:
    answer = checked(ADULT, None, phase(None))
    assert answer["status"] == "ok"
    assert "baclofen.abrupt-stop" in answer["rules"]["kept"]


def test_current_is_not_judged_in_an_order_check() -> None:
    assert found(checked(ADULT, current(80), phase(None, 10, 10, 10))) == {}


@pytest.mark.parametrize(
    ("before", "dose", "found"),
    [
        *((None, 0, "none"), (0, 0, "none"), (5, 0, "stop"), (None, 5, "first")),
        *((0, 5, "first"), (5, 5, "same"), (5, 10, "rise"), (10, 5, "fall")),
    ],
)
def test_a_change_is_one_of_six_words(before: int | None, dose: int, found: str) -> None:
    assert change(None if before is None else Decimal(before), Decimal(dose)) == found


def test_a_rise_has_no_fall_and_a_fall_no_rise() -> None:
    phases = tuple(Phase((Decimal(dose),), 7) for dose in (10, 15, 15, 5))
    current = Current(daily_dose=Decimal(10), days_at_dose=7, days_on_drug=0)
    order = PhasedOrder(phases=(*phases, Phase((), None)), current=current, tablets=())
    rise = {Fact.INCREASE, Fact.DAYS_BEFORE_INCREASE}
    fall = {Fact.DECREASE, Fact.DAYS_OF_DECREASED_DOSE}
    runs = [place.facts for place in phase_places(order, bool) if Fact.CHANGE in place.facts]
    changes = [(facts[Fact.CHANGE], set(facts) & (rise | fall)) for facts in runs]
    assert changes == [("same", set()), ("rise", rise), ("fall", fall), ("stop", fall)]
    assert runs[0][Fact.DAYS_OF_USE] == 7


def test_days_that_are_not_stated_are_not_known() -> None:
    assert days(None) == Days(0, is_known=False)
    assert days(0) == Days(0, is_known=True)


@pytest.mark.parametrize(("at_dose", "on_drug", "used"), [(None, 0, 0), (None, 3, 3), (5, 3, 5), (2, 3, 3)])
def test_days_of_use_are_the_longer_ones(at_dose: int | None, on_drug: int, used: int) -> None:
    current = Current(daily_dose=Decimal(10), days_at_dose=at_dose, days_on_drug=on_drug)
    assert _use_before(current) == Days(used)
    order = PhasedOrder(phases=(Phase((Decimal(5),), 7),), current=current, tablets=())
    assert wish_of(order).days_of_use == used


def test_a_place_of_one_pointer_has_a_note_only_with_what_it_is_about() -> None:
    assert pointed(At.PHASE, {}).notes == pointed(At.PHASE, {}, note="so").notes == {}
    assert pointed(At.PHASE, {}, noted=Fact.AGE).notes == {Fact.AGE: ""}
