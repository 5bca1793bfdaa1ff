"""Magnesium oxide's monograph: for whom, how much in which form, when, and of which products.

The documented 480–960 mg are milligrams of the oxide at a nominal 40 mg/mmol; the exact figure for 12–24 mmol is
483.648–967.296 mg. So an amount in mg always names its substance, and nothing is converted by the nominal factor.
"""

from decimal import Decimal

from dosing.core.evidence import Basis, Citation
from dosing.core.fact import Fact, form
from dosing.core.rule import (
    All,
    At,
    DailyAmount,
    Drug,
    Gate,
    Given,
    In,
    Is,
    Monitoring,
    Not,
    OneOf,
    Product,
    Remark,
    Rule,
    Severity,
)
from dosing.core.span import Span
from dosing.formulary.kidney import AVOID, AVOID_BELOW, KIDNEY_RULES, REDUCED, STANDARD_ABOVE
from dosing.formulary.magnesium_oxide.sources import NHS_HIGHLAND
from dosing.formulary.sources import DESPITE_BACLOFEN, REFRACTORY, UK_REFERENCE_RANGE, WORKUP
from dosing.formulary.substances import MAGNESIUM, MAGNESIUM_OXIDE
from dosing.formulary.thresholds import IS_ADULT, LOW_MAGNESIUM, magnesium_at_least, magnesium_at_most, magnesium_below

_CORRECTION = Citation(DESPITE_BACLOFEN, "Electrolyte Correction")
_DEFICIENCY = Citation(WORKUP, "Electrolyte Correction (When Documented Deficiency Exists)")

LEAST = Decimal(12)
MOST = Decimal(24)
_OXIDE_MG = "mg/d"


def _mmol(**ends: Decimal) -> Span:
    return Span(unit="mmol/d", of=MAGNESIUM.id, **ends)


def _oxide(**ends: Decimal) -> Span:
    return Span(unit=_OXIDE_MG, of=MAGNESIUM_OXIDE.id, **ends)


#: The documented milligrams, which are nominal.
NOMINAL_LEAST = Decimal(480)
NOMINAL_MOST = Decimal(960)
#: What the range is exactly, in mg of the oxide.
EXACT_LEAST = LEAST * MAGNESIUM_OXIDE.molar_mass
EXACT_MOST = MOST * MAGNESIUM_OXIDE.molar_mass
_IN_OXIDE_MG = OneOf(Fact.ORDERED_FORM, (form(_OXIDE_MG, MAGNESIUM_OXIDE.id),))

PATIENT_RULES = (
    Rule(
        id="magnesium-oxide.age.known",
        says="The age must be known.",
        limit=Given(Fact.AGE),
        severity=Severity.CRITICAL,
        gate=Gate.ASK,
        basis=Basis.DERIVED,
        cites=(_DEFICIENCY,),
    ),
    Rule(
        id="magnesium-oxide.age",
        says="This range of magnesium oxide is for patients of {limit} only.",
        limit=IS_ADULT,
        severity=Severity.CRITICAL,
        gate=Gate.STOP,
        basis=Basis.DERIVED,
        cites=(_DEFICIENCY,),
    ),
    Rule(
        id="magnesium-oxide.deficiency.known",
        says="A serum magnesium must be given: the range is for documented deficiency.",
        limit=Given(Fact.SERUM_MAGNESIUM),
        severity=Severity.CRITICAL,
        gate=Gate.ASK,
        basis=Basis.DOCUMENTED,
        cites=(_DEFICIENCY,),
    ),
    Rule(
        id="magnesium-oxide.deficiency",
        says="Serum magnesium must be {limit}: where it is normal, magnesium has shown no benefit.",
        limit=magnesium_below(LOW_MAGNESIUM),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.DOCUMENTED,
        cites=(_DEFICIENCY, Citation(UK_REFERENCE_RANGE, "Lower limit")),
    ),
    Rule(
        id="magnesium-oxide.deficiency.severe",
        says="Serum magnesium must be {limit}: below that, magnesium is given intravenously.",
        limit=magnesium_at_least({"mmol/L": Decimal("0.50"), "mg/dL": Decimal("1.2"), "meq/L": Decimal("1.0")}),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.PUBLISHED,
        cites=(Citation(NHS_HIGHLAND, "Severe hypomagnesaemia"),),
    ),
    Rule(
        id="magnesium-oxide.high",
        says="Serum magnesium must be {limit}: a high one is not raised further.",
        limit=magnesium_at_most({"mmol/L": Decimal("1.0"), "mg/dL": Decimal("2.4"), "meq/L": Decimal("2.0")}),
        severity=Severity.CRITICAL,
        gate=Gate.STOP,
        basis=Basis.PUBLISHED,
        cites=(Citation(UK_REFERENCE_RANGE, "Upper limit"),),
    ),
    Rule(
        id="magnesium-oxide.depletion",
        says="Water and sodium depletion must be corrected first: it makes magnesium losses worse.",
        limit=Not(Is(Fact.DEPLETION)),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.DOCUMENTED,
        cites=(_CORRECTION,),
    ),
    Rule(
        id="magnesium-oxide.kidney.known",
        says="Kidney function must be known: magnesium accumulates where it is reduced.",
        limit=Given(Fact.BAND),
        severity=Severity.CRITICAL,
        gate=Gate.ASK,
        basis=Basis.DERIVED,
        cites=(_DEFICIENCY,),
    ),
    Rule(
        id="magnesium-oxide.kidney",
        says=f"With an eGFR under {AVOID_BELOW} or on dialysis magnesium calls for extreme caution: it accumulates.",
        limit=Not(AVOID),
        shows=Fact.EGFR,
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.DOCUMENTED,
        cites=(_CORRECTION, _DEFICIENCY),
    ),
    Rule(
        id="magnesium-oxide.kidney.caution",
        says=f"With an eGFR of {AVOID_BELOW} to {STANDARD_ABOVE} magnesium calls for caution: it accumulates.",
        limit=Not(REDUCED),
        shows=Fact.EGFR,
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.DOCUMENTED,
        cites=(_CORRECTION, _DEFICIENCY),
    ),
    Rule(
        id="magnesium-oxide.pregnancy",
        says="In pregnancy the evidence on magnesium for cramps conflicts.",
        limit=Not(Is(Fact.PREGNANCY)),
        severity=Severity.INFO,
        gate=Gate.NOTE,
        basis=Basis.DOCUMENTED,
        cites=(Citation(REFRACTORY, "From the Research"),),
    ),
)

