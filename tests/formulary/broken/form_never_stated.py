"""Broken on purpose: serum magnesium in a unit in which it is never stated."""

from decimal import Decimal

from dosing.core.evidence import Basis, Citation, Source
from dosing.core.fact import Fact
from dosing.core.rule import Gate, In, Rule, Severity
from dosing.core.span import Span

CITES = (Citation(Source(id="a-document", title="A document"), "A heading"),)

RULES = (
    Rule(
        id="drug.limit",
        says="A day's drug is {limit}.",
        limit=In(Fact.SERUM_MAGNESIUM, (Span(at_most=Decimal(1), unit="umol/L"),)),
        severity=Severity.CRITICAL,
        gate=Gate.STOP,
        basis=Basis.DERIVED,
        cites=CITES,
    ),
)
