"""The room that rules leave a patient for a course of daily doses: from which dose, by how much, after how many days.

Every number comes from the rules that apply to the patient, that gate and that nobody has acknowledged; nothing here
knows a drug. What is found with these numbers is judged by the rules themselves before it is proposed.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

from msgspec import Struct

from dosing.core.compile import Facts, Judge, judge_of
from dosing.core.exact import ZERO
from dosing.core.fact import Fact, Value
from dosing.core.finding import Acknowledgement
from dosing.core.rule import At, Condition, Gate, In, Rule

_KINDS = frozenset({At.PHASE, At.ORDERED_DAILY_DOSE})
_GATES = frozenset({Gate.STOP, Gate.CONFIRM})


class Room(Struct, frozen=True, kw_only=True):
    """Daily doses in mg/d, times in days; no number where nothing limits it."""

    most: Decimal | None
    first: Decimal | None
    rise: Decimal | None
    days_before_rise: int
    fall: Decimal | None
    days_of_fall: int
    days_down: int
    #: The rules that bind, and what is known of the patient.
    rules: tuple[Rule, ...]
    facts: dict[Fact, Value]

    def may_stop(self, dose: Decimal, *, days_of_use: int | None, days_down: int, is_last: bool) -> bool:
        """Whether this dose may be followed by none: for good (at the end of the way down), or for a time."""
        facts = self.facts | {
            Fact.DAILY_DOSE: ZERO,
            Fact.CHANGE: "stop",
            Fact.GOING_DOWN: is_last,
            Fact.FALLS_TO_NOTHING_FROM: dose,
            Fact.DECREASE: dose,
            Fact.DAYS_GOING_DOWN: Decimal(days_down),
        }
        if days_of_use is not None:
            facts[Fact.DAYS_OF_USE] = Decimal(days_of_use)
        return not any(
            _judge(rule.when)(facts) and _judge(rule.limit)(facts) is False
            for rule in self.rules
            if rule.judges_going_down or not is_last
        )


@cache
def _judge(condition: Condition) -> Judge:
    return judge_of(condition, {})


def is_bound(rule: Rule, words: Sequence[Acknowledgement]) -> bool:
    """Whether the rule gates, and waits for a person's word if it is one that takes a word."""
    return rule.gate in _GATES and not any(word.rule == rule.id for word in words)


def room_of(
    rules: Iterable[Rule], facts: dict[Fact, Value], words: Sequence[Acknowledgement], kept: frozenset[str]
) -> Room:
    """What the rules leave this patient; those in `kept` bind as well, though they only note."""
    binding = tuple(
        rule
        for rule in rules
        if not _KINDS.isdisjoint(rule.at)
        and (is_bound(rule, words) or rule.id in kept)
        and _judge(rule.when)(facts) is not False
    )

    def bounds(fact: Fact, end: str, change: str, *, is_down: bool = False) -> list[Decimal]:
        at: Facts = facts | {Fact.CHANGE: change, Fact.GOING_DOWN: is_down}
        found = (
            getattr(rule.limit.spans[-1], end)
            for rule in binding
            if isinstance(rule.limit, In) and rule.limit.fact is fact and _judge(rule.when)(at)
        )
        return [bound for bound in found if bound is not None]

    def most(fact: Fact, change: str, *, is_down: bool = False) -> Decimal | None:
        return min(bounds(fact, "at_most", change, is_down=is_down), default=None)

    def least(fact: Fact, change: str, *, is_down: bool = False) -> int:
        return int(max(bounds(fact, "at_least", change, is_down=is_down), default=ZERO))

    return Room(
        most=most(Fact.DAILY_DOSE, "same"),
        first=most(Fact.DAILY_DOSE, "first"),
        rise=most(Fact.INCREASE, "rise"),
        days_before_rise=least(Fact.DAYS_BEFORE_INCREASE, "rise"),
        fall=most(Fact.DECREASE, "fall", is_down=True),
        days_of_fall=least(Fact.DAYS_OF_DECREASED_DOSE, "fall", is_down=True),
        days_down=least(Fact.DAYS_GOING_DOWN, "stop", is_down=True),
        rules=binding,
        facts=facts,
    )


def smaller(*bounds: Decimal | None) -> Decimal | None:
    """The smallest of the bounds that there are.

    >>> smaller(None, Decimal(30), Decimal(15)), smaller(None)
    (Decimal('15'), None)
    """
    return min((bound for bound in bounds if bound is not None), default=None)
