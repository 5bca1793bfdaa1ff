"""On which days of an order there is an infusion, by dates, days of the week, or as evenly as a rhythm allows."""

from collections.abc import Sequence
from datetime import date
from math import floor

from dosing.core.infusions import WEEK
from dosing.core.nearest.infusions import MOST_INFUSIONS
from dosing.core.rule import Infusions
from dosing.fhir.dosage.clock import Clock
from dosing.fhir.dosage.instruction import Instruction
from dosing.fhir.dosage.sequence import Stretch
from dosing.fhir.parts.remark import NotUnderstoodError, Remarks

#: The first day on which an instruction holds, and on how many in a row it does; no number: without an end.
Held = tuple[int, int | None]


def held(one: Instruction, stretches: Sequence[Stretch]) -> Held:
    """The first day on which an instruction holds, and on how many in a row it does."""
    first, day = None, 1
    length = 0
    for stretch in stretches:
        if any(held_one is one for held_one in stretch.instructions):
            first = first or day
            if stretch.days is None:
                return first, None
            length += stretch.days
        day += stretch.days or 0
    return first or 1, length


def infusion_days(one: Instruction, place: Held, first_date: date | None, shape: Infusions, said: Remarks) -> list[int]:
    """The days of the order on which an instruction has an infusion."""
    clock, (first, length) = one.clock, place
    if clock is None:
        raise NotUnderstoodError("no-timing", "Nothing tells how often there is an infusion.", one.path)
    if clock.dates:
        return [(day - (first_date or day)).days + 1 for day in clock.dates]
    if length is None and clock.count is None:
        length = shape.weeks * WEEK
        said.say("weeks-assumed", f"An order without an end was judged over {shape.weeks} weeks.", one.path)
    if clock.weekdays:
        return _on_weekdays(clock, first, length, one.bounds.start)
    if clock.average >= 1:
        return [first + index for index in range(length or -(-(clock.count or 0) // clock.most_a_day))]
    if clock.average.numerator > 1:
        said.say("days-spread", "The infusions were put on days as evenly as the period allows.", one.path)
    return _evenly(clock, first, length)


def _on_weekdays(clock: Clock, first: int, length: int | None, start: date | None) -> list[int]:
    """Without a date the first day is taken as a Monday: in any seven days there are as many, whichever it is."""
    offset = start.weekday() if start else 0
    span = range(length or (clock.count or 0) * WEEK)
    on_days = [first + index for index in span if (index + offset) % WEEK in clock.weekdays]
    return [day for day in on_days for _ in range(clock.most_a_day)][: clock.count]


def _evenly(clock: Clock, first: int, length: int | None) -> list[int]:
    """Less often than daily: the i-th on the day that it falls on."""
    found: list[int] = []
    while len(found) <= MOST_INFUSIONS and (clock.count is None or len(found) < clock.count):
        day = floor(len(found) / clock.average)
        if length is not None and day >= length:
            break
        found.append(first + day)
    return found


def earliest(instructions: Sequence[Instruction]) -> date | None:
    """The first of all dates on which there is an infusion: the first day of an order that has only dates."""
    starts = [one.bounds.start for one in instructions if one.bounds.start is not None]
    dates = [day for one in instructions if one.clock for day in one.clock.dates]
    return min([*starts, *dates], default=None)
