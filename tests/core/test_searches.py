"""Each way of searching for whole products, for itself, beside the one that tries everything.

Which way is taken depends on how many sums there are; here each is asked about sums that are few enough to try all.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations, product
from math import gcd

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dosing.core import products
from dosing.core.products import Counts, fewest, fewest_parts, nearest

_PARTS = st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True)
_PAIR = st.lists(st.integers(1, 12), min_size=1, max_size=2, unique=True)


def _ways(goal: int, parts: Sequence[int]) -> list[Counts]:
    """Everything that adds up to the goal."""
    return [
        counts
        for counts in product(*(range(goal // part + 1) for part in parts))
        if sum(count * part for count, part in zip(counts, parts, strict=True)) == goal
    ]


def _best(goal: int, parts: Sequence[int]) -> Counts | None:
    larger_first = sorted(range(len(parts)), key=parts.__getitem__, reverse=True)
    ways = _ways(goal, parts)
    return min(ways, key=lambda way: (sum(way), [-way[index] for index in larger_first]), default=None)


def _sums(parts: Sequence[int], most: int) -> set[int]:
    found = {0}
    for _ in range(most):
        found |= {value + part for value in found for part in parts if value + part <= most}
    return found


@given(ceiling=st.integers(1, 40), parts=_PARTS)
def test_walking_through_collections_finds_for_each_sum_what_the_table_of_sums_finds(
    ceiling: int, parts: list[int]
) -> None:
    larger_first = sorted(enumerate(parts), key=lambda pair: pair[1], reverse=True)
    table = products._by_sum(ceiling, larger_first)
    assert set(table) == _sums(parts, ceiling)
    assert all(table[value] == _best(value, parts) for value in table if value <= 24)
    walked = products._walk(ceiling, larger_first)
    assert walked is None or walked == table


def test_a_walk_through_too_many_collections_is_given_up() -> None:
    assert products._walk(40, [(0, 1)]) is not None
    assert products._walk(products.MOST_COLLECTIONS - 1, [(0, 1)]) is not None
    assert products._walk(products.MOST_COLLECTIONS, [(0, 1)]) is None


@given(goal=st.integers(1, 150), parts=_PAIR)
def test_of_two_sizes_the_fewest_pieces_are_found_by_arithmetic_alone(goal: int, parts: list[int]) -> None:
    # With two sizes the fewest pieces are those with the most of the larger one.
    found = products._of_two(goal, parts)
    assert found == _best(goal, parts)
    assert all(isinstance(count, int) for count in found or ())


@given(goal=st.integers(1, 40), parts=_PARTS)
def test_of_more_than_two_sizes_at_most_two_different_ones_are_combined(goal: int, parts: list[int]) -> None:
    found = products._of_two(goal, parts)
    ways = [way for way in _ways(goal, parts) if sum(map(bool, way)) <= 2]
    assert (found is None) == (not ways)
    if found is not None:
        assert found in ways
        assert sum(found) == min(map(sum, ways))


@given(goal=st.integers(1, 60), parts=_PARTS)
def test_larger_pieces_first_make_what_can_be_made_with_as_many_of_the_larger_as_can_be(
    goal: int, parts: list[int]
) -> None:
    larger_first = sorted(range(len(parts)), key=parts.__getitem__, reverse=True)
    best = max(_ways(goal, parts), key=lambda way: [way[index] for index in larger_first], default=None)
    assert products._larger_first(goal, parts) == best


@pytest.mark.parametrize("count", [1, 15, 16, 17, 255, 256, 4095, 4096, 65_535, 65_536, 70_000])
def test_many_pieces_are_taken_in_few_strides_and_not_one_too_many(count: int) -> None:
    assert products._larger_first(7 * count + 3, [1, 7]) == (3, count)


@given(goal=st.integers(1, 70), parts=_PARTS, ceiling=st.integers(1, 60))
def test_the_bits_next_to_the_goal_are_the_sums_next_to_it(goal: int, parts: list[int], ceiling: int) -> None:
    sums = _sums(parts, ceiling)
    under = max((value for value in sums if 0 < value < goal), default=None)
    over = min((value for value in sums if value > goal), default=None)
    assert products._nearest_bits(products.sums_of(parts, ceiling), goal, ceiling) == (under, over)


@given(parts=_PARTS, most=st.integers(1, 60))
def test_the_bits_of_a_number_are_the_sums_that_parts_make(parts: list[int], most: int) -> None:
    bits = products.sums_of(parts, most)
    assert {value for value in range(bits.bit_length()) if bits >> value & 1} == _sums(parts, most)


def _fewest_of(goal: int, sizes: Sequence[int], most: int) -> tuple[int, ...] | None:
    ways = [
        tuple(size for size, count in zip(sizes, way, strict=True) for _ in range(count)) for way in _ways(goal, sizes)
    ]
    return min(
        (way for way in ways if len(way) <= most), key=lambda way: (len(way), [-part for part in way]), default=None
    )


@given(goal=st.integers(1, 30), parts=_PARTS, most=st.integers(1, 5))
def test_no_fewer_parts_and_no_larger_ones_make_the_goal(goal: int, parts: list[int], most: int) -> None:
    assert fewest_parts(goal, parts, most) == _fewest_of(goal, sorted(parts, reverse=True), most)


@pytest.mark.parametrize("most", [1, 2, 3, 4])
@given(goal=st.integers(1, 30), parts=_PARTS)
def test_parts_too_fine_to_tabulate_are_found_as_well_up_to_three_of_them(
    most: int, goal: int, parts: list[int]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(products, "MOST_LAYER_BITS", 0)
        found = fewest_parts(goal, parts, most)
    assert found == _fewest_of(goal, sorted(parts, reverse=True), min(most, 3))


def _ask(amount: int, sizes: Sequence[int]) -> Counts | None:
    return fewest.__wrapped__(Fraction(amount), tuple(map(Fraction, sizes)))


_NO_WALK = {"MOST_SUMS": 0, "MOST_COLLECTIONS": 0}


@pytest.mark.parametrize(
    ("limits", "way"),
    [
        ({}, "_collections"),
        (_NO_WALK, "fewest_parts"),
        (_NO_WALK | {"MOST_LAYER_BITS": 30}, "fewest_parts"),
        (_NO_WALK | {"MOST_PIECES": 6}, "fewest_parts"),
        (_NO_WALK | {"MOST_PIECES": 5}, "_larger_first"),
        (_NO_WALK | {"MOST_LAYER_BITS": 29}, "_larger_first"),
        (_NO_WALK | {"MOST_LAYER_BITS": 0, "MOST_BITS": 30}, "_larger_first"),
        (_NO_WALK | {"MOST_LAYER_BITS": 0, "MOST_BITS": 29}, "_of_two"),
    ],
)
def test_each_way_is_taken_up_to_its_bound(monkeypatch: pytest.MonkeyPatch, limits: dict[str, int], way: str) -> None:
    for name, limit in limits.items():
        monkeypatch.setattr(products, name, limit)
    products._layers.cache_clear()
    taken: list[str] = []
    for name in ("_collections", "fewest_parts", "_larger_first", "_of_two"):
        monkeypatch.setattr(products, name, _noting(taken, name, getattr(products, name)))
    assert _ask(30, (4, 7)) == (4, 2)
    products._layers.cache_clear()
    assert taken[-1] == way


def _noting(taken: list[str], name: str, right: Callable[..., object]) -> Callable[..., object]:
    def noted(*asked: object) -> object:
        taken.append(name)
        return right(*asked)

    return noted


@pytest.mark.parametrize(("bits", "around"), [(40, (Fraction(29), Fraction(31))), (39, (None, None))])
def test_past_the_bounds_nothing_is_said_of_the_nearest(
    monkeypatch: pytest.MonkeyPatch, bits: int, around: tuple[Fraction | None, Fraction | None]
) -> None:
    for name, limit in {"MOST_SUMS": 0, "MOST_COLLECTIONS": 0, "MOST_BITS": bits}.items():
        monkeypatch.setattr(products, name, limit)
    sizes = tuple(map(Fraction, (4, 7)))
    assert nearest.__wrapped__(Fraction(30), sizes, Fraction(40)) == around


@pytest.mark.parametrize(
    ("amount", "counts"), [(1000, (0, 2, 0)), (1001, (0, 2, 1)), (1022, (0, 2, 22)), (1023, (1, 0, 423))]
)
def test_where_a_walk_is_given_up_the_fewest_pieces_are_found_up_to_24_of_them(amount: int, counts: Counts) -> None:
    assert _ask(amount, (600, 500, 1)) == counts


def test_a_table_of_sums_finds_the_fewest_of_any_number_of_pieces_up_to_its_bound() -> None:
    assert _ask(1000, (600, 41, 1)) == (0, 24, 16)


def test_of_finer_sums_up_to_three_pieces_are_found() -> None:
    assert _ask(1_000_000, (600_001, 500_000, 1)) == (0, 2, 0)
    assert _ask(1_500_000, (600_001, 500_000, 1)) == (0, 3, 0)
    assert _ask(2_000_000, (600_001, 500_000, 1)) == (3, 0, 199_997)


def test_of_two_products_that_are_the_same_the_first_is_counted() -> None:
    assert _ask(1001, (1, 500, 500, 600)) == (1, 2, 0, 0)


@pytest.mark.parametrize("most", ["502", "502.00025", "600.00025"])
def test_a_maximum_on_a_much_finer_grid_than_the_sizes_is_no_reason_to_find_nothing(most: str) -> None:
    around = nearest.__wrapped__(Fraction(501), tuple(map(Fraction, (4, 6, 8))), Fraction(most))
    assert around == (Fraction(500), Fraction(502))


@pytest.mark.parametrize("pair", [*combinations(("1/3", "2/7", "0.25", "6"), 2)])
def test_the_common_unit_measures_both_amounts_and_no_larger_one_does(pair: tuple[str, str]) -> None:
    one, other = map(Fraction, pair)
    unit = products.common_unit(one, other)
    first, second = one / unit, other / unit
    assert (first.denominator, second.denominator) == (1, 1)
    assert gcd(int(first), int(second)) == 1
