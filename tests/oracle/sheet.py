"""The sheet on which rules are judged, and the answer that is read from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .tri import Tri

Missing = list[list[str]]
Answer = dict[str, Any]

PATIENT = "/patient"
#: A rule judged at several places is listed by what weighs most.
OUTCOMES = {"not_applicable": 0, "kept": 1, "unknown": 2, "outside": 3}


class Judgement(NamedTuple):
    """One rule judged at one place."""

    rule: str
    severity: str
    gate: str
    outcome: str
    where: str
    day: int | None
    missing: Missing


@dataclass
class Sheet:
    """All judgements of one answer, and all rules that the answer must list."""

    acknowledged: list[dict[str, Any]]
    rules: set[str] = field(default_factory=set)
    judgements: list[Judgement] = field(default_factory=list)


def judge(
    sheet: Sheet,
    rule: str,
    severity: str,
    gate: str,
    limit: Tri,
    *,
    where: str = PATIENT,
    when: Tri = True,
    day: int | None = None,
    missing: Iterable[Iterable[str]] = (),
) -> str:
    """Write down one rule at one place, and give its outcome."""
    if when is False:
        outcome = "not_applicable"
    elif when is None or limit is None:
        outcome = "unknown"
    else:
        outcome = "kept" if limit else "outside"
    lists = [list(pointers) for pointers in missing] if outcome == "unknown" else []
    sheet.rules.add(rule)
    sheet.judgements.append(Judgement(rule, severity, gate, outcome, where, day, lists))
    return outcome


def _covers(acknowledgement: dict[str, Any], judgement: Judgement) -> bool:
    if acknowledgement["rule"] != judgement.rule:
        return False
    if judgement.gate != "confirm" or judgement.outcome != "outside":
        return False
    return acknowledgement.get("where") in (None, judgement.where)


def is_acknowledged(sheet: Sheet, judgement: Judgement) -> bool:
    """Say if a person took responsibility for this broken rule at this place."""
    return any(_covers(entry, judgement) for entry in sheet.acknowledged)


def is_blocked_by(sheet: Sheet, rules: Iterable[str]) -> bool:
    """Say if one of these rules is broken and not acknowledged."""
    named = set(rules)
    return any(
        judgement.rule in named and judgement.outcome == "outside" and not is_acknowledged(sheet, judgement)
        for judgement in sheet.judgements
    )


def _is_finding(judgement: Judgement) -> bool:
    if judgement.outcome == "outside":
        return True
    return judgement.outcome == "unknown" and judgement.gate == "ask"


def _finding(sheet: Sheet, judgement: Judgement) -> dict[str, Any]:
    finding: dict[str, Any] = {
        "rule": judgement.rule,
        "outcome": judgement.outcome,
        "severity": judgement.severity,
        "gate": judgement.gate,
        "where": judgement.where,
        "acknowledged": is_acknowledged(sheet, judgement),
    }
    if judgement.day is not None:
        finding["day"] = judgement.day
    return finding


def _status(sheet: Sheet, findings: list[Judgement], *, is_covered: bool) -> str:
    if any(found.gate == "stop" for found in findings):
        return "refused"
    if any(found.gate == "ask" for found in findings):
        return "needs_input"
    if any(found.gate == "confirm" and not is_acknowledged(sheet, found) for found in findings):
        return "needs_review"
    return "ok" if is_covered else "not_covered"


def _lists(sheet: Sheet) -> dict[str, list[str]]:
    worst = dict.fromkeys(sheet.rules, "not_applicable")
    for judgement in sheet.judgements:
        if OUTCOMES[judgement.outcome] > OUTCOMES[worst[judgement.rule]]:
            worst[judgement.rule] = judgement.outcome
    lists: dict[str, list[str]] = {outcome: [] for outcome in OUTCOMES}
    for rule in sorted(worst):
        lists[worst[rule]].append(rule)
    return lists


def combined(questions: Sequence[Missing]) -> Missing:
    """Give the ways to answer all questions at once, the needlessly long ones left out."""
    ways: list[frozenset[str]] = [frozenset()]
    for question in questions:
        ways = [way | frozenset(pointers) for way in ways for pointers in question]
    shortest = {way for way in ways if not any(other < way for other in ways)}
    return sorted(sorted(way) for way in shortest)


def _unused(sheet: Sheet) -> list[str]:
    broken = [judgement for judgement in sheet.judgements if judgement.outcome == "outside"]
    return [entry["rule"] for entry in sheet.acknowledged if not any(_covers(entry, judgement) for judgement in broken)]


def answer_of(sheet: Sheet, *, is_covered: bool = True) -> Answer:
    """Read status, findings and lists from the sheet."""
    found = [judgement for judgement in sheet.judgements if _is_finding(judgement)]
    status = _status(sheet, found, is_covered=is_covered)
    answer: Answer = {
        "status": status,
        "findings": [_finding(sheet, judgement) for judgement in found],
        "rules": _lists(sheet),
        "unused_acknowledgements": _unused(sheet),
    }
    asked = [judgement.missing for judgement in found if judgement.gate == "ask"]
    if asked:
        answer["missing"] = combined(asked)
    return answer


def new_sheet(body: dict[str, Any], rules: Iterable[str]) -> Sheet:
    """Start a sheet for a request; rules never judged will be not applicable."""
    return Sheet(list(body.get("acknowledged", [])), set(rules))
