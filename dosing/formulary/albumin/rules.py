"""Albumin's monograph: for whom, how many grams in any seven days, of which vials, and what to watch."""

from decimal import Decimal

from dosing.core.evidence import Basis, Citation
from dosing.core.fact import Fact
from dosing.core.rule import (
    All,
    At,
    Drug,
    Gate,
    Given,
    In,
    Infusions,
    Is,
    Monitoring,
    Not,
    OneOf,
    Remark,
    Rule,
    Severity,
    Solution,
    Vial,
)
from dosing.core.span import Span
from dosing.formulary.albumin.sources import LABELS
from dosing.formulary.sources import DESPITE_BACLOFEN, WORKUP
from dosing.formulary.thresholds import IS_ADULT

_LIVER = Citation(DESPITE_BACLOFEN, "If Baclofen at 30 mg/day is Insufficient")
_CIRRHOSIS = Citation(WORKUP, "Cirrhosis Patients on Diuretics")
_OPTIONS = Citation(WORKUP, "Evidence-Based Pharmacological Options")

PATIENT_RULES = (
    Rule(
        id="albumin.age.known",
        says="The age must be known.",
        limit=Given(Fact.AGE),
        severity=Severity.CRITICAL,
        gate=Gate.ASK,
        basis=Basis.DERIVED,
        cites=(_OPTIONS,),
    ),
    Rule(
        id="albumin.age",
        says="Albumin for cramps is for patients of {limit} only.",
        limit=IS_ADULT,
        severity=Severity.CRITICAL,
        gate=Gate.STOP,
        basis=Basis.DERIVED,
        cites=(_OPTIONS,),
    ),
    Rule(
        id="albumin.cirrhosis.known",
        says="It must be known whether there is cirrhosis.",
        limit=Given(Fact.CIRRHOSIS),
        severity=Severity.CRITICAL,
        gate=Gate.ASK,
        basis=Basis.DOCUMENTED,
        cites=(_OPTIONS, _LIVER),
    ),
    Rule(
        id="albumin.cirrhosis",
        says="Albumin for cramps is for patients with cirrhosis only.",
        limit=Is(Fact.CIRRHOSIS),
        severity=Severity.CRITICAL,
        gate=Gate.STOP,
        basis=Basis.DOCUMENTED,
        cites=(_OPTIONS, _LIVER),
    ),
    Rule(
        id="albumin.ascites-on-diuretics",
        says="Albumin for cramps should be for ascites on diuretic therapy, its documented use.",
        limit=All((Is(Fact.ASCITES), Is(Fact.TAKING_DIURETIC))),
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.DOCUMENTED,
        cites=(_OPTIONS, _CIRRHOSIS),
    ),
    Rule(
        id="albumin.overload",
        says="There must be no heart failure and no fluid overload.",
        limit=Not(Is(Fact.OVERLOAD)),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.PUBLISHED,
        cites=(Citation(LABELS, "Contraindications and warnings"),),
    ),
)

DOSE_RULES = (
    Rule(
        id="albumin.weekly-max",
        says="Albumin within any 7 days must be {limit}.",
        at=(At.SEVEN_DAYS,),
        limit=In(Fact.SEVEN_DAY_SUM, (Span(at_most=Decimal(40), unit="g"),)),
        severity=Severity.CRITICAL,
        gate=Gate.STOP,
        basis=Basis.DOCUMENTED,
        cites=(_OPTIONS, _LIVER),
    ),
    Rule(
        id="albumin.weekly-min",
        says="Albumin in a week should be {limit}.",
        at=(At.WEEK,),
        limit=In(Fact.WEEK_SUM, (Span(at_least=Decimal(20), unit="g"),)),
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.DOCUMENTED,
        cites=(_OPTIONS, _LIVER),
    ),
    Rule(
        id="albumin.whole-vials",
        says="An infusion should be made of whole vials in stock.",
        at=(At.INFUSION,),
        limit=Is(Fact.FITS_VIALS),
        shows=Fact.INFUSED,
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.DERIVED,
        cites=(_OPTIONS,),
    ),
    Rule(
        id="albumin.five-percent",
        says="Albumin of 20 % or 25 % should be used: 5 % brings a large volume and much sodium.",
        at=(At.PRODUCT,),
        limit=OneOf(Fact.PRODUCT, ("albumin-20", "albumin-25")),
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.DERIVED,
        cites=(Citation(LABELS, "Description"),),
    ),
)

MONITORING = Monitoring(
    id="albumin.monitoring",
    remarks=(
        Remark(
            "Creatinine, sodium and potassium during the first month:"
            " before the first infusion, then at weeks 1, 2 and 4."
        ),
    ),
    days=(1, 8, 15, 29),
    basis=Basis.DOCUMENTED,
    cites=(_LIVER,),
)


def _solution(percent: int, small: tuple[str, int], large: tuple[str, int]) -> Solution:
    vials = tuple(Vial(grams=Decimal(grams), millilitres=Decimal(volume)) for grams, volume in (large, small))
    return Solution(id=f"albumin-{percent}", percent=Decimal(percent), vials=vials)


ALBUMIN = Drug(
    id="albumin",
    name="Human albumin by infusion, for muscle cramps in adults with cirrhosis and ascites",
    indications=("muscle-cramps",),
    is_cramp_drug=True,
    rules=(*PATIENT_RULES, *DOSE_RULES),
    monitoring=(MONITORING,),
    shape=Infusions(
        solutions=(
            _solution(25, ("12.5", 50), ("25", 100)),
            _solution(20, ("10", 50), ("20", 100)),
            _solution(5, ("12.5", 250), ("25", 500)),
        ),
        maximum="albumin.weekly-max",
        weeks=4,
        infusions_per_week=1,
    ),
)
