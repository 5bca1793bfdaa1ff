"""The two plain calculations: converting an amount, and the eGFR."""

from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from .kidney import (
    BANDS,
    REVERSED,
    clearance,
    computed_egfr,
    equation_for,
    missing_for_creatinine,
)
from .sheet import Answer, combined
from .tri import lies_in, measured
from .units import MG_PER_MMOL, number, quantity_of, strength_mg_ml, years

MASS = {"mg": Fraction(1), "g": Fraction(1000), "ug": Fraction(1, 1000)}
VOLUME = {"mL": Fraction(1), "L": Fraction(1000)}
EQUIVALENTS = {"mmol": Fraction(1), "meq": Fraction(1, 2)}


def _is_same_to_15_digits(exact: Fraction, value: float) -> bool:
    context = Context(prec=15)
    quotient = context.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    return Fraction(quotient) == number(value)


def _moles(value: Fraction, unit: str, of: str, strength: Fraction) -> Fraction:
    if unit in EQUIVALENTS:
        return value * EQUIVALENTS[unit]
    if unit in MASS:
        return value * MASS[unit] / MG_PER_MMOL[of]
    return value * VOLUME[unit] * strength / MG_PER_MMOL[of]


def _convert(value: Fraction, unit: str, of: str, to: tuple[str, str], strength: Fraction) -> Fraction:
    to_unit, to_of = to
    if unit in VOLUME and to_unit in VOLUME and of == to_of:
        return value * VOLUME[unit] / VOLUME[to_unit]
    moles = _moles(value, unit, of, strength)
    if to_unit in EQUIVALENTS:
        return moles / EQUIVALENTS[to_unit]
    mass = moles * MG_PER_MMOL[to_of]
    if to_unit in MASS:
        return mass / MASS[to_unit]
    return mass / strength / VOLUME[to_unit]


def convert(body: dict[str, Any]) -> Answer:
    """Answer /v1/convert."""
    amount = body["amount"]
    unit, of = amount["unit"], amount["of"]
    to_unit, to_of = body["to"]["unit"], body["to"].get("of", of)
    value = number(amount["value"])
    questions: list[list[list[str]]] = []
    if "exact" in amount:
        value = Fraction(amount["exact"])
        if not _is_same_to_15_digits(value, amount["value"]):
            questions.append([["/amount/exact"]])
    strength = strength_mg_ml(body["strength"]) if "strength" in body else None
    has_volume = unit in VOLUME or to_unit in VOLUME
    only_volume = unit in VOLUME and to_unit in VOLUME and of == to_of
    if has_volume and not only_volume and strength is None:
        questions.append([["/strength"]])
    if questions:
        return {"status": "needs_input", "missing": combined(questions)}
    result = _convert(value, unit, of, (to_unit, to_of), strength or Fraction(1))
    return {"status": "ok", "result": quantity_of(result, to_unit, to_of)}


def egfr(body: dict[str, Any]) -> Answer:
    """Answer /v1/egfr."""
    answer: Answer = {"status": "needs_input"}
    value = computed_egfr(body)
    if value is None:
        ways = missing_for_creatinine(body, "") or [["/age"]]
        # Each equation has its own way, also where the other's facts are among them.
        answer["missing"] = sorted(ways)
        return answer
    answer["status"] = "ok"
    answer["equation"] = equation_for(years(body["age"]))
    answer["egfr"] = quantity_of(value, "mL/min/{1.73_m2}")
    sign = REVERSED.get(body["creatinine"].get("comparator"))
    if sign is not None:
        answer["egfr"]["comparator"] = sign
    for band, area in BANDS.items():
        if lies_in(measured(value, sign), area):
            answer["band"] = band
    cleared = clearance(body)
    if cleared is not None:
        answer["creatinine_clearance"] = quantity_of(cleared, "mL/min")
        if sign is not None:
            answer["creatinine_clearance"]["comparator"] = sign
    return answer
