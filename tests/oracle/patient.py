"""Facts about the patient, and the rules for every order."""

from fractions import Fraction
from typing import Any

from .sheet import Sheet, judge
from .tri import Interval, Tri, any_of, both, is_at_least, is_below, measured, negate, point
from .units import number, years

CRAMP_DRUGS = frozenset(
    {
        "baclofen",
        "magnesium-oxide",
        "albumin",
        "quinine",
        "quinidine",
        "methocarbamol",
        "orphenadrine",
        "cyclobenzaprine",
        "benzodiazepine",
    }
)
QUININE_PARTNERS = ("astemizole", "macrolide", "rifampin", "ritonavir")
EVERY_RULES = (
    "quinine.interactions",
    "potassium.low",
    "magnesium.low",
    "cramp.provoking-drug",
)
LOW_MAGNESIUM = {"mmol/L": Fraction("0.70"), "mg/dL": Fraction("1.7"), "meq/L": Fraction("1.4")}


def age_of(patient: dict[str, Any]) -> Interval | None:
    """Read the age in years."""
    return point(years(patient["age"])) if "age" in patient else None


def condition(patient: dict[str, Any], name: str) -> Tri:
    """Read a yes or no condition; absent is unknown."""
    value: Tri = patient.get("conditions", {}).get(name)
    return value


def taking(patient: dict[str, Any], name: str) -> Tri:
    """Read if a drug is taken; absent is unknown."""
    value: Tri = patient.get("taking", {}).get(name)
    return value


def laboratory(patient: dict[str, Any], name: str) -> Interval | None:
    """Read a laboratory value in the unit that it was reported in."""
    if name not in patient:
        return None
    return measured(number(patient[name]["value"]), patient[name].get("comparator"))


def is_magnesium_low(patient: dict[str, Any]) -> Tri:
    """Judge the serum magnesium by the threshold of its own unit."""
    value = laboratory(patient, "serum_magnesium")
    if value is None:
        return None
    return is_below(value, LOW_MAGNESIUM[patient["serum_magnesium"]["unit"]])


def judge_every_order(sheet: Sheet, patient: dict[str, Any], drug: str, *, is_cramp_drug: bool = True) -> None:
    """Judge the rules that run for every order, whatever the drug."""
    ordered_or_taken = {
        name: True if drug == name else taking(patient, name) for name in ("quinine", *QUININE_PARTNERS)
    }
    partner = any_of(ordered_or_taken[name] for name in QUININE_PARTNERS)
    together = both([ordered_or_taken["quinine"], partner])
    judge(sheet, "quinine.interactions", "critical", "confirm", negate(together))

    potassium = is_at_least(laboratory(patient, "potassium"), Fraction("3.5"))
    judge(sheet, "potassium.low", "warning", "note", potassium, when=is_cramp_drug)
    judge(
        sheet,
        "magnesium.low",
        "warning",
        "note",
        negate(is_magnesium_low(patient)),
        when=is_cramp_drug and drug != "magnesium-oxide",
    )
    provoking = any_of(taking(patient, name) for name in ("diuretic", "statin", "beta_blocker"))
    judge(
        sheet,
        "cramp.provoking-drug",
        "info",
        "note",
        negate(provoking),
        when=is_cramp_drug,
    )
