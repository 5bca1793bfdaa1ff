"""Conditions as flags: true by a code that is matched; false only where a complete list excludes it; else unknown.

The list of codes is not all that mean a condition, so that none of them is there proves little by itself.
"""

from collections.abc import Sequence
from typing import NamedTuple

from dosing.core.fact import Fact
from dosing.fhir.codes import CONDITIONS, CONDITIONS_ICD, ICD_10, NEAR, SNOMED
from dosing.fhir.evidence import Evidence, Found
from dosing.fhir.remark import Remarks
from dosing.fhir.resources import Concept, Condition

_PAST = frozenset({"inactive", "resolved", "remission"})
_DENIED = frozenset({"refuted", "entered-in-error"})
_UNSURE = frozenset({"unconfirmed", "provisional", "differential"})


#: Records write codes with the dot or without it.
_BEGINNINGS = {code.replace(".", ""): flags for code, (flags, _) in CONDITIONS_ICD.items()}


class _Now(NamedTuple):
    """A condition that is there now, or may be."""

    flags: frozenset[Fact]
    icd: tuple[str, ...]
    is_sure: bool


def conditions(part: Evidence, found: Sequence[tuple[Found, Condition]], said: Remarks) -> dict[Fact, bool]:
    """The flags that the list of conditions tells."""
    present = [now for one, condition in found if (now := _now(one, condition, said)) is not None]
    flags: dict[Fact, bool] = {fact: True for now in present if now.is_sure for fact in now.flags}
    if not part.is_complete:
        return flags
    absent = [fact for fact, near in NEAR.items() if fact not in flags and _is_excluded(present, near)]
    if absent:
        names = " and ".join(fact.rsplit("/", 1)[1].replace("_", " ") for fact in absent)
        path = found[0][0].path if found else ""
        said.say("taken-as-absent", f"The list of conditions is complete and has no {names}: taken as absent.", path)
    return flags | dict.fromkeys(absent, False)


def _is_excluded(present: Sequence[_Now], near: tuple[str, ...]) -> bool:
    """Whether every condition is coded, and none lies near: codes of other systems could mean it unseen."""
    return all(now.icd and not any(code.startswith(near) for code in now.icd) for now in present)


def _now(one: Found, condition: Condition, said: Remarks) -> _Now | None:
    if condition.modifierExtension or condition.implicitRules:
        said.say("evidence-not-used", "The condition may mean something else than it says.", one.path)
        return _Now(frozenset(), (), is_sure=False)
    clinical, verified = _codes(condition.clinicalStatus), _codes(condition.verificationStatus)
    if clinical & _PAST or verified & _DENIED or condition.abatementDateTime is not None:
        return None
    flags, icd = _meant(condition.code)
    is_sure = not verified & _UNSURE
    if flags and not is_sure:
        said.say("evidence-not-used", "A condition that is not confirmed is neither there nor absent.", one.path)
    return _Now(flags, icd, is_sure)


def _codes(concept: Concept | None) -> frozenset[str]:
    return frozenset(coding.code or "" for coding in concept.codings) if concept else frozenset()


def _meant(code: Concept | None) -> tuple[frozenset[Fact], tuple[str, ...]]:
    flags: set[Fact] = set()
    icd: list[str] = []
    for coding in code.codings if code else ():
        if coding.system == SNOMED:
            flags |= set(CONDITIONS.get(coding.code or "", ((), ""))[0])
        elif coding.system in ICD_10 and coding.code:
            code_without_dot = coding.code.upper().replace(".", "")
            icd.append(code_without_dot)
            flags |= _by_beginning(code_without_dot)
    return frozenset(flags), tuple(icd)


def _by_beginning(code: str) -> set[Fact]:
    """What the longest beginning of the code that is known means."""
    known = [beginning for beginning in _BEGINNINGS if code.startswith(beginning)]
    return set(_BEGINNINGS[max(known, key=len)]) if known else set()


def listed(part: Evidence) -> list[tuple[Found, Condition]]:
    """The conditions among the evidence."""
    return [(one, one.resource) for one in part.found if isinstance(one.resource, Condition)]
