"""Loads the published test vectors, asks an edge, and says in what its answer differs from what is expected.

Knows no rule: what must hold stands in the vectors alone.
"""

import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

import dosing.formulary
from dosing.wire.catalog import Vector, VectorFile

Json = dict[str, Any]
FOLDER = Path(dosing.formulary.__file__).parent


def files() -> dict[str, VectorFile]:
    """Every file of vectors, by its path below the formulary."""
    return {
        str(path.relative_to(FOLDER)): msgspec.json.decode(path.read_bytes(), type=VectorFile)
        for path in sorted(FOLDER.glob("**/*vectors.json"))
    }


def vectors() -> list[Vector]:
    """All vectors of all files."""
    return [vector for file in files().values() for vector in file.vectors]


def expected(vector: Vector) -> Json:
    """What the answer must hold, numbers exact."""
    found: Json = json.loads(bytes(vector.expect), parse_float=Decimal)
    return found


def differences(expect: Json, answer: Json) -> list[str]:
    """Everything in which the answer is not as expected; what is not expected is not looked at."""
    found: list[str] = []
    for name, wanted in expect.items():
        found += READERS.get(name, _plain(name))(wanted, answer)
    return found


def _plain(name: str) -> Callable[[Any, Json], list[str]]:
    return lambda wanted, answer: list(_unlike(wanted, answer.get(name), name))


#: Lists whose order says nothing.
_UNORDERED = {"forms", "products", "vials"}


def _unlike(wanted: Any, got: Any, at: str) -> Iterable[str]:  # noqa: ANN401 -- JSON
    """Where an answer lacks what is wanted of it: of an object only the fields that are given are compared."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        for name, part in wanted.items():
            yield from _unlike(part, got.get(name), f"{at}/{name}")
    elif isinstance(wanted, list) and isinstance(got, list) and len(wanted) == len(got):
        if at.rsplit("/", 1)[1:] and at.rsplit("/", 1)[1] in _UNORDERED:
            got = [next((one for one in got if not list(_unlike(part, one, at))), None) for part in wanted]
        for index, (part, one) in enumerate(zip(wanted, got, strict=True)):
            yield from _unlike(part, one, f"{at}/{index}")
    elif wanted != got:
        yield f"{at}: {_written(wanted)} is expected, not {_written(got)}"


def _written(value: Any) -> str:  # noqa: ANN401 -- JSON
    return json.dumps(value, default=str, ensure_ascii=False)


def _set(at: str, wanted: Iterable[Any], got: Iterable[Any]) -> list[str]:
    """Two lists of which neither the order nor a repetition counts."""
    asked, there = {_written(item) for item in wanted}, {_written(item) for item in got}
    return [
        *(f"{at}: {item} is missing" for item in sorted(asked - there)),
        *(f"{at}: {item} is too much" for item in sorted(there - asked)),
    ]


def _findings(wanted: list[Any], answer: Json) -> list[str]:
    """Exactly these findings: rule, outcome, severity, gate and where."""
    names = ("rule", "outcome", "severity", "gate", "where")
    got = [[finding[name] for name in names] for finding in answer.get("findings", [])]
    repeated = [f"findings: {_written(item)} stands twice" for item in got if got.count(item) > 1]
    return _set("findings", wanted, got) + repeated[:1]


def _basis(wanted: Json, answer: Json) -> list[str]:
    got = {finding["rule"]: finding["basis"] for finding in answer.get("findings", [])}
    return list(_unlike(wanted, got, "basis"))


def _outcomes(wanted: Json, answer: Json) -> list[str]:
    """What became of each of these rules: the list it stands in."""
    got = {rule: name for name, rules in answer.get("rules", {}).items() for rule in rules}
    return list(_unlike(wanted, got, "outcomes"))


def _acknowledged(wanted: list[Any], answer: Json) -> list[str]:
    got = [[finding["rule"], finding["where"]] for finding in answer.get("findings", []) if "acknowledged" in finding]
    return _set("acknowledged", wanted, got)


def _unused(wanted: list[Any], answer: Json) -> list[str]:
    return _set("unused", wanted, [word["rule"] for word in answer.get("unused_acknowledgements", [])])


def _missing(wanted: list[Any], answer: Json) -> list[str]:
    return _set("missing", map(sorted, wanted), map(sorted, answer.get("missing", [])))


def _absent(wanted: list[str], answer: Json) -> list[str]:
    return [f"{name} is there, and must not be" for name in wanted if name in answer]


def _step_count(wanted: int, answer: Json) -> list[str]:
    return list(_unlike(wanted, len(answer.get("steps", [])), "step_count"))


def _first_step(wanted: Json, answer: Json) -> list[str]:
    return list(_unlike(wanted, next(iter(answer.get("steps", [])), None), "first_step"))


def _monitoring(wanted: Json, answer: Json) -> list[str]:
    """For each rule the days to look, and words that its text has or has not."""
    found: list[str] = []
    entries = {entry["rule"]: entry for entry in answer.get("monitoring", [])}
    for rule, want in wanted.items():
        entry = entries.get(rule, {"text": "", "days": []})
        found += [
            f"monitoring/{rule}: says nothing of {word}"
            for word in want.get("mentions", [])
            if word not in entry["text"]
        ]
        found += [f"monitoring/{rule}: speaks of {word}" for word in want.get("omits", []) if word in entry["text"]]
        fields = {name: part for name, part in want.items() if name in {"days", "dates"}}
        found += _unlike(fields, entry, f"monitoring/{rule}")
    return found


#: How each expectation is read that is not simply a part of the answer.
READERS: dict[str, Callable[[Any, Json], list[str]]] = {
    "findings": _findings,
    "basis": _basis,
    "outcomes": _outcomes,
    "acknowledged": _acknowledged,
    "unused": _unused,
    "missing": _missing,
    "absent": _absent,
    "step_count": _step_count,
    "first_step": _first_step,
    "monitoring": _monitoring,
}
