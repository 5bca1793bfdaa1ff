"""Where the words of an order clearly contradict its structure, each in a sentence.

Neither of the two is preferred, and nothing is said where either is not plain.
"""

from collections.abc import Set as AbstractSet
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from dosing.core.ucum import UNITS
from dosing.fhir.dosage.words import Spoken, spoken
from dosing.fhir.lists.spelling import COUNTED
from dosing.fhir.parts.unit import Measured

Amount = tuple[Decimal, str]


class Structured(Struct, frozen=True, kw_only=True):
    """What the structure of the same instruction says, as far as it does."""

    average: Fraction | None
    #: The same on the days on which there is any, where these are days of the week.
    on_its_days: Fraction | None
    #: Every way in which the single dose is stated: the number and its unit.
    amounts: tuple[tuple[Decimal, str], ...]
    days: int | None
    #: Whether it goes on without an end.
    is_open: bool = False


def disagreements(text: str, told: Structured) -> list[str]:
    """Where the words clearly contradict the structure; nothing where either is not plain."""
    said = spoken(text)
    found = []
    if len(said.a_day) == 1 and told.average is not None and not said.a_day <= {told.average, told.on_its_days}:
        found.append(f"the words say {_often(next(iter(said.a_day)))}, the structure {_often(told.average)}")
    if _is_daily_though_rarer(said, told):
        found.append(f"the words say daily, the structure {_often(told.average or Fraction(1))}")
    if len(said.days) == 1 and told.days is not None and said.days != {Fraction(told.days)}:
        found.append(f"the words say {next(iter(said.days))} days, the structure {told.days}")
    often = told.on_its_days or told.average
    if not said.has_steps or (often is not None and often < 1):
        for value, unit in map(_in_milligrams, told.amounts):
            found += _amounts_disagree(said, value, unit, often)
    return found


def besides(text: str, told: Structured) -> list[str]:
    """What words tell of that the structure does not have: an end, a dose by weight, a multiple of the dose."""
    said = spoken(text)
    found = []
    if told.is_open and len(said.taken_days) == 1:
        found.append(f"the words say {next(iter(said.taken_days))} days, the structure has no end")
    if said.is_by_weight and told.amounts:
        found.append("the words say a dose by weight, the structure one that is not")
    if said.is_manifold:
        found.append("the words say a multiple of the dose, which the structure does not have")
    return found


def _is_daily_though_rarer(said: Spoken, told: Structured) -> bool:
    is_plain = said.is_taken_daily and not said.a_day and not said.has_steps
    return is_plain and told.average is not None and told.average < 1 and told.on_its_days is None


def _in_milligrams(stated: Amount) -> Amount:
    value, unit = stated
    known = UNITS.get(unit)
    return (value * known.factor, "mg") if known is not None and known.kind == "mass" else stated


def _amounts_disagree(said: Spoken, value: Decimal, unit: str, often: Fraction | None) -> list[str]:
    """What is said of the amount in this unit, beside so many a time, and so often a day."""
    name = "" if unit == COUNTED else f" {unit}"
    single = [number for number, of in said.amounts if of == unit]
    daily = [number for number, of in said.daily_amounts if of == unit]
    ranges = [(low, high, is_daily) for low, high, of, is_daily in said.ranges if of == unit]
    if daily and often is not None and all(Fraction(number) != often * Fraction(value) for number in daily):
        words = " and ".join(map(_plain, sorted(daily)))
        return [f"the words say {words}{name} a day, the structure {_plain(value)}{name}, {_often(often)}"]
    if len(ranges) == 1 and not single and not daily:
        return _range_disagrees(ranges[0], value, name, often)
    if len(single) == 1 and not daily and not ranges:
        is_daily = said.is_daily and not said.a_day and not said.parts_a_day
        return _single_disagrees(single[0], value, name, often if is_daily else None)
    return []


