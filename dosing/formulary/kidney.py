"""Kidney function: the bands, the equations, and the rules of every drug whose dose depends on it."""

from decimal import Decimal

from dosing.core.evidence import Basis, Citation, Source
from dosing.core.fact import Fact
from dosing.core.kidney import CkdEpi, CockcroftGault, KidneyFunction, Schwartz, SexConstants
from dosing.core.rule import All, AnyOf, Gate, Given, In, Is, Not, OneOf, Rule, Severity
from dosing.core.span import Span
from dosing.formulary.sources import DESPITE_BACLOFEN, KDIGO

EGFR_UNIT = "mL/min/{1.73_m2}"

CKD_EPI_2021 = Source(
    id="ckd-epi-2021",
    title="New creatinine- and cystatin C-based equations to estimate GFR without race",
    reference="Inker et al., N Engl J Med 2021;385:1737",
)
SCHWARTZ_2009 = Source(
    id="schwartz-2009",
    title="New equations to estimate GFR in children with CKD",
    reference="Schwartz et al., J Am Soc Nephrol 2009;20:629",
)
COCKCROFT_GAULT_1976 = Source(
    id="cockcroft-gault-1976",
    title="Prediction of creatinine clearance from serum creatinine",
    reference="Cockcroft and Gault, Nephron 1976;16:31",
)

AVOID_BELOW = Decimal(30)
STANDARD_ABOVE = Decimal(60)

KIDNEY = KidneyFunction(
    # "30–60" is reduced with both ends, as the source closes it: cramps-despite-baclofen, Assess for Renal Function.
    bands={
        "avoid": Span(below=AVOID_BELOW, unit=EGFR_UNIT),
        "reduced": Span(at_least=AVOID_BELOW, at_most=STANDARD_ABOVE, unit=EGFR_UNIT),
        "standard": Span(above=STANDARD_ABOVE, unit=EGFR_UNIT),
    },
    dialysis_band="avoid",
    adult=CkdEpi(
        name=CKD_EPI_2021.id,
        from_age=Decimal(18),
        scale=Decimal(142),
        exponent=Decimal("-1.200"),
        yearly=Decimal("0.9938"),
        female=SexConstants(kappa=Decimal("0.7"), alpha=Decimal("-0.241"), factor=Decimal("1.012")),
        male=SexConstants(kappa=Decimal("0.9"), alpha=Decimal("-0.302"), factor=Decimal(1)),
    ),
    child=Schwartz(name="bedside-schwartz-2009", from_age=Decimal(1), factor=Decimal("0.413")),
    clearance=CockcroftGault(
        name=COCKCROFT_GAULT_1976.id,
        age_limit=Decimal(140),
        divisor=Decimal(72),
        female=Decimal("0.85"),
        male=Decimal(1),
    ),
    micromolar=Decimal("88.4"),
)
EQUATION_SOURCES = (CKD_EPI_2021, SCHWARTZ_2009, COCKCROFT_GAULT_1976)

AVOID = OneOf(Fact.BAND, ("avoid",))
REDUCED = OneOf(Fact.BAND, ("reduced",))
STANDARD = OneOf(Fact.BAND, ("standard",))
#: Where the band is unknown the answer asks for it anyway; until then the rules of band standard are judged as well.
STANDARD_OR_UNKNOWN = AnyOf((STANDARD, Not(Given(Fact.BAND))))

NEAR = Decimal(5)


def _near(edge: Decimal) -> In:
    return In(Fact.EGFR, (Span(at_least=edge - NEAR, at_most=edge + NEAR, unit=EGFR_UNIT),))


KIDNEY_RULES = (
    Rule(
        id="kidney.disagreement",
        says="The eGFR that was given and the one computed from creatinine must lie in the same band.",
        advice="The lower one counts here. Find out which is right.",
        limit=Is(Fact.BANDS_AGREE),
        severity=Severity.WARNING,
        gate=Gate.NOTE,
        basis=Basis.DERIVED,
        cites=(Citation(KDIGO, "Evaluation of GFR"),),
    ),
    Rule(
        id="kidney.near-band-edge",
        says=f"The eGFR should be more than {NEAR} away from the bands' edges, {AVOID_BELOW} and {STANDARD_ABOVE}.",
        advice="Confirm it before relying on the band, for example with cystatin C.",
        limit=All((Not(_near(AVOID_BELOW)), Not(_near(STANDARD_ABOVE)))),
        shows=Fact.EGFR,
        severity=Severity.INFO,
        gate=Gate.NOTE,
        basis=Basis.PUBLISHED,
        cites=(Citation(KDIGO, "Evaluation of GFR"),),
    ),
    Rule(
        id="kidney.acute",
        says="There must be no acute kidney injury: away from the steady state an eGFR cannot be relied on.",
        limit=Not(Is(Fact.ACUTE_KIDNEY_INJURY)),
        severity=Severity.CRITICAL,
        gate=Gate.CONFIRM,
        basis=Basis.PUBLISHED,
        cites=(Citation(KDIGO, "Evaluation of GFR"), Citation(DESPITE_BACLOFEN, "Assess for Renal Function")),
    ),
)
