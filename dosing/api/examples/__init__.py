"""Examples of requests in the contract: a plain one first, then every number at which a rule changes its mind.

Made by asking the service: of the ways to state a number, those are shown in which the rule answers differently just
under it, at it, and just over it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from dosing.api.examples.edges import Edge
from dosing.api.examples.stated import Stated
from dosing.api.examples.typical import EGFR_UNIT, Json, quantity

Triple = tuple[Json, Json, Json]
#: What parts the words of an example's name.
_BETWEEN = re.compile(r"[^a-z0-9.]+")
_PLACES = ("just under", "exactly", "just over")


class Example(Struct, frozen=True):
    """A request and what it is an example of."""

    summary: str
    value: Json


class Subject(Struct, frozen=True, kw_only=True):
    """What rules judge in a request: their edges, a request to state them in, and the ways to state them."""

    name: str
    edges: Mapping[Edge, tuple[str, ...]]
    request: Json
    stated: Stated


#: Who the patient may have to be for a rule to apply; the first as in the plain request.
_PATIENTS: dict[str, Json] = {
    "": {},
    "reduced kidney": {"patient": {"egfr": quantity(45, EGFR_UNIT)}},
    "older": {"patient": {"age": quantity(70, "a")}},
    "older, reduced kidney": {"patient": {"age": quantity(70, "a"), "egfr": quantity(45, EGFR_UNIT)}},
}


def examples_of(
    plain: Mapping[str, Json], subjects: tuple[Subject, ...], ask: Callable[[Json], object]
) -> dict[str, Example]:
    """Named examples of requests, for `ask`, which answers them."""
    found = {_slug(words): Example(words, request) for words, request in plain.items()}
    shown: set[tuple[Edge, str]] = set()
    for subject in subjects:
        for edge, rules in subject.edges.items():
            # What one drug has shown of a rule for several need not be shown again.
            left = [rule for rule in rules if (edge, rule) not in shown]
            for patient, triple, told in _apart(subject, edge, left, ask):
                for name, example in _named(subject, patient, edge, triple, told).items():
                    # The same number, stated in another way.
                    found[name if name not in found else f"{name}-{len(found)}"] = example
                shown |= {(edge, rule) for rule in told}
    return found


def _apart(
    subject: Subject, edge: Edge, rules: list[str], ask: Callable[[Json], object]
) -> Iterator[tuple[str, Triple, list[str]]]:
    """Requests that differ by the neighbours only, and the rules that tell them apart; as few as there need be."""
    left = list(rules)
    for patient, who in _PATIENTS.items():
        for changes in zip(*(subject.stated(edge, number) for number in edge.neighbours), strict=True):
            if not left:
                return
            below, at, above = (_merged(_merged(subject.request, who), change) for change in changes)
            triple = (below, at, above)
            try:
                answers = [ask(request) for request in triple]
            except msgspec.ValidationError:
                continue
            told = [rule for rule in left if len({_outcome(answer, rule) for answer in answers}) > 1]
            if told:
                yield patient, triple, told
                left = [rule for rule in left if rule not in told]


def _outcome(answer: Any, rule: str) -> object:  # noqa: ANN401 -- an answer of any operation
    """What became of the rule; of an estimate, which equation made it and its band."""
    lists = getattr(answer, "rules", None)
    if lists is None:
        return getattr(answer, "equation", None), str(getattr(answer, "band", None))
    return next(name for name in lists.__struct_fields__ if rule in getattr(lists, name))


def _merged(request: Json, change: Json) -> Json:
    """The request with the change; objects are merged but for quantities, which are one value."""
    merged = dict(request)
    for key, value in change.items():
        before = merged.get(key)
        is_part = isinstance(value, dict) and isinstance(before, dict) and "unit" not in value
        merged[key] = _merged(before, value) if is_part and before is not None else value
    return merged


def _named(subject: Subject, patient: str, edge: Edge, triple: Triple, rules: list[str]) -> dict[str, Example]:
    fact = edge.fact.value.replace("/", ".").rsplit(".", 1)[-1].replace("_", "-")
    unit = f"{edge.unit} of {edge.of}" if edge.of else edge.unit
    who = f", {patient}" if patient else ""
    found: dict[str, Example] = {}
    for number, place, request in zip(edge.neighbours, _PLACES, triple, strict=True):
        name = _slug(f"{subject.name} {patient} {fact} {number:f} {unit}")
        of = f", an edge of {', '.join(rules)}" if number == edge.number else ""
        found[name] = Example(f"{fact} {place} {edge.number:f} {unit}{who}{of}", request)
    return found


def _slug(words: str) -> str:
    """The name of an example: lower case, numbers with their point, and nothing that a URL would have to escape."""
    return _BETWEEN.sub("-", words.lower()).strip("-")
