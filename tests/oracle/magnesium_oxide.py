"""Magnesium oxide: the daily dose in every form, its products and its rules."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Any

from .kidney import KIDNEY_RULES, band_of, is_in_band, judge_kidney, kidney_of
from .patient import (
    EVERY_RULES,
    age_of,
    condition,
    is_magnesium_low,
    judge_every_order,
    laboratory,
)
from .sheet import Answer, Sheet, answer_of, judge, new_sheet
from .tablets import fewest_pieces
from .tri import Tri, is_at_least, is_at_most, negate
from .units import MG_PER_MMOL, magnesium_mmol, number, quantity_of

NAME = "magnesium-oxide"
RULES = (
    "magnesium-oxide.age.known",
    "magnesium-oxide.age",
    "magnesium-oxide.daily-max",
    "magnesium-oxide.daily-min",
    "magnesium-oxide.nominal",
    "magnesium-oxide.deficiency.known",
    "magnesium-oxide.deficiency",
    "magnesium-oxide.deficiency.severe",
    "magnesium-oxide.high",
    "magnesium-oxide.depletion",
    "magnesium-oxide.kidney.known",
    "magnesium-oxide.kidney",
    "magnesium-oxide.kidney.caution",
    "magnesium-oxide.night",
    "magnesium-oxide.whole-products",
    "magnesium-oxide.pregnancy",
    *KIDNEY_RULES,
    *EVERY_RULES,
)
SEVERE = {"mmol/L": Fraction("0.50"), "mg/dL": Fraction("1.2"), "meq/L": Fraction("1.0")}
HIGH = {"mmol/L": Fraction("1.0"), "mg/dL": Fraction("2.4"), "meq/L": Fraction("2.0")}
DEFAULT_PRODUCTS = (
    {"value": 4, "unit": "mmol", "of": "magnesium"},
    {"value": 400, "unit": "mg", "of": "magnesium-oxide"},
)
MOST_UNITS = 25_000

Counts = tuple[int, ...]


def _fill(
    amount: Fraction,
    sizes: Sequence[Fraction],
    begin: int,
    known: dict[tuple[Fraction, int], Counts | None],
) -> Counts | None:
    """Find the fewest products of sizes[begin:] for an amount, ties to the larger."""
    size = sizes[begin]
    if begin == len(sizes) - 1:
        exact = amount / size
        return (int(exact),) if exact.denominator == 1 else None
    if (amount, begin) in known:
        return known[amount, begin]
    best: Counts | None = None
    for count in range(int(amount / size), -1, -1):
        rest = _fill(amount - count * size, sizes, begin + 1, known)
        if rest is not None and (best is None or count + sum(rest) < sum(best)):
            best = (count, *rest)
    known[amount, begin] = best
    return best


@lru_cache(maxsize=2**14)
def _counts(amount: Fraction, sizes: tuple[Fraction, ...]) -> Counts | None:
    unit = Fraction(1, lcm(*(size.denominator for size in sizes)))
    total = amount / unit
    if total.denominator != 1:
        return None
    # The dense search wants memory for every unit; odd products are searched one by one.
    if total > MOST_UNITS:
        return _fill(amount, sizes, 0, {})
    whole = [int(size / unit) for size in sizes]
    pieces = fewest_pieces(int(total), whole)
    return None if pieces is None else tuple(pieces[size] for size in whole)


def _without_grams(amount: dict[str, Any]) -> dict[str, Any]:
    """State an amount as it was sent, but grams as milligrams."""
    value, unit = number(amount["value"]), str(amount["unit"])
    if unit in ("g", "g/d"):
        value, unit = value * 1000, f"m{unit}"
    return quantity_of(value, unit, amount["of"])


def products_for(body: dict[str, Any], amount: Fraction) -> list[dict[str, Any]] | None:
    """Find whole products in stock that add up exactly to an amount in mmol."""
    products = {magnesium_mmol(product): product for product in reversed(body.get("products", DEFAULT_PRODUCTS))}
    sizes = tuple(sorted(products, reverse=True))
    counts = _counts(amount, sizes)
    if counts is None:
        return None
    return [
        {"strength": _without_grams(products[size]), "per_day": count}
        for size, count in zip(sizes, counts, strict=True)
        if count
    ]


def _judge_dose(sheet: Sheet, dose: dict[str, Any]) -> None:
    where = "/daily_dose"
    mmol = magnesium_mmol(dose)
    is_oxide_mass = dose.get("of") == NAME and dose["unit"] in ("mg/d", "g/d")
    oxide = mmol * MG_PER_MMOL[NAME]
    enough = oxide >= 480 if is_oxide_mass else mmol >= 12
    judge(sheet, "magnesium-oxide.daily-max", "critical", "stop", mmol <= 24, where=where)
    judge(sheet, "magnesium-oxide.daily-min", "warning", "note", enough, where=where)
    differs = 480 <= oxide < Fraction("483.648") or oxide > 960
    rule = "magnesium-oxide.nominal"
    judge(sheet, rule, "info", "note", not differs, where=where, when=is_oxide_mass)


def _judge_serum(sheet: Sheet, patient: dict[str, Any]) -> None:
    serum = laboratory(patient, "serum_magnesium")
    unit = patient["serum_magnesium"]["unit"] if serum else "mmol/L"
    judge(
        sheet,
        "magnesium-oxide.deficiency.known",
        "critical",
        "ask",
        True if serum else None,
        missing=[["/patient/serum_magnesium"]],
    )
    low = is_magnesium_low(patient)
    judge(sheet, "magnesium-oxide.deficiency", "critical", "confirm", low)
    not_severe = is_at_least(serum, SEVERE[unit])
    judge(sheet, "magnesium-oxide.deficiency.severe", "critical", "confirm", not_severe)
    judge(sheet, "magnesium-oxide.high", "critical", "stop", is_at_most(serum, HIGH[unit]))


def _judge_patient(sheet: Sheet, patient: dict[str, Any]) -> None:
    age = age_of(patient)
    rule = "magnesium-oxide.age.known"
    judge(sheet, rule, "critical", "ask", True if age else None, missing=[["/patient/age"]])
    judge(sheet, "magnesium-oxide.age", "critical", "stop", is_at_least(age, 18))
    _judge_serum(sheet, patient)
    depleted = condition(patient, "water_or_sodium_depletion")
    judge(sheet, "magnesium-oxide.depletion", "critical", "confirm", negate(depleted))
    kidney = kidney_of(patient)
    judge(
        sheet,
        "magnesium-oxide.kidney.known",
        "critical",
        "ask",
        True if band_of(kidney) else None,
        missing=kidney.missing,
    )
    avoid = is_in_band(kidney, "avoid")
    judge(sheet, "magnesium-oxide.kidney", "critical", "confirm", negate(avoid))
    reduced = is_in_band(kidney, "reduced")
    judge(sheet, "magnesium-oxide.kidney.caution", "warning", "note", negate(reduced))
    pregnant = condition(patient, "pregnancy")
    judge(sheet, "magnesium-oxide.pregnancy", "info", "note", negate(pregnant))
    judge_kidney(sheet, patient, kidney)
    judge_every_order(sheet, patient, NAME)


def _judged(body: dict[str, Any], at_night: Tri) -> Sheet:
    sheet = new_sheet(body, RULES)
    _judge_patient(sheet, body.get("patient", {}))
    _judge_dose(sheet, body["daily_dose"])
    judge(sheet, "magnesium-oxide.night", "warning", "note", at_night, where="/at_night")
    fits = products_for(body, magnesium_mmol(body["daily_dose"])) is not None
    judge(sheet, "magnesium-oxide.whole-products", "warning", "note", fits, where="/daily_dose")
    return sheet


def check(body: dict[str, Any]) -> Answer:
    """Answer /v1/orders/check for magnesium oxide, for a covered indication."""
    return answer_of(_judged(body, body.get("at_night")))


def schedule(body: dict[str, Any]) -> Answer:
    """Answer /v1/schedules/magnesium-oxide; a computed dose is given at night."""
    answer = answer_of(_judged(body, at_night=True))
    if answer["status"] == "ok":
        mmol = magnesium_mmol(body["daily_dose"])
        forms = [
            quantity_of(mmol, "mmol/d", "magnesium"),
            quantity_of(mmol * 2, "meq/d", "magnesium"),
            quantity_of(mmol * MG_PER_MMOL["magnesium"], "mg/d", "magnesium"),
            quantity_of(mmol * MG_PER_MMOL[NAME], "mg/d", NAME),
        ]
        daily_dose = _without_grams(body["daily_dose"])
        step: dict[str, Any] = {"first_day": 1, "daily_dose": daily_dose, "forms": forms}
        products = products_for(body, mmol)
        if products is not None:
            step["products"] = products
        answer["steps"] = [step]
    return answer
