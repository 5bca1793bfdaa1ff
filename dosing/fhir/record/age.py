"""The age on a day from a birth date, which may be a year or a month only.

A year is 365.25 days here, and a birthday is exact: a person is 18 years old on it, whatever leap years lie between.
"""

from datetime import date
from decimal import Decimal
from functools import cache

from dosing.core.amount import Amount
from dosing.core.fact import Fact
from dosing.core.rule import All, AnyOf, Condition, In, Not, Titration
from dosing.core.ucum import UNITS, in_unit
from dosing.fhir.parts.day import days
from dosing.fhir.parts.remark import Remarks
from dosing.formulary.kidney import KIDNEY
from dosing.service.books import BOOKS

_YEAR = UNITS["a"].factor
#: Under this many years an age is shown in days.
_SHOWN_IN_YEARS = 2
_OLDEST = 130


def age(birth_date: str, on: date, path: str, said: Remarks) -> tuple[Decimal, Amount] | None:
    """The age in days, and as it is shown; none where it is not known on which side of a limit it is."""
    born = days(birth_date)
    if born is None or born.last > on or on.year - born.first.year > _OLDEST:
        said.say("age-unclear", "The birth date is no date of a person who lives on the day of the order.", path)
        return None
    oldest, youngest = _in_days(born.first, on), _in_days(born.last, on)
    if oldest == youngest:
        return oldest, _shown(born.first, on, oldest)
    if any(youngest < limit <= oldest for limit in limits()):
        said.say("age-unclear", "The birth date leaves it open on which side of a limit the age is.", path)
        return None
    said.say("age-of-month", "The birth date is not exact; on every day that it can be the same limits hold.", path)
    # The older, for whom the computed kidney function is lower.
    return oldest, _shown(born.first, on, oldest)


def _in_days(born: date, on: date) -> Decimal:
    """Whole years as 365.25 days each, and the days since the last birthday."""
    years = _years(born, on)
    return years * _YEAR + (on - _birthday(born, born.year + years)).days


def _years(born: date, on: date) -> int:
    return on.year - born.year - (on < _birthday(born, on.year))


def _birthday(born: date, year: int) -> date:
    """Who was born on a leap day has it on the first of March."""
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _shown(born: date, on: date, in_days: Decimal) -> Amount:
    years = _years(born, on)
    return Amount(Decimal(years), "a") if years >= _SHOWN_IN_YEARS else Amount(in_days, "d")


@cache
def limits() -> frozenset[Decimal]:
    """Every age, in days, at which a rule, a profile or an equation changes."""
    found = {KIDNEY.adult.from_age * _YEAR, KIDNEY.child.from_age * _YEAR}
    for book in BOOKS.values():
        for compiled in book.table.rules:
            found |= _ages(compiled.rule.when) | _ages(compiled.rule.limit)
        shape = book.drug.shape if book.drug else None
        if isinstance(shape, Titration):
            found |= {limit for profile in shape.profiles for limit in _ages(profile.when)}
    return frozenset(found)


def _ages(condition: Condition) -> set[Decimal]:
    match condition:
        case In(fact, spans) if fact is Fact.AGE:
            ends = [(end, span.unit) for span in spans for end in (span.at_least, span.above, span.at_most, span.below)]
            return {in_unit(end, unit, "d") for end, unit in ends if end is not None}
        case All(parts) | AnyOf(parts):
            return {limit for part in parts for limit in _ages(part)}
        case Not(part):
            return _ages(part)
        case _:
            return set()
