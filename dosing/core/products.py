"""Whole tablets, capsules and vials that add up exactly: the fewest, ties to the larger.

Nothing here rounds or halves a product; what cannot be made is said to be so. Every search is bounded.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache, reduce
from itertools import combinations
from math import gcd, lcm
from operator import itemgetter, or_

#: Collections that a search looks at, and sums that it tabulates, at the most: a few milliseconds. Beyond both
#: (products many times smaller than the amount, on no common grid) at most two different products are combined.
MOST_COLLECTIONS = 5_000
MOST_SUMS = 2_000
MOST_BITS = 100_000

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
    return _of_two(goal, parts) if collections is None else collections.get(goal)


@lru_cache(maxsize=1024)
def nearest(amount: Fraction, sizes: tuple[Fraction, ...], most: Fraction) -> tuple[Fraction | None, Fraction | None]:
    """The nearest amounts under and over that whole products make; none of nothing, none over `most`.

    >>> nearest(Fraction(30), (Fraction("12.5"), Fraction(25)), Fraction(40))
    (Fraction(25, 1), Fraction(75, 2))
    """
    unit = common_unit(amount, most, *sizes)
    parts = [int(size / unit) for size in sizes]
    ceiling, goal = int(most / unit), int(amount / unit)
    collections = _collections(ceiling, parts)
    sums: Iterable[int] = collections if collections is not None else _of_one(min(goal, ceiling + 1), parts)
    under = max((value for value in sums if 0 < value < goal and value <= ceiling), default=None)
    over = min((value for value in sums if goal < value <= ceiling), default=None)
    return (None if under is None else under * unit), (None if over is None else over * unit)


def fewest_parts(goal: int, parts: Iterable[int], most: int) -> tuple[int, ...] | None:
    """The fewest parts, `most` at most, that add up to the goal; ties to the larger, which come first.

    >>> fewest_parts(9, [1, 2, 3, 4], 24), fewest_parts(7, [4, 8], 3)
    ((4, 4, 1), None)
    """
    sizes = sorted(set(parts), reverse=True)
    known = frozenset(sizes)
    count = next((count for count in range(1, most + 1) if _makes(goal, known, count)), None)
    if count is None:
        return None
    chosen: list[int] = []
    for left in range(count - 1, -1, -1):
        chosen.append(next(size for size in sizes if size <= goal and _makes(goal - size, known, left)))
        goal -= chosen[-1]
    return tuple(chosen)


def _makes(goal: int, sizes: frozenset[int], count: int) -> bool:
    """Whether so many of the sizes, each as often as wanted, add up to the goal.

    Beyond two, sums are the bits of a number; three of sizes too fine for that are tried, more are not.
    """
    if count == 0:
        return goal == 0
    if count == 1:
        return goal in sizes
    if count == 2:  # noqa: PLR2004 -- a pair
        return any(goal - size in sizes for size in sizes)
    if goal > MOST_BITS:
        return count == 3 and any(_makes(goal - size, sizes, 2) for size in sizes)  # noqa: PLR2004 -- one and a pair
    sums, within = 1, (1 << goal + 1) - 1
    for _ in range(count):
        sums = reduce(or_, (sums << size for size in sizes), 0) & within
    return bool(sums >> goal & 1)


@lru_cache(maxsize=256)
def sums_of(parts: tuple[int, ...], most: int) -> int:
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


def _of_one(goal: int, parts: Sequence[int]) -> set[int]:
    """The sums next under and over the goal that one part alone makes."""
    return {value for part in parts for value in ((goal - 1) // part * part, (goal // part + 1) * part)}
