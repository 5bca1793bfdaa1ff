"""The laws of baclofen's schedules and orders."""

import itertools
import random
from typing import Any

import pytest

from . import answer
from .examples import mg_day, phase, rules_in, titrate


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
    order["acknowledged"] = [{"rule": entry["rule"], "reason": entry["reason"]} for entry in body["acknowledged"]]
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
    body = random_body(random.Random(seed))  # noqa: S311 -- random requests, not secrets
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
