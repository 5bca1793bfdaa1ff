"""The worked examples of baclofen, and the laws of schedules and orders."""

import itertools
import random
from fractions import Fraction
from typing import Any

import pytest

from . import answer

ADULT = {"age": {"value": 50, "unit": "a"}, "egfr": {"value": 90, "unit": "mL/min/{1.73_m2}"}}
OLDER = {**ADULT, "age": {"value": 70, "unit": "a"}}
REDUCED = {**ADULT, "egfr": {"value": 45, "unit": "mL/min/{1.73_m2}"}}


def rules_in(found: dict[str, Any]) -> set[str]:
    return {finding["rule"] for finding in found["findings"]}


def titrate(patient: dict[str, Any], **more: Any) -> dict[str, Any]:
    return answer("/v1/schedules/baclofen", {"patient": patient, **more})


def taper(dose: float, **more: Any) -> dict[str, Any]:
    current = {"daily_dose": mg_day(dose), "days_on_drug": 90}
    return answer("/v1/schedules/baclofen-taper", {"patient": {}, "current": current, **more})


def mg_day(value: float) -> dict[str, Any]:
    return {"value": value, "unit": "mg/d"}


def phase(days: int | None, *doses: float) -> dict[str, Any]:
    made: dict[str, Any] = {"doses": [{"value": dose, "unit": "mg"} for dose in doses]}
    if days is not None:
        made["days"] = days
    return made


def check(patient: dict[str, Any], phases: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    body = {"drug": "baclofen", "patient": patient, "phases": phases, **more}
    return answer("/v1/orders/check", body)


def daily(found: dict[str, Any]) -> list[Fraction]:
    return [step["daily_dose"]["value"] for step in found["steps"]]


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


def as_order(found: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    phases = []
    for step in found["steps"]:
        made = phase(None, *(float(dose["value"]) for dose in step["doses"]))
        if "last_day" in step:
            made["days"] = step["last_day"] - step["first_day"] + 1
        phases.append(made)
    shared = ("patient", "current", "tablets")
    order: dict[str, Any] = {"drug": "baclofen", "phases": phases}
    order.update({name: body[name] for name in shared if name in body})
    # A schedule without a current dose is a new start; an order must say so.
    order.setdefault("current", {"daily_dose": mg_day(0)})
    order["acknowledged"] = [
        {"rule": entry["rule"], "reason": entry["reason"]} for entry in body["acknowledged"]
    ]
    return order


def random_body(dice: random.Random) -> dict[str, Any]:
    patient: dict[str, Any] = {}
    if dice.random() < 0.95:
        patient["age"] = {"value": dice.choice([17, 18, 40, 64.9, 65, 80]), "unit": "a"}
    if dice.random() < 0.95:
        value = dice.choice([20, 29.9, 30, 45, 60, 60.1, 90])
        patient["egfr"] = {"value": value, "unit": "mL/min/{1.73_m2}"}
        if dice.random() < 0.2:
            patient["egfr"]["comparator"] = dice.choice("<>")
    rules = (
        "baclofen.daily-max.older-adult",
        "baclofen.daily-max.reduced-kidney",
        "baclofen.daily-max.older-adult.reduced-kidney",
        "baclofen.older-adult.reduced-kidney",
        "baclofen.taper.duration",
    )
    acknowledged = [{"rule": r, "reason": "agreed"} for r in rules if dice.random() < 0.7]
    body: dict[str, Any] = {"patient": patient, "acknowledged": acknowledged}
    doses = (1, 2.5, 5, 7, 7.5, 10, 12, 12.5, 15, 20, 22, 25, 30, 35, 80)
    if dice.random() < 0.6:
        body["current"] = {"daily_dose": mg_day(dice.choice(doses))}
        for name in ("days_at_dose", "days_on_drug"):
            if dice.random() < 0.6:
                body["current"][name] = dice.choice([0, 3, 6, 7, 30])
    if dice.random() < 0.5:
        body["target"] = mg_day(dice.choice(doses))
    if dice.random() < 0.5:
        stock = dice.sample([1, 2.5, 3.3, 5, 7.5, 10, 20], dice.randint(1, 3))
        body["tablets"] = [{"value": value, "unit": "mg"} for value in stock]
    return body


@pytest.mark.parametrize("seed", range(1500))
def test_a_computed_schedule_checks_ok_as_an_order(seed: int) -> None:
    body = random_body(random.Random(seed))
    found = titrate(**body)
    if "current" in body and seed % 2:
        del body["target" if "target" in body else "patient"]
        found = answer("/v1/schedules/baclofen-taper", body)
    lists = found["rules"].values()
    assert len(set(itertools.chain(*lists))) == sum(len(part) for part in lists) == 36
    if found["status"] != "ok":
        assert "steps" not in found
        return
    for step in found["steps"]:
        assert sum(dose["value"] for dose in step["doses"]) == step["daily_dose"]["value"]
    checked = answer("/v1/orders/check", as_order(found, body))
    assert checked["status"] == "ok", checked["findings"]
    assert rules_in(checked) <= rules_in(found)
    # A target over the ceiling that no step reaches is a finding of the schedule alone.
    at_steps = {f["rule"] for f in found["findings"] if f["where"] not in ("/target", "/current")}
    assert at_steps <= rules_in(checked)
