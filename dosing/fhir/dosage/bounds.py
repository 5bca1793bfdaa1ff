"""For how long an instruction holds: dates, or a number of days.

Days are whole; a month or a year has no fixed number of them and is not read.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from dosing.core.nearest.phases import MOST_DAYS
from dosing.fhir.dosage.clock import WEEK, Clock
from dosing.fhir.parts.day import days as days_of
from dosing.fhir.parts.dosages import Repeat
from dosing.fhir.parts.elements import Period, Quantity, Range
from dosing.fhir.parts.number import is_written
from dosing.fhir.parts.remark import NotUnderstoodError, Remarks
from dosing.fhir.parts.required import positive, require
from dosing.fhir.parts.unit import DAYS, measured


class Bounds(Struct, frozen=True, kw_only=True):
    """The days that an instruction holds for, and its dates; what is not said is none."""

    fewest: int | None = None
    most: int | None = None
    start: date | None = None
    end: date | None = None


def bounds(repeat: Repeat | None, clock: Clock | None, path: str, said: Remarks) -> Bounds:
    """For how long: within the bounds, until a count of doses is reached.

    Raises:
        NotUnderstoodError: what stands there is no number of whole days, ends before it begins, or is told in two ways
            that do not go together.

    """
    if repeat is None:
        return _of_count(clock)
    stated = [part for part in (repeat.boundsPeriod, repeat.boundsDuration, repeat.boundsRange) if part is not None]
    require(len(stated) <= 1, "timing-invalid", "The bounds are told in two ways: neither is read.", path)
    has_days = is_written(repeat.duration) and repeat.durationUnit not in {"s", "min", "h"}
    if not stated:
        found = _misused(repeat, path, said) if has_days else Bounds()
    else:
        found = _stated(repeat, path, said)
        if has_days:
            _require_same(repeat, found, path)
    if clock is not None and clock.is_only_counted and stated and found.most != 1:
        raise NotUnderstoodError("no-timing", "A number of doses in several days does not tell how often.", path)
    return _until(found, _of_count(clock))


def _stated(repeat: Repeat, path: str, said: Remarks) -> Bounds:
    if repeat.boundsPeriod is not None:
        return _period(repeat.boundsPeriod, f"{path}.boundsPeriod")
    if repeat.boundsDuration is not None:
        number = _days(repeat.boundsDuration, f"{path}.boundsDuration", said)
        return Bounds(fewest=number, most=number)
    bound, place = repeat.boundsRange or Range(), f"{path}.boundsRange"
    low = _days(bound.low, f"{place}.low", said) if bound.low else None
    high = _days(bound.high, f"{place}.high", said) if bound.high else None
    if low is None or (high is not None and high < low):
        raise NotUnderstoodError("timing-invalid", "A range of days needs its low end, below its high end.", place)
    return Bounds(fewest=low, most=high)


def _of_count(clock: Clock | None) -> Bounds:
    """A number of doses is a number of days, where it is so many on each."""
    if clock is None or clock.count is None or clock.dates or 0 < len(clock.weekdays) < WEEK:
        return Bounds()
    return Bounds(fewest=ceil((clock.fewest or clock.count) / clock.average), most=ceil(clock.count / clock.average))


def _until(bound: Bounds, counted: Bounds) -> Bounds:
    """Whichever comes first."""
    if counted.most is None or counted.fewest is None:
        return bound
    return replace(
        bound,
        fewest=min(counted.fewest, bound.fewest or counted.fewest),
        most=min(counted.most, bound.most or counted.most),
    )


def _require_same(repeat: Repeat, bound: Bounds, path: str) -> None:
    """A duration of days beside bounds may be that of one dose, if no other is due in it; else it is one of the two."""
    last = _duration(repeat, path)
    period, unit = positive(repeat.period, f"{path}.period"), repeat.periodUnit
    is_of_one = period is not None and unit in DAYS and last <= Fraction(period) * Fraction(*DAYS[unit])
    require(
        is_of_one or bound.fewest == bound.most == last,
        "timing-invalid",
        "A duration and the bounds tell of different numbers of days.",
        path,
    )


def _misused(repeat: Repeat, path: str, said: Remarks) -> Bounds:
    """A duration of days is not how long it takes to swallow a tablet: it is how long it is taken."""
    number = _duration(repeat, path)
    said.say(
        "duration-as-bounds",
        f"A duration is how long one dose lasts; {number} days were read as how long it is taken.",
        f"{path}.duration",
    )
    return Bounds(fewest=number, most=number)


def _duration(repeat: Repeat, path: str) -> int:
    longest = repeat.durationMax if is_written(repeat.durationMax) else repeat.duration
    value = positive(longest, f"{path}.duration")
    return _whole_days(value or Decimal(0), repeat.durationUnit or "", f"{path}.duration")


def _days(quantity: Quantity | None, path: str, said: Remarks) -> int:
    amount = measured(quantity, path, said)
    return _whole_days(amount.value, amount.unit, path)


def _whole_days(value: Decimal, unit: str, path: str) -> int:
    if unit not in DAYS:
        raise NotUnderstoodError(
            "not-supported", "A length is read in days, weeks or hours: a month has no fixed number of days.", path
        )
    number = Fraction(value) * Fraction(*DAYS[unit])
    if number.denominator != 1 or not 1 <= number <= MOST_DAYS:
        raise NotUnderstoodError("wrong-number", f"A length of 1 to {MOST_DAYS} whole days is needed here.", path)
    return int(number)


def _period(period: Period, path: str) -> Bounds:
    start, end = days_of(period.start), days_of(period.end)
    for written, found, name in ((period.start, start, "start"), (period.end, end, "end")):
        if written is not None and (found is None or not found.is_exact):
            raise NotUnderstoodError("wrong-number", "A whole date is needed here.", f"{path}.{name}")
    first = None if start is None else start.first
    last = None if end is None else end.first
    number = None if first is None or last is None else (last - first).days + 1
    if number is not None and not 1 <= number <= MOST_DAYS:
        raise NotUnderstoodError("timing-invalid", f"A period has 1 to {MOST_DAYS} days, both ends in.", path)
    return Bounds(fewest=number, most=number, start=first, end=last)
