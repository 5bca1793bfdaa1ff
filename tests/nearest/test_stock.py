"""The daily doses that a course may consist of: which are looked at, and how each is divided."""

from decimal import Decimal

import pytest

from dosing.core.nearest.stock import MOST_DOSES, MOST_FINE, Stock, stock_of
from dosing.core.nearest.wish import wish_of
from dosing.core.order import Current, Phase, PhasedOrder
from dosing.formulary.baclofen.titration import TITRATION


def _order(*tablets: str, current: str | None = None, doses: tuple[int, ...] = (), days: int | None = 7) -> PhasedOrder:
    before = None if current is None else Current(daily_dose=Decimal(current), days_at_dose=None, days_on_drug=None)
    phase = Phase(tuple(map(Decimal, doses)), days)
    return PhasedOrder(phases=(phase,), current=before, tablets=tuple(map(Decimal, tablets)))


def _stock(most: int, *tablets: str, current: str | None = None, doses: tuple[int, ...] = ()) -> Stock:
    return stock_of(_order(*tablets, current=current, doses=doses), TITRATION, Decimal(most))


def _multiples(unit: str, count: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(unit) * number for number in range(1, count + 1))


@pytest.mark.parametrize(
    ("most", "tablet", "doses"),
    [(24, "1", _multiples("1", MOST_FINE)), (25, "1", _multiples("5", 5)), (150, "5", _multiples("5", 30))],
)
def test_of_more_than_24_fine_doses_only_multiples_of_the_grid_are_looked_at(
    most: int, tablet: str, doses: tuple[Decimal, ...]
) -> None:
    stock = _stock(most, tablet)
    assert stock.doses == doses
    assert stock.is_all == (doses[0] == Decimal(tablet))


@pytest.mark.parametrize(("most", "is_all"), [(5 * MOST_DOSES, True), (5 * MOST_DOSES + 5, False)])
def test_of_more_than_64_doses_the_smaller_ones_are_looked_at(most: int, *, is_all: bool) -> None:
    stock = _stock(most, "5")
    assert (stock.doses, stock.is_all) == (_multiples("5", MOST_DOSES), is_all)


def test_doses_of_odd_tablets_are_looked_at_up_to_those_of_schedules() -> None:
    assert _stock(60, "7.3").doses == _multiples("7.3", 3)
    assert _stock(60, "7.5").doses == (*_multiples("7.5", 3), *map(Decimal, ("37.5", "45", "52.5", "60")))


def test_what_is_taken_now_is_among_them_if_it_may_be_taken() -> None:
    assert _stock(26, "1", current="26").doses == (*_multiples("5", 5), 26)
    assert _stock(26, "1", current="27").doses == _multiples("5", 5)
    assert _stock(26, "1", current="0").doses == _multiples("5", 5)


def test_an_ordered_dose_stays_divided_as_it_was_ordered() -> None:
    order = _order("5", "10", doses=(5, 15))
    assert stock_of(order, TITRATION, Decimal(30)).splits[Decimal(20)] == (Decimal(5), Decimal(15))
    undivided = stock_of(order, TITRATION, Decimal(30), is_divided=False)
    assert undivided.splits[Decimal(20)] == (Decimal(10), Decimal(10))


@pytest.mark.parametrize(("days", "end"), [(7, 8), (None, None)])
def test_what_is_wished_ends_on_the_day_after_the_last_that_is_stated(days: int | None, end: int | None) -> None:
    assert wish_of(_order("5", doses=(5,), days=days)).end == end


def test_who_takes_nothing_now_has_used_it_for_no_days() -> None:
    assert wish_of(_order("5", current="0", doses=(5,))).days_of_use == 0
    assert wish_of(_order("5", current="5", doses=(5,))).days_of_use is None
