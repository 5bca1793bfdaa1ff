"""Rules as no drug has them yet: what judges them knows what a rule can be, not what today's rules are."""

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from dosing.core.amount import Amount
from dosing.core.evidence import Basis, Citation, Source
from dosing.core.fact import Fact, Value
from dosing.core.finding import Finding, Outcome
from dosing.core.monograph import Knowledge, Monograph, monographs
from dosing.core.nearest.room import Room
from dosing.core.patient import Patient
from dosing.core.place import Place
from dosing.core.rule import All, At, Condition, Drug, Formulary, Gate, Given, In, Is, Not, Rule, Severity
from dosing.core.span import Span
from dosing.formulary.kidney import KIDNEY
from dosing.formulary.substances import SUBSTANCES

_ENOUGH_POTASSIUM = In(Fact.POTASSIUM, (Span(at_least=Decimal("3.5"), unit="mmol/L"),))
_AT_MOST_FIVE = In(Fact.FALLS_TO_NOTHING_FROM, (Span(at_most=Decimal(5), unit="mg/d"),))


def _rule(limit: Condition, **more: Any) -> Rule:  # noqa: ANN401 -- any field of a rule
    rule = Rule(
        id="made-up.rule",
        says="It must be so.",
        limit=limit,
        severity=Severity.CRITICAL,
        gate=Gate.ASK,
        basis=Basis.DERIVED,
        cites=(Citation(Source(id="made-up", title="Made up"), "Everywhere"),),
    )
    return replace(rule, **more)


def _book(*rules: Rule, every_order: tuple[Rule, ...] = ()) -> Monograph:
    drug = Drug(id="made-up", name="Made up", rules=rules)
    formulary = Formulary(version="0", drugs=(drug,), every_order=every_order)
    return monographs(formulary, Knowledge(KIDNEY, SUBSTANCES))[drug.id]


def _found(book: Monograph, facts: dict[Fact, Value], *places: Place) -> tuple[Finding, ...]:
    patient = book.patient(Patient(facts, {}), ordered=book.id)
    return book.judge(patient, book.graded([patient, *places]), ()).findings


def test_a_rule_that_asks_for_more_than_a_fact_does_not_say_that_the_fact_would_do() -> None:
    found = _found(_book(_rule(Is(Fact.CIRRHOSIS))), {})
    assert [(one.outcome, one.missing) for one in found] == [(Outcome.UNKNOWN, ())]


def test_a_rule_that_is_broken_asks_for_nothing() -> None:
    found = _found(_book(_rule(Given(Fact.CIRRHOSIS), gate=Gate.STOP)), {})
    assert [(one.outcome, one.missing) for one in found] == [(Outcome.OUTSIDE, ())]


def test_what_is_not_known_is_not_shown_as_what_is_there() -> None:
    found = _found(_book(_rule(_ENOUGH_POTASSIUM)), {Fact.POTASSIUM: Span(above=Decimal(3))})
    assert [(one.outcome, one.observed) for one in found] == [(Outcome.UNKNOWN, None)]


def test_at_every_place_a_rule_about_the_patient_shows_what_is_known_of_the_patient() -> None:
    place = Place(kinds=(At.PHASE,), where="/phases/0", facts={Fact.DAILY_DOSE: Decimal(5)})
    book = _book(_rule(_ENOUGH_POTASSIUM, at=(At.PHASE,), gate=Gate.STOP))
    found = _found(book, {Fact.POTASSIUM: Decimal(3)}, place)
    assert [(one.where, one.observed) for one in found] == [("/phases/0", Amount(Decimal(3), "mmol/L"))]


@pytest.mark.parametrize("negations", [0, 2])
def test_an_amount_is_compared_in_each_form_of_its_compound_wherever_it_stands(negations: int) -> None:
    small: Condition = In(Fact.DAILY_MAGNESIUM, (Span(at_most=Decimal(24), unit="mmol/d", of="magnesium"),))
    for _ in range(negations):
        small = Not(All((small,)))
    rules = [_rule(small, id="made-up.first", at=(At.PHASE,)), _rule(small, id="made-up.then", when=small)]
    assert _book(rules[0], every_order=(rules[1],)).table.rules


@pytest.mark.parametrize("judges_going_down", [True, False])
@pytest.mark.parametrize("is_last", [True, False])
def test_what_ends_the_way_down_is_judged_only_by_rules_about_it(*, judges_going_down: bool, is_last: bool) -> None:
    rules = _book(_rule(_AT_MOST_FIVE, judges_going_down=judges_going_down)).table.rules
    room = Room(
        most=None,
        first=None,
        rise=None,
        days_before_rise=0,
        fall=None,
        days_of_fall=0,
        days_down=0,
        of_stops=rules,
        at_stops={},
    )
    stops = [room.may_stop(Decimal(dose), days_of_use=None, days_down=0, is_last=is_last) for dose in (5, 10)]
    assert stops == [True, is_last and not judges_going_down]
