"""How baclofen is stopped: never at once after prolonged use, by small steps, slowly.

The sources demand a slow taper and give no rate; product labels speak of one to two weeks or more.
"""

from decimal import Decimal

from dosing.core.evidence import Basis, Citation
from dosing.core.fact import Fact
from dosing.core.rule import All, AnyOf, At, Gate, Given, In, Is, Not, OneOf, Rule, Severity
from dosing.core.span import Span
from dosing.formulary.baclofen.sources import LABEL
from dosing.formulary.sources import DESPITE_BACLOFEN

_STOPS = OneOf(Fact.CHANGE, ("stop",))
#: Use of fewer days is short; of unknown length it is not.
_PROLONGED_USE_DAYS = Decimal(7)
_SHORT_USE = All((Given(Fact.DAYS_OF_USE), In(Fact.DAYS_OF_USE, (Span(below=_PROLONGED_USE_DAYS, unit="d"),))))
_CITES = (
    Citation(DESPITE_BACLOFEN, "Baclofen-Specific Warnings"),
    Citation(LABEL, "Warnings: abrupt drug withdrawal"),
)

TAPER_RULES = (
    Rule(
        id="baclofen.abrupt-stop",
        says="After prolonged use baclofen may be stopped from {limit}, never abruptly from more.",
        advice="Serious adverse reactions are the exception; give them as the reason.",
        at=(At.PHASE,),
        judges_going_down=True,
        limit=AnyOf((In(Fact.FALLS_TO_NOTHING_FROM, (Span(at_most=Decimal(5), unit="mg/d"),)), _SHORT_USE)),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.DOCUMENTED,
        cites=_CITES,
    ),
    Rule(
        id="baclofen.taper.step",
        says="On the way down a daily dose must fall by {limit}.",
        at=(At.PHASE,),
        judges_going_down=True,
        when=All((Is(Fact.GOING_DOWN), OneOf(Fact.CHANGE, ("fall", "stop")))),
        limit=In(Fact.DECREASE, (Span(at_most=Decimal(10), unit="mg/d"),)),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.DERIVED,
        cites=_CITES,
    ),
    Rule(
        id="baclofen.taper.interval",
        says="On the way down each dose must be held for {limit}.",
        at=(At.PHASE,),
        judges_going_down=True,
        when=All((Is(Fact.GOING_DOWN), OneOf(Fact.CHANGE, ("fall",)))),
        limit=In(Fact.DAYS_OF_DECREASED_DOSE, (Span(at_least=Decimal(7), unit="d"),)),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.DERIVED,
        cites=_CITES,
    ),
    Rule(
        id="baclofen.taper.duration",
        says="After prolonged use the way down must last {limit} before the stop.",
        at=(At.PHASE,),
        judges_going_down=True,
        when=All((_STOPS, Not(_SHORT_USE))),
        limit=In(Fact.DAYS_GOING_DOWN, (Span(at_least=Decimal(14), unit="d"),)),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.DERIVED,
        cites=_CITES,
    ),
)
