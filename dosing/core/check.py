"""Judges places by a table of rules: an outcome for every rule, findings for the broken, and the status.

Nothing here knows what a place is part of. What becomes of each rule at a place is the business of its sheet.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product
from operator import itemgetter

from msgspec.structs import replace

from dosing.core.category import PatientPlace
from dosing.core.compile import Table
from dosing.core.convert import Substance
from dosing.core.explain import is_personal, limit_at, message, observed_at, told_of
from dosing.core.fact import Fact
from dosing.core.finding import Acknowledgement, Finding, Outcome, Outcomes, Report, Status
from dosing.core.kidney import KidneyFunction, missing_for_band
from dosing.core.place import Place
from dosing.core.rule import AnyOf, Condition, Gate, Given, Rule
from dosing.core.sheet import Graded

#: An enum's member is looked up by a Python call; these are looked up for every finding.
OUTSIDE = Outcome.OUTSIDE
STOP, ASK, CONFIRM, _ = Gate


class Judgement:
    """The judging of one order: what every call of it needs."""

    def __init__(
        self,
        table: Table,
        kidney: KidneyFunction,
        substances: Mapping[str, Substance],
        acknowledged: Sequence[Acknowledgement] = (),
    ) -> None:
        self._table = table
        self._kidney = kidney
        self._substances = substances
        self._acknowledged = acknowledged

    def report(self, patient: PatientPlace, places: Iterable[Graded]) -> Report:
        """Every rule judged at each place of its kind."""
        judged = patient.category.verdict
        kept = unknown = outside = 0
        found: list[tuple[int, Outcome, Place]] = []
        for graded in places:
            verdict = judged(graded)
            kept |= verdict.kept
            unknown |= verdict.unknown
            outside |= verdict.outside
            if verdict.found:
                found += [(number, outcome, graded.place) for number, outcome in verdict.found]
        findings = self._findings(patient, found)
        return Report(
            status=_status(findings),
            findings=findings,
            outcomes=outcomes_of(self._table, kept, unknown, outside),
            missing=_missing(findings),
            unused=tuple([word for word in self._acknowledged if not _is_used(word, findings)]),
        )

    def of_one(self, patient: PatientPlace, report: Report) -> Report:
        """The report about anyone of a category, as that about a patient of it, of whom there are no notes.

        What is theirs alone is found anew, all else is the same.
        """
        findings = tuple(
            [
                self._finding(one.rule, one.outcome, one.place, _whole(one.place, patient)) if is_personal(one) else one
                for one in report.findings
            ]
        )
        return replace(report, findings=findings, missing=_missing(findings))

    def _findings(self, patient: PatientPlace, found: list[tuple[int, Outcome, Place]]) -> tuple[Finding, ...]:
        """Rule by rule, and of each place by place."""
        found.sort(key=itemgetter(0))
        rules = self._table.rules
        wholes: dict[int, Place] = {}
        findings: list[Finding] = []
        for number, outcome, place in found:
            key = id(place)
            if key not in wholes:
                wholes[key] = _whole(place, patient)
            findings.append(self._finding(rules[number].rule, outcome, place, wholes[key]))
        return tuple(findings)

    def _finding(self, rule: Rule, outcome: Outcome, own: Place, place: Place) -> Finding:
        """A finding at a place: as it is by itself, and with all facts that hold there."""
        is_outside = outcome is OUTSIDE
        told = told_of(rule)
        observed = observed_at(told, place) if is_outside else None
        return Finding(
            rule=rule,
            outcome=outcome,
            message=message(told, place, observed, is_known=is_outside),
            place=own,
            observed=observed,
            limit=limit_at(told, place, self._substances),
            missing=() if is_outside else self._lacking(rule.limit, place),
            acknowledgement=self._acknowledgement(rule, place.where),
        )

    def _acknowledgement(self, rule: Rule, where: str) -> Acknowledgement | None:
        if rule.gate is not CONFIRM:
            return None
        return next((word for word in self._acknowledged if word.covers(rule.id, where)), None)

    def _lacking(self, condition: Condition, place: Place) -> tuple[tuple[str, ...], ...]:
        """Lists of pointers; the facts of any one of them would satisfy a rule that asks."""
        if isinstance(condition, AnyOf):
            return tuple(way for part in condition.parts for way in self._lacking(part, place))
        return self._ways(condition.fact, place) if isinstance(condition, Given) else ()

    def _ways(self, fact: Fact, place: Place) -> tuple[tuple[str, ...], ...]:
        if fact is Fact.BAND:
            ways = missing_for_band(self._kidney, place.facts)
            return tuple(tuple(fact.value for fact in way) for way in ways)
        if fact is Fact.DAYS:
            return ((f"{place.where}/days",),)
        return ((fact.value,),)


@lru_cache(maxsize=4096)
def outcomes_of(table: Table, kept: int, unknown: int, outside: int) -> Outcomes:
    """The rules with each outcome, of several the worst; each set has bit i for the rule of number i."""
    lists: tuple[list[str], ...] = ([], [], [], [])
    bit = 1
    for compiled in table.rules:
        became = 0 if outside & bit else 1 if unknown & bit else 2 if kept & bit else 3
        lists[became].append(compiled.rule.id)
        bit <<= 1
    outside_rules, unknown_rules, kept_rules, others = map(tuple, lists)
    return Outcomes(outside=outside_rules, unknown=unknown_rules, kept=kept_rules, not_applicable=others)


def _whole(place: Place, patient: PatientPlace) -> Place:
    """A place with all facts that hold there."""
    return patient if isinstance(place, PatientPlace) else replace(place, facts={**patient.facts, **place.facts})


def _status(findings: Sequence[Finding]) -> Status:
    gates = [finding.rule.gate for finding in findings if finding.acknowledgement is None]
    if STOP in gates:
        return Status.REFUSED
    if ASK in gates:
        return Status.NEEDS_INPUT
    return Status.NEEDS_REVIEW if CONFIRM in gates else Status.OK


def _is_used(word: Acknowledgement, findings: Sequence[Finding]) -> bool:
    return any(finding.rule.gate is CONFIRM and word.covers(finding.rule.id, finding.where) for finding in findings)


def _missing(findings: Sequence[Finding]) -> tuple[tuple[str, ...], ...]:
    """One way of each that lacks facts, together: all lists of facts that satisfy every one of them."""
    wanted = [finding.missing for finding in findings if finding.missing]
    if not wanted:
        return ()
    lists = dict.fromkeys(tuple(dict.fromkeys(fact for way in ways for fact in way)) for ways in product(*wanted))
    return tuple(way for way in lists if not any(set(other) < set(way) for other in lists))
