"""Albumin: the weekly plan, its vials and its rules."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from .patient import EVERY_RULES, age_of, condition, judge_every_order, taking
from .sheet import Answer, Sheet, answer_of, judge, new_sheet
from .tri import both, is_at_least, negate
from .units import number, quantity_of

RULES = (
    "albumin.age.known",
    "albumin.age",
    "albumin.cirrhosis.known",
    "albumin.cirrhosis",
    "albumin.ascites-on-diuretics",
    "albumin.weekly-max",
    "albumin.weekly-min",
    "albumin.overload",
    "albumin.whole-vials",
    "albumin.five-percent",
    *EVERY_RULES,
)
PERCENT = {"albumin-25": 25, "albumin-20": 20, "albumin-5": 5}
# g of the smaller vial; the larger one is twice that
VIAL = {
    "albumin-25": Fraction("12.5"),
    "albumin-20": Fraction(10),
    "albumin-5": Fraction("12.5"),
}


def _millilitres(grams: Fraction, product: str) -> Fraction:
    return grams * 100 / PERCENT[product]


def _judge_patient(sheet: Sheet, patient: dict[str, Any], product: str) -> None:
    age = age_of(patient)
    rule = "albumin.age.known"
    judge(sheet, rule, "critical", "ask", True if age else None, missing=[["/patient/age"]])
    judge(sheet, "albumin.age", "critical", "stop", is_at_least(age, 18))
    cirrhosis = condition(patient, "cirrhosis")
    judge(
        sheet,
        "albumin.cirrhosis.known",
        "critical",
        "ask",
        None if cirrhosis is None else True,
        missing=[["/patient/conditions/cirrhosis"]],
    )
    judge(sheet, "albumin.cirrhosis", "critical", "stop", cirrhosis)
    treated = both([condition(patient, "ascites"), taking(patient, "diuretic")])
    judge(sheet, "albumin.ascites-on-diuretics", "warning", "note", treated)
    overload = condition(patient, "heart_failure_or_overload")
    judge(sheet, "albumin.overload", "critical", "confirm", negate(overload))
    strong = product != "albumin-5"
    judge(sheet, "albumin.five-percent", "warning", "note", strong, where="/product")
    judge_every_order(sheet, patient, "albumin")


def _is_whole(grams: Fraction, product: str) -> bool:
    return (grams / VIAL[product]).denominator == 1


def _grams(amount: dict[str, Any], product: str) -> Fraction:
    value = number(amount["value"])
    return value * PERCENT[product] / 100 if amount["unit"] == "mL" else value


def _place(given: list[tuple[int, Fraction]], first: int, last: int) -> str:
    within = [(day, index) for index, (day, _) in enumerate(given) if first <= day <= last]
    return f"/infusions/{min(within)[1]}" if within else "/infusions"


def _judge_weeks(sheet: Sheet, given: list[tuple[int, Fraction]]) -> None:
    """Judge any 7 consecutive days, and the 7-day blocks from the first infusion."""
    days = sorted({day for day, _ in given})
    for day in days:
        total = sum(grams for other, grams in given if day <= other <= day + 6)
        where = _place(given, day, day)
        judge(sheet, "albumin.weekly-max", "critical", "stop", total <= 40, where=where, day=day)
    for day in range(days[0], days[-1] + 1, 7):
        total = sum(grams for other, grams in given if day <= other <= day + 6)
        where = _place(given, day, day + 6)
        judge(sheet, "albumin.weekly-min", "warning", "note", total >= 20, where=where, day=day)


def check(body: dict[str, Any]) -> Answer:
    """Answer /v1/orders/check for albumin, for a covered indication."""
    sheet = new_sheet(body, RULES)
    product = body["product"]
    _judge_patient(sheet, body.get("patient", {}), product)
    given = [(int(infusion["day"]), _grams(infusion["amount"], product)) for infusion in body["infusions"]]
    _judge_weeks(sheet, given)
    for index, (day, grams) in enumerate(given):
        where = f"/infusions/{index}"
        fits = _is_whole(grams, product)
        judge(sheet, "albumin.whole-vials", "warning", "note", fits, where=where, day=day)
    return answer_of(sheet)


def shares(weekly: Fraction, infusions: int, product: str) -> list[Fraction]:
    """Divide the weekly g: whole vials as equally as they allow, else exact equal shares."""
    if not _is_whole(weekly, product):
        return [weekly / infusions] * infusions
    each, more = divmod(int(weekly / VIAL[product]), infusions)
    return [(each + (index < more)) * VIAL[product] for index in range(infusions)]


def _vials(grams: Fraction, product: str) -> list[dict[str, Any]]:
    small = VIAL[product]
    large, rest = divmod(int(grams / small), 2)
    return [
        {
            "strength": quantity_of(size, "g"),
            "volume": quantity_of(_millilitres(size, product), "mL"),
            "count": count,
        }
        for size, count in ((small * 2, large), (small, rest))
        if count
    ]


def _week(week: int, grams: list[Fraction], body: dict[str, Any], *, whole: bool) -> dict[str, Any]:
    product = body["product"]
    first = 7 * (week - 1) + 1
    step: dict[str, Any] = {"week": week, "first_day": first, "last_day": first + 6}
    start = date.fromisoformat(body.get("start_date", "2000-01-01"))
    if "start_date" in body:
        step["first_date"] = (start + timedelta(days=first - 1)).isoformat()
        step["last_date"] = (start + timedelta(days=first + 5)).isoformat()
    infusions: list[dict[str, Any]] = []
    for index, amount in enumerate(grams):
        # Fewer vials than infusions: an infusion of nothing is none.
        if amount == 0:
            continue
        infusion: dict[str, Any] = {
            "day": first + 7 * index // len(grams),
            "amount": quantity_of(amount, "g"),
            "volume": quantity_of(_millilitres(amount, product), "mL"),
        }
        if "start_date" in body:
            day = start + timedelta(days=infusion["day"] - 1)
            infusion["date"] = day.isoformat()
        if whole:
            infusion["vials"] = _vials(amount, product)
        infusions.append(infusion)
    step["infusions"] = infusions
    return step


def schedule(body: dict[str, Any]) -> Answer:
    """Answer /v1/schedules/albumin."""
    sheet = new_sheet(body, RULES)
    product = body["product"]
    _judge_patient(sheet, body.get("patient", {}), product)
    weekly = number(body["weekly_dose"]["value"])
    where = "/weekly_dose"
    # The weeks are alike, so any 7 consecutive days hold the weekly dose.
    judge(sheet, "albumin.weekly-max", "critical", "stop", weekly <= 40, where=where)
    judge(sheet, "albumin.weekly-min", "warning", "note", weekly >= 20, where=where)
    whole = _is_whole(weekly, product)
    judge(sheet, "albumin.whole-vials", "warning", "note", whole, where=where)
    answer = answer_of(sheet)
    if answer["status"] == "ok":
        grams = shares(weekly, int(body.get("infusions_per_week", 1)), product)
        weeks = range(1, int(body.get("weeks", 4)) + 1)
        answer["steps"] = [_week(week, grams, body, whole=whole) for week in weeks]
    return answer
