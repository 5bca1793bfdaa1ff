"""How much, how fast, how far: every dose of an answer against limits that are looked up by the patient who was sent.

The table here is a second copy of the documented numbers, on purpose. The patient's profile comes from `tests/oracle`.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from tests.answers import exact
from tests.fuzz.checks.registry import check
from tests.fuzz.exchange import CHECK, Exchange, Json, Judged
from tests.oracle.baclofen import PROFILES, profile_of
from tests.oracle.baclofen_rules import CEILINGS, facts_of
from tests.oracle.units import magnesium_mmol, milligrams, millilitres, number, strength_mg_ml

TITRATION, TAPER = "/v1/schedules/baclofen", "/v1/schedules/baclofen-taper"
OXIDE, HYDROXIDE = "/v1/schedules/magnesium-oxide", "/v1/schedules/magnesium-hydroxide"
ALBUMIN = "/v1/schedules/albumin"
MOST_BACLOFEN, MOST_MAGNESIUM, MOST_HYDROXIDE, MOST_ALBUMIN = 30, 24, 2400, 40
GRID, WEEK, LARGEST_FALL, LONG_TAPER = 5, 7, 10, 14
PERCENT = {"albumin-25": 25, "albumin-20": 20, "albumin-5": 5}


def _acknowledged(sent: Json) -> set[str]:
    return {word["rule"] for word in sent.get("acknowledged", ())}


def _daily(judged: Judged) -> list[Fraction]:
    return [exact(step["daily_dose"]) for step in judged.answer["steps"]]


def _schedules(exchange: Exchange, *paths: str) -> Iterator[Judged]:
    """Schedules that were computed."""
    for judged in exchange.judged:
        if judged.path in paths and judged.is_ok and isinstance(judged.answer.get("steps"), list):
            yield judged


def _profile(judged: Judged) -> tuple[Fraction, Fraction, Fraction] | None:
    """Start, step and ceiling for this patient, in mg/d."""
    name = profile_of(facts_of(judged.patient))
    if name is None:
        return None
    start, step, ceiling = PROFILES[name]
    return Fraction(start), Fraction(step), Fraction(ceiling)


def taken_before(judged: Judged) -> Fraction:
    """What is taken before the first day, in mg/d."""
    return milligrams(judged.sent["current"]["daily_dose"]) if "current" in judged.sent else Fraction(0)


@check
def ceiling_is_kept(exchange: Exchange) -> Iterator[str]:
    """No titration rises over 30 mg a day, nor over the patient's own ceiling unless that was acknowledged."""
    for judged in _schedules(exchange, TITRATION):
        profile, daily = _profile(judged), _daily(judged)
        if profile is None:
            yield "steps for a patient for whom there is no profile"
            continue
        is_own = not _acknowledged(judged.sent) & set(CEILINGS)
        ceiling = profile[2] if is_own else Fraction(MOST_BACLOFEN)
        if max(daily) > ceiling:
            yield f"{float(max(daily))} mg/d, the ceiling is {ceiling}"


@check
def excess_is_never_capped(exchange: Exchange) -> Iterator[str]:
    """What was asked for beyond a maximum that nobody can acknowledge is refused, never lowered in silence."""
    for judged in exchange.judged:
        if judged.is_ok and (excess := _excess(judged)):
            yield f"ok, though {excess}"


def _excess(judged: Judged) -> str:
    sent = judged.sent
    drug = sent.get("drug") if judged.path == CHECK else judged.path.rsplit("/", 1)[1]
    match drug:
        case "baclofen":
            asked = _highest_rise(sent) if judged.path == CHECK else milligrams(sent.get("target", _NONE))
            return f"{float(asked)} mg/d were asked for" if asked > MOST_BACLOFEN else ""
        case "magnesium-oxide":
            asked = magnesium_mmol(sent["daily_dose"])
            return f"{float(asked)} mmol/d were asked for" if asked > MOST_MAGNESIUM else ""
        case "magnesium-hydroxide" if "daily_volume" in sent and "strength" in sent:
            asked = millilitres(sent["daily_volume"]) * strength_mg_ml(sent["strength"])
            return f"{float(asked)} mg/d were asked for" if asked > MOST_HYDROXIDE else ""
        case "albumin":
            asked = number(sent["weekly_dose"]["value"]) if "weekly_dose" in sent else _heaviest_week(sent)
            return f"{float(asked)} g in seven days were asked for" if asked > MOST_ALBUMIN else ""
        case _:
            return ""


_NONE: Json = {"value": 0, "unit": "mg/d"}


def _highest_rise(order: Json) -> Fraction:
    """The highest daily dose of an order that is not on the way down, which may begin anywhere."""
    doses = [sum((milligrams(dose) for dose in phase["doses"]), Fraction(0)) for phase in order["phases"]]
    before = milligrams(order["current"]["daily_dose"]) if "current" in order else Fraction(0)
    return max((dose for earlier, dose in pairwise([before, *doses]) if dose > earlier), default=Fraction(0))


