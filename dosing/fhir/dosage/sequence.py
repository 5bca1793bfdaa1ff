"""Several instructions as one course: one after the other by sequence or by dates, at the same time summed.

A day on which several instructions hold has the doses of all of them.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise

from msgspec import Struct

from dosing.fhir.dosage.bounds import Bounds
from dosing.fhir.dosage.instruction import Instruction
from dosing.fhir.parts.remark import NotUnderstoodError, Remarks


class Stretch(Struct, frozen=True, kw_only=True):
    """Days in a row on which the same instructions hold; without an end, or of unknown length, no number of days."""

    instructions: tuple[Instruction, ...]
    days: int | None
    start: date | None = None


#: How long an instruction with bounds of two numbers holds: the fewest or the most days.
Chosen = Callable[[Bounds], int | None]


def course(instructions: Sequence[Instruction], path: str, chosen: Chosen, said: Remarks) -> list[Stretch]:
    """The stretches in their order.

    Raises:
        NotUnderstoodError: it cannot be told which instruction comes after which.

    """
    sequences = {one.sequence for one in instructions}
    if len(sequences) > 1 and None in sequences:
        raise NotUnderstoodError("not-supported", "Some instructions have a sequence, and some have none.", path)
    ordered = sorted(instructions, key=lambda one: one.sequence or 0)
    if all(one.bounds.start is None for one in ordered):
        return _by_sequence(ordered, path, chosen)
    return _by_dates(_dated(ordered, path, chosen, said), said)


def _by_sequence(ordered: Sequence[Instruction], path: str, chosen: Chosen) -> list[Stretch]:
    groups: dict[int | None, list[Instruction]] = {}
    for one in ordered:
        groups.setdefault(one.sequence, []).append(one)
    stretches: list[Stretch] = []
    for group in groups.values():
        stretches += _together(group, path, chosen)
    return stretches


def _together(group: Sequence[Instruction], path: str, chosen: Chosen) -> list[Stretch]:
    """Instructions that begin together; those that end sooner leave the others alone."""
    lengths = [chosen(one.bounds) for one in group]
    ends = sorted({length for length in lengths if length is not None})
    stretches = [
        Stretch(
            instructions=tuple(
                one for one, length in zip(group, lengths, strict=True) if length is None or length >= end
            ),
            days=end - begin,
        )
        for begin, end in pairwise([0, *ends])
    ]
    open_ended = tuple(one for one, length in zip(group, lengths, strict=True) if length is None)
    if open_ended:
        stretches.append(Stretch(instructions=open_ended, days=None))
    if not stretches:
        raise NotUnderstoodError("no-timing", "It cannot be told for how long an instruction holds.", path)
    return stretches


Dated = tuple[Instruction, date, date | None]


def _by_dates(spans: Sequence[Dated], said: Remarks) -> list[Stretch]:
    edges = sorted({start for _, start, _ in spans} | {_later(end, 1, one) for one, _, end in spans if end})
    stretches = []
    for begin, after in pairwise(edges):
        held = tuple(one for one, start, end in spans if start <= begin and (end is None or end >= begin))
        number = (after - begin).days
        if not held:
            said.say(
                "gap",
                f"On {number} day{'s' * (number != 1)} from {begin} nothing is given.",
                next(one.path for one, start, _ in spans if start >= after),
            )
        stretches.append(Stretch(instructions=held, days=number, start=begin))
    lasting = tuple(one for one, _, end in spans if end is None)
    if lasting:
        stretches.append(Stretch(instructions=lasting, days=None, start=edges[-1]))
    return stretches


def _dated(ordered: Sequence[Instruction], path: str, chosen: Chosen, said: Remarks) -> list[Dated]:
    """Each with its dates: one without follows the step before it; one without an end holds until the next begins."""
    spans: list[Dated] = []
    after: date | None = None
    for _, group in groupby(ordered, key=lambda one: one.sequence):
        together = list(group)
        given = {one.bounds.start is not None for one in together}
        if len(given) > 1:
            raise NotUnderstoodError("not-supported", "Of instructions at the same time only some have dates.", path)
        if not given.pop() and after is None:
            text = "When it begins is not told: the one before it has no date, or no end."
            raise NotUnderstoodError("no-timing", text, together[0].path)
        step = [_span(one, one.bounds.start or after or date.min, chosen) for one in together]
        spans += step
        ends = [end for _, _, end in step]
        after = None if None in ends else _later(max(filter(None, ends)), 1, together[0])
    return [(one, start, end or _before_next(one, start, spans, said)) for one, start, end in spans]


def _span(one: Instruction, start: date, chosen: Chosen) -> Dated:
    """Until its count or its length is reached, or its last day has come."""
    length, end = chosen(one.bounds), one.bounds.end
    if length is not None:
        last = _later(start, length - 1, one)
        end = min(last, end or last)
    if end is not None and end < start:
        raise NotUnderstoodError("timing-invalid", f"It ends on {end}, before it begins on {start}.", one.path)
    return one, start, end


def _before_next(one: Instruction, start: date, spans: Sequence[Dated], said: Remarks) -> date | None:
    later = [begun for other, begun, _ in spans if begun > start and (other.sequence or 0) > (one.sequence or 0)]
    if not later:
        return None
    end = min(later) - timedelta(days=1)
    said.say("end-assumed", f"It has no end: it was taken to end on {end}, before the next.", one.path)
    return end


def _later(day: date, days: int, one: Instruction) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise NotUnderstoodError("wrong-number", "It ends after the last day that there is.", one.path) from None
