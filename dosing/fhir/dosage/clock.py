"""How often: an instruction's timing as administrations on a day, and when on the day.

Judged is the most on any one day. Parts that contradict one another are said, never weighed against each other.
"""

from datetime import date
from fractions import Fraction
from math import ceil

from msgspec import Struct

from dosing.fhir.dosage.timing_invariants import require_invariants
from dosing.fhir.parts.day import days
from dosing.fhir.parts.dosages import Repeat, Timing
from dosing.fhir.parts.elements import Concept
from dosing.fhir.parts.number import is_written, number
from dosing.fhir.parts.part_of_day import parts_of_day, times_of_day
from dosing.fhir.parts.remark import NotUnderstoodError, Remarks
from dosing.fhir.parts.required import positive, require, whole
from dosing.fhir.parts.unit import DAYS
from dosing.wire.answered import ECHO

#: More administrations on a day than this are none that is ordered; as many doses has a day of an order at the most.
MOST_A_DAY = 24
#: The same for all days together that an order can have.
MOST_IN_ALL = 3650
#: As many infusions as an order can have, each on a date of its own; what goes on for longer is told by a rule.
_MOST_DATES = 100

#: How often a day, by abbreviation (v3-GTSAbbreviation and what is written for its codes). Source: HL7 FHIR R4.
ABBREVIATIONS: dict[str, Fraction] = {
    "QD": Fraction(1),
    "BID": Fraction(2),
    "TID": Fraction(3),
    "QID": Fraction(4),
    "AM": Fraction(1),
    "PM": Fraction(1),
    "BED": Fraction(1),
    "QOD": Fraction(1, 2),
    "Q1H": Fraction(24),
    "Q2H": Fraction(12),
    "Q3H": Fraction(8),
    "Q4H": Fraction(6),
    "Q6H": Fraction(4),
    "Q8H": Fraction(3),
    "Q12H": Fraction(2),
    "WK": Fraction(1, 7),
}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEK = 7


class Clock(Struct, frozen=True, kw_only=True):
    """How often something is given."""

    #: The most on any one day, and on the average of days.
    most_a_day: int
    average: Fraction
    #: Days of the week on which it is given (0: Monday); none named: no matter.
    weekdays: tuple[int, ...] = ()
    #: Dates on which it is given, where it is by dates.
    dates: tuple[date, ...] = ()
    #: How many there are in all: the most, and the fewest; and whether nothing but that tells how often.
    count: int | None = None
    fewest: int | None = None
    is_only_counted: bool = False
    is_at_night: bool | None = None
    is_at_bedtime: bool | None = None
    #: Whether some are told to be on each day; twice in two days may be twice on one of them.
    is_by_the_day: bool = True

    @property
    def is_every_day_alike(self) -> bool:
        """Whether all days have the same number."""
        return self.average == self.most_a_day

    @property
    def has_days_without(self) -> bool:
        """Whether there are, or may be, days on which it is not given."""
        is_on_some = bool(self.weekdays) and len(self.weekdays) < WEEK
        return self.average < 1 or is_on_some or not self.is_by_the_day


def clock(timing: Timing | None, path: str, said: Remarks) -> Clock | None:
    """The timing; none where it says nothing of how often.

    Raises:
        NotUnderstoodError: it contradicts itself, or is of a kind that is not read.

    """
    if timing is None:
        return None
    if timing.modifierExtension:
        raise NotUnderstoodError("modifier", "The timing has a modifier extension that is not known.", path)
    repeat, coded = timing.repeat or Repeat(), _abbreviated(timing.code, f"{path}.code")
    if timing.code is not None and coded is None and not _has_rhythm(repeat):
        raise NotUnderstoodError("not-supported", "The timing's code is none that is read.", f"{path}.code")
    found = _ruled(repeat, coded, f"{path}.repeat", said)
    if timing.event:
        if found is not None:
            raise NotUnderstoodError("not-supported", "A timing with both dates and a rule is not read.", path)
        return _dated(timing.event, f"{path}.event")
    if found is None:
        return None
    if found.most_a_day > MOST_A_DAY:
        raise NotUnderstoodError(
            "not-supported", f"More than {MOST_A_DAY} administrations on a day are not read.", path
        )
    return found


def _has_rhythm(repeat: Repeat) -> bool:
    return any(map(is_written, (repeat.frequency, repeat.period, repeat.count))) or bool(
        repeat.when or repeat.timeOfDay or repeat.dayOfWeek
    )


class Coded(Struct, frozen=True):
    """What a code tells: how often a day, and whether at bedtime."""

    average: Fraction
    is_at_bedtime: bool | None


def _abbreviated(code: Concept | None, path: str) -> Coded | None:
    if code is None:
        return None
    words = {(coding.code or "").strip().upper() for coding in code.codings} | {(code.text or "").strip().upper()}
    found = {ABBREVIATIONS[word] for word in words if word in ABBREVIATIONS}
    require(len(found) <= 1, "timing-invalid", "The codes of the timing say different things.", path)
    return Coded(found.pop(), True if "BED" in words else False if "AM" in words else None) if found else None


