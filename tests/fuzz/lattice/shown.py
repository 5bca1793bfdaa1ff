"""What vectors, examples and recorded calls show: bodies to start from; words, numbers and parts of each field."""

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from dosing.service.catalog import vectors
from tests.fuzz.contract import CONTRACT, Described
from tests.fuzz.exchange import CHECK, MANY
from tests.fuzz.lattice.corners import CORNERS
from tests.interfaces.spoilt import places

_VECTORS = vectors().vectors
_RECORDED = Path(__file__).parents[2] / "hooks" / "recorded"
_VERIFICATION = "medication-verify"


@cache
def corners(described: Described) -> tuple[Any, ...]:
    """Requests that are asked as they are."""
    made = CORNERS.get(described.id)
    return () if made is None else tuple(made())


@cache
def bodies(described: Described) -> tuple[Any, ...]:
    """Requests to start from: the contract's examples, every vector of the path, corners and recorded calls."""
    found = [
        *described.examples,
        *corners(described),
        *_of_records(described.id),
        *(msgspec.json.decode(one.request) for one in _VECTORS if one.operation == described.path),
    ]
    if described.path == MANY:
        orders = [msgspec.json.decode(one.request) for one in _VECTORS if one.operation == CHECK]
        found += [{"orders": orders[start : start + 3]} for start in range(0, len(orders), 3)]
    return tuple(found)


def _of_records(operation: str) -> Iterator[Any]:
    """Calls of a client, each as it was; of its orders and what came with them also what FHIR is asked."""
    calls = [json.loads(file.read_bytes())["call"] for file in sorted(_RECORDED.glob("*.json"))]
    for call in calls:
        is_verification = call["hook"] == _VERIFICATION
        if operation == ("hookVerification" if is_verification else "hookOrders"):
            yield call
        if operation == "fhirCheckDosage" and not is_verification:
            entries = call["context"]["draftOrders"]["entry"]
            known = [{"name": name, "resource": part} for name, part in _known(call)]
            yield from (
                {"resourceType": "Parameters", "parameter": [{"name": "resource", **entry}, *known]}
                for entry in entries
            )


def _known(call: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 -- a call
    """What was prefetched, by the names that FHIR's own operations have for it."""
    names = {"patient": "patient", "conditions": "condition", "medications": "medication"}
    for key, part in call.get("prefetch", {}).items():
        yield names.get(key, "observation"), part


@cache
def _parts() -> dict[str, list[Any]]:
    """What stands under each key anywhere and has parts of its own, such as a timing."""
    parts: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for body in (body for described in CONTRACT.operations for body in bodies(described)):
        for path, node in places(body):
            if path and isinstance(path[-1], str) and isinstance(node, dict | list):
                parts[path[-1]][json.dumps(node)] = node
    return {key: list(found.values()) for key, found in parts.items()}


def parts_of(key: str) -> list[Any]:
    """Objects and lists that stand under a key anywhere."""
    return _parts().get(key, [])


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
