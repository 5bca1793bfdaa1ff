"""The numbers at which rules change their mind, each with its two neighbours: read from the rules themselves."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from dosing.core.fact import Fact
from dosing.core.rule import All, AnyOf, Condition, Drug, In, Not, OneOf, Rule
from dosing.core.span import Span
from dosing.formulary import FORMULARY
from dosing.formulary.kidney import KIDNEY

_ENDS = ("at_least", "above", "at_most", "below")
_MILLIONTH = Decimal("0.000001")


class Edge(Struct, frozen=True, kw_only=True):
    """A number of a fact at which an answer may change."""

    fact: Fact
    number: Decimal
    unit: str
    of: str = ""

    @property
    def neighbours(self) -> tuple[Decimal, Decimal, Decimal]:
        """Just under it, at it, just over it: a millionth apart, days by one."""
        step = Decimal(1) if self.unit == "d" else _MILLIONTH
        return self.number - step, self.number, self.number + step


def edges_of(drug: Drug) -> dict[Edge, tuple[str, ...]]:
    """Every edge of the drug's rules and of those for every order, each with the rules that have it."""
    found: dict[Edge, dict[str, None]] = {}
    for rule in (*drug.rules, *FORMULARY.every_order):
        for edge in _of_rule(rule):
            found.setdefault(edge, {})[rule.id] = None
    return {edge: tuple(rules) for edge, rules in found.items()}


def edges_of_kidney() -> dict[Edge, tuple[str, ...]]:
    """The edges of the estimate of kidney function: the ages of the equations, and the ends of the bands."""
    found: dict[Edge, tuple[str, ...]] = {
        Edge(fact=Fact.AGE, number=equation.from_age, unit="a"): (equation.name,)
        for equation in (KIDNEY.adult, KIDNEY.child)
    }
    for edge in _bands(KIDNEY.bands):
        found[edge] = (*found.get(edge, ()), "kidney.band")
    return found


def _of_rule(rule: Rule) -> Iterator[Edge]:
    yield from _of_condition(rule.limit)
    yield from _of_condition(rule.when)


def _of_condition(condition: Condition) -> Iterator[Edge]:
    match condition:
        case In(fact, spans):
            for span in spans:
                yield from _ends(fact, span)
        case OneOf(Fact.BAND, words):
            yield from _bands(words)
        case Not(part):
            yield from _of_condition(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _of_condition(part)
        case _:
            # A flag, a word, or that something is known: there is nothing beside it.
            return


def _bands(words: Iterable[str]) -> Iterator[Edge]:
    for word in words:
        yield from _ends(Fact.EGFR, KIDNEY.bands[word])


def _ends(fact: Fact, span: Span) -> Iterator[Edge]:
    for end in _ENDS:
        number = getattr(span, end)
        if number is not None:
            # 0.70 and 0.7 are one edge.
            yield Edge(fact=fact, number=number.normalize(), unit=span.unit, of=span.of)
