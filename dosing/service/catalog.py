"""What the service tells of itself: its rules, their sources, its drugs, and the vectors that prove it."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

from dosing.core.evidence import Source
from dosing.core.explain import rule_words
from dosing.core.rule import (
    All,
    AnyOf,
    Condition,
    DailyAmount,
    Drug,
    Gate,
    In,
    Infusions,
    Monitoring,
    Rule,
    Severity,
    Suspension,
    Titration,
)
from dosing.core.span import Span
from dosing.formulary import FORMULARY
from dosing.formulary.kidney import EQUATION_SOURCES
from dosing.formulary.substances import ATOMIC_WEIGHTS
from dosing.translate import outbound
from dosing.wire import catalog


@cache
def rules() -> catalog.RuleList:
    """Every rule, in the order of the formulary, each once."""
    drugs_of: dict[str, list[str]] = {}
    entries: dict[str, Rule | Monitoring] = {}
    for drug in FORMULARY.drugs:
        for entry in _entries_of(drug):
            entries[entry.id] = entry
            drugs_of.setdefault(entry.id, []).append(drug.id)
    entries |= {rule.id: rule for rule in FORMULARY.every_order}
    views = tuple(_view(entry, tuple(drugs_of.get(entry.id, ()))) for entry in entries.values())
    return catalog.RuleList(views, outbound.RULESET)


def rule_ids() -> tuple[str, ...]:
    """The id of every rule."""
    return tuple(view.id for view in rules().rules)


def rule(rule_id: str) -> catalog.OneRule | None:
    """One rule, or nothing where no rule has this id."""
    view = next((view for view in rules().rules if view.id == rule_id), None)
    return None if view is None else catalog.OneRule(view, outbound.RULESET)


def _view(entry: Rule | Monitoring, drugs: tuple[str, ...]) -> catalog.RuleView:
    sources = tuple(map(outbound.cited, entry.cites))
    if isinstance(entry, Monitoring):
        return catalog.RuleView(
            id=entry.id,
            drugs=drugs,
            says=" ".join(remark.text for remark in entry.remarks),
            severity=Severity.INFO.value,
            gate=Gate.NOTE.value,
            basis=entry.basis.value,
            limits=(),
            is_monitoring=True,
            sources=sources,
        )
    return catalog.RuleView(
        id=entry.id,
        drugs=drugs,
        says=rule_words(entry),
        severity=entry.severity.value,
        gate=entry.gate.value,
        basis=entry.basis.value,
        limits=tuple(outbound.limit(span) for span in spans(entry.limit)),
        is_monitoring=False,
        sources=sources,
    )


def spans(condition: Condition) -> Iterator[Span]:
    """Every span within which a condition has its numbers, as it is stated; what it excludes is none of them."""
    match condition:
        case In():
            yield from condition.spans
        case All() | AnyOf():
            for part in condition.parts:
                yield from spans(part)
        case _:
            return


@cache
def sources() -> catalog.SourceList:
    """Every document that is cited, each once, with what is known of where to find it."""
    documents: dict[str, Source] = {}
    for entry in _entries():
        documents |= {citation.source.id: citation.source for citation in entry.cites}
    documents |= {document.id: document for document in (*EQUATION_SOURCES, ATOMIC_WEIGHTS)}
    return catalog.SourceList(tuple(map(outbound.source, documents.values())), outbound.RULESET)


def _entries() -> Iterator[Rule | Monitoring]:
    for drug in FORMULARY.drugs:
        yield from _entries_of(drug)
    yield from FORMULARY.every_order


def _entries_of(drug: Drug) -> Iterator[Rule | Monitoring]:
    yield from drug.rules
    yield from drug.monitoring


@cache
def drugs() -> catalog.DrugList:
    """Every drug with its rules."""
    return catalog.DrugList(
        tuple(map(_drug, FORMULARY.drugs)),
        tuple(rule.id for rule in FORMULARY.every_order),
        outbound.RULESET,
    )


def _drug(drug: Drug) -> catalog.DrugView:
    return catalog.DrugView(
        id=drug.id,
        name=drug.name,
        indications=drug.indications,
        ordered_as=_ordered_as(drug),
        rules=tuple(entry.id for entry in _entries_of(drug)),
    )


def _ordered_as(drug: Drug) -> catalog.OrderedAs:
    match drug.shape:
        case Titration():
            return "phases"
        case DailyAmount():
            return "daily dose"
        case Suspension():
            return "daily volume"
        case Infusions():
            return "infusions"
        case _:
            return "name"


@cache
def vectors() -> catalog.VectorList:
    """The vectors of every folder of the formulary."""
    folder = files("dosing.formulary")
    found = [file for place in (folder, *folder.iterdir()) if place.is_dir() for file in place.iterdir()]
    named = [file for file in sorted(found, key=str) if file.name.endswith("vectors.json")]
    texts = [msgspec.json.format(file.read_bytes(), indent=-1) for file in named]  # on the wire without indentation
    every = [vector for text in texts for vector in msgspec.json.decode(text, type=catalog.VectorFile).vectors]
    return catalog.VectorList(tuple(every), outbound.RULESET)
