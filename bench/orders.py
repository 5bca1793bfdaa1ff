"""The orders that are measured: baclofen in three phases for patients of whom the usual facts are known.

One order that comes again and again; new patients with what is usually prescribed; and orders of which nothing came
before. Lists are the same in every run.
"""

from random import Random
from typing import Any

import msgspec

from dosing.wire.request import BaclofenOrder

Json = dict[str, Any]


def _mg(*values: float) -> list[Json]:
    return [{"value": value, "unit": "mg"} for value in values]


_PHASES: list[Json] = [
    {"doses": _mg(5, 5), "days": 7},
    {"doses": _mg(10, 10), "days": 7},
    {"doses": _mg(10, 10, 10)},
]
_SENT: Json = {
    "drug": "baclofen",
    "indication": "muscle-cramps",
    "patient": {
        "age": {"value": 58, "unit": "a"},
        "sex": "female",
        "creatinine": {"value": 0.8, "unit": "mg/dL"},
        "conditions": {"cirrhosis": True, "pregnancy": False},
        "taking": {"diuretic": True},
    },
    "phases": _PHASES,
}
#: What is usually prescribed: slowly, more slowly, and up to less.
_USUAL = (
    _PHASES,
    [{"doses": _mg(5), "days": 7}, {"doses": _mg(5, 5), "days": 14}, {"doses": _mg(5, 5, 5)}],
    [{"doses": _mg(5, 5), "days": 14}, {"doses": _mg(10, 5), "days": 14}, {"doses": _mg(10, 10)}],
)

BODY = msgspec.json.encode(_SENT)
ORDER = msgspec.json.decode(BODY, type=BaclofenOrder)


def new_patients(count: int) -> list[bytes]:
    """What is usually prescribed, each time for another patient."""
    dice = Random(1)
    return [
        msgspec.json.encode({**_SENT, "patient": _patient(dice), "phases": dice.choice(_USUAL)}) for _ in range(count)
    ]


def never_seen(count: int, phases: int = 3, seed: int = 2) -> list[bytes]:
    """Other patients, other doses and other days each time."""
    dice = Random(seed)
    return [
        msgspec.json.encode({**_SENT, "patient": _patient(dice), "phases": [_phase(dice) for _ in range(phases)]})
        for _ in range(count)
    ]


def many(bodies: list[bytes]) -> bytes:
    """The orders as one request."""
    return b'{"orders":[' + b",".join(bodies) + b"]}"


def _patient(dice: Random) -> Json:
    """Most of them with normal kidney function, as in a clinic; none twice within thousands."""
    return {
        "age": {"value": dice.randint(18 * 12, 90 * 12), "unit": "mo"},
        "sex": dice.choice(("female", "male")),
        "creatinine": {"value": round(dice.triangular(0.5, 1.8, 0.8), 3), "unit": "mg/dL"},
        "conditions": {"cirrhosis": dice.random() < 0.3, "pregnancy": False},
        "taking": {"diuretic": dice.random() < 0.3},
    }


def _phase(dice: Random) -> Json:
    doses = [dice.choice((2.5, 5, 5, 7.5, 10, 10)) for _ in range(dice.randint(1, 3))]
    return {"doses": _mg(*doses), "days": dice.randint(5, 400)}
