"""Compares the service with the oracle: what both must say about a request, and where they differ."""

import json
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType

from dosing.api.numbers import encode
from tests.edges import OPERATIONS
from tests.oracle import answer as oracle

Json = dict[str, Any]
Case = tuple[str, Json]

LISTS = ("kept", "outside", "unknown", "not_applicable")
#: Words, which the oracle does not write.
_WORDS = frozenset({"text"})
#: Empty in one answer, absent in the other: both say that there are none.
_MAY_BE_EMPTY = frozenset({"products", "vials"})


class Finding(Struct):
    """What is compared of a finding; the rest is words and citations."""

    rule: str
    outcome: str
    severity: str
    gate: str
    where: str
    day: int | None = None
    acknowledged: dict[str, str] | None = None


class Unused(Struct):
    """An acknowledgement that nothing needed."""

    rule: str


class Answer(Struct):
    """What is compared of an answer; numbers with a decimal point are exact fractions."""

    status: str
    profile: Any = UNSET
    equation: Any = UNSET
    band: Any = UNSET
    steps: Any = UNSET
    result: Any = UNSET
    egfr: Any = UNSET
    creatinine_clearance: Any = UNSET
    missing: list[list[str]] | UnsetType = UNSET
    findings: list[Finding] | UnsetType = UNSET
    rules: dict[str, list[str]] | UnsetType = UNSET
    unused_acknowledgements: list[Unused] | UnsetType = UNSET


@dataclass(frozen=True)
class Difference:
    """A request to which service and oracle give different answers, and in which parts."""

    case: Case
    service: Json
    oracle: Json
    written: str

    def __str__(self) -> str:
        path, body = self.case
        one, other = self.service, self.oracle
        parts = [part for part in sorted(one.keys() | other.keys()) if one.get(part) != other.get(part)]
        lines = [f"{path} differs in {', '.join(parts)}", json.dumps(body)]
        for name, view in (("service", one), ("oracle", other)):
            lines += [f"  {name}: {part} = {view.get(part)}" for part in parts]
        return "\n".join(
            [*lines, f"  service: {self.written}", f"  oracle: {json.dumps(oracle(*self.case), default=str)}"]
        )


def compared(case: Case) -> Difference | None:
    """Nothing where service and oracle agree about a request."""
    path, body = case
    expected = view_of_oracle(oracle(path, body))
    decoder, operation = OPERATIONS[path]
    request = decoder.decode(msgspec.json.encode(body))  # raises where a case does not fit the schema
    written = b""
    try:
        written = encode(operation(request))
        found = view_of_service(written)
    except Exception as failure:  # noqa: BLE001 -- whatever it is, a request that fits the schema must be answered
        found = {"status": f"{type(failure).__name__}: {failure}"}
    return None if found == expected else Difference(case, found, expected, written.decode())


_exact_number = lru_cache(maxsize=2**16)(Fraction)
_DECODER = msgspec.json.Decoder(Answer, float_hook=_exact_number)


def view_of_service(written: bytes) -> Json:
    """What is compared of the service's answer."""
    answer = _DECODER.decode(written)
    view = _view(msgspec.structs.asdict(answer))
    if answer.findings is not UNSET:
        view["findings"] = Counter(
            (
                found.rule,
                found.outcome,
                found.severity,
                found.gate,
                found.where,
                found.day,
                found.acknowledged is not None,
            )
            for found in answer.findings
        )
    if answer.unused_acknowledgements is not UNSET:
        view["unused"] = sorted(word.rule for word in answer.unused_acknowledgements)
    return view


def view_of_oracle(answer: Json) -> Json:
    """What is compared of the oracle's answer."""
    view = _view(answer)
    if "findings" in answer:
        view["findings"] = Counter(
            (
                found["rule"],
                found["outcome"],
                found["severity"],
                found["gate"],
                found["where"],
                found.get("day"),
                found["acknowledged"],
            )
            for found in answer["findings"]
        )
    if "unused_acknowledgements" in answer:
        view["unused"] = sorted(answer["unused_acknowledgements"])
    return view


def _view(answer: Json) -> Json:
    """The parts that service and oracle write alike."""
    view: Json = {
        name: answer[name] for name in ("status", "profile", "equation", "band") if answer.get(name, UNSET) is not UNSET
    }
    for name in ("steps", "result", "egfr", "creatinine_clearance"):
        if answer.get(name, UNSET) is not UNSET:
            view[name] = exact(answer[name])
    if answer.get("missing"):
        view["missing"] = {frozenset(way) for way in answer["missing"]}
    if answer.get("rules"):
        view |= {name: sorted(answer["rules"][name]) for name in LISTS}
    return view


def exact(part: Any) -> Any:  # noqa: ANN401 -- any part of an answer
    """A part of an answer with its quantities as exact numbers, the forms of an amount as a set, and without words."""
    if isinstance(part, dict):
        if "value" in part:
            return _quantity(part)
        return {
            name: frozenset(map(_quantity, inner)) if name == "forms" else exact(inner)
            for name, inner in part.items()
            if name not in _WORDS and (inner or name not in _MAY_BE_EMPTY)
        }
    return [exact(inner) for inner in part] if isinstance(part, list | tuple) else part


def _quantity(written: Json) -> tuple[Fraction | int, str, str | None, str | None]:
    value = written["value"]
    number: Fraction | int = _exact_number(repr(value)) if isinstance(value, float) else value
    unit = written["unit"]
    if "exact" in written:
        rounded, number = Fraction(number), Fraction(written["exact"])
        if not _is_its_fraction(written["exact"], number, rounded):
            unit += f", written {value} beside {written['exact']}"
    return number, unit, written.get("of"), written.get("comparator")


def _is_its_fraction(written: str, number: Fraction, rounded: Fraction) -> bool:
    """Whether the fraction beside a number is needed, in lowest terms, and the number is its first 15 digits."""
    is_lowest = written == f"{number.numerator}/{number.denominator}"
    return number != rounded and is_lowest and abs(number - rounded) * 2 * 10**14 <= abs(rounded)
