"""Conditions as flags: true by a code that is matched; false only where a complete list excludes it; else unknown.

The list of codes is not all that mean a condition, so that none of them is there proves little by itself.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dosing.core.fact import Fact
from dosing.fhir.lists.codes import CONDITIONS, CONDITIONS_ICD, ICD_10, KIDNEY_FAILURE, KIDNEY_FAILURE_ICD, NEAR, SNOMED
from dosing.fhir.lists.names import plain_name
from dosing.fhir.parts.day import days
from dosing.fhir.parts.elements import Concept, Period
from dosing.fhir.parts.remark import Remarks
from dosing.fhir.record.clinical import Condition
from dosing.fhir.record.evidence import Evidence, Found

_PRESENT = frozenset({"active", "recurrence", "relapse"})
_PAST = frozenset({"inactive", "resolved", "remission"})
_DENIED = frozenset({"refuted", "entered-in-error"})
_UNSURE = frozenset({"unconfirmed", "provisional", "differential"})
_CONFIRMED = frozenset({"confirmed"})
#: Where a record contradicts itself the worse kidney function counts, as with results; other flags are left open.
_WORSE = frozenset({Fact.DIALYSIS, Fact.KIDNEY_DISEASE})


#: Records write codes with the dot or without it.
_BEGINNINGS = {code.replace(".", ""): flags for code, (flags, _) in CONDITIONS_ICD.items()}
_FAILURE = tuple(code.replace(".", "") for code in KIDNEY_FAILURE_ICD)


class _Now(NamedTuple):
    """A condition that is there now, or may be."""

    flags: frozenset[Fact]
    icd: tuple[str, ...]
    is_sure: bool
    #: Where kidney failure stands, if it is that.
    failure: str = ""


class Listed(NamedTuple):
    """What a list of conditions tells: flags, and where kidney failure stands in it, if it does."""

    flags: dict[Fact, bool]
    failure: str


def conditions(part: Evidence, found: Sequence[tuple[Found, Condition]], now: date, said: Remarks) -> Listed:
    """What the list of conditions tells on this day."""
    present = [known for one, condition in found if (known := _now(one, condition, now, said)) is not None]
    failure = next((known.failure for known in present if known.is_sure and known.failure), "")
    flags: dict[Fact, bool] = {fact: True for known in present if known.is_sure for fact in known.flags}
    if not part.is_complete:
        return Listed(flags, failure)
    absent = [fact for fact, near in NEAR.items() if fact not in flags and _is_excluded(present, near)]
    if absent:
        names = " and ".join(fact.rsplit("/", 1)[1].replace("_", " ") for fact in absent)
        path = found[0][0].path if found else ""
        said.say("taken-as-absent", f"The list of conditions is complete and has no {names}: taken as absent.", path)
    return Listed(flags | dict.fromkeys(absent, False), failure)


def _is_excluded(present: Sequence[_Now], near: tuple[str, ...]) -> bool:
    """Whether every condition is coded, and none lies near: codes of other systems could mean it unseen."""
    return all(now.icd and not any(code.startswith(near) for code in now.icd) for now in present)


def _now(one: Found, condition: Condition, now: date, said: Remarks) -> _Now | None:
    if condition.modifierExtension or condition.implicitRules:
        said.say("evidence-not-used", "The condition may mean something else than it says.", one.path)
        return _Now(frozenset(), (), is_sure=False)
    is_over = _is_over(condition, now)
    if is_over:
        return None
    flags, icd, is_failure = _meant(condition.code)
    failure = one.path if is_failure else ""
    verified = _codes(condition.verificationStatus)
    is_sure = not verified & _UNSURE
    if is_over is None and is_sure:
        if flags:
            text = "It cannot be told whether the condition is over: of the kidneys the worse counts, else nothing."
            said.say("evidence-unclear", text, one.path)
        return _Now(flags & _WORSE, icd, is_sure=True, failure=failure)
    if flags and not is_sure:
        said.say("evidence-not-used", "A condition that is not confirmed is neither there nor absent.", one.path)
    return _Now(flags, icd, is_sure, failure)


def _is_over(condition: Condition, now: date) -> bool | None:
    """Whether it is over, or was never there; nothing where its parts contradict one another or leave it open."""
    clinical, verified = _codes(condition.clinicalStatus), _codes(condition.verificationStatus)
    if verified & _DENIED:
        return None if verified & _CONFIRMED else True
    has_ended = _has_ended(condition, now)
    if clinical & _PRESENT:
        return None if clinical & _PAST or has_ended is not False else False
    if clinical & _PAST:
        return True
    return has_ended


def _has_ended(condition: Condition, now: date) -> bool | None:
    """Whether its end has come; nothing where an end is told, but not by a day that is certain to be past."""
    period = condition.abatementPeriod or Period()
    written = condition.abatementDateTime or period.end
    if written is not None:
        end = days(written)
        return None if end is None or end.first <= now < end.last else end.last <= now
    in_words = (condition.abatementPeriod, condition.abatementAge, condition.abatementRange, condition.abatementString)
    if any(part is not None for part in in_words):
        return None
    return condition.abatementBoolean is True


def _codes(concept: Concept | None) -> frozenset[str]:
    """The codes of a status; one that is only written out is read as its code."""
    if concept is None:
        return frozenset()
    return frozenset(plain_name(word) for word in (concept.text, *(one.code for one in concept.codings)) if word)


def _meant(code: Concept | None) -> tuple[frozenset[Fact], tuple[str, ...], bool]:
    """The flags, the codes of ICD-10, and whether it is kidney failure."""
    flags: set[Fact] = set()
    icd: list[str] = []
    is_failure = False
    for coding in code.codings if code else ():
        if coding.system == SNOMED:
            flags |= set(CONDITIONS.get(coding.code or "", ((), ""))[0])
            is_failure = is_failure or coding.code in KIDNEY_FAILURE
        elif coding.system in ICD_10 and coding.code:
            code_without_dot = coding.code.upper().replace(".", "")
            icd.append(code_without_dot)
            flags |= _by_beginning(code_without_dot)
            is_failure = is_failure or code_without_dot.startswith(_FAILURE)
    return frozenset(flags), tuple(icd), is_failure


def _by_beginning(code: str) -> set[Fact]:
    """What the longest beginning of the code that is known means."""
    known = [beginning for beginning in _BEGINNINGS if code.startswith(beginning)]
    return set(_BEGINNINGS[max(known, key=len)]) if known else set()


def listed(part: Evidence) -> list[tuple[Found, Condition]]:
    """The conditions among the evidence."""
    return [(one, one.resource) for one in part.found if isinstance(one.resource, Condition)]
