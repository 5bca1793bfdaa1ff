"""Magnesium hydroxide's monograph: for which children, at which strength, how much, how long.

The documented 15–30 mL are right only for the suspension of 80 mg/mL. So the limit is one of mass, the strength must
be known, and millilitres scale with it: 30 mL of a suspension of 240 mg/mL would be three times the maximum.
"""

from decimal import Decimal

from dosing.core.evidence import Basis, Citation
from dosing.core.fact import Fact
from dosing.core.rule import (
    All,
    AnyOf,
    At,
    Drug,
    Gate,
    Given,
    In,
    Is,
    Monitoring,
    Not,
    Remark,
    Rule,
    Severity,
    Suspension,
)
from dosing.core.span import Span
from dosing.formulary.kidney import EGFR_UNIT, KIDNEY_RULES
from dosing.formulary.magnesium_hydroxide.sources import LABELS, UPPER_LEVEL
from dosing.formulary.sources import CHILD
from dosing.formulary.substances import MAGNESIUM_HYDROXIDE

_DOSING = Citation(CHILD, "Magnesium Supplementation")
_DIRECTIONS = Citation(LABELS, "Directions")
_WARNINGS = Citation(LABELS, "Warnings")

LEAST_EGFR = Decimal(60)
#: mg/mL: the suspension of 400 mg in 5 mL, for which the documented volumes are right.
USUAL_STRENGTH = Decimal(80)
#: mL a day of it: one and two tablespoons of 15 mL.
LEAST_VOLUME = Decimal(15)
MOST_VOLUME = Decimal(30)


def _mass(**ends: Decimal) -> Span:
    return Span(unit="mg/d", of=MAGNESIUM_HYDROXIDE.id, **ends)


PATIENT_RULES = (
    Rule(
        id="magnesium-hydroxide.age.known",
        says="The age must be known.",
        limit=Given(Fact.AGE),
        severity=Severity.CRITICAL,
        gate=Gate.ASK,
        basis=Basis.DOCUMENTED,
        cites=(_DOSING,),
    ),
    Rule(
        id="magnesium-hydroxide.age",
        says="This range of magnesium hydroxide is for children of {limit} only.",
        limit=In(Fact.AGE, (Span(at_least=Decimal(6), below=Decimal(12), unit="a"),)),
        severity=Severity.CRITICAL,
        gate=Gate.STOP,
        basis=Basis.DOCUMENTED,
        cites=(_DOSING,),
    ),
    Rule(
        id="magnesium-hydroxide.kidney.known",
        says="It must be known whether there is kidney disease, or what the kidney function is.",
        limit=AnyOf((Given(Fact.KIDNEY_DISEASE), Given(Fact.BAND))),
        severity=Severity.CRITICAL,
        gate=Gate.ASK,
        basis=Basis.PUBLISHED,
        cites=(_WARNINGS,),
    ),
    Rule(
        id="magnesium-hydroxide.kidney",
        says=f"There must be no kidney disease, no dialysis, and an eGFR of at least {LEAST_EGFR}.",
        limit=All(
            (
                Not(Is(Fact.KIDNEY_DISEASE)),
                # Dialysis that is not mentioned adds nothing.
                AnyOf((Not(Given(Fact.DIALYSIS)), Not(Is(Fact.DIALYSIS)))),
                In(Fact.EGFR, (Span(at_least=LEAST_EGFR, unit=EGFR_UNIT),)),
            )
        ),
        shows=Fact.EGFR,
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.PUBLISHED,
        cites=(_WARNINGS,),
    ),
    Rule(
        id="magnesium-hydroxide.diarrhea",
        says="There should be no diarrhea: otherwise reduce the dose, or stop.",
        limit=Not(Is(Fact.DIARRHEA)),
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.DOCUMENTED,
        cites=(_DOSING,),
    ),
)

