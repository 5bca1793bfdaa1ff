"""Kidney function: the eGFR equations, the bands and the rules that three drugs share."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import Any

from .sheet import Missing, Sheet, judge
from .tri import Interval, Tri, any_of, lies_in, lower_of, measured, negate
from .units import centimetres, creatinine_mg_dl, kilograms, number, years

BANDS = {
    "avoid": Interval(None, Fraction(30)),
    "reduced": Interval(Fraction(30), Fraction(60), low_in=True, high_in=True),
    "standard": Interval(Fraction(60), None),
}
NEAR_EDGES = (
    Interval(Fraction(25), Fraction(35), low_in=True, high_in=True),
    Interval(Fraction(55), Fraction(65), low_in=True, high_in=True),
)
KIDNEY_RULES = ("kidney.disagreement", "kidney.near-band-edge", "kidney.acute")
REVERSED = {"<": ">", ">": "<"}


@dataclass(frozen=True)
class Kidney:
    """What is known of the kidneys; an eGFR is an interval in mL/min/{1.73_m2}."""

    given: Interval | None
    computed: Interval | None
    has_dialysis: bool
    missing: Missing


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def rounded(value: Fraction) -> Fraction:
    """Round to 6 decimals, which removes the noise of powers."""
    return Fraction(round(value * 10**6), 10**6)


@lru_cache(maxsize=2**16)
def ckd_epi_2021(age: Fraction, sex: str, creatinine: Fraction) -> Fraction:
    """Compute the eGFR of an adult from years and mg/dL."""
    with localcontext() as context:
        context.prec = 50
        kappa = Decimal("0.7") if sex == "female" else Decimal("0.9")
        alpha = Decimal("-0.241") if sex == "female" else Decimal("-0.302")
        ratio = _decimal(creatinine) / kappa
        value = Decimal(142)
        value *= min(ratio, Decimal(1)) ** alpha
        value *= max(ratio, Decimal(1)) ** Decimal("-1.200")
        value *= Decimal("0.9938") ** _decimal(age)
        if sex == "female":
            value *= Decimal("1.012")
        return Fraction(value.quantize(Decimal("0.000001"), rounding=ROUND_HALF_EVEN))


def schwartz_2009(height: Fraction, creatinine: Fraction) -> Fraction:
    """Compute the eGFR of a child from cm and mg/dL."""
    return rounded(Fraction("0.413") * height / creatinine)


def cockcroft_gault(age: Fraction, weight: Fraction, creatinine: Fraction, sex: str) -> Fraction:
    """Compute the creatinine clearance in mL/min from years, kg and mg/dL."""
    value = (140 - age) * weight / (72 * creatinine)
    return value * Fraction("0.85") if sex == "female" else value


def equation_for(age: Fraction) -> str | None:
    """Name the equation for an age in years; none under 1 year."""
    if age >= 18:
        return "ckd-epi-2021"
    return "bedside-schwartz-2009" if age >= 1 else None


def computed_egfr(person: dict[str, Any]) -> Fraction | None:
    """Compute the eGFR from the creatinine where all it needs is given."""
    if "creatinine" not in person or "age" not in person:
        return None
    age = years(person["age"])
    creatinine = creatinine_mg_dl(person["creatinine"])
    equation = equation_for(age)
    if equation == "ckd-epi-2021" and "sex" in person:
        return ckd_epi_2021(age, person["sex"], creatinine)
    if equation == "bedside-schwartz-2009" and "height" in person:
        return schwartz_2009(centimetres(person["height"]), creatinine)
    return None


def clearance(person: dict[str, Any]) -> Fraction | None:
    """Compute the creatinine clearance of an adult where all it needs is given."""
    if any(name not in person for name in ("age", "sex", "weight", "creatinine")):
        return None
    age = years(person["age"])
    if age < 18:
        return None
    creatinine = creatinine_mg_dl(person["creatinine"])
    return rounded(cockcroft_gault(age, kilograms(person["weight"]), creatinine, person["sex"]))


def _absent(person: dict[str, Any], names: tuple[str, ...], base: str) -> list[str]:
    return [f"{base}/{name}" for name in names if name not in person]


def missing_for_creatinine(person: dict[str, Any], base: str) -> Missing:
    """List what a computed eGFR still needs; at no age under 1 year can it be computed."""
    adult = _absent(person, ("age", "creatinine", "sex"), base)
    child = _absent(person, ("age", "creatinine", "height"), base)
    if "age" not in person:
        return [adult, child]
    equation = equation_for(years(person["age"]))
    if equation is None:
        return []
    return [adult if equation == "ckd-epi-2021" else child]


def kidney_of(patient: dict[str, Any]) -> Kidney:
    """Read all that the patient's record says about the kidneys."""
    given = computed = None
    if "egfr" in patient:
        egfr = patient["egfr"]
        given = measured(number(egfr["value"]), egfr.get("comparator"))
    value = computed_egfr(patient)
    if value is not None:
        sign = patient["creatinine"].get("comparator")
        computed = measured(value, REVERSED.get(sign))
    by_creatinine = [pointers or ["/patient/creatinine"] for pointers in missing_for_creatinine(patient, "/patient")]
    missing = [["/patient/egfr"], *by_creatinine]
    # Dialysis that was denied cannot be asked for again.
    if "dialysis" not in patient:
        missing.append(["/patient/dialysis"])
    return Kidney(given, computed, patient.get("dialysis") is True, missing)


def egfr_of(kidney: Kidney) -> Interval | None:
    """Give the eGFR that counts: the lower where there are two."""
    if kidney.given is None:
        return kidney.computed
    if kidney.computed is None:
        return kidney.given
    return lower_of(kidney.given, kidney.computed)


def is_in_band(kidney: Kidney, band: str) -> Tri:
    """Judge if the kidney function lies in a band; dialysis is always band avoid."""
    if kidney.has_dialysis:
        return band == "avoid"
    egfr = egfr_of(kidney)
    return None if egfr is None else lies_in(egfr, BANDS[band])


def band_of(kidney: Kidney) -> str | None:
    """Name the band that all of the kidney function lies in, if there is one."""
    for band in BANDS:
        if is_in_band(kidney, band):
            return band
    return None


def is_standard_or_unknown(kidney: Kidney) -> bool:
    """Say if the rules of band standard are judged: also where no band is known."""
    return band_of(kidney) in ("standard", None)


def _possible_bands(egfr: Interval) -> set[str]:
    return {name for name, area in BANDS.items() if lies_in(egfr, area) is not False}


def _agree(kidney: Kidney) -> Tri:
    if kidney.given is None or kidney.computed is None:
        return None
    given = _possible_bands(kidney.given)
    computed = _possible_bands(kidney.computed)
    if not given & computed:
        return False
    return True if given == computed and len(given) == 1 else None


def judge_kidney(sheet: Sheet, patient: dict[str, Any], kidney: Kidney) -> None:
    """Judge the rules that baclofen and both magnesium drugs share."""
    egfr = egfr_of(kidney)
    near: Tri = None
    if egfr is not None:
        near = any_of(lies_in(egfr, area) for area in NEAR_EDGES)
    acute = patient.get("conditions", {}).get("acute_kidney_injury")
    judge(sheet, "kidney.disagreement", "warning", "note", _agree(kidney))
    judge(sheet, "kidney.near-band-edge", "info", "note", negate(near))
    judge(sheet, "kidney.acute", "critical", "confirm", negate(acute))
