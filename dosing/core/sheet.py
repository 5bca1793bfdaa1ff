"""The rules that are judged at one sort of place; what became of them is remembered by the grades of the facts.

Grades are all that conditions can tell of facts, so what is looked up is what would be judged again. What is remembered
is bounded, and is made of nothing but the facts that were graded.
"""

from collections.abc import Hashable
from functools import lru_cache

from msgspec import Struct

from dosing.core.compile import Compiled, Facts, Table
from dosing.core.fact import EVERYWHERE, Fact
from dosing.core.finding import Outcome
from dosing.core.grade import MOST_REMEMBERED, Grades
from dosing.core.place import Place
from dosing.core.rule import At, Gate

_OWN = frozenset(Fact) - EVERYWHERE
#: An enum's member is looked up by a Python call; these are looked up for every rule.
NOT_APPLICABLE, KEPT, UNKNOWN, OUTSIDE = Outcome
ASK = Gate.ASK


class Verdict(Struct, frozen=True):
    """What became of the rules at a place: sets of rules, of which bit i stands for the rule of number i."""

    kept: int
    unknown: int
    outside: int
    #: The numbers of the rules to report, each with what became of it.
    found: tuple[tuple[int, Outcome], ...]


class Sheet:
    """The rules of a table for places of these kinds; on the way down to a stop, those that are judged there."""

    def __init__(self, table: Table, kinds: tuple[At, ...], *, is_going_down: bool) -> None:
        self._rules = tuple(
            (number, compiled)
            for number, compiled in enumerate(table.rules)
            if not compiled.kinds.isdisjoint(kinds) and (compiled.rule.judges_going_down or not is_going_down)
        )
        conditions = [part for _, compiled in self._rules for part in (compiled.rule.when, compiled.rule.limit)]
        self.everywhere = Grades(conditions, table.substances, among=EVERYWHERE)
        self.own = Grades(conditions, table.substances, among=_OWN)
        #: By the grades of the facts that hold everywhere, and of those of the place.
        self.verdicts: dict[tuple[Hashable, Hashable], Verdict] = {}

    def judge(self, grades: tuple[Hashable, Hashable], everywhere: Facts, own: Facts) -> Verdict:
        """What becomes of the rules by facts of these grades, from now on remembered."""
        if len(self.verdicts) >= MOST_REMEMBERED:
            self.verdicts.clear()
        facts = {fact: everywhere[fact] for fact in self.everywhere.facts if fact in everywhere}
        facts |= {fact: own[fact] for fact in self.own.facts if fact in own}
        found = self.verdicts[grades] = self._judged(facts)
        return found

    def _judged(self, facts: Facts) -> Verdict:
        sets = [0, 0, 0, 0]
        found: list[tuple[int, Outcome]] = []
        broken: set[str] = set()
        for number, compiled in self._rules:
            rule = compiled.rule
            is_silent = rule.unless_broken and not broken.isdisjoint(rule.unless_broken)
            outcome = NOT_APPLICABLE if is_silent else _outcome(compiled, facts)
            sets[outcome] |= 1 << number
            if outcome is OUTSIDE:
                broken.add(rule.id)
            if outcome is OUTSIDE or (outcome is UNKNOWN and rule.gate is ASK):
                found.append((number, outcome))
        return Verdict(
            kept=sets[KEPT],
            unknown=sets[UNKNOWN],
            outside=sets[OUTSIDE],
            found=tuple(found),
        )


def _outcome(compiled: Compiled, facts: Facts) -> Outcome:
    is_judged = compiled.when(facts)
    if is_judged is False:
        return NOT_APPLICABLE
    holds = is_judged and compiled.holds(facts)
    if holds is None:
        return UNKNOWN
    if holds:
        return KEPT
    # A fact that must be known and is not: the rule is not broken, its fact is unknown.
    return UNKNOWN if compiled.rule.gate is ASK else OUTSIDE


class Graded(Struct, frozen=True):
    """A place, the sheet of rules for it, and the grades of its own facts."""

    place: Place
    sheet: Sheet
    grades: tuple[Hashable, ...]


def graded(table: Table, place: Place) -> Graded:
    """The place, ready to be judged by this table."""
    sheet = _sheet_of(table, place.kinds, place.is_going_down)
    return Graded(place, sheet, sheet.own.of(place.facts))


@lru_cache(maxsize=1024)
def _sheet_of(table: Table, kinds: tuple[At, ...], is_going_down: bool) -> Sheet:  # noqa: FBT001 -- part of a key
    return Sheet(table, kinds, is_going_down=is_going_down)
