"""The room that rules leave a patient for a course of daily doses: from which dose, by how much, after how many days.

Every number comes from the rules that apply to the patient, that gate and that nobody has acknowledged; nothing here
knows a drug. What is found with these numbers is judged by the rules themselves before it is proposed.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from dosing.core.category import Category
from dosing.core.compile import Compiled, Facts
from dosing.core.exact import ZERO
from dosing.core.fact import Fact
from dosing.core.finding import Acknowledgement
from dosing.core.monograph import Monograph
from dosing.core.patient import REMEMBERED
from dosing.core.rule import At, Gate, In, Rule

_KINDS = frozenset({At.PHASE, At.ORDERED_DAILY_DOSE})
_GATES = frozenset({Gate.STOP, Gate.CONFIRM})
#: Changes that a way down consists of.
_DOWN = frozenset({"fall", "stop"})


class Room(Struct, frozen=True, kw_only=True):
    """Daily doses in mg/d, times in days; no number where nothing limits it."""

    most: Decimal | None
    first: Decimal | None
    rise: Decimal | None
    days_before_rise: int
    fall: Decimal | None
    days_of_fall: int
    days_down: int
    #: The rules that can speak against a stop, and what is known of the patient and of every stop.
    of_stops: tuple[Compiled, ...]
    at_stops: Facts

    def may_stop(self, dose: Decimal, *, days_of_use: int | None, days_down: int, is_last: bool) -> bool:
        """Whether this dose may be followed by none: for good (at the end of the way down), or for a time."""
        facts = {
            **self.at_stops,
            Fact.GOING_DOWN: is_last,
            Fact.FALLS_TO_NOTHING_FROM: dose,
            Fact.DECREASE: dose,
            Fact.DAYS_GOING_DOWN: Decimal(days_down),
        }
        if days_of_use is not None:
            facts[Fact.DAYS_OF_USE] = Decimal(days_of_use)
        return not any(
            each.when(facts) and each.holds(facts) is False
            for each in self.of_stops
            if each.rule.judges_going_down or not is_last
        )


def is_bound(rule: Rule, words: Sequence[Acknowledgement]) -> bool:
    """Whether the rule gates, and waits for a person's word if it is one that takes a word."""
    return rule.gate in _GATES and not any(word.rule == rule.id for word in words)


@lru_cache(maxsize=REMEMBERED)
def room_of(
    book: Monograph, category: Category, words: tuple[Acknowledgement, ...], kept: frozenset[str] = frozenset()
) -> Room:
    """What the drug's rules leave patients of a category; those in `kept` bind as well, though they only note."""
    facts = category.facts
    binding = tuple(
        each
        for each in book.table.rules
        if not _KINDS.isdisjoint(each.kinds)
        and (is_bound(each.rule, words) or each.rule.id in kept)
        and each.when(facts) is not False
    )

    def bounds(fact: Fact, end: str, change: str) -> list[Decimal]:
        at: Facts = {**facts, Fact.CHANGE: change, Fact.GOING_DOWN: change in _DOWN}
        found = (
            getattr(each.rule.limit.spans[-1], end)
            for each in binding
            if isinstance(each.rule.limit, In) and each.rule.limit.fact is fact and each.when(at)
        )
        return [bound for bound in found if bound is not None]

    def most(fact: Fact, change: str) -> Decimal | None:
        return min(bounds(fact, "at_most", change), default=None)

    def least(fact: Fact, change: str) -> int:
        return int(max(bounds(fact, "at_least", change), default=ZERO))

    at_stops: Facts = {**facts, Fact.DAILY_DOSE: ZERO, Fact.CHANGE: "stop"}
    return Room(
        most=most(Fact.DAILY_DOSE, "same"),
        first=most(Fact.DAILY_DOSE, "first"),
        rise=most(Fact.INCREASE, "rise"),
        days_before_rise=least(Fact.DAYS_BEFORE_INCREASE, "rise"),
        fall=most(Fact.DECREASE, "fall"),
        days_of_fall=least(Fact.DAYS_OF_DECREASED_DOSE, "fall"),
        days_down=least(Fact.DAYS_GOING_DOWN, "stop"),
        of_stops=tuple(each for each in binding if each.when(at_stops) is not False and not each.holds(at_stops)),
        at_stops=at_stops,
    )


def smaller(*bounds: Decimal | None) -> Decimal | None:
    """The smallest of the bounds that there are.

    >>> smaller(None, Decimal(30), Decimal(15)), smaller(None)
    (Decimal('15'), None)
    """
    return min((bound for bound in bounds if bound is not None), default=None)
