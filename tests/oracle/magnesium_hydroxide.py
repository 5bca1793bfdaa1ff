"""Magnesium hydroxide suspension for children: volume, mass and rules."""

from fractions import Fraction
from math import ceil, floor
from typing import Any

from .kidney import KIDNEY_RULES, band_of, egfr_of, judge_kidney, kidney_of
from .patient import EVERY_RULES, age_of, condition, judge_every_order
from .sheet import Answer, Sheet, answer_of, judge, new_sheet
from .tri import Tri, both, is_at_least, is_below, negate
from .units import MG_PER_MMOL, millilitres, quantity_of, strength_mg_ml

NAME = "magnesium-hydroxide"
RULES = (
    "magnesium-hydroxide.age.known",
    "magnesium-hydroxide.age",
    "magnesium-hydroxide.strength.known",
    "magnesium-hydroxide.strength",
    "magnesium-hydroxide.daily-max",
    "magnesium-hydroxide.daily-min",
    "magnesium-hydroxide.kidney.known",
    "magnesium-hydroxide.kidney",
    "magnesium-hydroxide.duration",
    "magnesium-hydroxide.diarrhea",
    "magnesium-hydroxide.bedtime",
    *KIDNEY_RULES,
    *EVERY_RULES,
)
LEAST_MG = 1200
MOST_MG = 2400


def _strength(body: dict[str, Any]) -> Fraction | None:
    return strength_mg_ml(body["strength"]) if "strength" in body else None


def volumes_of(body: dict[str, Any]) -> tuple[Fraction, Fraction] | None:
    """Give the lowest and highest mL a day; the documented range if no volume is asked for."""
    if "daily_volume" in body:
        volume = millilitres(body["daily_volume"])
        return volume, volume
    strength = _strength(body)
    if strength is None:
        return None
    low, high = LEAST_MG / strength, MOST_MG / strength
    if strength == 80:
        return low, high
    return Fraction(ceil(low * 2), 2), Fraction(floor(high * 2), 2)


def _judge_dose(sheet: Sheet, body: dict[str, Any]) -> None:
    strength = _strength(body)
    known = True if strength is not None else None
    where = "/strength"
    rule = "magnesium-hydroxide.strength.known"
    judge(sheet, rule, "critical", "ask", known, where=where, missing=[["/strength"]])
    is_usual = None if strength is None else strength == 80
    judge(sheet, "magnesium-hydroxide.strength", "warning", "note", is_usual, where=where)
    volumes = volumes_of(body)
    under: Tri = None
    over: Tri = None
    if volumes is not None and strength is not None:
        under = volumes[0] * strength < LEAST_MG
        over = volumes[1] * strength > MOST_MG
    where = "/daily_volume"
    judge(sheet, "magnesium-hydroxide.daily-max", "critical", "stop", negate(over), where=where)
    judge(sheet, "magnesium-hydroxide.daily-min", "warning", "note", negate(under), where=where)
    short = int(body["days"]) <= 7 if "days" in body else None
    judge(sheet, "magnesium-hydroxide.duration", "warning", "note", short, where="/days")


def _judge_kidneys(sheet: Sheet, patient: dict[str, Any]) -> None:
    kidney = kidney_of(patient)
    disease = condition(patient, "kidney_disease")
    is_known = disease is not None or band_of(kidney) is not None
    judge(
        sheet,
        "magnesium-hydroxide.kidney.known",
        "critical",
        "ask",
        True if is_known else None,
        missing=[["/patient/conditions/kidney_disease"], *kidney.missing],
    )
    filters = is_at_least(egfr_of(kidney), 60)
    healthy = both([negate(disease), not kidney.has_dialysis, filters])
    judge(sheet, "magnesium-hydroxide.kidney", "critical", "confirm", healthy)
    judge_kidney(sheet, patient, kidney)


def _judged(body: dict[str, Any], at_bedtime: Tri) -> Sheet:
    sheet = new_sheet(body, RULES)
    patient = body.get("patient", {})
    age = age_of(patient)
    rule = "magnesium-hydroxide.age.known"
    judge(sheet, rule, "critical", "ask", True if age else None, missing=[["/patient/age"]])
    fits = both([is_at_least(age, 6), is_below(age, 12)])
    judge(sheet, "magnesium-hydroxide.age", "critical", "stop", fits)
    _judge_dose(sheet, body)
    _judge_kidneys(sheet, patient)
    diarrhea = condition(patient, "diarrhea")
    judge(sheet, "magnesium-hydroxide.diarrhea", "warning", "note", negate(diarrhea))
    judge(sheet, "magnesium-hydroxide.bedtime", "info", "note", at_bedtime, where="/at_bedtime")
    judge_every_order(sheet, patient, NAME, is_cramp_drug=False)
    return sheet


def check(body: dict[str, Any]) -> Answer:
    """Answer /v1/orders/check for magnesium hydroxide, for a covered indication."""
    return answer_of(_judged(body, body.get("at_bedtime")))


def _amounts(volume: Fraction, strength: Fraction) -> dict[str, Any]:
    mass = volume * strength
    return {
        "volume": quantity_of(volume, "mL/d"),
        "tablespoons": quantity_of(volume / 15, "[tbs_m]/d"),
        "mass": quantity_of(mass, "mg/d", NAME),
        "amount": quantity_of(mass / MG_PER_MMOL[NAME], "mmol/d", "magnesium"),
    }


def schedule(body: dict[str, Any]) -> Answer:
    """Answer /v1/schedules/magnesium-hydroxide; a computed dose is given at bedtime."""
    answer = answer_of(_judged(body, at_bedtime=True))
    volumes = volumes_of(body)
    strength = _strength(body)
    if answer["status"] == "ok" and volumes is not None and strength is not None:
        low, high = (_amounts(volume, strength) for volume in volumes)
        step: dict[str, Any] = {"first_day": 1}
        if "days" in body:
            step["last_day"] = int(body["days"])
        if "daily_volume" in body:
            step.update(low)
        else:
            step.update({name: {"low": low[name], "high": high[name]} for name in low})
        answer["steps"] = [step]
    return answer
