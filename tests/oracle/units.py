"""Read JSON quantities as exact fractions of one base unit."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

MG_PER_MMOL = {
    "magnesium": Fraction("24.305"),
    "magnesium-oxide": Fraction("40.304"),
    "magnesium-hydroxide": Fraction("58.319"),
}

_YEARS = {
    "a": Fraction(1),
    "mo": Fraction(1, 12),
    "wk": 7 / Fraction("365.25"),
    "d": 1 / Fraction("365.25"),
}
_MG = {"mg": Fraction(1), "g": Fraction(1000), "ug": Fraction(1, 1000)}
_ML = {"mL": Fraction(1), "L": Fraction(1000), "[tbs_m]": Fraction(15), "[tsp_m]": Fraction(5)}
_CM = {"cm": Fraction(1), "m": Fraction(100), "[in_i]": Fraction("2.54")}
_KG = {"kg": Fraction(1), "g": Fraction(1, 1000), "[lb_av]": Fraction("0.45359237")}
_FACTORS = {"years": _YEARS, "milligrams": _MG, "millilitres": _ML, "centimetres": _CM, "kilograms": _KG}


@lru_cache(maxsize=2**16)
def number(value: float) -> Fraction:
    """Read a JSON number as the shortest decimal of its double."""
    return Fraction(Decimal(repr(float(value))))


@lru_cache(maxsize=2**16)
def _scaled(kind: str, value: float, unit: str) -> Fraction:
    return number(value) * _FACTORS[kind][unit.removesuffix("/d")]


def years(quantity: dict[str, Any]) -> Fraction:
    """Read an age in years of 365.25 days."""
    return _scaled("years", quantity["value"], quantity["unit"])


def milligrams(quantity: dict[str, Any]) -> Fraction:
    """Read a dose in mg, or a daily dose in mg/d."""
    return _scaled("milligrams", quantity["value"], quantity["unit"])


def millilitres(quantity: dict[str, Any]) -> Fraction:
    """Read a volume in mL, or a daily volume in mL/d."""
    return _scaled("millilitres", quantity["value"], quantity["unit"])


def centimetres(quantity: dict[str, Any]) -> Fraction:
    """Read a height in cm."""
    return _scaled("centimetres", quantity["value"], quantity["unit"])


def kilograms(quantity: dict[str, Any]) -> Fraction:
    """Read a weight in kg."""
    return _scaled("kilograms", quantity["value"], quantity["unit"])


def creatinine_mg_dl(quantity: dict[str, Any]) -> Fraction:
    """Read a creatinine in mg/dL."""
    value = number(quantity["value"])
    return value / Fraction("88.4") if quantity["unit"] == "umol/L" else value


def strength_mg_ml(quantity: dict[str, Any]) -> Fraction:
    """Read a strength in mg/mL; g/L is the same number."""
    return number(quantity["value"])


def magnesium_mmol(quantity: dict[str, Any]) -> Fraction:
    """Read an amount (or daily amount) of magnesium or of a salt in mmol of magnesium."""
    return _magnesium(quantity["value"], quantity["unit"], quantity["of"])


@lru_cache(maxsize=2**16)
def _magnesium(value: float, unit: str, of: str) -> Fraction:
    unit = unit.removesuffix("/d")
    if unit == "mmol":
        return number(value)
    if unit == "meq":
        return number(value) / 2
    return number(value) * _MG[unit] / MG_PER_MMOL[of]


def quantity_of(value: Fraction, unit: str, of: str | None = None) -> dict[str, Any]:
    """Write a quantity; the value stays an exact fraction."""
    answer: dict[str, Any] = {"value": value, "unit": unit}
    if of is not None:
        answer["of"] = of
    return answer