def _heaviest_week(order: Json) -> Fraction:
    given = [(int(one["day"]), _grams(one["amount"], order["product"])) for one in order["infusions"]]
    return max(sum((grams for day, grams in given if first <= day < first + WEEK), Fraction(0)) for first, _ in given)


def _grams(amount: Json, product: str) -> Fraction:
    # What carries its exact fraction is not weighed here: whether that counts is for the oracle.
    value = number(amount["value"]) if "exact" not in amount else Fraction(0)
    return value * PERCENT[product] / 100 if amount["unit"] == "mL" else value


@check
def start_is_low(exchange: Exchange) -> Iterator[str]:
    """A patient who takes nothing begins with the start of the profile or less, on the grid of 5 mg."""
    for judged in _schedules(exchange, TITRATION):
        profile = _profile(judged)
        if profile is None or taken_before(judged):
            continue
        first = _daily(judged)[0]
        if not 0 < first <= profile[0] or first % GRID:
            yield f"starts with {float(first)} mg/d, not with at most {profile[0]}"


@check
def step_is_kept(exchange: Exchange) -> Iterator[str]:
    """A titration only rises, and by no more than the step of the profile."""
    for judged in _schedules(exchange, TITRATION):
        profile, taken = _profile(judged), taken_before(judged)
        if profile is None:
            continue
        daily = [taken, *_daily(judged)] if taken else _daily(judged)
        for earlier, later in pairwise(daily):
            if not 0 <= later - earlier <= profile[1]:
                yield f"from {float(earlier)} to {float(later)} mg/d, the step is {profile[1]}"


@check
def interval_is_kept(exchange: Exchange) -> Iterator[str]:
    """Seven days at a dose before the next rise, those before the schedule included."""
    for judged in _schedules(exchange, TITRATION):
        steps, taken = judged.answer["steps"], taken_before(judged)
        for earlier, later in pairwise(steps):
            if later["first_day"] - earlier["first_day"] < WEEK:
                yield f"a rise on day {later['first_day']}, after one on day {earlier['first_day']}"
        if taken and exact(steps[0]["daily_dose"]) > taken and judged.sent["current"].get("days_at_dose", 0) < WEEK:
            yield f"a rise at once, after {judged.sent['current'].get('days_at_dose')} days at the dose"


@check
def target_is_kept(exchange: Exchange) -> Iterator[str]:
    """No dose rises over the target; the last is as near to it as the ceiling and the grid allow."""
    for judged in _schedules(exchange, TITRATION):
        profile, taken, daily = _profile(judged), taken_before(judged), _daily(judged)
        if profile is None:
            continue
        target = milligrams(judged.sent["target"]) if "target" in judged.sent else profile[2]
        if max(daily) > max((target, taken)):
            yield f"{float(max(daily))} mg/d over a target of {float(target)}"
        reachable = max((Fraction(target // GRID * GRID), taken))
        if profile[1] and daily[-1] != reachable:
            yield f"ends at {float(daily[-1])} mg/d, not at {float(reachable)}"


@check
def taper_is_slow(exchange: Exchange) -> Iterator[str]:
    """A taper only falls, by at most 10 mg a day, at least every 7 days, over at least 14, and ends with nothing."""
    for judged in _schedules(exchange, TAPER):
        steps, daily = judged.answer["steps"], [taken_before(judged), *_daily(judged)]
        falls = [earlier - later for earlier, later in pairwise(daily)]
        if min(falls) < 0 or max(falls) > LARGEST_FALL or daily[-1]:
            yield f"daily doses {[float(dose) for dose in daily]}"
        lengths = [later["first_day"] - earlier["first_day"] for earlier, later in pairwise(steps)]
        if min(lengths, default=LONG_TAPER) < WEEK or sum(lengths) < LONG_TAPER:
            yield f"phases of {lengths} days"


@check
def amounts_are_as_ordered(exchange: Exchange) -> Iterator[str]:
    """A daily amount, a volume or a weekly dose is given back as it was asked for, and within its maximum."""
    for judged in _schedules(exchange, OXIDE, HYDROXIDE, ALBUMIN):
        for step in judged.answer["steps"]:
            asked, given = _amounts(judged, step)
            if asked != given:
                yield f"{float(given)}, not {float(asked)}"


def _amounts(judged: Judged, step: Json) -> tuple[Fraction, Fraction]:
    sent = judged.sent
    if judged.path == OXIDE:
        given = step["daily_dose"]
        return magnesium_mmol(sent["daily_dose"]), magnesium_mmol({**given, "value": 1}) * exact(given)
    if judged.path == HYDROXIDE:
        if "daily_volume" in sent:
            return millilitres(sent["daily_volume"]), exact(step["volume"])
        most = exact(step["volume"]["high"]) * strength_mg_ml(sent["strength"])
        return min(most, Fraction(MOST_HYDROXIDE)), most
    total = sum((exact(infusion["amount"]) for infusion in step["infusions"]), Fraction(0))
    return number(sent["weekly_dose"]["value"]), total
