"""Rules as no drug has them yet: what judges them knows what a rule can be, not what today's rules are."""

from decimal import Decimal

import pytest

from dosing.core.evidence import Basis, Citation, Source
from dosing.core.fact import Fact
from dosing.core.finding import Outcome
from dosing.core.monograph import Knowledge, Monograph, monographs
from dosing.core.nearest.room import Room
from dosing.core.patient import Patient
from dosing.core.rule import Condition, Drug, Formulary, Gate, In, Is, Rule, Severity
from dosing.core.span import Span
from dosing.formulary.kidney import KIDNEY
from dosing.formulary.substances import SUBSTANCES

_AT_MOST_FIVE = In(Fact.FALLS_TO_NOTHING_FROM, (Span(at_most=Decimal(5), unit="mg/d"),))


def _book(limit: Condition, *, judges_going_down: bool = False) -> Monograph:
    rule = Rule(
        id="made-up.rule",
        says="It must be so.",
        limit=limit,
        judges_going_down=judges_going_down,
        severity=Severity.CRITICAL,
        gate=Gate.ASK,
        basis=Basis.DERIVED,
        cites=(Citation(Source(id="made-up", title="Made up"), "Everywhere"),),
    )
    drug = Drug(id="made-up", name="Made up", rules=(rule,))
    return monographs(Formulary(version="0", drugs=(drug,), every_order=()), Knowledge(KIDNEY, SUBSTANCES))[drug.id]


def test_a_rule_that_asks_for_more_than_a_fact_does_not_say_that_the_fact_would_do() -> None:
    book = _book(Is(Fact.CIRRHOSIS))
    patient = book.patient(Patient({}, {}), ordered=book.id)
    report = book.judge(patient, book.graded([patient]), ())
    assert [(found.outcome, found.missing) for found in report.findings] == [(Outcome.UNKNOWN, ())]


@pytest.mark.parametrize("judges_going_down", [True, False])
@pytest.mark.parametrize("is_last", [True, False])
def test_what_ends_the_way_down_is_judged_only_by_rules_about_it(*, judges_going_down: bool, is_last: bool) -> None:
    rules = _book(_AT_MOST_FIVE, judges_going_down=judges_going_down).table.rules
    room = Room(
        most=None,
        first=None,
        rise=None,
        days_before_rise=0,
        fall=None,
        days_of_fall=0,
        days_down=0,
        of_stops=tuple(each for each in rules if each.rule.id == "made-up.rule"),
        at_stops={},
    )
    stops = [room.may_stop(Decimal(dose), days_of_use=None, days_down=0, is_last=is_last) for dose in (5, 10)]
    assert stops == [True, is_last and not judges_going_down]
