"""Grades are all that conditions can tell of facts; what is remembered by them is bounded and changes no answer."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import islice, product

import pytest

from dosing.core.compile import FORMS, leaves_of, spans_of
from dosing.core.fact import EVERYWHERE, FACT_UNITS, Fact, Measure, Value
from dosing.core.grade import MOST_REMEMBERED, Grades, Scale
from dosing.core.monograph import Monograph
from dosing.core.patient import Patient
from dosing.core.rule import Given, In, Is, OneOf
from dosing.core.sheet import graded
from dosing.core.span import Known, Span
from dosing.formulary.substances import SUBSTANCES
from dosing.service.books import BOOKS
from dosing.wire.patient import Conditions, Taking

MILLIONTH = Decimal("0.000001")
NUMBERS = [fact for fact in Fact if fact in FACT_UNITS or fact in FORMS]


def _conditions(book: Monograph, fact: Fact) -> list[In]:
    """Every comparison of the fact in the drug's rules."""
    parts = [part for compiled in book.table.rules for part in (compiled.rule.when, compiled.rule.limit)]
    leaves = dict.fromkeys(leaf for part in parts for leaf in leaves_of(part))
    return [leaf for leaf in leaves if isinstance(leaf, In) and leaf.fact is fact]


def _around(span: Span) -> Iterator[Decimal]:
    for bound in (span.at_least, span.above, span.at_most, span.below):
        if bound is not None:
            yield from (bound - 1, bound - MILLIONTH, bound, bound + MILLIONTH, bound + 1)


def _spans(numbers: list[Decimal]) -> Iterator[Span]:
    for number in numbers:
        yield from (Span(at_least=number), Span(above=number), Span(at_most=number), Span(below=number))
    for low, high in product(numbers, repeat=2):
        if low < high:
            yield from (
                Span(at_least=low, at_most=high),
                Span(at_least=low, below=high),
                Span(above=low, at_most=high),
                Span(above=low, below=high),
            )


def _values(conditions: list[In]) -> Iterator[Value]:
    """What can be known of the fact, around every bound: numbers, fractions, intervals; in each form."""
    around: dict[str, set[Decimal]] = defaultdict(set)
    for condition in conditions:
        for form, span in spans_of(condition, SUBSTANCES).items():
            around[form].update(_around(span))
    for form, found in around.items():
        numbers = sorted(found)
        known: list[Known] = [*numbers, *_spans(numbers)]
        if form:
            yield from (Measure(form, value) for value in known)
        else:
            yield from known
            yield from map(Fraction, numbers)


def _cases() -> Iterator[tuple[str, Fact]]:
    return ((drug, fact) for drug, book in BOOKS.items() for fact in NUMBERS if _conditions(book, fact))


@pytest.mark.parametrize(("drug", "fact"), list(_cases()))
def test_values_of_one_grade_are_judged_alike_and_values_judged_otherwise_have_other_grades(
    drug: str, fact: Fact
) -> None:
    book = BOOKS[drug]
    conditions = _conditions(book, fact)
    grades = Grades(conditions, SUBSTANCES, among=frozenset(Fact))
    judged: dict[Hashable, set[Hashable]] = defaultdict(set)
    for value in _values(conditions):
        outcomes = tuple(_judge(condition, value) for condition in conditions)
        judged[grades.of({fact: value})].add(outcomes)
    assert all(len(outcomes) == 1 for outcomes in judged.values())
    assert len(judged) > 2


def _judge(condition: In, value: Value) -> bool | None:
    """As the spans themselves judge, which know nothing of grades."""
    spans = spans_of(condition, SUBSTANCES)
    if isinstance(value, Measure):
        return spans[value.form].judge(value.known) if value.form in spans else None
    assert isinstance(value, Decimal | Fraction | Span)
    return spans[""].judge(value)


def test_a_bound_has_a_grade_of_its_own_a_millionth_away_on_both_sides() -> None:
    grades = Grades([In(Fact.AGE, (Span(at_least=Decimal(18), unit="a"),))], {}, among=frozenset(Fact))
    days = Decimal(18) * Decimal("365.25")
    assert [grades.of({Fact.AGE: value}) for value in (days - MILLIONTH, days, days + MILLIONTH)] == [(0,), (1,), (2,)]


