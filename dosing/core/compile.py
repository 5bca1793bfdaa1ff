"""A drug's rules, made ready to judge: bounds in the unit of their fact, conditions as plain calls.

A rule that cannot be judged as it stands is refused here, with its id and what is wrong with it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from dosing.core.amount import ExactAmount
from dosing.core.convert import Substance, convert
from dosing.core.exact import to_digits
from dosing.core.fact import FACT_UNITS, Fact, Measure, Value, form
from dosing.core.logic import every, negated, some
from dosing.core.rule import All, At, Condition, Given, In, Is, Not, OneOf, Rule
from dosing.core.span import Span
from dosing.core.ucum import in_unit

Facts = Mapping[Fact, Value]
Judge = Callable[[Facts], bool | None]

#: Facts that are compared in the form they were stated in, and the forms in which each can be stated.
FORMS: dict[Fact, tuple[tuple[str, str], ...]] = {
    Fact.SERUM_MAGNESIUM: (("mmol/L", ""), ("mg/dL", ""), ("meq/L", "")),
    Fact.DAILY_MAGNESIUM: (
        ("mmol/d", "magnesium"),
        ("meq/d", "magnesium"),
        ("mg/d", "magnesium"),
        ("mg/d", "magnesium-oxide"),
    ),
}


class BrokenRuleError(ValueError):
    """A rule that cannot be judged: says which, and why."""


class Compiled(Struct, frozen=True):
    """A rule with its condition and its limit as calls on facts."""

    rule: Rule
    kinds: frozenset[At]
    when: Judge
    holds: Judge


class Table(Struct, frozen=True, eq=False):
    """All rules that an order of a drug is judged by; a rule's number is its place here."""

    rules: tuple[Compiled, ...]
    substances: Mapping[str, Substance]


def compile_rules(rules: Iterable[Rule], substances: Mapping[str, Substance]) -> Table:
    """The table of these rules.

    Raises:
        BrokenRuleError: an id stands twice, a rule cites nothing, or a bound is stated in a unit that its fact has not.

    """
    compiled: list[Compiled] = []
    seen: set[str] = set()
    for rule in rules:
        try:
            _require(rule.id not in seen, "the id stands twice")
            _require(bool(rule.cites), "no source is cited")
            _require(set(rule.unless_broken) <= seen, "it names a rule in `unless_broken` that does not come before it")
            when, holds = judge_of(rule.when, substances), judge_of(rule.limit, substances)
            compiled.append(Compiled(rule, frozenset(rule.at), when, holds))
        except ValueError as error:
            message = f"{rule.id}: {error}"
            raise BrokenRuleError(message) from error
        seen.add(rule.id)
    return Table(tuple(compiled), substances)


def leaves_of(condition: Condition) -> Iterator[Is | In | OneOf | Given]:
    """The parts of a condition that are about a fact."""
    match condition:
        case Is() | In() | OneOf() | Given():
            yield condition
        case Not(part):
            yield from leaves_of(part)
        case _:
            for part in condition.parts:
                yield from leaves_of(part)


def spans_of(condition: In, substances: Mapping[str, Substance]) -> dict[str, Span]:
    """The spans that a number is compared with, in the unit in which it is held; by form, where it has several."""
    fact = condition.fact
    _require(bool(condition.spans), f"no span is stated for {fact}")
    if fact in FORMS:
        return spans_by_form(condition, substances)
    _require(fact in FACT_UNITS, f"{fact} is no number")
    _require(len(condition.spans) == 1, f"{fact} is held in {FACT_UNITS.get(fact)} alone: one span, not several")
    return {"": _in_fact_unit(condition.spans[0], FACT_UNITS[fact])}


def spans_by_form(condition: In, substances: Mapping[str, Substance]) -> dict[str, Span]:
    """The span for each form of the fact: as stated, or converted exactly from the one in the fact's first form."""
    stated = {form(span.unit, span.of): span for span in condition.spans}
    base = condition.spans[-1]
    spans: dict[str, Span] = {}
    for unit, of in FORMS[condition.fact]:
        name = form(unit, of)
        if name in stated:
            spans[name] = stated.pop(name)
        elif base.of and (base.unit, base.of) == FORMS[condition.fact][0]:
            spans[name] = _converted(base, unit, of, substances)
    _require(not stated, f"{condition.fact} is never stated in {', '.join(stated)}")
    return spans


def _converted(span: Span, unit: str, of: str, substances: Mapping[str, Substance]) -> Span:
    def bound(value: Decimal | None) -> Decimal | None:
        if value is None:
            return None
        amount = ExactAmount(Fraction(value), span.unit, span.of)
        exact = convert(amount, substances[span.of], unit, substances[of]).result.value
        decimal = to_digits(exact)
        _require(Fraction(decimal) == exact, f"{value} {span.unit} is no finite number of {unit} of {of}")
        return decimal

    return Span(
        at_least=bound(span.at_least),
        above=bound(span.above),
        at_most=bound(span.at_most),
        below=bound(span.below),
        unit=unit,
        of=of,
    )


def _in_fact_unit(span: Span, unit: str) -> Span:
    def bound(value: Decimal | None) -> Decimal | None:
        return None if value is None else in_unit(value, span.unit, unit)

    return replace(
        span,
        at_least=bound(span.at_least),
        above=bound(span.above),
        at_most=bound(span.at_most),
        below=bound(span.below),
        unit=unit,
    )


def judge_of(condition: Condition, substances: Mapping[str, Substance]) -> Judge:
    """The condition as a call on facts: true, false, or none for unknown."""
    match condition:
        case Is(fact):
            return lambda facts: facts.get(fact)  # type: ignore[return-value] # a flag is all that such a fact can be
        case Given(fact):
            return lambda facts: is_given(facts, fact)
        case OneOf(fact, words):
            return _one_of(fact, frozenset(words))
        case In():
            return _within(condition, substances)
        case Not(part):
            inner = judge_of(part, substances)
            return lambda facts: negated(inner(facts))
        case _:
            judges = tuple(judge_of(part, substances) for part in condition.parts)
            combine = every if isinstance(condition, All) else some
            return lambda facts: combine(judges, facts)


def is_given(facts: Facts, fact: Fact) -> bool:
    """Whether the fact is known: of several words that are still possible, none is."""
    value = facts.get(fact)
    return value is not None and not (type(value) is frozenset and len(value) != 1)


def _one_of(fact: Fact, words: frozenset[str]) -> Judge:
    def judge(facts: Facts) -> bool | None:
        value = facts.get(fact)
        if type(value) is frozenset:
            return True if value <= words else None if value & words else False
        return None if value is None else value in words

    return judge


def _within(condition: In, substances: Mapping[str, Substance]) -> Judge:
    fact, spans = condition.fact, spans_of(condition, substances)
    if fact in FORMS:
        return _within_form(fact, spans)
    span = spans[""]

    def judge(facts: Facts) -> bool | None:
        value = facts.get(fact)
        if type(value) is Decimal:
            return span.holds(value)
        return span.judge(value) if isinstance(value, Fraction | Span) else None

    return judge


def _within_form(fact: Fact, spans: Mapping[str, Span]) -> Judge:
    def judge(facts: Facts) -> bool | None:
        value = facts.get(fact)
        if not isinstance(value, Measure) or value.form not in spans:
            return None
        return spans[value.form].judge(value.known)

    return judge


def _require(holds: bool, message: str) -> None:  # noqa: FBT001 -- reads as an assertion
    if not holds:
        raise ValueError(message)
