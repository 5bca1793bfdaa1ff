"""Broken on purpose: a limit without a number."""

from dosing.core.evidence import Basis, Citation, Source
from dosing.core.fact import Fact
from dosing.core.rule import Gate, In, Rule, Severity

CITES = (Citation(Source(id="a-document", title="A document"), "A heading"),)

RULES = (
    Rule(
        id="drug.limit",
        says="A day's drug is {limit}.",
        limit=In(Fact.DAILY_DOSE, ()),
        severity=Severity.CRITICAL,
        gate=Gate.STOP,
        basis=Basis.DERIVED,
        cites=CITES,
    ),
)
