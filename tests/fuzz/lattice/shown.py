"""What the vectors and the contract's examples show: bodies to start from, and the words and numbers of each field."""

from collections import defaultdict
from functools import cache
from typing import Any

import msgspec

from dosing.service.catalog import vectors
from tests.fuzz.contract import CONTRACT, Described
from tests.fuzz.exchange import CHECK, MANY
from tests.interfaces.spoilt import places

_VECTORS = vectors().vectors


@cache
def bodies(described: Described) -> tuple[Any, ...]:
    """Requests to start from: the contract's examples and every vector of the path; many orders are some of them."""
    found = [
        *described.examples,
        *(msgspec.json.decode(one.request) for one in _VECTORS if one.operation == described.path),
    ]
    if described.path == MANY:
        orders = [msgspec.json.decode(one.request) for one in _VECTORS if one.operation == CHECK]
        found += [{"orders": orders[start : start + 3]} for start in range(0, len(orders), 3)]
    return tuple(found)


@cache
def _harvest() -> tuple[dict[str, dict[str, None]], dict[str, dict[float, None]]]:
    """Words by the key that they stand under, and numbers by their unit, or by their key where they have none."""
    words: defaultdict[str, dict[str, None]] = defaultdict(dict)
    numbers: defaultdict[str, dict[float, None]] = defaultdict(dict)
    for body in (body for described in CONTRACT.operations for body in bodies(described)):
        for path, node in places(body):
            key = next((step for step in reversed(path) if isinstance(step, str)), "")
            if isinstance(node, str):
                words[key][node] = None
            elif isinstance(node, int | float) and not isinstance(node, bool):
                numbers[key][node] = None
            elif isinstance(node, dict) and isinstance(node.get("value"), int | float):
                numbers[str(node.get("unit", ""))][node["value"]] = None
    return words, numbers


@cache
def words_of(key: str) -> tuple[str, ...]:
    """The texts that stand under a key anywhere."""
    return tuple(_harvest()[0].get(key, ()))


@cache
def numbers_of(name: str) -> tuple[float, ...]:
    """The numbers that stand anywhere with a unit, or under a key."""
    return tuple(_harvest()[1].get(name, ()))
