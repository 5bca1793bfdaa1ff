"""Requests at random: boundary values, numbers between them, and orders of many phases."""

from random import Random
from typing import Any

from tests.differential.compare import Case
from tests.differential.fields import FAMILIES, body_of
from tests.differential.values import Json, quantity

_NAMES = list(FAMILIES)
_DOSES = (0, 5, 10, 15, 20, 25, 30, 35, 40)
_PARTS = (2.5, 5, 5, 10, 10, 20)
_DAYS = (1, 3, 6, 7, 7, 7, 8, 13, 14, 14, 15, 30)
_STRENGTHS = (0.3, 0.5, 1, 1.25, 2, 2.3, 2.5, 2.7, 3, 3.3, 4, 5, 6, 7, 7.5, 10, 12.3, 15, 20, 25, 30)
_BASE, _LISTED = 0.45, 0.85
_SMALLEST_CHANGED = 0.01


def sample_case(dice: Random) -> Case:
    """A request of any kind."""
    path, fields = FAMILIES[dice.choice(_NAMES)]
    chosen = {pointer: _value(values, dice) for pointer, values in fields.items()}
    body = body_of(path, chosen)
    if "phases" in body and dice.random() < _LISTED:
        body["phases"] = phases(dice)
    if "tablets" in body and dice.random() < _BASE:
        body["tablets"] = [quantity(dice.choice(_STRENGTHS), "mg") for _ in range(dice.randint(1, 4))]
    return path, body


def _value(values: list[Any], dice: Random) -> Any:  # noqa: ANN401 -- any value of a request
    roll = dice.random()
    if roll < _BASE:
        return values[0]
    value = dice.choice(values)
    return value if roll < _LISTED else _between(value, dice)


def _between(value: Any, dice: Random) -> Any:  # noqa: ANN401 -- any value of a request
    """Somewhere under a quantity, so that it stays within its bounds; anything else as it is."""
    if not isinstance(value, dict) or "exact" in value or value.get("value", 0) < _SMALLEST_CHANGED:
        return value
    number = min(round(value["value"] * dice.uniform(0.1, 1), dice.choice((0, 1, 2, 3, 6))), value["value"])
    return value | {"value": number} if number >= _SMALLEST_CHANGED else value


def phases(dice: Random) -> list[Json]:
    """An order that rises, falls to a stop, or does anything."""
    daily = [dice.choice(_DOSES) for _ in range(dice.choice((1, 1, 2, 2, 3, 3, 4, 5, 6, 8)))]
    kind = dice.random()
    if kind < 0.4:
        daily.sort(reverse=True)
        daily += [0] if dice.random() < _LISTED else []
    elif kind < 0.7:
        daily.sort()
    made: list[Json] = [{"doses": _doses(dose, dice)} for dose in daily]
    for phase in made:
        if dice.random() < (0.3 if phase is made[-1] else 0.95):
            phase["days"] = dice.choice(_DAYS)
    return made


def _doses(daily: float, dice: Random) -> list[Json]:
    doses: list[Json] = []
    while daily > 0:
        part = min(daily, dice.choice(_PARTS))
        doses.append(quantity(part, "mg"))
        daily -= part
    return doses