DOSE_RULES = (
    Rule(
        id="magnesium-hydroxide.strength.known",
        says="The strength of the suspension must be known: a volume alone is no dose.",
        at=(At.STRENGTH,),
        limit=Given(Fact.STRENGTH),
        severity=Severity.CRITICAL,
        gate=Gate.ASK,
        basis=Basis.PUBLISHED,
        cites=(_DIRECTIONS,),
    ),
    Rule(
        id="magnesium-hydroxide.strength",
        says="The documented volumes are for the usual suspension of {limit} only.",
        advice="Check the label; here the volume is computed for the strength that was given.",
        at=(At.STRENGTH,),
        limit=In(Fact.STRENGTH, (Span(at_least=USUAL_STRENGTH, at_most=USUAL_STRENGTH, unit="mg/mL"),)),
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.PUBLISHED,
        cites=(_DIRECTIONS,),
    ),
    Rule(
        id="magnesium-hydroxide.daily-max",
        says=f"A day's dose must be {{limit}}, which is {MOST_VOLUME} mL at {USUAL_STRENGTH} mg/mL.",
        at=(At.DAILY_VOLUME,),
        limit=In(Fact.DAILY_MASS, (_mass(at_most=MOST_VOLUME * USUAL_STRENGTH),)),
        severity=Severity.CRITICAL,
        gate=Gate.STOP,
        basis=Basis.DOCUMENTED,
        cites=(_DOSING, _DIRECTIONS),
    ),
    Rule(
        id="magnesium-hydroxide.daily-min",
        says=f"A day's dose should be {{limit}}, which is {LEAST_VOLUME} mL at {USUAL_STRENGTH} mg/mL.",
        at=(At.DAILY_VOLUME,),
        limit=In(Fact.DAILY_MASS, (_mass(at_least=LEAST_VOLUME * USUAL_STRENGTH),)),
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.DOCUMENTED,
        cites=(_DOSING, _DIRECTIONS),
    ),
    Rule(
        id="magnesium-hydroxide.duration",
        says="Magnesium hydroxide should be given for {limit}.",
        at=(At.DAYS,),
        limit=In(Fact.TREATMENT_DAYS, (Span(at_most=Decimal(7), unit="d"),)),
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.PUBLISHED,
        cites=(_WARNINGS,),
    ),
    Rule(
        id="magnesium-hydroxide.bedtime",
        says="Magnesium hydroxide should preferably be given at bedtime.",
        at=(At.AT_BEDTIME,),
        limit=Is(Fact.AT_BEDTIME),
        severity=Severity.INFO,
        gate=Gate.NOTE,
        basis=Basis.DOCUMENTED,
        cites=(_DOSING,),
    ),
)

MONITORING = Monitoring(
    id="magnesium-hydroxide.monitoring",
    remarks=(
        Remark("Watch for diarrhea and adjust the dose. Consider a serum calcium."),
        Remark("500–1000 mg of elemental magnesium a day is over the upper level for supplements (110/350 mg)."),
        Remark("Review after 4–8 weeks; without success, refer."),
    ),
    basis=Basis.DOCUMENTED,
    cites=(
        _DOSING,
        Citation(CHILD, "Initial Assessment and Differential Diagnosis"),
        Citation(CHILD, "Escalation to Multidisciplinary Care"),
        Citation(UPPER_LEVEL, "Magnesium"),
    ),
)

MAGNESIUM_HYDROXIDE_DRUG = Drug(
    id="magnesium-hydroxide",
    name="Magnesium hydroxide suspension by mouth, for leg cramps in children of 6 to 11 years",
    indications=("muscle-cramps", "hypomagnesemia"),
    rules=(*PATIENT_RULES, *KIDNEY_RULES, *DOSE_RULES),
    monitoring=(MONITORING,),
    shape=Suspension(
        substance=MAGNESIUM_HYDROXIDE.id,
        minimum="magnesium-hydroxide.daily-min",
        maximum="magnesium-hydroxide.daily-max",
        strength="magnesium-hydroxide.strength",
        rounding=Decimal("0.5"),
    ),
)
