"""The facts that rules are about, each with its name, its unit and, where a request states it, its place there.

A rule can only name a fact that stands here; a fact that was not given is absent, which is never false and never 0.
"""

from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from dosing.core.span import Known


class Fact(StrEnum):
    """A fact's name. A name that is a JSON pointer is where the request states the fact."""

    # The patient.
    AGE = "/patient/age"
    SEX = "/patient/sex"
    CREATININE = "/patient/creatinine"
    HEIGHT = "/patient/height"
    GIVEN_EGFR = "/patient/egfr"
    DIALYSIS = "/patient/dialysis"
    SERUM_MAGNESIUM = "/patient/serum_magnesium"
    POTASSIUM = "/patient/potassium"
    CIRRHOSIS = "/patient/conditions/cirrhosis"
    ASCITES = "/patient/conditions/ascites"
    KIDNEY_DISEASE = "/patient/conditions/kidney_disease"
    ACUTE_KIDNEY_INJURY = "/patient/conditions/acute_kidney_injury"
    DEPLETION = "/patient/conditions/water_or_sodium_depletion"
    ENCEPHALOPATHY = "/patient/conditions/hepatic_encephalopathy"
    OVERLOAD = "/patient/conditions/heart_failure_or_overload"
    DIARRHEA = "/patient/conditions/diarrhea"
    INCAPACITATING_CRAMPS = "/patient/conditions/incapacitating_cramps"
    CHRONIC_PAIN = "/patient/conditions/chronic_non_cancer_pain"
    PREGNANCY = "/patient/conditions/pregnancy"
    TAKING_BACLOFEN = "/patient/taking/baclofen"
    TAKING_DIURETIC = "/patient/taking/diuretic"
    TAKING_STATIN = "/patient/taking/statin"
    TAKING_BETA_BLOCKER = "/patient/taking/beta_blocker"
    TAKING_OPIOID = "/patient/taking/opioid"
    TAKING_BENZODIAZEPINE = "/patient/taking/benzodiazepine"
    TAKING_MUSCLE_RELAXANT = "/patient/taking/other_muscle_relaxant"
    TAKING_ALCOHOL = "/patient/taking/alcohol"
    TAKING_QUININE = "/patient/taking/quinine"
    TAKING_ASTEMIZOLE = "/patient/taking/astemizole"
    TAKING_MACROLIDE = "/patient/taking/macrolide"
    TAKING_RIFAMPIN = "/patient/taking/rifampin"
    TAKING_RITONAVIR = "/patient/taking/ritonavir"
    TAKING_NSAID = "/patient/taking/nsaid"
    # The patient's kidney function, as it follows from what was given.
    EGFR = "kidney.egfr"
    BAND = "kidney.band"
    BANDS_AGREE = "kidney.bands-agree"
    # The order as a whole.
    ORDERED = "order.drug"
    IS_CRAMP_DRUG = "order.is-cramp-drug"
    INDICATION = "/indication"
    # Phases of daily doses.
    DAILY_DOSE = "phase.daily-dose"
    CHANGE = "phase.change"
    INCREASE = "phase.increase"
    DAYS_BEFORE_INCREASE = "phase.days-before-increase"
    GOING_DOWN = "phase.going-down"
    FALLS_TO_NOTHING_FROM = "phase.falls-to-nothing-from"
    DAYS_OF_USE = "phase.days-of-use"
    DECREASE = "phase.decrease"
    DAYS_OF_DECREASED_DOSE = "phase.days-of-decreased-dose"
    DAYS_GOING_DOWN = "phase.days-going-down"
    STAYS = "phase.stays"
    DAYS = "phase.days"
    SINGLE_DOSE = "phase.single-dose"
    FITS_TABLETS = "phase.fits-tablets"
    UNMADE_DOSE = "phase.unmade-dose"
    TARGET_REACHES_CURRENT = "target.reaches-current"
    FITS_STOCK = "schedule.fits-stock"
    # A daily amount of magnesium.
    DAILY_MAGNESIUM = "order.daily-magnesium"
    ORDERED_FORM = "order.ordered-form"
    AT_NIGHT = "/at_night"
    FITS_PRODUCTS = "order.fits-products"
    # A daily volume of a suspension.
    STRENGTH = "/strength"
    DAILY_MASS = "order.daily-mass"
    TREATMENT_DAYS = "/days"
    AT_BEDTIME = "/at_bedtime"
    # Infusions.
    SEVEN_DAY_SUM = "infusions.seven-day-sum"
    WEEK_SUM = "infusions.week-sum"
    INFUSED = "infusion.grams"
    FITS_VIALS = "infusion.fits-vials"
    PRODUCT = "/product"

    #: An enum hashes by a Python call; as keys of facts these are looked up at every condition.
    __hash__ = str.__hash__


# Asked of every patient, so looked up once: an enum's member is a Python call before Python 3.12.
AGE, SEX, HEIGHT, DIALYSIS = Fact.AGE, Fact.SEX, Fact.HEIGHT, Fact.DIALYSIS
CREATININE, GIVEN_EGFR, EGFR, BAND = Fact.CREATININE, Fact.GIVEN_EGFR, Fact.EGFR, Fact.BAND
SERUM_MAGNESIUM, POTASSIUM = Fact.SERUM_MAGNESIUM, Fact.POTASSIUM
ORDERED, IS_CRAMP_DRUG, INDICATION = Fact.ORDERED, Fact.IS_CRAMP_DRUG, Fact.INDICATION

#: Facts about the patient and the order as a whole, which hold at every place; all others are a place's own.
EVERYWHERE = frozenset(
    fact for fact in Fact if fact.startswith(("/patient/", "kidney.")) or fact in {ORDERED, IS_CRAMP_DRUG, INDICATION}
)


#: The unit in which a fact's number is held; a fact that is not here is no number, or is held as it was reported.
FACT_UNITS: dict[Fact, str] = {
    Fact.AGE: "d",
    Fact.POTASSIUM: "mmol/L",
    Fact.TAKING_BACLOFEN: "mg/d",
    Fact.EGFR: "mL/min/{1.73_m2}",
    Fact.DAILY_DOSE: "mg/d",
    Fact.INCREASE: "mg/d",
    Fact.DAYS_BEFORE_INCREASE: "d",
    Fact.FALLS_TO_NOTHING_FROM: "mg/d",
    Fact.DAYS_OF_USE: "d",
    Fact.DECREASE: "mg/d",
    Fact.DAYS_OF_DECREASED_DOSE: "d",
    Fact.DAYS_GOING_DOWN: "d",
    Fact.DAYS: "d",
    Fact.SINGLE_DOSE: "mg",
    Fact.UNMADE_DOSE: "mg",
    Fact.STRENGTH: "mg/mL",
    Fact.DAILY_MASS: "mg/d",
    Fact.TREATMENT_DAYS: "d",
    Fact.SEVEN_DAY_SUM: "g",
    Fact.WEEK_SUM: "g",
    Fact.INFUSED: "g",
}


class Measure(Struct, frozen=True):
    """A number that is compared in the form it was stated in, such as `mg/d of magnesium-oxide`."""

    form: str
    known: Known


def form(unit: str, of: str = "") -> str:
    """The name of a form: a unit, and of which substance."""
    return f"{unit} of {of}" if of else unit


#: What can be known of a fact: a flag, a word, the words that are still possible, a number or the span it lies in.
Value = bool | str | frozenset[str] | Known | Fraction | Measure