def test_what_was_not_given_is_graded_apart_from_every_value() -> None:
    grades = Grades(
        [OneOf(Fact.SEX, ("female",)), In(Fact.EGFR, (Span(unit="mL/min/{1.73_m2}"),))], {}, frozenset(Fact)
    )
    known: dict[Fact, Value] = {Fact.SEX: "male", Fact.EGFR: Decimal(0)}
    assert grades.of({}) == (None, None)
    assert None not in grades.of(known)


def test_words_that_no_rule_names_are_one_grade() -> None:
    grades = Grades([OneOf(Fact.ORDERED, ("quinine",))], {}, among=frozenset(Fact))
    assert [grades.of({Fact.ORDERED: name}) for name in ("quinine", "a", "b")] == [("quinine",), ("",), ("",)]


def test_facts_that_no_condition_reads_make_no_category() -> None:
    book = BOOKS["baclofen"]
    age: dict[Fact, Value] = {Fact.AGE: Decimal(20_000)}
    one, other = (book.categories.of(age | {fact: True}) for fact in (Fact.KIDNEY_DISEASE, Fact.TAKING_NSAID))
    assert one is other


def test_every_fact_that_a_request_states_of_a_patient_holds_everywhere() -> None:
    stated = {f"/patient/conditions/{name}" for name in Conditions.__struct_fields__}
    stated |= {f"/patient/taking/{name}" for name in Taking.__struct_fields__}
    assert {fact for fact in Fact if fact in stated} <= EVERYWHERE


def test_what_is_remembered_is_bounded() -> None:
    book = BOOKS["baclofen"]
    flags = [fact for fact in Fact if fact.startswith(("/patient/conditions/", "/patient/taking/"))]
    read = [flag for flag in flags if flag is not Fact.TAKING_BACLOFEN]
    for values in islice(product((True, False, None), repeat=len(read)), 3 * MOST_REMEMBERED):
        facts: dict[Fact, Value] = {flag: value for flag, value in zip(read, values, strict=True) if value is not None}
        patient = book.patient(Patient(facts, {}), ordered="baclofen")
        place = graded(book.table, patient)
        patient.category.verdict(place)
        assert len(place.sheet.verdicts) <= MOST_REMEMBERED
    assert len(book.categories.known) <= MOST_REMEMBERED


def test_the_grade_of_a_number_is_the_same_between_two_bounds_and_that_of_an_interval_where_it_reaches() -> None:
    scale = Scale({"": (Decimal(18), Decimal(65)), "mg/dL": (Decimal(2),)}, frozenset({"male"}))
    assert [scale.grade(Decimal(value)) for value in (17, 18, 40, 65, 66)] == [0, 1, 2, 3, 4]
    assert scale.grade(Span(above=Decimal(18), below=Decimal(65))) == (2, 2)
    assert scale.grade(Span(above=Decimal(18))) == scale.grade(Span(above=Decimal(18), below=Decimal(90))) == (2, 4)
    assert scale.grade(Measure("mg/dL", Decimal(2))) == ("mg/dL", 1)
    assert scale.grade(Measure("meq/L", Decimal(2))) == ("meq/L", 0)
    assert [scale.grade(word) for word in ("male", "female")] == ["male", ""]
    assert scale.grade(True) is True  # noqa: FBT003 -- a flag


@pytest.mark.parametrize(
    ("fact", "one", "other"),
    [
        (Fact.AGE, Decimal(1), Decimal(2)),
        (Fact.SERUM_MAGNESIUM, Measure("mmol/L", Decimal(1)), Measure("mmol/L", Decimal(2))),
    ],
)
def test_where_only_whether_a_number_is_known_counts_all_numbers_are_alike(
    fact: Fact, one: Value, other: Value
) -> None:
    grades = Grades([Given(fact), Is(Fact.DIALYSIS)], SUBSTANCES, among=EVERYWHERE)
    assert grades.of({fact: one}) == grades.of({fact: other}) != grades.of({})
    assert grades.of({Fact.DIALYSIS: True}) != grades.of({Fact.DIALYSIS: False}) != grades.of({})
