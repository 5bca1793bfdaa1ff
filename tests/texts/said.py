"""Everything that answers say in words, with the numbers that stand beside findings: the sentences, and who says them.

`python -m tests.texts` writes it down. What changes there is read before it is committed, as code is.
"""

from collections.abc import Iterator
from pathlib import Path

from dosing.service.catalog import rules
from tests.answers import within
from tests.edges import Json, library
from tests.texts.further import FURTHER
from tests.vectors.runner import vectors

WRITTEN = Path(__file__).with_name("said.txt")
COMMAND = "python -m tests.texts"
#: Where words stand that are made for the answer; whatever else is text is an id, a unit or a citation.
_WORDS = {
    ("message",): "a calculation asks",
    ("why",): "not covered",
    ("formula",): "formulas",
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
    sections["rules"] = {f"{rule.id}: {rule.says}" for rule in rules().rules}
    return "\n".join("\n".join([f"# {name}", *sorted(sections[name]), ""]) for name in sorted(sections))


def _answers() -> Iterator[Json]:
    for vector in vectors():
        yield library(vector.operation, bytes(vector.request))
    for path, body in FURTHER:
        yield library(path, body)


def _sentences(answer: Json) -> Iterator[tuple[str, str]]:
    for names, node in within(answer):
        if names in _WORDS and isinstance(node, str):
            yield _WORDS[names], node
    for finding in answer.get("findings", []):
        shown = [f"{name} {_number(finding[name])}" for name in ("observed", "limit") if name in finding]
        yield finding["rule"], " | ".join([finding["message"], *shown])


def _number(quantity: Json) -> str:
    return " ".join(f"{_plain(name)}{part}" for name, part in quantity.items())


def _plain(name: str) -> str:
    return "" if name in {"value", "unit"} else f"{name} "
