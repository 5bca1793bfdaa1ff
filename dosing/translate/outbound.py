"""To the wire: exact numbers become plain ones, a report becomes an answer.

Only here is anything rounded, to the 15 digits of an answer; what that does not write in full carries its fraction.
What an order repeats is not rounded.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Literal

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from dosing.core.amount import Amount, ExactAmount
from dosing.core.evidence import Citation, Source
from dosing.core.exact import DIGITS, ZERO, tidy, to_digits
from dosing.core.finding import Acknowledgement, Finding, Outcome, Outcomes, Report, Status
from dosing.core.rule import Monitoring, Rule
from dosing.core.span import Span
from dosing.formulary.ruleset import DIGEST, VERSION
from dosing.translate.inbound import stated
from dosing.wire import answer as wire
from dosing.wire.answered import AnsweredQuantity, Ruleset
from dosing.wire.answered import Source as AnsweredSource
from dosing.wire.nearest import Nearest
from dosing.wire.quantity import Quantity, Substance

RULESET = Ruleset(VERSION, DIGEST)


@lru_cache(maxsize=4096)
def quantity(amount: Amount | ExactAmount) -> AnsweredQuantity:
    """A number of at most 15 digits, with its exact fraction where these are not all of it."""
    value = amount.value
    if isinstance(value, Decimal):
        value = tidy(value)
        if len(value.as_tuple().digits) <= DIGITS:
            return AnsweredQuantity(value, amount.unit, _substance(amount.of), _comparator(amount))
    exact = Fraction(value)
    rounded = to_digits(exact)
    fraction = UNSET if Fraction(rounded) == exact else f"{exact.numerator}/{exact.denominator}"
    return AnsweredQuantity(rounded, amount.unit, _substance(amount.of), _comparator(amount), exact=fraction)


def in_full(value: Decimal, unit: str, of: Substance | UnsetType = UNSET) -> AnsweredQuantity:
    """A number that an order repeats, with all its digits: an order takes no fraction there."""
    return AnsweredQuantity(tidy(value), unit, of)


def known_quantity(known: Decimal | Span, unit: str) -> AnsweredQuantity:
    """A number, or the end of an open interval with its comparator."""
    if isinstance(known, Decimal):
        return quantity(Amount(known, unit))
    if known.below is not None:
        return quantity(Amount(known.below, unit, comparator="<"))
    return quantity(Amount(known.above or ZERO, unit, comparator=">"))


def as_sent(sent: Quantity) -> AnsweredQuantity:
    """A quantity of a request, as it stood there."""
    written = quantity(stated(sent))
    match sent.compared:
        case "<" | ">" as comparator:
            return replace(written, comparator=comparator)
        case _:
            return written


def _comparator(amount: Amount | ExactAmount) -> Literal["<", ">"] | UnsetType:
    match amount:
        case Amount(comparator="<" | ">" as comparator):
            return comparator
        case _:
            return UNSET


def _substance(of: str) -> Substance | UnsetType:
    match of:
        case "magnesium" | "magnesium-oxide" | "magnesium-hydroxide":
            return of
        case _:
            return UNSET


def _end(value: Decimal | None) -> Decimal | UnsetType:
    return UNSET if value is None else tidy(value)


@lru_cache(maxsize=1024)
def limit(span: Span) -> wire.Limit:
    """The span as it is shown in a finding."""
    return wire.Limit(
        at_least=_end(span.at_least),
        above=_end(span.above),
        at_most=_end(span.at_most),
        below=_end(span.below),
        unit=span.unit,
        of=_substance(span.of),
    )


def cited(citation: Citation) -> AnsweredSource:
    """A place in a document."""
    return AnsweredSource(citation.source.id, citation.source.title, section=citation.section)


@lru_cache(maxsize=1024)
def _about(rule: Rule) -> tuple[wire.Severity, wire.Gate, wire.Basis, tuple[AnsweredSource, ...]]:
    """What every finding of the rule says of it."""
    return rule.severity.value, rule.gate.value, rule.basis.value, tuple(map(cited, rule.cites))


def source(document: Source) -> AnsweredSource:
    """A document as a whole."""
    return AnsweredSource(document.id, document.title, reference=document.reference or UNSET)


def finding(found: Finding) -> wire.Finding:
    """A finding with its rule's severity, gate, basis and sources."""
    rule = found.rule
    severity, gate, basis, sources = _about(rule)
    return wire.Finding(
        rule=rule.id,
        outcome="outside" if found.outcome is Outcome.OUTSIDE else "unknown",
        severity=severity,
        gate=gate,
        basis=basis,
        message=found.message,
        where=found.where,
        day=UNSET if found.day is None else found.day,
        observed=UNSET if found.observed is None else quantity(found.observed),
        limit=UNSET if found.limit is None else limit(found.limit),
        missing=found.missing or UNSET,
        sources=sources,
        acknowledged=UNSET if found.acknowledgement is None else wire.Reason(found.acknowledgement.reason),
    )


