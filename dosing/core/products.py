"""Whole tablets, capsules and vials that add up exactly: the fewest, ties to the larger.

Nothing here rounds or halves a product; what cannot be made is said to be so. Every search is bounded.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from functools import lru_cache, reduce
from itertools import combinations
from math import gcd, lcm
from operator import itemgetter, or_

#: Collections that a search looks at, and sums that it tabulates, at the most: a few milliseconds. Beyond both the sums
#: are bits of one number, and the fewest pieces are found up to so many of them (of finer sums: up to three); where it
#: takes more, the larger are taken first. Where the sizes are on no common grid that is coarse enough for that, at most
#: two different products are combined, and nothing is said of the nearest.
MOST_COLLECTIONS = 1_000
MOST_SUMS = 1_000
MOST_BITS = 2_000_000
#: Bits of the sums that are made again for every count of pieces, or of single doses; and so many pieces.
MOST_LAYER_BITS = 100_000
MOST_PIECES = 24

#: How many of each size, in the order in which the sizes were given.
Counts = tuple[int, ...]


@lru_cache(maxsize=4096)
def fewest(amount: Fraction, sizes: tuple[Fraction, ...]) -> Counts | None:
    """How many of each size add up to the amount exactly, the fewest in all; nothing if none do.

    >>> fewest(Fraction(30), (Fraction(5), Fraction(10), Fraction(20)))
    (0, 1, 1)
    """
    unit = common_unit(amount, *sizes)
    goal, parts = int(amount / unit), [int(size / unit) for size in sizes]
    if goal % gcd(*parts):
        return None
    collections = _collections(goal, parts)
    if collections is not None:
        return collections.get(goal)
    few = fewest_parts(goal, parts, MOST_PIECES)
    if few is not None:
        return tuple(few.count(part) if parts.index(part) == index else 0 for index, part in enumerate(parts))
    return _larger_first(goal, parts) if goal <= MOST_BITS else _of_two(goal, parts)


@lru_cache(maxsize=1024)
def nearest(amount: Fraction, sizes: tuple[Fraction, ...], most: Fraction) -> tuple[Fraction | None, Fraction | None]:
    """The nearest amounts under and over that whole products make; none of nothing, none over `most`.

    >>> nearest(Fraction(30), (Fraction("12.5"), Fraction(25)), Fraction(40))
    (Fraction(25, 1), Fraction(75, 2))
    """
    unit = common_unit(amount, *sizes)
    parts = [int(size / unit) for size in sizes]
    ceiling, goal = int(most / unit), int(amount / unit)
    collections = _collections(ceiling, parts)
    if collections is not None:
        under = max((value for value in collections if 0 < value < goal), default=None)
        over = min((value for value in collections if value > goal), default=None)
    elif ceiling <= MOST_BITS:
        under, over = _nearest_bits(sums_of(parts, ceiling), goal, ceiling)
    else:
        return None, None
    return (None if under is None else under * unit), (None if over is None else over * unit)


def _nearest_bits(sums: int, goal: int, ceiling: int) -> tuple[int | None, int | None]:
    """The bits next under the goal, but for 0, and next over it."""
    below, above = sums & ((1 << min(goal, ceiling + 1)) - 2), sums >> goal + 1
    under = below.bit_length() - 1 if below else None
    return under, (goal + (above & -above).bit_length() if above else None)


def fewest_parts(goal: int, parts: Iterable[int], most: int) -> tuple[int, ...] | None:
    """The fewest parts, `most` at most, that add up to the goal; ties to the larger, which come first.

    >>> fewest_parts(9, [1, 2, 3, 4], 24), fewest_parts(7, [4, 8], 3)
    ((4, 4, 1), None)
    """
    sizes = tuple(sorted(set(parts), reverse=True))
    if goal > MOST_LAYER_BITS:
        found = (_few(goal, sizes[::-1], frozenset(sizes), count) for count in (1, 2, 3) if count <= most)
        return next(filter(None, found), None)
    layers = _layers(sizes, most)
    count = next((count for count in range(1, most + 1) if layers[count] >> goal & 1), None)
    if count is None:
        return None
    chosen: list[int] = []
    for left in range(count - 1, -1, -1):
        chosen.append(next(size for size in sizes if size <= goal and layers[left] >> goal - size & 1))
        goal -= chosen[-1]
    return tuple(chosen)


@lru_cache(maxsize=64)
def _layers(sizes: tuple[int, ...], most: int) -> tuple[int, ...]:
    """For each count the sums of so many of the sizes, each as often as wanted: the bits of a number."""
    layers, within = [1], (1 << MOST_LAYER_BITS + 1) - 1
    for _ in range(most):
        layers.append(reduce(or_, (layers[-1] << size for size in sizes), 0) & within)
    return tuple(layers)


def _few(goal: int, sizes: Sequence[int], known: AbstractSet[int], count: int) -> tuple[int, ...] | None:
    """So many of the sizes, which ascend, that add up to the goal, where they are too fine to tabulate.

    The larger come first, so the first is no less than the mean.
    """
    if count == 1:
        return (goal,) if goal in known else None
    for size in reversed(sizes[bisect_left(sizes, -(-goal // count)) : bisect_left(sizes, goal)]):
        # Asked here already, a last part that is no size costs no call: most are none.
        if count > 2 or goal - size in known:  # noqa: PLR2004 -- a pair
            others = _few(goal - size, sizes, known, count - 1)
            if others:
                return (size, *others)
    return None


def sums_of(parts: Sequence[int], most: int) -> int:
    """Every sum up to `most` that the parts make, each as often as wanted: a number whose bits are the sums.

    >>> [value for value in range(13) if sums_of((5, 4), 12) >> value & 1]
    [0, 4, 5, 8, 9, 10, 12]
    """
    sums, within = 1, (1 << most + 1) - 1
    for part in parts:
        step = part
        while step <= most:
            sums |= sums << step & within
            step *= 2
    return sums


def common_unit(*amounts: Fraction) -> Fraction:
    """The largest amount of which all of these are multiples."""
    denominator = lcm(*(amount.denominator for amount in amounts))
    return Fraction(gcd(*(int(amount * denominator) for amount in amounts)), denominator)


def _collections(ceiling: int, parts: Sequence[int]) -> dict[int, Counts] | None:
    """For each sum up to the ceiling the fewest parts that make it, ties to the larger; nothing if it is too many."""
    larger_first = sorted(enumerate(parts), key=itemgetter(1), reverse=True)
    if ceiling <= MOST_SUMS:
        return _by_sum(ceiling, larger_first)
    return _walk(ceiling, larger_first)


def _by_sum(ceiling: int, larger_first: Sequence[tuple[int, int]]) -> dict[int, Counts]:
    """Sum after sum, each from a smaller one and one more part."""
    best: dict[int, Counts] = {0: (0,) * len(larger_first)}
    pieces = {0: 0}
    for value in range(1, ceiling + 1):
        for index, part in larger_first:
            before = pieces.get(value - part)
            if before is not None and before + 1 < pieces.get(value, ceiling + 1):
                pieces[value] = before + 1
                best[value] = _one_more(best[value - part], index)
    return best


def _walk(ceiling: int, larger_first: Sequence[tuple[int, int]]) -> dict[int, Counts] | None:
    """Every collection up to the ceiling, one piece more at a time, each made with its larger pieces first."""
    best: dict[int, Counts] = {0: (0,) * len(larger_first)}
    layer = [(0, 0, best[0])]
    seen = 1
    while layer:
        grown: list[tuple[int, int, Counts]] = []
        for value, place, counts in layer:
            for at in range(place, len(larger_first)):
                index, part = larger_first[at]
                if value + part <= ceiling:
                    grown.append((value + part, at, _one_more(counts, index)))
        seen += len(grown)
        if seen > MOST_COLLECTIONS:
            return None
        for value, _, counts in grown:
            best.setdefault(value, counts)
        layer = grown
    return best


def _one_more(counts: Counts, index: int) -> Counts:
    return (*counts[:index], counts[index] + 1, *counts[index + 1 :])


def _of_two(goal: int, parts: Sequence[int]) -> Counts | None:
    """As many as possible of the larger of two (or of one), so that the smaller fills the rest."""
    found: list[Counts] = []
    nothing = (0,) * len(parts)
    for index, part in enumerate(parts):
        if goal % part == 0:
            found.append((*nothing[:index], goal // part, *nothing[index + 1 :]))
    for pair in combinations(enumerate(parts), 2):
        (smaller, small), (larger, large) = sorted(pair, key=itemgetter(1))
        divisor = gcd(small, large)
        if goal % divisor:
            continue
        step = small // divisor
        least = goal // divisor * pow(large // divisor, -1, step) % step
        most = goal // large
        if least <= most:
            counts = list(nothing)
            counts[larger] = least + (most - least) // step * step
            counts[smaller] = (goal - counts[larger] * large) // small
            found.append(tuple(counts))
    return min(found, key=sum, default=None)


def _larger_first(goal: int, parts: Sequence[int]) -> Counts | None:
    """What makes the goal, taken apart from its larger pieces down."""
    sums = sums_of(parts, goal)
    if not sums >> goal & 1:
        return None
    counts = [0] * len(parts)
    larger_first = sorted(enumerate(parts), key=itemgetter(1), reverse=True)
    for index, part in larger_first:
        # If so many of a piece leave a rest that can be made, so do fewer: bit by bit finds the most that do.
        for bit in reversed(range(goal.bit_length())):
            taken = part << bit
            if taken <= goal and sums >> goal - taken & 1:
                counts[index] += 1 << bit
                goal -= taken
    return tuple(counts)
