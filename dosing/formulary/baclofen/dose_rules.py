"""How much baclofen: the maxima, the start, the steps up, and what a day's doses are made of."""

from decimal import Decimal

from dosing.core.evidence import Basis, Citation
from dosing.core.fact import Fact
from dosing.core.rule import All, At, Condition, Gate, Given, In, Is, OneOf, Rule, Severity
from dosing.core.span import Span
from dosing.formulary.baclofen.sources import MUANDA, VLAVONOU
from dosing.formulary.kidney import REDUCED, STANDARD_OR_UNKNOWN
from dosing.formulary.sources import DESPITE_BACLOFEN, NUMBNESS, WORKUP
from dosing.formulary.thresholds import (
    BACLOFEN_FULL_DOSE,
    IS_OLDER_ADULT,
    IS_YOUNGER_ADULT,
    IS_YOUNGER_ADULT_OR_CHILD,
)

_DAILY_DOSES = (At.ORDERED_DAILY_DOSE, At.TARGET, At.CURRENT)
_IS_FIRST = OneOf(Fact.CHANGE, ("first",))
_RISES = OneOf(Fact.CHANGE, ("rise",))


def _most(fact: Fact, milligrams: int) -> In:
    return In(fact, (Span(at_most=Decimal(milligrams), unit="mg/d"),))


def _both(*parts: Condition) -> All:
    return All(parts)


MAXIMA = (
    Rule(
        id="baclofen.daily-max",
        says="A day's baclofen must be {limit}.",
        at=_DAILY_DOSES,
        limit=In(Fact.DAILY_DOSE, (Span(at_most=BACLOFEN_FULL_DOSE, unit="mg/d"),)),
        severity=Severity.CRITICAL,
        gate=Gate.STOP,
        basis=Basis.DOCUMENTED,
        cites=(Citation(DESPITE_BACLOFEN, "Verify Current Baclofen Dosing"),),
    ),
    Rule(
        id="baclofen.daily-max.reduced-kidney",
        says="With reduced kidney function a day's baclofen must be {limit}.",
        at=_DAILY_DOSES,
        when=_both(REDUCED, IS_YOUNGER_ADULT_OR_CHILD),
        limit=_most(Fact.DAILY_DOSE, 15),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.DERIVED,
        cites=(
            Citation(DESPITE_BACLOFEN, "Assess for Renal Function"),
            Citation(VLAVONOU, "Mean reduction by half at a creatinine clearance of 30–50 mL/min"),
            Citation(MUANDA, "Encephalopathy at 20 mg a day and more"),
        ),
    ),
    Rule(
        id="baclofen.daily-max.older-adult",
        says="In older adults a day's baclofen must be {limit}, to begin with.",
        at=_DAILY_DOSES,
        when=_both(IS_OLDER_ADULT, STANDARD_OR_UNKNOWN),
        limit=_most(Fact.DAILY_DOSE, 15),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.DOCUMENTED,
        cites=(Citation(DESPITE_BACLOFEN, "Baclofen-Specific Warnings"),),
    ),
    Rule(
        id="baclofen.daily-max.older-adult.reduced-kidney",
        says="In older adults with reduced kidney function a day's baclofen must be {limit}.",
        at=_DAILY_DOSES,
        when=_both(IS_OLDER_ADULT, REDUCED),
        # Half of the older adult's 15, down to a whole tablet.
        limit=_most(Fact.DAILY_DOSE, 5),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.DERIVED,
        cites=(
            Citation(DESPITE_BACLOFEN, "Baclofen-Specific Warnings"),
            Citation(VLAVONOU, "Mean reduction by half at a creatinine clearance of 30–50 mL/min"),
        ),
    ),
)

_MAXIMA_IDS = tuple(rule.id for rule in MAXIMA)
_IF_TAKEN = "If the patient takes baclofen already, send it as `current`."

STARTS = (
    Rule(
        id="baclofen.start",
        says="The first daily dose must be {limit}.",
        advice=_IF_TAKEN,
        at=(At.PHASE,),
        when=_both(_IS_FIRST, IS_YOUNGER_ADULT_OR_CHILD, STANDARD_OR_UNKNOWN),
        unless_broken=_MAXIMA_IDS,
        limit=_most(Fact.DAILY_DOSE, 10),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.DOCUMENTED,
        cites=(Citation(WORKUP, "Evidence-Based Pharmacological Options"),),
    ),
    Rule(
        id="baclofen.start.reduced-kidney",
        says="With reduced kidney function the first daily dose must be {limit}.",
        advice=_IF_TAKEN,
        at=(At.PHASE,),
        when=_both(_IS_FIRST, REDUCED),
        unless_broken=_MAXIMA_IDS,
        limit=_most(Fact.DAILY_DOSE, 5),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.DERIVED,
        cites=(Citation(DESPITE_BACLOFEN, "Assess for Renal Function"),),
    ),
    Rule(
        id="baclofen.start.older-adult",
        says="In older adults the first daily dose must be {limit}: start at the low end.",
        advice=_IF_TAKEN,
        at=(At.PHASE,),
        when=_both(_IS_FIRST, IS_OLDER_ADULT, STANDARD_OR_UNKNOWN),
        unless_broken=_MAXIMA_IDS,
        limit=_most(Fact.DAILY_DOSE, 5),
        severity=Severity.INFO,
        gate=Gate.NOTE,
        basis=Basis.DERIVED,
        cites=(
            Citation(DESPITE_BACLOFEN, "Baclofen-Specific Warnings"),
            Citation(NUMBNESS, "For Elderly Patients"),
        ),
    ),
)