DOSE_RULES = (
    Rule(
        id="magnesium-oxide.daily-max",
        says="A day's magnesium oxide must be {limit}, whatever form it is ordered in.",
        at=(At.DAILY_DOSE,),
        limit=In(Fact.DAILY_MAGNESIUM, (_mmol(at_most=MOST),)),
        severity=Severity.CRITICAL,
        gate=Gate.STOP,
        basis=Basis.DOCUMENTED,
        cites=(_CORRECTION, _DEFICIENCY),
    ),
    Rule(
        id="magnesium-oxide.daily-min",
        says="A day's magnesium oxide should be {limit}.",
        at=(At.DAILY_DOSE,),
        limit=In(Fact.DAILY_MAGNESIUM, (_oxide(at_least=NOMINAL_LEAST), _mmol(at_least=LEAST))),
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.DOCUMENTED,
        cites=(_CORRECTION, _DEFICIENCY),
    ),
    Rule(
        id="magnesium-oxide.nominal",
        says=f"The nominal and the exact ends of the range differ: {NOMINAL_LEAST} and {NOMINAL_MOST} mg of magnesium "
        f"oxide stand for {LEAST} and {MOST} mmol, which are {EXACT_LEAST} and {EXACT_MOST} mg.",
        at=(At.DAILY_DOSE,),
        when=_IN_OXIDE_MG,
        limit=All(
            (
                Not(
                    In(
                        Fact.DAILY_MAGNESIUM,
                        (_oxide(at_least=NOMINAL_LEAST, below=EXACT_LEAST),),
                    )
                ),
                In(Fact.DAILY_MAGNESIUM, (_oxide(at_most=NOMINAL_MOST),)),
            )
        ),
        shows=Fact.DAILY_MAGNESIUM,
        severity=Severity.INFO,
        gate=Gate.NOTE,
        basis=Basis.DOCUMENTED,
        cites=(_CORRECTION, _DEFICIENCY),
    ),
    Rule(
        id="magnesium-oxide.night",
        says="Magnesium oxide should be given at night.",
        at=(At.AT_NIGHT,),
        limit=Is(Fact.AT_NIGHT),
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.DOCUMENTED,
        cites=(_CORRECTION, _DEFICIENCY),
    ),
    Rule(
        id="magnesium-oxide.whole-products",
        says="The daily dose should be made of whole products in stock.",
        at=(At.DAILY_DOSE,),
        limit=Is(Fact.FITS_PRODUCTS),
        shows=Fact.DAILY_MAGNESIUM,
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.DERIVED,
        cites=(_CORRECTION,),
    ),
)

MONITORING = Monitoring(
    id="magnesium-oxide.monitoring",
    remarks=(Remark("Diarrhea comes in 11–37 % of patients. Recheck serum magnesium."),),
    basis=Basis.DOCUMENTED,
    cites=(Citation(WORKUP, "Common Pitfalls to Avoid"),),
)

MAGNESIUM_OXIDE_DRUG = Drug(
    id="magnesium-oxide",
    name="Magnesium oxide by mouth, for documented hypomagnesemia in adults",
    indications=("muscle-cramps", "hypomagnesemia"),
    is_cramp_drug=True,
    rules=(*PATIENT_RULES, *KIDNEY_RULES, *DOSE_RULES),
    monitoring=(MONITORING,),
    shape=DailyAmount(
        substance=MAGNESIUM_OXIDE.id,
        maximum="magnesium-oxide.daily-max",
        products=(
            # Labelled 160 mg, which is nominal: stated and counted as 4 mmol.
            Product(name="capsule", holds=Decimal(4), unit="mmol", of=MAGNESIUM.id),
            Product(name="tablet", holds=Decimal(400), unit="mg", of=MAGNESIUM_OXIDE.id),
        ),
    ),
)
