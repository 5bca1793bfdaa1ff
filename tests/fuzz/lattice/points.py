"""Points of the lattice: bodies whose fields all have edge values, every one of them fit for its schema.

The lattice is the cross product of the edges of all fields, far too large to be walked: a point is drawn at random from
all of it, or lies near a body that is shown, with some of its fields moved to an edge, left out or put in. Each list at
its longest comes first, and with the first seed the corners, where several fields have to meet.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from random import Random
from typing import Any

from tests.fuzz.contract import CONTRACT, Described, Json
from tests.fuzz.lattice import shown
from tests.fuzz.lattice.fields import Unfit, draw
from tests.fuzz.lattice.grafts import GRAFTS
from tests.interfaces.spoilt import Path, places, replaced

#: How much of a shown body is moved, and how many optional fields a body at random has.
_MOVED = (0.02, 0.05, 0.1, 0.2, 0.4)
_SHARES = (0.1, 0.3, 0.5, 0.8, 1.0)
_ANYWHERE = 0.2
#: How many of them, if all fields are moved.
_GRAFTS = 4
_GOLDEN = 0x9E3779B97F4A7C15


def points(described: Described, seed: int, count: int) -> Iterator[bytes]:
    """So many bodies for the operation, no two of them alike; the same ones for the same seed."""
    dice = Random(seed * _GOLDEN + sum(described.id.encode()))  # noqa: S311 -- random requests, not secrets
    bases = shown.bodies(described)
    schema = described.body or {}
    made: set[str] = set()
    first = chain(longest(described), shown.corners(described) if seed == 1 else ())
    while len(made) < count:
        try:
            text = json.dumps(next(first, None) or _point(schema, bases, dice))
        except Unfit:
            continue
        # What stands beside a reference, such as "one of these two fields", is seen only when the whole is held to it.
        if text in made or not described.takes(json.loads(text)):
            continue
        made.add(text)
        yield json.dumps(json.loads(text), ensure_ascii=dice.random() < 0.5).encode("utf-8", "replace")


@cache
def longest(described: Described) -> tuple[Any, ...]:
    """For each list of the operation a shown body in which it has as many items as it may, all alike."""
    found: dict[tuple[str, ...], Any] = {}
    for body in sorted(shown.bodies(described), key=lambda body: len(str(body))):
        for path, node in places(body):
            kind = tuple(step for step in path if isinstance(step, str))
            if isinstance(node, list) and node and kind not in found:
                found[kind] = _repeated(body, path, _most(path, body, described))
    return tuple(many for many in found.values() if many is not None)


def _repeated(body: Any, path: Path, count: int) -> Any:  # noqa: ANN401 -- any JSON
    """The body with the first item of the list at this place so many times; nothing if there is no number."""

    def many(items: list[Any]) -> list[Any]:
        return items[:1] * count

    return replaced(body, path, many) if count else None


def _most(path: Path, body: Any, described: Described) -> int:  # noqa: ANN401 -- any JSON
    """How many items the list at this place may have; 0 for what is no list, or has no bound."""
    node, schema = body, _of(body, CONTRACT.resolved(described.body or {}))
    for step in path:
        part = schema.get("items", {}) if isinstance(step, int) else schema.get("properties", {}).get(step, {})
        node = node[step]
        schema = _of(node, CONTRACT.resolved(part))
    return int(schema.get("maxItems", 0))


def _point(schema: Json, bases: tuple[Any, ...], dice: Random) -> Any:  # noqa: ANN401 -- any JSON
    if not bases or dice.random() < _ANYWHERE:
        return draw(schema, dice, share=dice.choice(_SHARES))
    return moved(dice.choice(bases), schema, dice, dice.choice(_MOVED))


def moved(node: Any, schema: Json, dice: Random, much: float, key: str = "") -> Any:  # noqa: ANN401 -- any JSON
    """A body with some of its fields on other edges, and the rest as it is."""
    schema = _of(node, CONTRACT.resolved(schema))
    if isinstance(node, dict | list) and "properties" not in schema and "items" not in schema:
        return _moved_openly(node, dice, much)
    if isinstance(node, dict):
        return _moved_object(node, schema, dice, much)
    if isinstance(node, list):
        items = [moved(part, schema["items"], dice, much, key) for part in node]
        return _resized(items, schema, dice, much, key)
    return draw(schema, dice, key) if dice.random() < much else node


def _moved_object(node: Json, schema: Json, dice: Random, much: float) -> Json:
    made: Json = {}
    required, unit = set(schema.get("required", ())), node.get("unit", "")
    for name, part in schema.get("properties", {}).items():
        key = unit if name == "value" and isinstance(unit, str) else name
        is_here, roll = name in node, dice.random()
        if is_here and name not in required and roll < much / 2:
            continue
        try:
            if (is_here and roll < much) or (not is_here and roll < much / 2):
                made[name] = draw(part, dice, key, dice.choice(_SHARES))
            elif is_here:
                made[name] = moved(node[name], part, dice, much, key)
        except Unfit:
            if is_here:
                made[name] = node[name]
    return made


def _moved_openly(node: Any, dice: Random, much: float, key: str = "") -> Any:  # noqa: ANN401 -- any JSON
    """What the schema leaves open, such as a resource: what is shown elsewhere stands in it, or a part is left out."""
    if isinstance(node, dict):
        unit = next((node[name] for name in ("code", "unit") if isinstance(node.get(name), str)), "")
        kept = {
            name: _part_moved(part, dice, much, unit if name == "value" and unit else name)
            for name, part in node.items()
            if name == "resourceType" or dice.random() >= much / 4
        }
        return kept | _grafted(GRAFTS.get(key, {}), dice, much)
    if isinstance(node, list):
        return [_moved_openly(part, dice, much, key) for part in node]
    others: tuple[Any, ...] = ()
    if isinstance(node, str):
        others = shown.words_of(key)
    elif isinstance(node, int | float) and not isinstance(node, bool):
        others = shown.numbers_of(key)
    return dice.choice(others) if others and dice.random() < much else node


def _grafted(choices: Mapping[str, Sequence[Any]], dice: Random, much: float) -> Json:
    """What else may stand in an object, now and then, a few at a time."""
    names = [name for name in choices if dice.random() < much * _GRAFTS / len(choices)]
    return {name: dice.choice(choices[name]) for name in names}


def _part_moved(part: Any, dice: Random, much: float, key: str) -> Any:  # noqa: ANN401 -- any JSON
    """The whole part of another body that stands under the same key, now and then."""
    others = shown.parts_of(key) if isinstance(part, dict | list) and dice.random() < much / 2 else []
    return dice.choice(others) if others else _moved_openly(part, dice, much, key)


def _resized(items: list[Any], schema: Json, dice: Random, much: float, key: str) -> list[Any]:
    least, most = schema.get("minItems", 0), schema.get("maxItems", 10**6)
    if dice.random() < much and len(items) < most:
        items.insert(dice.randint(0, len(items)), draw(schema["items"], dice, key))
    if dice.random() < much and len(items) > least:
        items.pop(dice.randrange(len(items)))
    return items


def _of(node: Any, schema: Json) -> Json:  # noqa: ANN401 -- any JSON
    """Of a union, the schema that the node is of: told apart by its constants."""
    for union in ("oneOf", "anyOf"):
        for part in schema.get(union, ()):
            found = _of(node, CONTRACT.resolved(part))
            if _may_be(node, found):
                return found
    return schema


def _may_be(node: Any, schema: Json) -> bool:  # noqa: ANN401 -- any JSON
    if not isinstance(node, dict):
        return "properties" not in schema
    properties = schema.get("properties", {})
    tags = {name: CONTRACT.resolved(part).get("const") for name, part in properties.items()}
    return node.keys() <= properties.keys() and all(
        node.get(name) == tag for name, tag in tags.items() if tag is not None
    )
