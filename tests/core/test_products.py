"""Whole products that add up exactly: the fewest, ties to the larger; what cannot be made is said to be so."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dosing.core.products import MOST_LAYER_BITS, fewest, fewest_parts, nearest

_SIZES = st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True)


def _fractions(*values: str | int) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, values))


@pytest.mark.parametrize(
    ("amount", "sizes", "counts"),
    [
        ("30", (5, 10, 20), (0, 1, 1)),
        ("25", (5, 10, 20), (1, 0, 1)),
        ("5", (5, 10, 20), (1, 0, 0)),
        ("2.5", (5, 10, 20), None),
        ("30", ("12.5", 25), None),
        ("37.5", ("12.5", 25), (1, 1)),
        ("12", (4, "30000/3022.8"), (3, 0)),
        ("0.6", ("0.1", "0.2"), (0, 3)),
    ],
)
def test_the_fewest_products_make_the_amount_or_none_do(
    amount: str, sizes: tuple[str | int, ...], counts: tuple[int, ...] | None
) -> None:
    exact = tuple(
        Fraction(above) / Fraction(below or 1) for above, _, below in (str(size).partition("/") for size in sizes)
    )
    assert fewest(Fraction(amount), exact) == counts


def test_of_two_ways_with_as_many_products_the_one_with_the_larger_is_taken() -> None:
    # 1 + 5 and 3 + 3 are both two: five is the larger.
    assert fewest(Fraction(6), _fractions(1, 3, 5)) == (1, 0, 1)
    # Nine are 6 × 33 + 3 × 17, and 5 × 33 + 3 × 27 + 3.
    assert fewest(Fraction(249), _fractions(27, 3, 17, 33)) == (0, 0, 3, 6)


@given(goal=st.integers(1, 40), sizes=_SIZES)
def test_no_collection_of_fewer_products_makes_the_amount(goal: int, sizes: list[int]) -> None:
    ways = [
        counts
        for counts in product(*(range(goal // size + 1) for size in sizes))
        if sum(count * size for count, size in zip(counts, sizes, strict=True)) == goal
    ]
    larger_first = sorted(range(len(sizes)), key=sizes.__getitem__, reverse=True)
    best = min(ways, key=lambda way: (sum(way), [-way[index] for index in larger_first]), default=None)
    assert fewest(Fraction(goal), _fractions(*sizes)) == best


@pytest.mark.parametrize(
    ("amount", "sizes", "most", "around"),
    [
        ("30", ("12.5", "25"), 40, ("25", "37.5")),
        ("30", ("10", "20"), 40, ("20", "40")),
        ("39", ("12.5", "25"), 40, ("37.5", None)),
        ("10", ("12.5", "25"), 40, (None, "12.5")),
        ("13", ("4",), 24, ("12", "16")),
        ("24.5", ("4",), 24, ("24", None)),
        ("99", ("4",), 24, ("24", None)),
    ],
)
def test_the_nearest_amounts_lie_under_and_over_never_0_and_never_over_the_most(
    amount: str, sizes: tuple[str, ...], most: int, around: tuple[str | None, str | None]
) -> None:
    expected = tuple(None if value is None else Fraction(value) for value in around)
    assert nearest(Fraction(amount), _fractions(*sizes), Fraction(most)) == expected


@given(goal=st.integers(1, 60), sizes=_SIZES, most=st.integers(1, 60))
def test_nothing_that_products_make_lies_nearer(goal: int, sizes: list[int], most: int) -> None:
    sums = {
        sum(count * size for count, size in zip(counts, sizes, strict=True))
        for counts in product(*(range(most // size + 1) for size in sizes))
    }
    under = max((value for value in sums if 0 < value < goal and value <= most), default=None)
    over = min((value for value in sums if goal < value <= most), default=None)
    assert nearest(Fraction(goal), _fractions(*sizes), Fraction(most)) == (under, over)


@pytest.mark.parametrize(
    ("goal", "parts", "most", "found"),
    [
        (9, [1, 2, 3, 4], 24, (4, 4, 1)),
        (7, [4, 8], 3, None),
        (12, [4], 3, (4, 4, 4)),
        (13, [4], 3, None),
        (16, [4], 3, None),
        (6, [1, 3, 5], 2, (5, 1)),
        (MOST_LAYER_BITS, [MOST_LAYER_BITS // 4], 4, (MOST_LAYER_BITS // 4,) * 4),
        (MOST_LAYER_BITS - 1, [MOST_LAYER_BITS // 4 - 1, MOST_LAYER_BITS // 4], 4, (25_000, 25_000, 25_000, 24_999)),
    ],
)
def test_the_fewest_parts_come_the_larger_first_and_are_never_more_than_allowed(
    goal: int, parts: list[int], most: int, found: tuple[int, ...] | None
) -> None:
    assert fewest_parts(goal, parts, most) == found


def test_of_30000_products_an_amount_is_still_made_exactly() -> None:
    tiny, large = Fraction(1, 1000), Fraction(7)
    goal = large * 30_000 + 3 * tiny
    counts = fewest(goal, (tiny, large))
    assert counts == (3, 30_000)


def test_of_nothing_nothing_is_made() -> None:
    assert fewest_parts(5, [], 3) is None