def _ruled(repeat: Repeat, coded: Coded | None, path: str, said: Remarks) -> Clock | None:
    """The rule of a timing."""
    if repeat.modifierExtension:
        raise NotUnderstoodError("modifier", "The timing has a modifier extension that is not known.", path)
    require_invariants(repeat, path)
    often = _frequency(repeat, path, said)
    if coded is not None:
        require(
            often in {None, coded.average},
            "timing-invalid",
            "The timing's code and its rule say different things.",
            path,
        )
        often = coded.average
    times = times_of_day(repeat, path, said)
    average = Fraction(times) if often is None and times else often
    weekdays = _weekdays(repeat, f"{path}.dayOfWeek")
    at_night, at_bedtime = parts_of_day(repeat)
    if coded is not None and coded.is_at_bedtime is not None and not (repeat.when or repeat.timeOfDay):
        at_night = at_bedtime = coded.is_at_bedtime
    fewest, count = _count(repeat, path)
    if average is None and weekdays:
        average = Fraction(1)
    if average is None:
        if count is None:
            return None
        # A number of doses without a rhythm: all on one day.
        return Clock(
            most_a_day=count,
            average=Fraction(count),
            count=count,
            fewest=count,
            is_only_counted=True,
            is_at_night=at_night,
            is_at_bedtime=at_bedtime,
        )
    most = ceil(average)
    if weekdays:
        most, average = _on_weekdays(average, weekdays, repeat)
    require(
        times is None or times <= most,
        "timing-invalid",
        "More times of day are named than there are administrations on a day.",
        path,
    )
    return Clock(
        most_a_day=most,
        average=average,
        weekdays=weekdays,
        count=count,
        fewest=fewest,
        is_at_night=at_night,
        is_at_bedtime=at_bedtime,
        is_by_the_day=_is_by_the_day(repeat),
    )


def _count(repeat: Repeat, path: str) -> tuple[int | None, int | None]:
    """The fewest and the most doses in all."""
    fewest, most = whole(repeat.count, f"{path}.count"), whole(repeat.countMax, f"{path}.countMax")
    require(most is None or most >= (fewest or 0), "timing-invalid", "The highest count is below the lowest.", path)
    most = most or fewest
    require(not most or most <= MOST_IN_ALL, "not-supported", f"More than {MOST_IN_ALL} doses are not read.", path)
    return fewest, most


def _is_by_the_day(repeat: Repeat) -> bool:
    """Whether a rule tells of some on each day, also in its longest period; so often a week is meant to be even."""
    often, period, longest = (
        number(part) if is_written(part) else None for part in (repeat.frequency, repeat.period, repeat.periodMax)
    )
    if period is None or repeat.periodUnit not in DAYS:
        return True
    least = Fraction(often or 1) / (Fraction(longest or period) * Fraction(*DAYS[repeat.periodUnit]))
    is_over_days = repeat.periodUnit == "d" and period > 1 and (often or 1) > 1
    return least >= 1 and not is_over_days


def _frequency(repeat: Repeat, path: str, said: Remarks) -> Fraction | None:
    """Times a day: the highest frequency in the shortest period."""
    least, most = whole(repeat.frequency, f"{path}.frequency"), whole(repeat.frequencyMax, f"{path}.frequencyMax")
    period, longest = positive(repeat.period, f"{path}.period"), positive(repeat.periodMax, f"{path}.periodMax")
    if period is None:
        require(least is most is None, "timing-invalid", "A frequency needs the period in which it is counted.", path)
        return None
    if repeat.periodUnit not in DAYS:
        raise NotUnderstoodError(
            "not-supported",
            f"A period in {(repeat.periodUnit or '')[:ECHO]!r} has no fixed number of days: it is not read.",
            f"{path}.periodUnit",
        )
    if (most is not None and most != least) or (longest is not None and longest != period):
        said.say("high-end", "The highest frequency in the shortest period was judged.", path)
    above, below = DAYS[repeat.periodUnit]
    often = Fraction(max(most or 1, least or 1)) / (Fraction(min(period, longest or period)) * Fraction(above, below))
    require(often <= MOST_A_DAY, "not-supported", f"More than {MOST_A_DAY} times a day is not read.", path)
    return often


def _weekdays(repeat: Repeat, path: str) -> tuple[int, ...]:
    named = dict.fromkeys(repeat.dayOfWeek or ())
    unknown = next((day for day in named if day not in _WEEKDAYS), None)
    if unknown is not None:
        raise NotUnderstoodError("not-supported", f"{unknown[:ECHO]!r} is no day of the week.", path)
    return tuple(sorted(_WEEKDAYS.index(day) for day in named))


def _on_weekdays(average: Fraction, weekdays: tuple[int, ...], repeat: Repeat) -> tuple[int, Fraction]:
    """The most on a day and the average, on some days of the week only."""
    if repeat.periodUnit == "wk":
        # So often in a week, on these days: as evenly as whole numbers can.
        a_week = average * WEEK
        return ceil(a_week / len(weekdays)), average
    most = ceil(average)
    return most, average * len(weekdays) / WEEK


def _dated(event: tuple[str, ...], path: str) -> Clock:
    require(len(event) <= _MOST_DATES, "not-supported", f"More than {_MOST_DATES} dates are not read.", path)
    dates = [found.first for found in map(days, event) if found is not None and found.is_exact]
    require(len(dates) == len(event), "wrong-number", "Each of the dates needs to be a whole one.", path)
    by_day = {day: dates.count(day) for day in dates}
    average = Fraction(len(dates), len(by_day))
    return Clock(most_a_day=max(by_day.values()), average=average, dates=tuple(sorted(dates)), count=len(dates))
