"""Who may have baclofen: age, kidney function, and what stands against it."""

from dosing.core.evidence import Basis, Citation
from dosing.core.fact import Fact
from dosing.core.rule import All, AnyOf, Gate, Given, Is, Not, Rule, Severity
from dosing.formulary.baclofen.sources import LABEL, NCT02298868
from dosing.formulary.kidney import AVOID, AVOID_BELOW, REDUCED
from dosing.formulary.sources import BEERS, CHILD, DESPITE_BACLOFEN
from dosing.formulary.thresholds import IS_ADULT, IS_OLDER_ADULT

PATIENT_RULES = (
    Rule(
        id="baclofen.age.known",
        says="The age must be known: it decides the dose.",
        limit=Given(Fact.AGE),
        severity=Severity.CRITICAL,
        gate=Gate.ASK,
        basis=Basis.DOCUMENTED,
        cites=(Citation(DESPITE_BACLOFEN, "Baclofen-Specific Warnings"),),
    ),
    Rule(
        id="baclofen.age",
        says="Baclofen for cramps is for patients of {limit} only: the sources give no dose for children.",
        limit=IS_ADULT,
        severity=Severity.CRITICAL,
        gate=Gate.STOP,
        basis=Basis.DERIVED,
        cites=(Citation(CHILD, "Pharmacological Considerations"),),
    ),
    Rule(
        id="baclofen.kidney.known",
        says="Kidney function must be known: baclofen leaves the body through the kidneys.",
        limit=Given(Fact.BAND),
        severity=Severity.CRITICAL,
        gate=Gate.ASK,
        basis=Basis.DOCUMENTED,
        cites=(Citation(DESPITE_BACLOFEN, "Assess for Renal Function"),),
    ),
    Rule(
        id="baclofen.kidney",
        says=f"No baclofen with an eGFR under {AVOID_BELOW} or on dialysis: it is neurotoxic there.",
        limit=Not(AVOID),
        shows=Fact.EGFR,
        severity=Severity.CRITICAL,
        gate=Gate.STOP,
        basis=Basis.DOCUMENTED,
        cites=(Citation(DESPITE_BACLOFEN, "Assess for Renal Function"),),
    ),
    Rule(
        id="baclofen.older-adult.reduced-kidney",
        says="Baclofen should be avoided in older adults with reduced kidney function.",
        limit=Not(All((IS_OLDER_ADULT, REDUCED))),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.PUBLISHED,
        cites=(Citation(BEERS, "Medications to avoid or reduce with reduced kidney function"),),
    ),
    Rule(
        id="baclofen.encephalopathy",
        says="There must be no active hepatic encephalopathy.",
        limit=Not(Is(Fact.ENCEPHALOPATHY)),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.PUBLISHED,
        cites=(Citation(NCT02298868, "Exclusion criteria"),),
    ),
    Rule(
        id="baclofen.pregnancy",
        says="Baclofen should not be given in pregnancy.",
        limit=Not(Is(Fact.PREGNANCY)),
        severity=Severity.WARNING,
        gate=Gate.CONFIRM,
        basis=Basis.PUBLISHED,
        cites=(Citation(NCT02298868, "Exclusion criteria"),),
    ),
    Rule(
        id="baclofen.sedatives",
        says="No opioid, benzodiazepine, other muscle relaxant or alcohol should be taken beside it: sedation adds up.",
        limit=Not(
            AnyOf(
                (
                    Is(Fact.TAKING_OPIOID),
                    Is(Fact.TAKING_BENZODIAZEPINE),
                    Is(Fact.TAKING_MUSCLE_RELAXANT),
                    Is(Fact.TAKING_ALCOHOL),
                )
            )
        ),
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.PUBLISHED,
        cites=(Citation(LABEL, "Precautions"),),
    ),
)
