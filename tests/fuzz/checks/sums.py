"""What is counted must add up: tablets to doses, doses to days, vials to grams, forms to one amount, days to dates."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from tests.answers import exact
from tests.fuzz.checks.doses import ALBUMIN, HYDROXIDE, OXIDE, PERCENT, TAPER, TITRATION
from tests.fuzz.checks.registry import check
from tests.fuzz.exchange import Exchange, Json, Judged
from tests.oracle.tablets import stock_of
from tests.oracle.units import MG_PER_MMOL, number, strength_mg_ml

_CONVERT = "/v1/convert"
_TABLESPOON = 15
#: To the base unit of its kind: mg, mmol and mL.
_MASS = {"mg": Fraction(1), "g": Fraction(1000), "ug": Fraction(1, 1000)}
_MOLES = {"mmol": Fraction(1), "meq": Fraction(1, 2)}
_VOLUME = {"mL": Fraction(1), "L": Fraction(1000)}


def _steps(exchange: Exchange, *paths: str) -> Iterator[tuple[Judged, Json]]:
    for judged in exchange.judged:
        if judged.path in paths and judged.is_ok:
            for step in judged.answer.get("steps", ()):
                yield judged, step


def mmol_of(quantity: Json) -> Fraction:
    """An answered amount in mmol of magnesium, exactly."""
    unit = quantity["unit"].removesuffix("/d")
    if unit in _MOLES:
        return exact(quantity) * _MOLES[unit]
    return exact(quantity) * _MASS[unit] / MG_PER_MMOL[quantity["of"]]


@check
def tablets_add_up(exchange: Exchange) -> Iterator[str]:
    """The single doses are the daily dose, the tablets are the single doses, and all of them are in stock."""
    for judged, step in _steps(exchange, TITRATION, TAPER):
        daily = exact(step["daily_dose"])
        if sum(map(exact, step["doses"]), Fraction(0)) != daily:
            yield f"doses of {[str(exact(dose)) for dose in step['doses']]} for {daily} mg/d"
        counted = sum((exact(product["strength"]) * product["per_day"] for product in step["products"]), Fraction(0))
        if counted != daily:
            yield f"tablets of {counted} mg for {daily} mg/d"
        if not {exact(product["strength"]) for product in step["products"]} <= set(stock_of(judged.sent)):
            yield "a tablet that is not in stock"


@check
def totals_are_days_times_a_day(exchange: Exchange) -> Iterator[str]:
    """How many of a product there are in all is how many a day, times the days; without an end there is no total."""
    for _, step in _steps(exchange, TITRATION, TAPER):
        days = step["last_day"] - step["first_day"] + 1 if "last_day" in step else None
        for product in step["products"]:
            if product.get("total") != (None if days is None else product["per_day"] * days):
                yield f"{product.get('total')} in {days} days of {product['per_day']}"


@check
def products_add_up(exchange: Exchange) -> Iterator[str]:
    """Whole products of magnesium oxide are exactly the daily amount, or there are none."""
    for _, step in _steps(exchange, OXIDE):
        counted = sum((mmol_of(one["strength"]) * one["per_day"] for one in step["products"]), Fraction(0))
        if step["products"] and counted != mmol_of(step["daily_dose"]):
            yield f"products of {counted} mmol for {mmol_of(step['daily_dose'])}"


@check
def forms_are_one_amount(exchange: Exchange) -> Iterator[str]:
    """Every form of a daily amount is the same amount of magnesium."""
    for _, step in _steps(exchange, OXIDE):
        wanted = mmol_of(step["daily_dose"])
        if len(step["forms"]) != 4 or any(mmol_of(form) != wanted for form in step["forms"]):
            yield f"{step['forms']} for {wanted} mmol"


@check
def volumes_are_of_their_strength(exchange: Exchange) -> Iterator[str]:
    """ML times mg/mL is mg, mg are mmol by the molar mass, and a tablespoon has 15 mL."""
    for judged, step in _steps(exchange, HYDROXIDE):
        strength = strength_mg_ml(judged.sent["strength"])
        for end in ("low", "high") if "low" in step["volume"] else ("",):
            volume, spoons, mass, amount = (
                exact(step[name][end] if end else step[name]) for name in ("volume", "tablespoons", "mass", "amount")
            )
            if volume * strength != mass:
                yield f"{volume} mL of {strength} mg/mL are not {mass} mg"
            if spoons * _TABLESPOON != volume:
                yield f"{spoons} tablespoons are not {volume} mL"
            if amount * MG_PER_MMOL["magnesium-hydroxide"] != mass:
                yield f"{amount} mmol are not {mass} mg"


@check
def vials_add_up(exchange: Exchange) -> Iterator[str]:
    """Grams are mL times the percentage, of infusions and of vials; the vials are the infusion, or there are none."""
    for judged, step in _steps(exchange, ALBUMIN):
        percent = PERCENT[judged.sent["product"]]
        for infusion in step["infusions"]:
            grams, volume = exact(infusion["amount"]), exact(infusion["volume"])
            vials = infusion["vials"]
            if volume * percent != grams * 100:
                yield f"{grams} g in {volume} mL of {percent} %"
            if any(exact(vial["volume"]) * percent != exact(vial["strength"]) * 100 for vial in vials):
                yield f"vials of {vials}"
            counted = sum((exact(vial["strength"]) * vial["count"] for vial in vials), Fraction(0))
            if vials and counted != grams:
                yield f"vials of {counted} g for {grams} g"


@check
def infusions_are_in_their_week(exchange: Exchange) -> Iterator[str]:
    """Infusions stand on days of their own week, each later than the one before, and no more than were asked for."""
    for judged, step in _steps(exchange, ALBUMIN):
        days = [infusion["day"] for infusion in step["infusions"]]
        if days != sorted(set(days)) or not all(step["first_day"] <= day <= step["last_day"] for day in days):
            yield f"days {days} in {step['first_day']} to {step['last_day']}"
        if len(days) > judged.sent.get("infusions_per_week", 1):
            yield f"{len(days)} infusions"


@check
def dates_are_of_their_days(exchange: Exchange) -> Iterator[str]:
    """Day 1 is the start date; every date follows from its day, and without a start there is none."""
    for judged, step in _steps(exchange, TITRATION, TAPER, ALBUMIN):
        start = judged.sent.get("start_date")
        for name in ("first", "last"):
            if step.get(f"{name}_date") != _date(start, step.get(f"{name}_day")):
                yield f"{step.get(f'{name}_date')} for day {step.get(f'{name}_day')} from {start}"
        for infusion in step.get("infusions", ()):
            if infusion.get("date") != _date(start, infusion["day"]):
                yield f"{infusion.get('date')} for day {infusion['day']} from {start}"


def _date(start: str | None, day: int | None) -> str | None:
    if start is None or day is None:
        return None
    return (date.fromisoformat(start) + timedelta(days=day - 1)).isoformat()


@check
def days_follow_each_other(exchange: Exchange) -> Iterator[str]:
    """Each step begins on the day after the one before ended, the first on day 1; weeks are counted from it."""
    for judged in exchange.judged:
        expected = 1
        for step in judged.answer.get("steps", ()) if judged.is_ok else ():
            if step["first_day"] != expected:
                yield f"begins on day {step['first_day']}, not {expected}"
            if "week" in step and step["week"] != (step["first_day"] - 1) // 7 + 1:
                yield f"day {step['first_day']} in week {step['week']}"
            expected = step.get("last_day", step["first_day"] - 1) + 1


@check
def conversions_invert(exchange: Exchange) -> Iterator[str]:
    """Back by molar masses of our own, a result is exactly the amount that was sent."""
    for judged in exchange.judged:
        if judged.path != _CONVERT or not judged.is_ok:
            continue
        sent, result = judged.sent["amount"], judged.answer["result"]
        amount = Fraction(sent["exact"]) if "exact" in sent else number(sent["value"])
        if result["unit"] != judged.sent["to"]["unit"] or result["of"] != judged.sent["to"].get("of", sent["of"]):
            yield f"{result['unit']} of {result['of']} was not asked for"
            continue
        back = _base(exact(result), result["unit"], result["of"], judged.sent)
        if back != _base(amount, sent["unit"], sent["of"], judged.sent):
            yield f"{result} is not {sent}"


def _base(value: Fraction, unit: str, of: str, sent: Json) -> tuple[str, Fraction]:
    """A volume in mL where no strength is needed, anything else in mmol of magnesium."""
    if unit in _VOLUME:
        if "strength" not in sent:
            return of, value * _VOLUME[unit]
        return "magnesium", value * _VOLUME[unit] * strength_mg_ml(sent["strength"]) / MG_PER_MMOL[of]
    return "magnesium", value * _MOLES[unit] if unit in _MOLES else value * _MASS[unit] / MG_PER_MMOL[of]