STEPS = (
    Rule(
        id="baclofen.step",
        says="A daily dose must rise by {limit}.",
        at=(At.PHASE,),
        when=_both(_RISES, STANDARD_OR_UNKNOWN),
        limit=_most(Fact.INCREASE, 10),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.DOCUMENTED,
        cites=(Citation(DESPITE_BACLOFEN, "Verify Current Baclofen Dosing"),),
    ),
    Rule(
        id="baclofen.step.reduced-kidney",
        says="With reduced kidney function a daily dose must rise by {limit}.",
        at=(At.PHASE,),
        when=_both(_RISES, REDUCED),
        limit=_most(Fact.INCREASE, 5),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.DERIVED,
        cites=(Citation(DESPITE_BACLOFEN, "Assess for Renal Function"),),
    ),
    Rule(
        id="baclofen.step.older-adult",
        says="In older adults a daily dose must rise by {limit}.",
        at=(At.PHASE,),
        when=_both(_RISES, IS_OLDER_ADULT, STANDARD_OR_UNKNOWN),
        limit=_most(Fact.INCREASE, 5),
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.DERIVED,
        cites=(Citation(NUMBNESS, "For Elderly Patients"),),
    ),
    Rule(
        id="baclofen.interval",
        says="Before an increase a dose must be held for {limit}.",
        at=(At.PHASE,),
        when=_RISES,
        limit=In(Fact.DAYS_BEFORE_INCREASE, (Span(at_least=Decimal(7), unit="d"),)),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.DOCUMENTED,
        cites=(Citation(DESPITE_BACLOFEN, "Verify Current Baclofen Dosing"),),
    ),
    Rule(
        id="baclofen.daily-min",
        says="The dose that stays should be {limit}, where the therapeutic range begins.",
        at=(At.PHASE,),
        when=_both(Is(Fact.STAYS), IS_YOUNGER_ADULT, STANDARD_OR_UNKNOWN),
        limit=In(Fact.DAILY_DOSE, (Span(at_least=Decimal(10), unit="mg/d"),)),
        severity=Severity.INFO,
        gate=Gate.NOTE,
        basis=Basis.DOCUMENTED,
        cites=(Citation(DESPITE_BACLOFEN, "Verify Current Baclofen Dosing"),),
    ),
    Rule(
        id="baclofen.direction",
        says="A titration's target must not be below the current dose.",
        advice="To reduce the dose, ask for a taper.",
        at=(At.TARGET,),
        when=Given(Fact.TARGET_REACHES_CURRENT),
        limit=Is(Fact.TARGET_REACHES_CURRENT),
        shows=Fact.DAILY_DOSE,
        severity=Severity.CRITICAL,
        gate=Gate.STOP,
        basis=Basis.DERIVED,
        cites=(Citation(DESPITE_BACLOFEN, "Baclofen-Specific Warnings"),),
    ),
)

DOSES = (
    Rule(
        id="baclofen.single-dose.older-adult",
        says="In older adults a single dose should be {limit}.",
        at=(At.DOSES,),
        when=IS_OLDER_ADULT,
        limit=In(Fact.SINGLE_DOSE, (Span(at_most=Decimal(5), unit="mg"),)),
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.DOCUMENTED,
        cites=(Citation(DESPITE_BACLOFEN, "Baclofen-Specific Warnings"),),
    ),
    Rule(
        id="baclofen.phase-length.known",
        says="Every phase but the last must say for how many days it is.",
        at=(At.LENGTH,),
        # On the way down as well: what has no end cannot be followed by anything.
        judges_going_down=True,
        limit=Given(Fact.DAYS),
        severity=Severity.CRITICAL,
        gate=Gate.ASK,
        basis=Basis.DERIVED,
        cites=(Citation(DESPITE_BACLOFEN, "Verify Current Baclofen Dosing"),),
    ),
    Rule(
        id="baclofen.stock",
        says="The schedule must be made of whole tablets in stock.",
        at=(At.TABLETS,),
        limit=Is(Fact.FITS_STOCK),
        shows=Fact.DAILY_DOSE,
        severity=Severity.CRITICAL,
        gate=Gate.STOP,
        basis=Basis.DERIVED,
        cites=(Citation(DESPITE_BACLOFEN, "Verify Current Baclofen Dosing"),),
    ),
    Rule(
        id="baclofen.whole-tablets",
        says="Every dose should be made of whole tablets in stock.",
        at=(At.ORDERED_DOSES,),
        judges_going_down=True,
        limit=Is(Fact.FITS_TABLETS),
        shows=Fact.UNMADE_DOSE,
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.DERIVED,
        cites=(Citation(DESPITE_BACLOFEN, "Verify Current Baclofen Dosing"),),
    ),
)

DOSE_RULES = (*MAXIMA, *STARTS, *STEPS, *DOSES)
