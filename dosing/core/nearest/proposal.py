"""A proposal: the nearest order that checks `ok`, and why it is that one; or only why there is none."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from dosing.core.category import PatientPlace
from dosing.core.finding import Acknowledgement, Finding, Report, Status
from dosing.core.monograph import Monograph
from dosing.core.ordered import Ordered, judge
from dosing.core.rule import At, Gate

#: Rules that a sentence names, at the most.
_MOST_NAMED = 6


class Proposal(Struct, frozen=True, kw_only=True):
    """One plain sentence or two, and the order where there is one."""

    why: str
    ordered: Ordered | None = None


def is_wanted(report: Report) -> bool:
    """Whether an answer has a nearest order, or a reason: refused or for review, and no fact missing that is asked."""
    return report.status in {Status.REFUSED, Status.NEEDS_REVIEW} and not any(
        finding.rule.gate is Gate.ASK for finding in report.findings
    )


def general(words: Sequence[Acknowledgement]) -> tuple[Acknowledgement, ...]:
    """The words that hold for any order for this patient: one for a place of this order says nothing of another."""
    return tuple(word for word in words if word.where in {None, At.PATIENT.value})


def broken(report: Report) -> tuple[Finding, ...]:
    """What gates and waits."""
    return tuple(
        finding
        for finding in report.findings
        if finding.rule.gate in {Gate.STOP, Gate.CONFIRM} and finding.acknowledgement is None
    )


def names(findings: Iterable[Finding]) -> str:
    """The rules by id, each once."""
    ids = list(dict.fromkeys(finding.rule.id for finding in findings))
    shown = ids if len(ids) <= _MOST_NAMED else [*ids[: _MOST_NAMED - 1], f"{len(ids) - _MOST_NAMED + 1} more"]
    return listed(shown)


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def about_the_patient(report: Report) -> tuple[Finding, ...]:
    """What is broken whatever the dose is."""
    whoever = {At.PATIENT.value, At.NAME.value, At.INDICATION.value}
    return tuple(finding for finding in broken(report) if finding.where in whoever)


def no_dose_cures(findings: Sequence[Finding]) -> Proposal:
    """No order of this drug keeps a rule about the patient."""
    waiting = [finding for finding in findings if finding.rule.gate is Gate.CONFIRM]
    refused = [finding for finding in findings if finding.rule.gate is Gate.STOP]
    parts = []
    if refused:
        parts.append(f"No order of this drug keeps {names(refused)}: no other dose changes that.")
    if waiting:
        verb = "wait" if len({finding.rule.id for finding in waiting}) > 1 else "waits"
        parts.append(f"Whatever the dose, {names(waiting)} {verb} for a person's word.")
    return Proposal(why=" ".join(parts))


def is_ok(book: Monograph, patient: PatientPlace, ordered: Ordered, words: Sequence[Acknowledgement]) -> bool:
    """Whether an order that is about to be proposed really checks `ok`."""
    return judge(book, patient, ordered, words).status is Status.OK