@lru_cache(maxsize=4096)
def rule_lists(outcomes: Outcomes) -> wire.RuleLists:
    """The four lists; the same ones come again and again."""
    return wire.RuleLists(
        kept=outcomes.kept,
        outside=outcomes.outside,
        unknown=outcomes.unknown,
        not_applicable=outcomes.not_applicable,
    )


@lru_cache(maxsize=1024)
def monitoring(
    entries: tuple[Monitoring, ...], remarks: tuple[str, ...], start: date | None
) -> tuple[wire.Monitoring, ...]:
    """What to watch, what to say of each of it to this patient, and when."""
    return tuple(
        wire.Monitoring(
            rule=entry.id,
            text=text,
            days=entry.days,
            dates=tuple(str(day_of(start, day)) for day in entry.days) if start and entry.days else UNSET,
        )
        for entry, text in zip(entries, remarks, strict=True)
    )


def day_of(start: date, day: int) -> date:
    """The date of a day of a schedule, which begins with day 1."""
    return start + timedelta(days=day - 1)


def date_on(start: date | None, day: int) -> str | UnsetType:
    """The date of a day of a schedule, if its start is known."""
    return UNSET if start is None else day_of(start, day).isoformat()


def unused(words: Sequence[Acknowledgement]) -> tuple[wire.UnusedAcknowledgement, ...]:
    """Acknowledgements of rules that were not broken."""
    return tuple(
        wire.UnusedAcknowledgement(word.rule, word.reason, UNSET if word.where is None else word.where)
        for word in words
    )


def parts(report: Report, drug: str, watched: tuple[wire.Monitoring, ...]) -> dict[str, Any]:
    """What every answer has, whatever its status."""
    return {
        "drug": drug,
        "findings": tuple([finding(found) for found in report.findings]),
        "rules": rule_lists(report.outcomes),
        "monitoring": watched,
        "unused_acknowledgements": unused(report.unused),
        "ruleset": RULESET,
    }


def not_ok(
    report: Report, drug: str, watched: tuple[wire.Monitoring, ...], nearest: Nearest | None = None
) -> wire.AnyNotOk:
    """An answer without a dose in it but those of the nearest order."""
    more: dict[str, Any] = {} if nearest is None else {"nearest": nearest}
    return wire.NOT_OK[report.status](**parts(report, drug, watched), missing=report.missing, **more)


def uncovered_answer(report: Report, drug: str, why: str, nearest: Nearest | None = None) -> wire.OrderAnswer:
    """The answer about an order that no rule but those for every order is about."""
    if report.status is not Status.NOT_COVERED:
        return not_ok(report, drug, (), nearest)
    return wire.NotCovered(**parts(report, drug, ()), missing=(), why=why)


def order_answer(
    report: Report,
    drug: str,
    watched: tuple[wire.Monitoring, ...],
    profile: str | None = None,
    nearest: Nearest | None = None,
) -> wire.OrderAnswer:
    """An order's answer, whatever its status."""
    if report.status is not Status.OK:
        return not_ok(report, drug, watched, nearest)
    return wire.OkOrder(**parts(report, drug, watched), profile=UNSET if profile is None else profile)


def answer_of_one(report: Report, anyone: Report, answer: wire.OrderAnswer) -> wire.OrderAnswer:
    """The answer about anyone of a category, with those findings of a patient's report that are not the same."""
    findings = tuple(
        [
            written if one is same else finding(one)
            for one, same, written in zip(report.findings, anyone.findings, answer.findings, strict=True)
        ]
    )
    if isinstance(answer, wire.NotOk):
        return replace(answer, findings=findings, missing=report.missing)
    return replace(answer, findings=findings)
