"""A limit, and a finding, as plain sentences a pharmacist would say.

Sentences stand once, in the rules; here they get their numbers.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

from dosing.core.amount import Amount, ExactAmount
from dosing.core.compile import FORMS, leaves_of, spans_by_form
from dosing.core.convert import Substance
from dosing.core.exact import plain
from dosing.core.fact import EVERYWHERE, FACT_UNITS, Fact, Measure
from dosing.core.finding import Finding
from dosing.core.place import Place
from dosing.core.rule import All, AnyOf, Condition, In, Not, Rule
from dosing.core.span import Known, Span

_UNIT_WORDS = {
    "a": "years",
    "mo": "months",
    "wk": "weeks",
    "d": "days",
    "mL/min/{1.73_m2}": "mL/min/1.73 m²",
}


def unit_words(unit: str, of: str = "") -> str:
    """A unit as it is read aloud, and of which substance.

    >>> unit_words("mg/d", "magnesium-oxide")
    'mg/d of magnesium oxide'
    """
    words = _UNIT_WORDS.get(unit, unit)
    return f"{words} of {of.replace('-', ' ')}" if of else words


def limit_words(span: Span) -> str:
    """The span in words.

    >>> limit_words(Span(at_least=Decimal(6), below=Decimal(12), unit="a"))
    'at least 6 and below 12 years'
    """
    if span.at_least is not None and span.at_least == span.at_most:
        return f"{plain(span.at_least)} {unit_words(span.unit, span.of)}"
    ends = [
        f"{word} {plain(value)}"
        for word, value in (
            ("at least", span.at_least),
            ("over", span.above),
            ("at most", span.at_most),
            ("below", span.below),
        )
        if value is not None
    ]
    return f"{' and '.join(ends)} {unit_words(span.unit, span.of)}"


def limit_condition(rule: Rule) -> In | None:
    """The number that the rule's limit is, if it is one; exceptions beside it do not make it another."""
    limit = rule.limit.parts[0] if isinstance(rule.limit, AnyOf) and rule.limit.parts else rule.limit
    return limit if isinstance(limit, In) else None


def shown_fact(rule: Rule) -> Fact | None:
    """The fact whose number a finding of this rule shows."""
    if rule.shows is not None:
        return rule.shows
    condition = limit_condition(rule)
    return condition.fact if condition else None


def rule_words(rule: Rule) -> str:
    """The rule as a sentence with its numbers in it."""
    condition = limit_condition(rule)
    spans = condition.spans if condition else ()
    return rule.says.format(limit=", or ".join(limit_words(span) for span in spans))


def facts_of(condition: Condition) -> Iterator[Fact]:
    """The facts that a condition is about."""
    return (leaf.fact for leaf in leaves_of(condition))


def _excluded(condition: Condition) -> Iterator[Fact]:
    """The facts that a condition wants not to be so."""
    match condition:
        case Not(part):
            yield from facts_of(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _excluded(part)
        case _:
            return


class Told(Struct, frozen=True, cache_hash=True):
    """What findings of a rule say, whatever the order."""

    words: str
    advice: str
    #: The number that the limit is, if it is one, and the fact whose number is shown.
    limit: In | None
    shown: Fact | None
    #: What the limit is about.
    facts: tuple[Fact, ...]
    #: The patient's conditions and drugs that the rule wants not to be there, in words.
    excluded: tuple[tuple[Fact, str], ...]


@lru_cache(maxsize=1024)
def told_of(rule: Rule) -> Told:
    """What findings of this rule say."""
    excluded = (fact for fact in dict.fromkeys(_excluded(rule.limit)) if fact.startswith("/patient/"))
    return Told(
        words=rule_words(rule),
        advice=rule.advice,
        limit=limit_condition(rule),
        shown=shown_fact(rule),
        facts=tuple(facts_of(rule.limit)),
        excluded=tuple((fact, fact.rpartition("/")[2].replace("_", " ")) for fact in excluded),
    )


def is_personal(finding: Finding) -> bool:
    """Whether a finding tells of this patient alone: it shows a number of theirs, or says which facts they lack."""
    return bool(finding.missing) or told_of(finding.rule).shown in EVERYWHERE


def limit_at(told: Told, place: Place, substances: Mapping[str, Substance]) -> Span | None:
    """The limit's span, in the form in which the number was stated here."""
    condition = told.limit
    if condition is None:
        return None
    if condition.fact not in FORMS:
        return condition.spans[0]
    value = place.facts.get(condition.fact)
    return spans_by_form(condition, substances).get(value.form) if isinstance(value, Measure) else None


def observed_at(told: Told, place: Place) -> Amount | ExactAmount | None:
    """The number that the rule was judged by here; on dialysis that is not the eGFR."""
    fact = told.shown
    if fact is None or (fact is Fact.EGFR and place.facts.get(Fact.DIALYSIS) is True):
        return None
    if fact in place.shown:
        return place.shown[fact]
    value = place.facts.get(fact)
    if isinstance(value, Measure):
        unit, _, of = value.form.partition(" of ")
        return _amount(value.known, unit, of)
    if fact not in FACT_UNITS or not isinstance(value, Decimal | Fraction | Span):
        return None
    unit, of = FACT_UNITS[fact], told.limit.spans[0].of if told.limit is not None and told.limit.fact is fact else ""
    return ExactAmount(value, unit, of) if isinstance(value, Fraction) else _amount(value, unit, of)


def _amount(known: Known, unit: str, of: str = "") -> Amount | None:
    """A number, or the one end that is known of it; of a span with two ends, neither."""
    if isinstance(known, Decimal):
        return Amount(known, unit, of)
    if known.below is not None and known.at_least is known.above is None:
        return Amount(known.below, unit, of, "<")
    if known.above is not None and known.at_most is known.below is None:
        return Amount(known.above, unit, of, ">")
    return None


def message(told: Told, place: Place, observed: Amount | ExactAmount | None, *, is_known: bool) -> str:
    """What a finding says: the rule, what is there instead, what to do."""
    notes = tuple([place.notes[fact] for fact in told.facts if fact in place.notes])
    here = ", ".join([word for fact, word in told.excluded if place.facts.get(fact) is True])
    if not here and observed is not None:
        here = _in_words(observed)
    elif not here and not is_known:
        here = "not known"
    return _sentences(told, here, notes)


@lru_cache(maxsize=4096)
def _in_words(observed: Amount | ExactAmount) -> str:
    value = str(observed).partition(" ")[0]
    return f"{value} {unit_words(observed.unit, observed.of)}"


@lru_cache(maxsize=4096)
def _sentences(told: Told, here: str, notes: tuple[str, ...]) -> str:
    return " ".join(filter(None, (told.words, here and f"Here: {here}.", *notes, told.advice)))
