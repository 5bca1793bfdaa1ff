"""A single dose over the maximum of a day is over it, however often it is given."""

from typing import Any

import pytest

from dosing.fhir.partly import partly_judged
from tests.fhir.bodies import order_parameter
from tests.fhir.test_doses import errors
from tests.fhir.test_written import outcome, record_parameters
from tests.fhir.written import Json, codes, dosage, order, quantity, read, repeat
from tests.hooks.situations import ALBUMIN, OXIDE, SUSPENSION


def broken(sent: Json) -> list[str]:
    found = partly_judged(read(sent))
    return [] if found is None else [finding.rule for finding in found.findings if finding.outcome == "outside"]


def suspension(dose: Json) -> Json:
    sent = order(dosage(dose), contained=[SUSPENSION])
    del sent["medicationCodeableConcept"]
    return sent | {"medicationReference": {"reference": "#suspension"}}


@pytest.mark.parametrize(
    ("sent", "rule"),
    [
        (order(dosage(quantity(400, "mg"))), "baclofen.daily-max"),
        (order(dosage(quantity(30.1, "mg"))), "baclofen.daily-max"),
        (order(dosage(quantity(5, "mg")), dosage(quantity(40, "mg"))), "baclofen.daily-max"),
        (order(dosage(quantity(25, "mmol")), medication=OXIDE), "magnesium-oxide.daily-max"),
        (order(dosage(quantity(1000, "mg")), medication=OXIDE), "magnesium-oxide.daily-max"),
        (suspension(quantity(31, "mL")), "magnesium-hydroxide.daily-max"),
        (order(dosage(quantity(41, "g")), medication=ALBUMIN), "albumin.weekly-max"),
    ],
)
def test_a_dose_without_a_timing_that_is_over_the_maximum_by_itself_is_said_to_be(sent: Json, rule: str) -> None:
    assert rule in broken(sent)
    assert errors(read(sent)) == ["no-timing"]
    assert "at-least" in codes(read(sent))


@pytest.mark.parametrize(
    "sent",
    [
        order(dosage(quantity(30, "mg"))),
        order(dosage(quantity(24, "mmol")), medication=OXIDE),
        suspension(quantity(30, "mL")),
        order(dosage(None, repeat(2))),
        order(),
    ],
)
def test_a_dose_at_the_maximum_and_none_at_all_break_nothing_without_a_timing(sent: Any) -> None:  # noqa: ANN401 -- an order
    assert not [rule for rule in broken(sent) if "-max" in rule or ".start" in rule]


def test_the_operation_says_both_that_it_was_not_understood_and_what_it_breaks_all_the_same() -> None:
    told = [code for _, _, code in outcome(order_parameter(dosage(quantity(400, "mg"))), *record_parameters())]
    assert told == ["not_understood", "baclofen.daily-max", "no-timing", "at-least"]
