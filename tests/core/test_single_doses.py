"""Single doses from any stock, beside the second implementation: the same doses, in the same order, or none."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest

from dosing.core.rule import Titration
from dosing.core.tablets import single_doses
from dosing.formulary.baclofen import BACLOFEN
from tests.oracle.tablets import split

assert isinstance(BACLOFEN.shape, Titration)
TITRATION: Titration = BACLOFEN.shape
_STRENGTHS = (
    "0.1",
    "0.3",
    "0.5",
    "1",
    "1.25",
    "2",
    "2.3",
    "2.5",
    "2.7",
    "3",
    "3.3",
    "4",
    "5",
    "6",
    "7.5",
    "10",
    "12.3",
    "25",
)
_STOCKS = [
    *((strength,) for strength in _STRENGTHS),
    *Random(1).sample([*combinations(_STRENGTHS, 2)], 40),  # noqa: S311 -- a choice of stocks, not secrets
    *Random(2).sample([*combinations(_STRENGTHS, 3)], 20),  # noqa: S311 -- a choice of stocks, not secrets
    # Tablets so small that they are not mixed with others, beside those that just are.
    *(("0.2", "12.3"), ("0.2", "0.5", "7"), ("0.15", "7.5"), ("0.1", "7"), ("0.1", "7", "12.3")),
]
_DAILY = (
    "0.1",
    "0.5",
    "1.5",
    "2.3",
    "5",
    "7.5",
    "10",
    "12.3",
    "15",
    "20",
    "22",
    "25",
    "29.5",
    "30",
    "30.5",
    "33.45",
    "35",
    "37.1",
    "80",
    "88.3",
    "145.5",
    "399",
    "479.5",
    "479.7",
    "480",
)


@pytest.mark.parametrize("stock", _STOCKS, ids=" ".join)
def test_the_single_doses_of_a_day_are_those_of_the_oracle(stock: tuple[str, ...]) -> None:
    strengths = tuple(map(Decimal, stock))
    by_size = tuple(sorted(map(Fraction, stock), reverse=True))
    for daily in _DAILY:
        found = single_doses(Decimal(daily), TITRATION, strengths)
        wanted = split(Fraction(daily), by_size)
        assert (found and list(map(Fraction, found))) == (wanted or None), f"{daily} mg of {stock}"
