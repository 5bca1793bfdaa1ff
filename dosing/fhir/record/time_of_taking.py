"""When an order or a statement of a record holds, by its own dates: now, no longer, not yet, or not to be told.

A status is set by people and forgotten by them: what is `active` by its status may be over by its dates.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum, auto
from typing import NamedTuple

from dosing.fhir.parts.day import Days, days
from dosing.fhir.parts.resources import MedicationRequest

#: For how many days a date without an end tells that something is taken. Derived, as for kidney function.
RECENT_DAYS = 365


class Holds(Enum):
    """Whether it holds now."""

    NOW = auto()
    OVER = auto()
    NOT_YET = auto()
    UNTOLD = auto()


class Told(NamedTuple):
    """Whether it holds now, and how that is told."""

    holds: Holds
    why: str = ""


def told_when(request: MedicationRequest, now: date) -> Told:
    """Whether it holds on this day."""
    try:
        return _told(request, now)
    except ValueError:
        return Told(Holds.UNTOLD, "one of its dates cannot be read")


def _told(request: MedicationRequest, now: date) -> Told:
    starts, ends = _of_the_whole(request)
    bound = _of_instructions(request)
    moments = [_day(each) for each in (request.authoredOn, request.dateAsserted, request.effectiveDateTime) if each]
    if bound and all(end is not None for _, end in bound):
        ends.append(max((end for _, end in bound if end is not None), key=lambda end: end.last))
    if bound and all(start is not None for start, _ in bound):
        starts.append(min(start for start, _ in bound if start is not None))
    if ends and max(end.last for end in ends) < now:
        return Told(Holds.OVER, f"it ended on {max(end.last for end in ends)}")
    if any(moment.first > now for moment in (*starts, *moments)):
        return Told(Holds.NOT_YET, "it is of a day to come")
    if any(end.first < now for end in ends) or any(start.last > now for start in starts):
        return Told(Holds.UNTOLD, "its dates leave open whether it holds today")
    begun = [start for start, _ in bound if start is not None and start.last <= now]
    return Told(Holds.NOW) if ends else _without_an_end(request, [*starts, *moments, *begun], now)


def _without_an_end(request: MedicationRequest, moments: Sequence[Days], now: date) -> Told:
    """What could not be dispensed any more, or was told long ago, tells nothing of today."""
    valid = request.dispenseRequest.validityPeriod if request.dispenseRequest else None
    last = _day(valid.end).last if valid is not None and valid.end else now
    if last < now:
        return Told(Holds.UNTOLD, f"nothing could be dispensed for it since {last}")
    newest = max((moment.last for moment in moments), default=None)
    if newest is None:
        return Told(Holds.UNTOLD, "it has no date")
    if newest < now - timedelta(days=RECENT_DAYS):
        return Told(Holds.UNTOLD, f"it is of {newest}, more than {RECENT_DAYS} days ago, and has no end")
    return Told(Holds.NOW)


def _of_the_whole(request: MedicationRequest) -> tuple[list[Days], list[Days]]:
    periods = [period for period in (request.effectivePeriod, request.effectiveDosePeriod) if period is not None]
    starts = [_day(period.start) for period in periods if period.start is not None]
    return starts, [_day(period.end) for period in periods if period.end is not None]


def _of_instructions(request: MedicationRequest) -> list[tuple[Days | None, Days | None]]:
    """The first and the last day of each instruction, as far as they have some."""
    dosages = request.dosageInstruction or request.dosage or ()
    bounds = [one.timing.repeat.boundsPeriod if one.timing and one.timing.repeat else None for one in dosages]
    return [
        (
            _day(period.start) if period is not None and period.start is not None else None,
            _day(period.end) if period is not None and period.end is not None else None,
        )
        for period in bounds
    ]


def _day(written: str) -> Days:
    """The days that a date can mean; of a moment with a zone its day in UTC, as today is told."""
    found = days(written)
    if found is None:
        raise ValueError(written)
    return found.in_utc
