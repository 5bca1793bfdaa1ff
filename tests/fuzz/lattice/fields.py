"""The edge values of a field, from its schema alone: bounds, landmarks of its unit, choices, lengths.

Whatever is given here fits the schema; a field of a new operation has its edges without a line of its own.
"""

import math
import re
from collections.abc import Sequence
from functools import cache
from random import Random
from typing import Any

from tests.fuzz.contract import CONTRACT, Json
from tests.fuzz.lattice import landmarks, shown

#: Days at which something changes, for whole numbers without a unit.
_DAYS = (0, 1, 2, 5, 6, 7, 8, 13, 14, 15, 30, 90, 365)
_DATES = ("2000-01-01", "2099-12-31", "2024-02-29", "2026-12-28", "2027-03-28")
_TEXTS = ("abc", "x", "a\x00b\u2028", "é💊" * 30, '":1E-7', "\u202eabc", "a" * 200, "a\\u0041/~1", "A&B <i>")
_LONGEST_LIST = 5
#: Requests of our own are this deep; standards go on for ever, through extensions within extensions.
_SHALLOW, _RARER = 3, 0.2
_MANY, _HALF = 0.01, 0.5


@cache
def bounds(least: float, most: float) -> tuple[float, ...]:
    """Both bounds, and what lies inside beside them."""
    inside = (math.nextafter(least, math.inf), math.nextafter(most, -math.inf), least + (most - least) / 2)
    return (least, most, *inside)


@cache
def numbers(unit: str, least: float, most: float) -> tuple[float, ...]:
    """The edges of a number of this unit (or under this key) between its bounds."""
    marks = dict.fromkeys((*landmarks.numbers_of(unit), *shown.numbers_of(unit)))
    near = [value for mark in marks for value in landmarks.with_neighbours(mark)]
    within = dict.fromkeys(value for value in (*marks, *near, *bounds(least, most)) if least <= value <= most)
    return tuple(within)


@cache
def usual(unit: str, least: float, most: float) -> tuple[float, ...]:
    """The landmarks themselves: where most of the rules meet."""
    marks = dict.fromkeys((*landmarks.numbers_of(unit), *shown.numbers_of(unit)))
    return tuple(mark for mark in marks if least <= mark <= most) or (least, most)


@cache
def whole(key: str, least: int, most: int) -> tuple[float, ...]:
    """The edges of a whole number, now and then spelled 7.0."""
    marks = (*shown.numbers_of(key), *_DAYS, least, least + 1, most - 1, most)
    within = dict.fromkeys(int(mark) for mark in marks if least <= mark <= most and float(mark).is_integer())
    return (*within, *within, *map(float, within))


def texts(key: str, schema: Json) -> Sequence[str]:
    """The edges of a text: what is shown under its key, and what its pattern and its lengths allow."""
    pattern = schema.get("pattern")
    shortest, longest = schema.get("minLength", 0), schema.get("maxLength", 10**6)
    every = dict.fromkeys((*shown.words_of(key), *_DATES, *_TEXTS, "a" * min(longest, 4000), "b" * shortest))
    if pattern is not None:
        matcher = re.compile(pattern)
        return [text for text in every if matcher.search(text) and shortest <= len(text) <= longest]
    return [text for text in every if shortest <= len(text) <= longest]


class Unfit(Exception):  # noqa: N818 -- no error: a field of which no edge is known
    """No value is known that fits."""


def draw(schema: Json, dice: Random, key: str = "", share: float = 0.5, depth: int = 0) -> Any:  # noqa: ANN401 -- any JSON
    """One of the edges of whatever the schema is of; of optional fields this share, and ever fewer the deeper they are.

    Raises:
        Unfit: nothing is known that fits, such as for a pattern of which no word is shown.

    """
    schema = CONTRACT.resolved(schema)
    choices = [schema["const"]] if "const" in schema else schema.get("enum")
    if choices is not None:
        return dice.choice(choices)
    union = schema.get("oneOf") or schema.get("anyOf")
    if union:
        return draw(dice.choice(union), dice, key, share, depth)
    match schema.get("type"):
        case "object":
            return _object(schema, dice, share, depth)
        case "array":
            count = _length(schema, dice, depth)
            return [draw(schema["items"], dice, key, share, depth) for _ in range(count)]
        case _:
            return dice.choice(_edges(schema, dice, key))


def _edges(schema: Json, dice: Random, key: str) -> Sequence[Any]:
    """What a value without parts can be."""
    found: Sequence[Any] = ()
    match schema.get("type"):
        case "number":
            least, most = schema.get("minimum", -1e9), schema.get("maximum", 1e9)
            found = usual(key, least, most) if dice.random() < _HALF else numbers(key, least, most)
        case "integer":
            found = whole(key, schema.get("minimum", 0), schema.get("maximum", 10**6))
        case "string":
            found = texts(key, schema)
        case "boolean":
            found = (True, False)
        case _:
            pass
    if not found:
        raise Unfit(key)
    return found


def _object(schema: Json, dice: Random, share: float, depth: int) -> Json:
    required = set(schema.get("required", ()))
    made: Json = {}
    # A number is drawn for its unit.
    unit = CONTRACT.resolved(schema.get("properties", {}).get("unit", {})).get("const", "")
    for name, part in schema.get("properties", {}).items():
        if name not in required and dice.random() >= share * (
            1 if depth < _SHALLOW else _RARER ** (depth - _SHALLOW + 1)
        ):
            continue
        try:
            made[name] = draw(part, dice, unit if name == "value" and unit else name, share, depth + 1)
        except Unfit:
            if name in required:
                raise
    return made


def _length(schema: Json, dice: Random, depth: int) -> int:
    least, most = int(schema.get("minItems", 0)), int(schema.get("maxItems", 10**6))
    if depth > _SHALLOW:
        return max(least, 1)
    if dice.random() < _MANY:
        return min(most, 100)
    return min(most, max(least, dice.randint(least, least + _LONGEST_LIST)))
