"""Compares the service with the oracle: what both must say about a request, and where they differ."""

import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec

from tests.edges import OPERATIONS
from tests.oracle import answer as oracle

Json = dict[str, Any]
Case = tuple[str, Json]

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_DECODER = msgspec.json.Decoder(float_hook=Decimal)
LISTS = ("kept", "outside", "unknown", "not_applicable")
#: Words, which the oracle does not write.
_WORDS = frozenset({"text"})
#: Empty in one answer, absent in the other: both say that there are none.
_MAY_BE_EMPTY = frozenset({"products", "vials"})


@dataclass(frozen=True)
class Difference:
    """A request to which service and oracle give different answers, and in which parts."""

    case: Case
    parts: tuple[str, ...]
    service: Json
    oracle: Json

    def __str__(self) -> str:
        path, body = self.case
        lines = [f"{path} differs in {', '.join(self.parts)}", json.dumps(body)]
        for name, found in (("service", view_of_service(self.service)), ("oracle", view_of_oracle(self.oracle))):
            lines += [f"  {name}: {part} = {found.get(part)}" for part in self.parts]
        lines += [f"  service: {json.dumps(self.service, default=str)}"]
        lines += [f"  oracle: {json.dumps(self.oracle, default=str)}"]
        return "\n".join(lines)


def answered(case: Case) -> Json:
    """The service's answer as it is written on the wire, its numbers exact."""
    path, body = case
    decoder, operation = OPERATIONS[path]
    found: Json = _DECODER.decode(_ENCODER.encode(operation(decoder.decode(msgspec.json.encode(body)))))
    return found


def compared(case: Case) -> Difference | None:
    """Nothing where service and oracle agree about a request."""
    expected = oracle(*case)
    try:
        found = answered(case)
    except msgspec.ValidationError:
        raise  # the case does not fit the schema: a fault of the generators
    except Exception as failure:  # noqa: BLE001 -- whatever it is, a request that fits the schema must be answered
        found = {"status": f"{type(failure).__name__}: {failure}"}
    one, other = view_of_service(found), view_of_oracle(expected)
    if one == other:
        return None
    parts = tuple(part for part in sorted(one.keys() | other.keys()) if one.get(part) != other.get(part))
    return Difference(case, parts, found, expected)


def view_of_service(answer: Json) -> Json:
    """What is compared of the service's answer."""
    view = _plain_parts(answer)
    if "findings" in answer:
        view["findings"] = Counter(
            _finding(found, is_acknowledged="acknowledged" in found) for found in answer["findings"]
        )
        view["unused"] = sorted(word["rule"] for word in answer["unused_acknowledgements"])
    return view


def view_of_oracle(answer: Json) -> Json:
    """What is compared of the oracle's answer."""
    view = _plain_parts(answer)
    if "findings" in answer:
        view["findings"] = Counter(
            _finding(found, is_acknowledged=found["acknowledged"]) for found in answer["findings"]
        )
        view["unused"] = sorted(answer["unused_acknowledgements"])
    return view


def _plain_parts(answer: Json) -> Json:
    view: Json = {name: answer[name] for name in ("status", "profile", "equation", "band") if name in answer}
    for name in ("steps", "result", "egfr", "creatinine_clearance"):
        if name in answer:
            view[name] = exact(answer[name])
    if answer.get("missing"):
        view["missing"] = {frozenset(way) for way in answer["missing"]}
    if "rules" in answer:
        view |= {name: sorted(answer["rules"][name]) for name in LISTS}
    return view


def _finding(found: Json, *, is_acknowledged: bool) -> tuple[Any, ...]:
    return (
        found["rule"],
        found["outcome"],
        found["severity"],
        found["gate"],
        found["where"],
        found.get("day"),
        is_acknowledged,
    )


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


def _quantity(written: Json) -> tuple[Fraction, str, str | None, str | None]:
    value = written["value"]
    number = Fraction(Decimal(repr(value)) if isinstance(value, float) else value)
    unit = written["unit"]
    if "exact" in written:
        rounded, number = number, Fraction(written["exact"])
        if not _is_its_fraction(written["exact"], number, rounded):
            unit += f", written {value} beside {written['exact']}"
    return number, unit, written.get("of"), written.get("comparator")


def _is_its_fraction(written: str, number: Fraction, rounded: Fraction) -> bool:
    """Whether the fraction beside a number is needed, in lowest terms, and the number is its first 15 digits."""
    is_lowest = written == f"{number.numerator}/{number.denominator}"
    return number != rounded and is_lowest and abs(number - rounded) * 2 * 10**14 <= abs(rounded)
