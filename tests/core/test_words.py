"""Steps in words and days: numbers are as they are where they can be read at a glance, else rounded, which is said."""

from decimal import Decimal
from fractions import Fraction

import pytest

from dosing.core.order import Phase
from dosing.translate.steps import _about, dose_steps
from dosing.wire.answered import AnsweredQuantity


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("120", "120"),
        ("12.3456", "12.3456"),
        ("123456", "123456"),
        ("12.34567", "about 12.35"),
        ("1234567", "about 1234567"),
        ("160/7", "about 22.86"),
    ],
)
def test_six_digits_are_written_and_of_more_two_decimals(number: str, words: str) -> None:
    assert _about(Fraction(number)) == words


def _phase(dose: int, days: int | None = None) -> Phase:
    return Phase((Decimal(dose),) if dose else (), days)


@pytest.mark.parametrize(("days", "week"), [(5, 1), (6, 1), (7, 2), (8, 2), (13, 2), (14, 3)])
def test_a_step_stands_in_the_week_of_its_first_day(days: int, week: int) -> None:
    phases = (_phase(10, days), _phase(5))
    steps = dose_steps(phases, (Decimal(5),), Decimal("0.5"), None, falls_short=False)
    assert [(step.week, step.first_day) for step in steps] == [(1, 1), (week, days + 1)]


def test_only_the_last_step_says_that_the_target_is_not_reached() -> None:
    phases = (_phase(10, 1), _phase(5))
    steps = dose_steps(phases, (Decimal(5),), Decimal("0.5"), None, falls_short=True)
    assert [step.text for step in steps] == [
        "10 mg once a day for 1 day",
        "5 mg once a day, which does not reach the target",
    ]


def test_a_phase_of_no_doses_is_a_stop_in_words() -> None:
    (step,) = dose_steps((_phase(0),), (Decimal(5),), Decimal("0.5"), None, falls_short=False)
    assert step.text == "none: stopped"


def test_doses_are_written_in_full_because_an_order_takes_no_fraction_there() -> None:
    tablet = Decimal("1.0000000000000002E-6")
    (step,) = dose_steps((Phase((3 * tablet,)),), (tablet,), tablet, None, falls_short=False)
    assert step.doses == (AnsweredQuantity(Decimal("0.0000030000000000000006"), "mg"),)
    assert step.daily_dose.exact == "15000000000000003/5000000000000000000000"
