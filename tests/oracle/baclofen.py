"""Baclofen: the weekly titration, the taper and the check of an order."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from .baclofen_phases import (
    NEW_START,
    UNKNOWN_CURRENT,
    Current,
    current_of,
    phases_of,
    runs_of,
)
from .baclofen_rules import (
    MAXIMA,
    RULES,
    Facts,
    facts_of,
    judge_maxima,
    judge_ordered,
    judge_patient,
    judge_runs,
    judge_single_doses,
)
from .kidney import band_of
from .sheet import Answer, Sheet, answer_of, is_blocked_by, judge, new_sheet
from .tablets import products_for, split, stock_of
from .units import milligrams, quantity_of

Plan = list[tuple[Fraction, int | None]]

# profile: start, weekly step, ceiling, in mg/d
PROFILES = {
    "standard": (10, 10, 30),
    "reduced-kidney": (5, 5, 15),
    "older-adult": (5, 5, 15),
    "older-adult-reduced-kidney": (5, 0, 5),
}


def profile_of(facts: Facts) -> str | None:
    """Name the profile; there is none where age or band are unknown, low or avoid."""
    band = band_of(facts.kidney)
    if facts.is_adult is not True or band not in ("standard", "reduced"):
        return None
    if facts.is_older:
        return "older-adult" if band == "standard" else "older-adult-reduced-kidney"
    return "standard" if band == "standard" else "reduced-kidney"


def _multiple_of_5(value: Fraction) -> Fraction:
    """Give the largest multiple of 5 that is not above value."""
    return Fraction(value // 5 * 5)


def titration_plan(profile: str, current: Current, target: Fraction) -> Plan:
    """List the daily doses of the titration with their days; the last has no end."""
    start, step, _ = PROFILES[profile]
    doses: list[Fraction]
    if not current.dose:
        doses = [min(Fraction(start), _multiple_of_5(target))]
        following = doses[0]
    else:
        following = current.dose
        is_ready = current.days_at_dose is not None and current.days_at_dose >= 7
        doses = [] if is_ready else [following]
    while step:
        rise = _multiple_of_5(min(following + step, target))
        if rise <= following:
            break
        doses.append(rise)
        following = rise
    if not doses:
        doses = [following]
    return [(dose, 7) for dose in doses[:-1]] + [(doses[-1], None)]


def taper_plan(current: Fraction) -> Plan:
    """List the daily doses of the taper with their days; the last is none, without an end."""
    if current < 5:
        return [(current, 14), (Fraction(0), None)]
    if current <= 10:
        return [(Fraction(5), 14), (Fraction(0), None)]
    plan: Plan = []
    dose = _multiple_of_5(current)
    if dose == current:
        dose -= 5
    while dose > 0:
        plan.append((dose, 7))
        dose -= 5
    return [*plan, (Fraction(0), None)]


def _steps(
    plan: Plan,
    splits: Sequence[list[Fraction]],
    stock: tuple[Fraction, ...],
    start_date: str | None,
) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = []
    first = 1
    start = date.fromisoformat(start_date) if start_date else None
    for (daily, days), doses in zip(plan, splits, strict=True):
        step: dict[str, Any] = {"week": (first - 1) // 7 + 1, "first_day": first}
        if start:
            step["first_date"] = (start + timedelta(days=first - 1)).isoformat()
        if days is not None:
            step["last_day"] = first + days - 1
            if start:
                step["last_date"] = (start + timedelta(days=first + days - 2)).isoformat()
        step["daily_dose"] = quantity_of(daily, "mg/d")
        step["doses"] = [quantity_of(dose, "mg") for dose in doses]
        step["products"] = products_for(doses, stock, days)
        if days is None and daily > 0:
            step["then"] = "hold and reassess"
        steps.append(step)
        first += days or 0
    return steps


def _judge_plan(
    sheet: Sheet, facts: Facts, plan: Plan, current: Current, stock: tuple[Fraction, ...]
) -> list[list[Fraction]]:
    """Judge a computed plan by the rules of steps, and divide its daily doses."""
    splits = [split(daily, stock) for daily, _ in plan]
    phases = phases_of(
        [tuple(doses or ()) for doses in splits],
        [daily for daily, _ in plan],
        [days for _, days in plan],
        current,
        "/steps",
    )
    judge_runs(sheet, facts, runs_of(phases), current, in_order=False)
    # What the stock cannot make has no single doses to judge.
    if None not in splits:
        judge_single_doses(sheet, facts, phases)
    judge(sheet, "baclofen.stock", "critical", "stop", None not in splits, where="/tablets")
    return [doses or [] for doses in splits]


def _judge_target(
    sheet: Sheet, facts: Facts, body: dict[str, Any], current: Current, profile: str | None
) -> Fraction | None:
    """Judge target and current dose by the maxima and the direction; give the target."""
    taken = current.dose or Fraction(0)
    if "current" in body:
        judge_maxima(sheet, facts, taken, "/current")
    if "target" in body:
        target = milligrams(body["target"])
        judge_maxima(sheet, facts, target, "/target")
        judge(sheet, "baclofen.direction", "critical", "stop", target >= taken, where="/target")
        return target
    if profile is None:
        return None
    ceiling = Fraction(PROFILES[profile][2])
    judge_maxima(sheet, facts, ceiling, "/target")
    return ceiling


def titration(body: dict[str, Any]) -> Answer:
    """Answer /v1/schedules/baclofen."""
    patient = body.get("patient", {})
    sheet = new_sheet(body, RULES)
    facts = facts_of(patient)
    judge_patient(sheet, patient, facts)
    current = current_of(body, NEW_START)
    profile = profile_of(facts)
    target = _judge_target(sheet, facts, body, current, profile)
    stock = stock_of(body)
    plan: Plan = []
    splits: list[list[Fraction]] = []
    is_waiting = is_blocked_by(sheet, (*MAXIMA, "baclofen.direction"))
    if profile is not None and target is not None and not is_waiting:
        if not current.dose and target < 5:
            judge(sheet, "baclofen.stock", "critical", "stop", limit=False, where="/tablets")
        else:
            plan = titration_plan(profile, current, target)
            splits = _judge_plan(sheet, facts, plan, current, stock)
    answer = answer_of(sheet)
    if answer["status"] == "ok":
        answer["profile"] = profile
        answer["steps"] = _steps(plan, splits, stock, body.get("start_date"))
    return answer


def taper(body: dict[str, Any]) -> Answer:
    """Answer /v1/schedules/baclofen-taper."""
    sheet = new_sheet(body, RULES)
    facts = facts_of(body.get("patient", {}))
    current = current_of(body, UNKNOWN_CURRENT)
    stock = stock_of(body)
    plan = taper_plan(current.dose or Fraction(0))
    splits = _judge_plan(sheet, facts, plan, current, stock)
    answer = answer_of(sheet)
    if answer["status"] == "ok":
        answer["steps"] = _steps(plan, splits, stock, body.get("start_date"))
    return answer


def check(body: dict[str, Any]) -> Answer:
    """Answer /v1/orders/check for baclofen, for a covered indication."""
    patient = body.get("patient", {})
    sheet = new_sheet(body, RULES)
    facts = facts_of(patient)
    current = current_of(body, UNKNOWN_CURRENT)
    doses = [tuple(milligrams(dose) for dose in phase["doses"]) for phase in body["phases"]]
    days = [int(phase["days"]) if "days" in phase else None for phase in body["phases"]]
    daily = [sum(single, Fraction(0)) for single in doses]
    phases = phases_of(doses, daily, days, current, "/phases")
    if not all(phase.is_down for phase in phases):
        judge_patient(sheet, patient, facts)
    judge_runs(sheet, facts, runs_of(phases), current, in_order=True)
    judge_single_doses(sheet, facts, phases)
    judge_ordered(sheet, phases, stock_of(body))
    answer = answer_of(sheet)
    profile = profile_of(facts)
    if answer["status"] == "ok" and profile is not None:
        answer["profile"] = profile
    return answer
