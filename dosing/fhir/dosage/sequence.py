"""Several instructions as one course: one after the other by sequence or by dates, at the same time summed.

A day on which several instructions hold has the doses of all of them.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise

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
    if all(one.bounds.start is not None for one in ordered):
        return _by_dates(ordered, said)
    if len(sequences) == 1 and any(one.bounds.start is not None for one in ordered):
        raise NotUnderstoodError("not-supported", "Of instructions at the same time only some have dates.", path)
    return _by_sequence(ordered, path, chosen)


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


def _by_dates(ordered: Sequence[Instruction], said: Remarks) -> list[Stretch]:
    spans = _closed(ordered, said)
    edges = sorted({start for _, start, _ in spans} | {end + timedelta(days=1) for _, _, end in spans if end})
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


Dated = tuple[Instruction, date, date | None]


def _closed(ordered: Sequence[Instruction], said: Remarks) -> list[Dated]:
    """Each with its dates; one without an end holds until the next of a higher sequence begins."""
    closed: list[Dated] = []
    for one in ordered:
        start = one.bounds.start or date.min
        later = [
            other.bounds.start
            for other in ordered
            if other.bounds.start is not None
            and other.bounds.start > start
            and (other.sequence or 0) > (one.sequence or 0)
        ]
        end = one.bounds.end
        if end is None and later:
            end = min(later) - timedelta(days=1)
            said.say("end-assumed", f"It has no end: it was taken to end on {end}, before the next.", one.path)
        closed.append((one, start, end))
    return closed
