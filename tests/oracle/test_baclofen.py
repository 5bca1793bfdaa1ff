"""The worked examples of baclofen."""

from fractions import Fraction
from typing import Any

import pytest

from .examples import ADULT, OLDER, REDUCED, check, daily, mg_day, phase, rules_in, taper, titrate


@pytest.mark.parametrize(
    ("patient", "profile", "doses"),
    [
        (ADULT, "standard", [10, 20, 30]),
        (OLDER, "older-adult", [5, 10, 15]),
        (REDUCED, "reduced-kidney", [5, 10, 15]),
    ],
)
def test_titration(patient: dict[str, Any], profile: str, doses: list[int]) -> None:
    found = titrate(patient)
    assert found["status"] == "ok"
    assert found["profile"] == profile
    assert daily(found) == doses
    assert "last_day" not in found["steps"][-1]


def test_titration_step_of_the_interface_example() -> None:
    step = titrate(ADULT, start_date="2026-12-28")["steps"][0]
    assert step["first_date"] == "2026-12-28"
    assert step["last_date"] == "2027-01-03"
    assert [dose["value"] for dose in step["doses"]] == [5, 5]
    assert step["products"] == [{"strength": {"value": 5, "unit": "mg"}, "per_day": 2, "total": 14}]


def test_older_adult_with_reduced_kidney_waits_for_an_acknowledgement() -> None:
    patient = {**OLDER, "egfr": REDUCED["egfr"]}
    assert titrate(patient)["status"] == "needs_review"
    ack = [{"rule": "baclofen.older-adult.reduced-kidney", "reason": "agreed"}]
    assert daily(titrate(patient, acknowledged=ack)) == [5]


def test_week_1_holds_until_7_days_at_the_current_dose() -> None:
    current: dict[str, Any] = {"daily_dose": mg_day(10), "days_at_dose": 6}
    assert daily(titrate(ADULT, current=current)) == [10, 20, 30]
    current["days_at_dose"] = 7
    assert daily(titrate(ADULT, current=current)) == [20, 30]


@pytest.mark.parametrize(
    ("patient", "status"),
    [
        ({}, "needs_input"),
        ({**ADULT, "dialysis": True}, "refused"),
        ({**ADULT, "egfr": {"value": 29.96, "unit": "mL/min/{1.73_m2}"}}, "refused"),
        ({**ADULT, "age": {"value": 17.99, "unit": "a"}}, "refused"),
        (
            {**ADULT, "egfr": {"value": 50, "unit": "mL/min/{1.73_m2}", "comparator": ">"}},
            "needs_input",
        ),
        (
            {**ADULT, "egfr": {"value": 60, "unit": "mL/min/{1.73_m2}", "comparator": ">"}},
            "ok",
        ),
    ],
)
def test_status_of_a_titration(patient: dict[str, Any], status: str) -> None:
    found = titrate(patient)
    assert found["status"] == status
    assert ("steps" in found) == (status == "ok")


def test_target_over_the_ceiling_waits_and_over_30_is_refused() -> None:
    assert titrate(OLDER, target=mg_day(20))["status"] == "needs_review"
    ack = [{"rule": "baclofen.daily-max.older-adult", "reason": "agreed"}]
    found = titrate(OLDER, target=mg_day(20), acknowledged=ack)
    assert daily(found) == [5, 10, 15, 20]
    assert titrate(ADULT, target=mg_day(30.0001))["status"] == "refused"
    assert titrate(ADULT, target=mg_day(4))["status"] == "refused"


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        (30, [25, 20, 15, 10, 5, 0]),
        (12, [10, 5, 0]),
        (10, [5, 0]),
        (7, [5, 0]),
        (5, [5, 0]),
    ],
)
def test_taper(dose: float, expected: list[int]) -> None:
    found = taper(dose)
    assert found["status"] == "ok"
    assert daily(found) == expected
    assert sum(step["last_day"] - step["first_day"] + 1 for step in found["steps"][:-1]) >= 14


def test_taper_below_5_needs_a_tablet_for_it() -> None:
    assert taper(2.5)["status"] == "refused"
    found = taper(2.5, tablets=[{"value": 2.5, "unit": "mg"}])
    assert daily(found) == [Fraction("2.5"), 0]


def test_taper_is_possible_at_egfr_20_from_80() -> None:
    patient = {"egfr": {"value": 20, "unit": "mL/min/{1.73_m2}"}}
    found = taper(80, patient=patient)
    assert found["status"] == "ok"
    assert found["rules"]["kept"] == [
        "baclofen.abrupt-stop",
        "baclofen.stock",
        "baclofen.taper.duration",
        "baclofen.taper.interval",
        "baclofen.taper.step",
    ]


def test_abrupt_stop() -> None:
    current = {"daily_dose": mg_day(30), "days_on_drug": 90}
    found = check({}, [phase(None)], current=current)
    assert found["status"] == "needs_review"
    assert rules_in(found) == {
        "baclofen.abrupt-stop",
        "baclofen.taper.step",
        "baclofen.taper.duration",
    }


def test_order_over_30_and_rise_over_10() -> None:
    phases = [phase(7, 5, 5), phase(7, 10, 10, 5), phase(None, 20, 10.0001)]
    found = check(ADULT, phases)
    places = {(finding["rule"], finding["where"]) for finding in found["findings"]}
    assert places == {
        ("baclofen.step", "/phases/1"),
        ("baclofen.daily-max", "/phases/2"),
        ("baclofen.whole-tablets", "/phases/2"),
    }
    assert found["status"] == "refused"


def test_equal_phases_add_up_to_the_interval() -> None:
    current = {"daily_dose": mg_day(10), "days_at_dose": 1}
    phases = [phase(3, 5, 5), phase(3, 10), phase(None, 10, 10)]
    assert check(ADULT, phases, current=current)["status"] == "ok"
    current["days_at_dose"] = 0
    found = check(ADULT, phases, current=current)
    assert [finding["where"] for finding in found["findings"]] == ["/phases/2"]
    assert found["findings"][0]["day"] == 7


def test_a_phase_without_days_is_asked_for() -> None:
    found = check(ADULT, [phase(None, 5, 5), phase(None, 10, 10)])
    assert found["status"] == "needs_input"
    assert found["missing"] == [["/phases/0/days"]]


def test_acknowledgement_at_one_place() -> None:
    phases = [phase(7, 10, 10), phase(None, 10, 10, 10)]
    ack = {"rule": "baclofen.start", "reason": "agreed"}
    found = check(ADULT, phases, acknowledged=[{**ack, "where": "/phases/0"}])
    assert found["status"] == "ok"
    assert [finding["acknowledged"] for finding in found["findings"]] == [True]
    found = check(ADULT, phases, acknowledged=[{**ack, "where": "/phases/1"}])
    assert found["status"] == "needs_review"
    assert found["unused_acknowledgements"] == ["baclofen.start"]
