"""Whole answers to requests at random, written down as digests: none of them changes unseen, to the last byte.

What an answer must be is said by other tests. This one notices what nobody thought of: a course that is no longer the
nearest, a word that is gone. If answers change because they should: `python -m tests.mutation.answers`.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random

import msgspec

from dosing.api.numbers import encode
from tests.differential.compare import Case
from tests.differential.pairs import pair_case
from tests.differential.pairs import size as pairs
from tests.differential.sample import sample_case
from tests.differential.values import Json, quantity
from tests.edges import CHECK, OPERATIONS

WRITTEN = Path(__file__).with_name("answers.json")
COMMAND = "python -m tests.mutation.answers"
_CASES = 4000
#: Answers of one digest.
EACH = 50
_SEED = 7
_DOSES = (0, 0, 2.5, 5, 7.5, 10, 12.5, 15, 20, 25, 30, 40)
_DAYS = (1, 6, 7, 8, 13, 14, 30)
_STRENGTHS = (0.2, 0.5, 2.5, 5, 6, 7.5, 10, 12.3, 20)


def requests() -> Iterator[Case]:
    """The requests, the same each time: pairs of boundary values, anything at random, and courses that stop and go."""
    dice = Random(_SEED)  # noqa: S311 -- random requests, not secrets
    for _ in range(_CASES // 4):
        yield pair_case(dice.randrange(pairs()), dice)
        yield sample_case(dice)
        yield sample_case(dice)
        yield CHECK, _course(dice)


def _course(dice: Random) -> Json:
    """An order of baclofen with pauses, ways down and odd tablets, for a patient of whom enough is known."""
    phases: list[Json] = [{"doses": _doses(dice), "days": dice.choice(_DAYS)} for _ in range(dice.randint(1, 5))]
    if dice.random() < 0.5:
        phases.append({"doses": []})
    elif dice.random() < 0.8:
        del phases[-1]["days"]
    order: Json = {
        "drug": "baclofen",
        "patient": {
            "age": quantity(dice.choice((50, 70)), "a"),
            "egfr": quantity(dice.choice((90, 90, 45, 20)), "mL/min/{1.73_m2}"),
        },
        "phases": phases,
    }
    if dice.random() < 0.6:
        order["current"] = {"daily_dose": quantity(dice.choice(_DOSES), "mg/d")}
        order["current"] |= {
            name: dice.choice(_DAYS) for name in ("days_at_dose", "days_on_drug") if dice.random() < 0.6
        }
    if dice.random() < 0.4:
        order["tablets"] = [quantity(dice.choice(_STRENGTHS), "mg") for _ in range(dice.randint(1, 3))]
    return order


def _doses(dice: Random) -> list[Json]:
    return [quantity(dose, "mg") for dose in dice.choices(_DOSES, k=dice.choice((1, 1, 2, 3))) if dose]


def answered(case: Case) -> bytes:
    """The answer, or the words of what the request may not be."""
    path, body = case
    decoder, operation = OPERATIONS[path]
    try:
        return encode(operation(decoder.decode(msgspec.json.encode(body))))
    except msgspec.ValidationError as error:
        return str(error).encode()


def digests() -> Iterator[str]:
    """The digests, one by one."""
    cases = requests()
    while some := list(islice(cases, EACH)):
        yield sha256(b"\n".join(map(answered, some))).hexdigest()[:16]


if __name__ == "__main__":
    WRITTEN.write_text(json.dumps(list(digests()), indent=1) + "\n", encoding="utf-8")
