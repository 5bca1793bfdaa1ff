"""Judges places by a table of rules: an outcome for every rule, findings for the broken, and the status.

The one place where a limit meets a number. Nothing here knows what a place is part of.
"""

from collections.abc import Mapping, Sequence
from itertools import product

from dosing.core.compile import Compiled, Table
from dosing.core.convert import Substance
from dosing.core.explain import limit_at, message, observed_at
from dosing.core.fact import Fact
from dosing.core.finding import Acknowledgement, Finding, Outcome, Report, Status
from dosing.core.kidney import KidneyFunction, missing_for_band
from dosing.core.place import Place
from dosing.core.rule import AnyOf, At, Condition, Gate, Given, Rule

#: An enum's member is looked up by a Python call; these are looked up for every rule at every place.
NOT_APPLICABLE, KEPT, UNKNOWN, OUTSIDE = Outcome


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

    def report(self, places: Sequence[Place]) -> Report:
        """Every rule judged at each place of its kind."""
        outcomes: dict[str, Outcome] = {}
        findings: list[Finding] = []
        broken: set[tuple[str, str]] = set()
        at: dict[tuple[At, ...], list[Place]] = {}
        for compiled in self._table.rules:
            rule = compiled.rule
            if rule.at not in at:
                at[rule.at] = [place for place in places if not compiled.kinds.isdisjoint(place.kinds)]
            worst = NOT_APPLICABLE
            for place in at[rule.at]:
                outcome = _outcome(compiled, place, broken)
                if outcome > worst:  # noqa: PLR1730 -- a call of max() costs a third of what an outcome does
                    worst = outcome
                if outcome is OUTSIDE:
                    broken.add((rule.id, place.where))
                if outcome is OUTSIDE or (outcome is UNKNOWN and rule.gate is Gate.ASK):
                    findings.append(self._finding(rule, outcome, place))
            outcomes[rule.id] = worst
        return Report(
            status=_status(findings),
            findings=tuple(findings),
            outcomes=outcomes,
            missing=_together([finding.missing for finding in findings if finding.missing]),
            unused=tuple(word for word in self._acknowledged if not _is_used(word, findings)),
        )

    def _finding(self, rule: Rule, outcome: Outcome, place: Place) -> Finding:
        is_outside = outcome is OUTSIDE
        observed = observed_at(rule, place) if is_outside else None
        return Finding(
            rule=rule,
            outcome=outcome,
            message=message(rule, place, observed, is_known=is_outside),
            where=place.where,
            day=place.day,
            observed=observed,
            limit=limit_at(rule, place, self._substances),
            missing=() if is_outside else self._missing(rule.limit, place),
            acknowledgement=self._acknowledgement(rule, place.where),
        )

    def _acknowledgement(self, rule: Rule, where: str) -> Acknowledgement | None:
        if rule.gate is not Gate.CONFIRM:
            return None
        return next((word for word in self._acknowledged if word.covers(rule.id, where)), None)

    def _missing(self, condition: Condition, place: Place) -> tuple[tuple[str, ...], ...]:
        """Lists of pointers; the facts of any one of them would satisfy a rule that asks."""
        if isinstance(condition, AnyOf):
            return tuple(way for part in condition.parts for way in self._missing(part, place))
        return self._ways(condition.fact, place) if isinstance(condition, Given) else ()

    def _ways(self, fact: Fact, place: Place) -> tuple[tuple[str, ...], ...]:
        if fact is Fact.BAND:
            ways = missing_for_band(self._kidney, place.facts)
            return tuple(tuple(fact.value for fact in way) for way in ways)
        if fact is Fact.DAYS:
            return ((f"{place.where}/days",),)
        return ((fact.value,),)


def _outcome(compiled: Compiled, place: Place, broken: set[tuple[str, str]]) -> Outcome:
    if _is_silent(compiled.rule, place, broken):
        return NOT_APPLICABLE
    is_judged = compiled.when(place.facts)
    if is_judged is False:
        return NOT_APPLICABLE
    holds = is_judged and compiled.holds(place.facts)
    if holds is None:
        return UNKNOWN
    if holds:
        return KEPT
    # A fact that must be known and is not: the rule is not broken, its fact is unknown.
    return UNKNOWN if compiled.rule.gate is Gate.ASK else OUTSIDE


def _is_silent(rule: Rule, place: Place, broken: set[tuple[str, str]]) -> bool:
    """Whether other rules speak in its stead: those for the way down, or one that is broken at the same place."""
    if place.is_going_down and not rule.judges_going_down:
        return True
    return bool(rule.unless_broken) and any((other, place.where) in broken for other in rule.unless_broken)


def _status(findings: Sequence[Finding]) -> Status:
    gates = {finding.rule.gate for finding in findings if finding.acknowledgement is None}
    if Gate.STOP in gates:
        return Status.REFUSED
    if Gate.ASK in gates:
        return Status.NEEDS_INPUT
    return Status.NEEDS_REVIEW if Gate.CONFIRM in gates else Status.OK


def _is_used(word: Acknowledgement, findings: Sequence[Finding]) -> bool:
    return any(
        finding.rule.gate is Gate.CONFIRM and word.covers(finding.rule.id, finding.where) for finding in findings
    )


def _together(wanted: Sequence[tuple[tuple[str, ...], ...]]) -> tuple[tuple[str, ...], ...]:
    """One way of each, together: all lists of facts that satisfy every one that is wanted."""
    if not wanted:
        return ()
    lists = dict.fromkeys(tuple(dict.fromkeys(fact for way in ways for fact in way)) for ways in product(*wanted))
    return tuple(way for way in lists if not any(set(other) < set(way) for other in lists))
