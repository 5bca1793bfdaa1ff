"""Rules for every order: interactions of quinine, and what to correct before any drug for cramps."""

from dosing.core.evidence import Basis, Citation
from dosing.core.fact import Fact
from dosing.core.rule import All, AnyOf, Gate, In, Is, Not, OneOf, Rule, Severity
from dosing.core.span import Span
from dosing.formulary.sources import DESPITE_BACLOFEN, NUMBNESS, POTASSIUM_RANGE, REFRACTORY, UK_REFERENCE_RANGE, WORKUP
from dosing.formulary.thresholds import LOW_MAGNESIUM, LOW_POTASSIUM, magnesium_at_least

#: Ordered by name or taken: (the order's name, the fact that it is taken).
_PARTNERS = (
    ("astemizole", Fact.TAKING_ASTEMIZOLE),
    ("macrolide", Fact.TAKING_MACROLIDE),
    ("rifampin", Fact.TAKING_RIFAMPIN),
    ("ritonavir", Fact.TAKING_RITONAVIR),
)


def _ordered_or_taken(name: str, taken: Fact) -> AnyOf:
    return AnyOf((OneOf(Fact.ORDERED, (name,)), Is(taken)))


EVERY_ORDER = (
    Rule(
        id="quinine.interactions",
        says="Quinine must not be given together with astemizole, a macrolide, rifampin or ritonavir.",
        limit=Not(
            All(
                (
                    _ordered_or_taken("quinine", Fact.TAKING_QUININE),
                    AnyOf(tuple(_ordered_or_taken(name, taken) for name, taken in _PARTNERS)),
                )
            )
        ),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.DOCUMENTED,
        cites=(Citation(REFRACTORY, "From the FDA Drug Label"),),
    ),
    Rule(
        id="potassium.low",
        says="Serum potassium should be {limit}: correct a low one before treating cramps.",
        when=Is(Fact.IS_CRAMP_DRUG),
        limit=In(Fact.POTASSIUM, (Span(at_least=LOW_POTASSIUM, unit="mmol/L"),)),
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.DOCUMENTED,
        cites=(Citation(DESPITE_BACLOFEN, "Electrolyte Correction"), Citation(POTASSIUM_RANGE, "Lower limit")),
    ),
    Rule(
        id="magnesium.low",
        says="Serum magnesium should be {limit}: correct a low one before treating cramps.",
        when=All((Is(Fact.IS_CRAMP_DRUG), Not(OneOf(Fact.ORDERED, ("magnesium-oxide",))))),
        limit=magnesium_at_least(LOW_MAGNESIUM),
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.DOCUMENTED,
        cites=(Citation(DESPITE_BACLOFEN, "Electrolyte Correction"), Citation(UK_REFERENCE_RANGE, "Lower limit")),
    ),
    Rule(
        id="cramp.provoking-drug",
        says="No drug that provokes cramps (a diuretic, a statin, a beta-blocker) should be taken.",
        advice="Review whether it is still needed.",
        when=Is(Fact.IS_CRAMP_DRUG),
        limit=Not(AnyOf((Is(Fact.TAKING_DIURETIC), Is(Fact.TAKING_STATIN), Is(Fact.TAKING_BETA_BLOCKER)))),
        severity=Severity.INFO,
        gate=Gate.NOTE,
        basis=Basis.DOCUMENTED,
        cites=(Citation(NUMBNESS, "For Cramps"), Citation(WORKUP, "Common Pitfalls to Avoid")),
    ),
)
