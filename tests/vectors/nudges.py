"""Everything in the formulary that can be changed by a little: numbers, comparisons, severities, gates, parts of rules.

Knows no rule by name; of the few numbers whose smallest visible change is not a millionth it says why.
"""

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dosing.core.evidence import Basis
from dosing.core.rule import All, AnyOf, Gate, OneOf, Severity
from dosing.core.span import Span

#: From the root to a value: names of fields, indices of tuples, keys of dictionaries.
Path = tuple[str | int, ...]

MILLIONTH = Decimal("0.000001")
#: What is multiplied or raised to a power is changed by a millionth of itself.
_FACTORS = {
    "age_limit",
    "alpha",
    "divisor",
    "exponent",
    "factor",
    "female",
    "kappa",
    "male",
    "micromolar",
    "molar_mass",
    "percent",
    "scale",
    "yearly",
}
#: Numbers that only ever meet multiples of something larger: tapers go by 5 mg/d, large doses by half milligrams.
_COARSE = {"large_above": Decimal(5), "large_largest_dose": Decimal("0.5")}
_TURNED = {"at_least": "above", "above": "at_least", "at_most": "below", "below": "at_most"}
#: Fields with nothing in them that an answer to a vector depends on.
_WORDS = {"advice", "cites", "name", "says", "version"}


def changes(root: Any, path: Path = (), unit: str = "") -> Iterator[tuple[Path, Any, Any]]:  # noqa: ANN401 -- any value
    """Each value that can be changed: its path, as it is, and as it could be."""
    yield from ((path, root, other) for other in _others(root, str(path[-1]) if path else "", unit))
    if isinstance(root, Struct):
        for name in root.__struct_fields__:
            if name not in _WORDS:
                within = root.unit if isinstance(root, Span) else unit
                yield from changes(getattr(root, name), (*path, name), within)
    elif isinstance(root, tuple):
        for index, part in enumerate(root):
            yield from changes(part, (*path, index), unit)
    elif isinstance(root, dict):
        for key, part in root.items():
            yield from changes(part, (*path, key), unit)


def _others(value: Any, name: str, unit: str) -> Iterator[Any]:  # noqa: ANN401 -- any value
    """What the value itself could be instead."""
    match value:
        case Severity() | Gate() | Basis():
            yield from (other for other in type(value) if other is not value)
        case Enum():
            return
        case bool():
            yield not value
        case int() | Decimal():
            by = step(value, name, unit)
            yield value - by
            yield value + by
        case Span():
            ends = {end: getattr(value, end) for end in _TURNED if getattr(value, end) is not None}
            yield from (replace(value, **{end: None, _TURNED[end]: number}) for end, number in ends.items())
        case All(parts) | AnyOf(parts):
            yield from (replace(value, parts=_without(parts, index)) for index in range(len(parts)))
        case OneOf(_, words):
            yield from (replace(value, words=_without(words, index)) for index in range(len(words)))
        case _:
            return


def step(value: Decimal | int, name: str, unit: str) -> Decimal | int:
    """The resolution: 1 of what is whole, a millionth of a factor, else a millionth."""
    if isinstance(value, int):
        return 1
    if unit == "d":
        return Decimal(1)
    return abs(value) * MILLIONTH if name in _FACTORS else _COARSE.get(name, MILLIONTH)


def _without(parts: tuple[Any, ...], index: int) -> tuple[Any, ...]:
    return parts[:index] + parts[index + 1 :]


def changed(root: Any, path: Path, new: Any) -> Any:  # noqa: ANN401 -- any value
    """The same, but for the value at the path."""
    if not path:
        return new
    head, rest = path[0], path[1:]
    if isinstance(root, Struct):
        return replace(root, **{str(head): changed(getattr(root, str(head)), rest, new)})
    if isinstance(root, dict):
        return {**root, head: changed(root[head], rest, new)}
    return tuple(changed(part, rest, new) if index == head else part for index, part in enumerate(root))
