"""Broken on purpose: a rule cites nothing."""

from decimal import Decimal

from dosing.core.evidence import Basis, Citation, Source
from dosing.core.fact import Fact
from dosing.core.rule import Gate, In, Rule, Severity
from dosing.core.span import Span

CITES = (Citation(Source(id="a-document", title="A document"), "A heading"),)

RULES = (
    Rule(
        id="drug.first",
        says="A day's drug is {limit}.",
        limit=In(Fact.DAILY_DOSE, (Span(at_most=Decimal(30), unit="mg/d"),)),
        severity=Severity.CRITICAL,
        gate=Gate.STOP,
        basis=Basis.DERIVED,
        cites=CITES,
    ),
    Rule(
        id="drug.limit",
        says="A day's drug is {limit}.",
        limit=In(Fact.DAILY_DOSE, (Span(at_most=Decimal(30), unit="mg/d"),)),
        severity=Severity.CRITICAL,
        gate=Gate.STOP,
        basis=Basis.DERIVED,
        cites=(),
    ),
)
