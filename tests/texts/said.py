"""Everything that answers say in words, with the numbers that stand beside findings: the sentences, and who says them.

`python -m tests.texts` writes it down. What changes there is read before it is committed, as code is.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from msgspec import UNSET

from dosing.service.catalog import rules, sources
from tests.answers import within
from tests.edges import Json, library
from tests.vectors.runner import vectors

WRITTEN = Path(__file__).with_name("said.txt")
COMMAND = "python -m tests.texts"
#: Where words stand that are made for the answer; whatever else is text is an id, a unit or a citation.
_WORDS = {
    ("message",): "a calculation asks",
    ("why",): "not covered",
    ("formula",): "formulas",
    ("nearest", "why"): "no nearest order",
    ("factor",): "factors",
    ("monitoring", "text"): "monitoring",
    ("steps", "text"): "steps",
    ("steps", "then"): "after the last step",
}


def said() -> str:
    """All of it as text: sections, and in each the sentences in order."""
    sections: dict[str, set[str]] = {}
    for answer in _answers():
        for section, sentence in _sentences(answer):
            sections.setdefault(section, set()).add(sentence)
    sections["nearest orders"] = set(_nearest_orders())
    sections["sources"] = {
        f"{source.id}: {source.title}{'' if source.reference is UNSET else f' | {source.reference}'}"
        for source in sources().sources
    }
    sections["rules"] = {f"{rule.id}: {rule.says}" for rule in rules().rules}
    return "\n".join("\n".join([f"# {name}", *sorted(sections[name]), ""]) for name in sorted(sections))


def _answers() -> Iterator[Json]:
    for vector in vectors():
        yield library(vector.operation, bytes(vector.request))


def _nearest_orders() -> Iterator[str]:
    """What is proposed instead of what each vector orders."""
    for vector in vectors():
        nearest = library(vector.operation, bytes(vector.request)).get("nearest", {})
        order = {name: part for name, part in nearest.items() if name not in {"why", "current", "tablets"}}
        if order:
            yield f"{vector.id}: {json.dumps(order, default=str)}"


def _sentences(answer: Json) -> Iterator[tuple[str, str]]:
    for names, node in within(answer):
        if names in _WORDS and isinstance(node, str):
            yield _WORDS[names], node
    for name, part in answer.get("used", {}).items():
        yield "what an estimate is made from", f"{name} {_number(part) if isinstance(part, dict) else part}"
    for source in answer.get("sources", []):
        yield "sources of calculations", " | ".join(source.values())
    if "drug" in answer:
        yield "drugs", f"`{answer['drug']}`"
    for finding in answer.get("findings", []):
        yield "sources of findings", f"{finding['rule']}: {'; '.join(map(_cited, finding['sources']))}"
        shown = [f"{name} {_number(finding[name])}" for name in ("observed", "limit") if name in finding]
        yield finding["rule"], " | ".join([finding["message"], *shown])


def _cited(source: Json) -> str:
    return " | ".join(source.values())


def _number(quantity: Json) -> str:
    return " ".join(f"{_plain(name)}{part}" for name, part in quantity.items())


def _plain(name: str) -> str:
    return "" if name in {"value", "unit"} else f"{name} "
