"""Divided doses and tablets: whole ones, exactly, never halved."""

from decimal import Decimal

import pytest

from dosing.core.tablets import can_make, single_doses, tablets_for
from dosing.formulary.baclofen.titration import TITRATION

USUAL = TITRATION.tablets


def _milligrams(*numbers: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, numbers))


@pytest.mark.parametrize(
    ("daily_dose", "split"),
    [
        ("5", ("5",)),
        ("10", ("5", "5")),
        ("15", ("5", "5", "5")),
        ("20", ("10", "10")),
        ("25", ("10", "5", "10")),
        ("30", ("10", "10", "10")),
    ],
)
def test_5_to_30_mg_a_day_are_divided_as_documented(daily_dose: str, split: tuple[str, ...]) -> None:
    assert single_doses(Decimal(daily_dose), TITRATION, USUAL) == _milligrams(*split)


@pytest.mark.parametrize(
    ("daily_dose", "tablets", "split"),
    [
        # Only 10 mg in stock: 10 mg a day is one dose, 15 mg cannot be made.
        ("10", ("10",), ("10",)),
        ("15", ("10",), None),
        ("25", ("10",), None),
        # At most three doses of at most 10 mg, as few as possible.
        ("7.5", ("2.5",), ("7.5",)),
        ("12.5", ("2.5",), ("10", "2.5")),
        ("20", ("4",), ("8", "8", "4")),
        ("25", ("4",), None),
        ("30", ("20",), None),
        # Off the grid of 0.5 mg: whole tablets of one strength only.
        ("3.75", ("1.25",), ("3.75",)),
        ("5", ("1.25", "5"), ("5",)),
        ("6.25", ("1.25", "5"), ("6.25",)),
        ("6.3", ("1.25", "5"), None),
    ],
)
def test_another_stock_makes_the_fewest_doses_of_at_most_10_mg_or_none(
    daily_dose: str, tablets: tuple[str, ...], split: tuple[str, ...] | None
) -> None:
    found = single_doses(Decimal(daily_dose), TITRATION, _milligrams(*tablets))
    assert found == (None if split is None else _milligrams(*split))


@pytest.mark.parametrize(
    ("daily_dose", "split"),
    [
        ("30.5", None),
        ("35", ("20", "15")),
        ("40", ("20", "20")),
        ("75", ("20", "20", "20", "15")),
        ("480", ("20",) * 24),
    ],
)
def test_over_30_mg_a_day_doses_are_of_at_most_20_mg(daily_dose: str, split: tuple[str, ...] | None) -> None:
    found = single_doses(Decimal(daily_dose), TITRATION, USUAL)
    assert found == (None if split is None else _milligrams(*split))


def test_24_doses_of_20_mg_are_the_most_that_a_day_can_hold() -> None:
    assert single_doses(Decimal(485), TITRATION, USUAL) is None


@pytest.mark.parametrize(
    ("dose", "tablets", "counts"),
    [
        ("15", ("5", "10", "20"), {"10": 1, "5": 1}),
        ("20", ("5", "10", "20"), {"20": 1}),
        ("7.5", ("5", "10", "20"), None),
        ("7.5", ("2.5", "5"), {"5": 1, "2.5": 1}),
        ("6", ("1", "3", "5"), {"5": 1, "1": 1}),
        # 1.25 is off the grid: it does not mix with 5.
        ("6.25", ("1.25", "5"), {"1.25": 5}),
        ("6.25", ("5", "10"), None),
        ("5", ("5.1",), None),
        ("0.3", ("0.1", "0.2"), {"0.1": 3}),
        ("5", ("5", "5"), {"5": 1}),
    ],
)
def test_a_dose_is_made_of_the_fewest_whole_tablets_off_the_half_milligram_of_one_strength_only(
    dose: str, tablets: tuple[str, ...], counts: dict[str, int] | None
) -> None:
    found = tablets_for(Decimal(dose), _milligrams(*tablets), TITRATION.tablet_grid)
    expected = None if counts is None else {Decimal(strength): count for strength, count in counts.items()}
    assert found == expected


def test_the_largest_single_dose_of_1000_mg_is_made_of_tablets_of_which_none_makes_it_alone() -> None:
    assert can_make(Decimal(1000), (Decimal(300), Decimal(350)), Decimal("0.5"))
    assert not can_make(Decimal(1000), (Decimal(300), Decimal(360)), Decimal("0.5"))


@pytest.mark.parametrize(
    ("daily", "strengths", "doses"),
    [
        ("12", ("0.04",), ("10", "2")),
        ("19.98", ("0.03",), ("9.99", "9.99")),
        ("29.97", ("0.03",), ("9.99", "9.99", "9.99")),
        ("7.83", ("7.33", "0.02"), ("7.33", "0.5")),
    ],
)
def test_doses_of_hundreds_of_tiny_tablets_and_of_half_a_milligram_are_made(
    daily: str, strengths: tuple[str, ...], doses: tuple[str, ...]
) -> None:
    made = single_doses(Decimal(daily), TITRATION, tuple(map(Decimal, strengths)))
    assert made == tuple(map(Decimal, doses))
