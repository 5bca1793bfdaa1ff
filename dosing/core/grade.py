"""How finely facts must be known to be judged: a condition compares a number with its bounds, a word with its words.

A value's grade is where it lies among all bounds that a set of conditions knows of its fact, exactly. Facts of the same
grades are judged alike by all of these conditions. Nothing here judges, and nothing here rounds.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from dosing.core.compile import FORMS, Facts, leaves_of, spans_of
from dosing.core.convert import Substance
from dosing.core.fact import FACT_UNITS, Fact, Measure, Value
from dosing.core.rule import Condition, In, OneOf
from dosing.core.span import Known, Span

Bounds = tuple[Decimal, ...]
#: How much is remembered by grades at the most, of one sort; then it begins anew.
MOST_REMEMBERED = 1024


class Scale(Struct, frozen=True):
    """All that conditions can tell of a fact: bounds in ascending order, by form; and words."""

    bounds: dict[str, Bounds]
    words: frozenset[str]

    def grade(self, value: Value) -> Hashable:
        """What the conditions can tell of the value.

        >>> scale = Scale({"": (Decimal(18), Decimal(65))}, frozenset())
        >>> [scale.grade(Decimal(age)) for age in (17, 18, 40, 65, 66)]
        [0, 1, 2, 3, 4]
        >>> scale.grade(Span(above=Decimal(18), below=Decimal(65)))
        (2, 2)
        """
        # By class, the usual ones first: this is asked about every number of every order.
        if type(value) is Decimal or type(value) is Fraction:
            bounds = self.bounds[""]
            return bisect_left(bounds, value) + bisect_right(bounds, value)
        if isinstance(value, frozenset):
            return value
        if isinstance(value, str):
            return value if value in self.words else ""
        if isinstance(value, Measure):
            return value.form, _slots(self.bounds.get(value.form, ()), value.known)
        return _slots(self.bounds[""], value) if isinstance(value, Span) else value


class Grades:
    """The grades of the facts that some conditions read, in a fixed order; none for a fact that is absent."""

    def __init__(
        self, conditions: Iterable[Condition], substances: Mapping[str, Substance], among: AbstractSet[Fact]
    ) -> None:
        leaves = [leaf for condition in conditions for leaf in leaves_of(condition) if leaf.fact in among]
        self.facts = tuple(dict.fromkeys(leaf.fact for leaf in leaves))
        bounds: dict[Fact, dict[str, set[Decimal]]] = {fact: {} for fact in self.facts}
        words: dict[Fact, set[str]] = {fact: set() for fact in self.facts}
        for leaf in leaves:
            if isinstance(leaf, In):
                for form, span in spans_of(leaf, substances).items():
                    bounds[leaf.fact].setdefault(form, set()).update(span.ends)
            elif isinstance(leaf, OneOf):
                words[leaf.fact].update(leaf.words)
        self._flags = tuple(
            fact for fact in self.facts if not (bounds[fact] or words[fact] or fact in FACT_UNITS or fact in FORMS)
        )
        self._scaled = tuple(
            (fact, Scale(_sorted(bounds[fact]), frozenset(words[fact])).grade)
            for fact in self.facts
            if fact not in self._flags
        )

    def of(self, facts: Facts) -> tuple[Hashable, ...]:
        """The grades of these facts."""
        known = facts.get
        grades: list[Hashable] = [*map(known, self._flags)]
        for fact, grade in self._scaled:
            value = known(fact)
            grades.append(None if value is None else grade(value))
        return tuple(grades)


def _sorted(bounds: Mapping[str, set[Decimal]]) -> dict[str, Bounds]:
    return {"": ()} | {form: tuple(sorted(ends)) for form, ends in bounds.items()}


def _slot(bounds: Bounds, value: Decimal | Fraction) -> int:
    """Even between bounds, odd on one."""
    return bisect_left(bounds, value) + bisect_right(bounds, value)


def _slots(bounds: Bounds, known: Known | Fraction) -> Hashable:
    """Of an interval the first and the last slot that it reaches into."""
    if not isinstance(known, Span):
        return _slot(bounds, known)
    first, last = 0, 2 * len(bounds)
    if known.above is not None:
        first = _slot(bounds, known.above)
        first += first % 2
    elif known.at_least is not None:
        first = _slot(bounds, known.at_least)
    if known.below is not None:
        last = _slot(bounds, known.below)
        last -= last % 2
    elif known.at_most is not None:
        last = _slot(bounds, known.at_most)
    return first, last