def _single_disagrees(single: Decimal, value: Decimal, name: str, often: Fraction | None) -> list[str]:
    """A single amount; with how often, one that is said to be daily."""
    if often is None:
        return [] if single == value else [f"the words say {_plain(single)}{name}, the structure {_plain(value)}{name}"]
    # "4 tablets daily" may be four at once or one four times: the sum of the day is what it says.
    if Fraction(single) == often * Fraction(value):
        return []
    return [f"the words say {_plain(single)}{name} daily, the structure {_plain(value)}{name}, {_often(often)}"]


def _range_disagrees(
    said: tuple[Decimal, Decimal, bool], value: Decimal, name: str, often: Fraction | None
) -> list[str]:
    """Of a range the high end is what the structure must have: the most that may be taken is judged."""
    low, high, is_daily = said
    is_told = f"the words say {_plain(low)} to {_plain(high)}{name}"
    if is_daily:
        if often is None or Fraction(high) == often * Fraction(value):
            return []
        return [f"{is_told} a day, the structure {_plain(value)}{name}, {_often(often)}"]
    return [] if high == value else [f"{is_told}, the structure {_plain(value)}{name}"]


def _plain(value: Decimal) -> str:
    """The number without an exponent, and without zeros that say nothing."""
    return f"{value.normalize():f}"


def _often(a_day: Fraction) -> str:
    if a_day >= 1:
        return f"{a_day if a_day.denominator == 1 else round(float(a_day), 2)} × a day"
    return f"once in {round(float(1 / a_day), 2):g} days"


def untold_doses(text: str, told: frozenset[Amount], *, has_several: bool = False) -> list[str]:
    """Doses that words of a course of several steps name, and its structure does not have.

    >>> untold_doses("5 mg daily for 3 days, then 20 mg daily", frozenset({(Decimal(5), "mg")}))
    ['20 mg']
    """
    said = spoken(text)
    if not said.has_steps and not has_several:
        return []
    held = frozenset(map(_in_milligrams, told))
    units = {unit for _, unit in held}
    named = {dose for dose in said.amounts | said.daily_amounts if dose[1] in units and dose not in held}
    return [f"{_plain(value)} {'of the product' if unit == COUNTED else unit}" for value, unit in sorted(named)]


def higher_doses(text: str, told: frozenset[Amount], each: Measured | None) -> list[str]:
    """Of several doses that words name those above all of the structure, and above what one of the product holds.

    >>> higher_doses("5 mg twice daily and 20 mg at night", frozenset({(Decimal(5), "mg"), (Decimal(10), "mg")}), None)
    ['20 mg']
    """
    named = spoken(text)
    known = [*map(_in_milligrams, told), *([] if each is None else [_in_milligrams((each.value, each.unit))])]
    most = {unit: max(value for value, of in known if of == unit) for _, unit in known}
    doses = named.amounts | named.daily_amounts
    above = {(value, unit) for value, unit in doses if unit in most and unit != COUNTED and value > most[unit]}
    several = {unit for unit in most if sum(of == unit for _, of in doses) > 1}
    return [f"{_plain(value)} {unit}" for value, unit in sorted(above) if unit in several]


def listed_otherwise(text: str, times: AbstractSet[Fraction], told: frozenset[Amount]) -> list[str]:
    """What doses that words list for parts of the day are, where the structure has not as many or not as much a day.

    >>> listed_otherwise("5 mg in the morning, 5 mg at night", {Fraction(1)}, frozenset({(Decimal(5), "mg")}))
    ['2 × a day']
    """
    said = spoken(text)
    if said.parts_a_day and times and Fraction(said.parts_a_day) not in times:
        return [_often(Fraction(said.parts_a_day))]
    held = frozenset(map(_in_milligrams, told))
    units = {unit for _, unit in held}
    found = {total for total in said.sums if total[1] in units and total not in held}
    return [f"{_plain(value)}{'' if unit == COUNTED else f' {unit}'} a day" for value, unit in sorted(found)]
