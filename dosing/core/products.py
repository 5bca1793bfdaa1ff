"""Whole tablets, capsules and vials that add up exactly: the fewest, ties to the larger.

Nothing here rounds or halves a product; what cannot be made is said to be so.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache, reduce
from itertools import permutations
from itertools import product as iterate
from math import gcd, lcm, prod
from operator import itemgetter, or_

#: Collections of products that a search looks at; beyond it, at most two different products are combined.
SEARCH_LIMIT = 20_000

#: How many of each size, in the order in which the sizes were given.
Counts = tuple[int, ...]


@lru_cache(maxsize=4096)
def fewest(amount: Fraction, sizes: tuple[Fraction, ...]) -> Counts | None:
    """How many of each size add up to the amount exactly, the fewest in all; nothing if none do.

    >>> fewest(Fraction(30), (Fraction(5), Fraction(10), Fraction(20)))
    (0, 1, 1)
    """
    unit = _common_unit(amount, *sizes)
    goal, parts = int(amount / unit), [int(size / unit) for size in sizes]
    if all(goal % part for part in parts) and goal % gcd(*parts):
        return None
    collections = _collections(goal, parts)
    return _of_two(goal, parts) if collections is None else collections.get(goal)


@lru_cache(maxsize=1024)
def nearest(amount: Fraction, sizes: tuple[Fraction, ...], most: Fraction) -> tuple[Fraction | None, Fraction | None]:
    """The nearest amounts under and over that whole products make; none of nothing, none over `most`.

    >>> nearest(Fraction(30), (Fraction("12.5"), Fraction(25)), Fraction(40))
    (Fraction(25, 1), Fraction(75, 2))
    """
    unit = _common_unit(amount, most, *sizes)
    parts = [int(size / unit) for size in sizes]
    ceiling, goal = int(most / unit), int(amount / unit)
    sums: Iterable[int] = _collections(ceiling, parts) or {count for part in parts for count in _around(goal, part)}
    under = max((value for value in sums if 0 < value < goal and value <= ceiling), default=None)
    over = min((value for value in sums if goal < value <= ceiling), default=None)
    return (None if under is None else under * unit), (None if over is None else over * unit)


def fewest_parts(goal: int, parts: Iterable[int], most: int) -> tuple[int, ...] | None:
    """The fewest parts, `most` at most, that add up to the goal; ties to the larger, which come first.

    >>> fewest_parts(9, [1, 2, 3, 4], 24), fewest_parts(7, [4, 8], 3)
    ((4, 4, 1), None)
    """
    sizes = sorted(set(parts), reverse=True)
    count = next((count for count in range(1, most + 1) if _makes(goal, sizes, count)), None)
    if count is None:
        return None
    chosen: list[int] = []
    for left in range(count - 1, -1, -1):
        chosen.append(next(size for size in sizes if size <= goal and _makes(goal - size, sizes, left)))
        goal -= chosen[-1]
    return tuple(chosen)


def _makes(goal: int, sizes: Sequence[int], count: int) -> bool:
    """Whether so many of the sizes, each as often as wanted, add up to the goal: sums are bits of a number."""
    sums = 1
    for _ in range(count):
        sums = reduce(or_, (sums << size for size in sizes), 0) & ((1 << goal + 1) - 1)
    return bool(sums >> goal & 1)


def _common_unit(*amounts: Fraction) -> Fraction:
    """The largest amount of which all of these are multiples."""
    denominator = lcm(*(amount.denominator for amount in amounts))
    return Fraction(gcd(*(int(amount * denominator) for amount in amounts)), denominator)


def _collections(ceiling: int, parts: Sequence[int]) -> dict[int, Counts] | None:
    """For each sum up to the ceiling the fewest parts that make it, ties to the larger; nothing if it is too many."""
    if prod(ceiling // part + 1 for part in parts) <= SEARCH_LIMIT:
        return _all_collections(ceiling, parts)
    return _by_sum(ceiling, parts) if ceiling <= SEARCH_LIMIT else None


def _all_collections(ceiling: int, parts: Sequence[int]) -> dict[int, Counts]:
    larger_first = sorted(range(len(parts)), key=parts.__getitem__, reverse=True)
    best: dict[int, tuple[int, Counts, Counts]] = {}
    for counts in iterate(*(range(ceiling // part + 1) for part in parts)):
        value = sum(count * part for count, part in zip(counts, parts, strict=True))
        rank = (sum(counts), tuple(-counts[index] for index in larger_first), counts)
        if value <= ceiling and (value not in best or rank < best[value]):
            best[value] = rank
    return {value: counts for value, (_, _, counts) in best.items()}


def _by_sum(ceiling: int, parts: Sequence[int]) -> dict[int, Counts]:
    """Sum after sum, each from a smaller one and one more part."""
    larger_first = sorted(enumerate(parts), key=itemgetter(1), reverse=True)
    best: dict[int, Counts] = {0: (0,) * len(parts)}
    pieces = {0: 0}
    for value in range(1, ceiling + 1):
        for index, part in larger_first:
            before = pieces.get(value - part)
            if before is not None and before + 1 < pieces.get(value, ceiling + 1):
                counts = best[value - part]
                pieces[value] = before + 1
                best[value] = (*counts[:index], counts[index] + 1, *counts[index + 1 :])
    return best


def _of_two(goal: int, parts: Sequence[int]) -> Counts | None:
    """As many as possible of the larger of two, so that the smaller fills the rest: exact also where sizes are tiny."""
    found: list[Counts] = []
    for (one, large), (other, small) in permutations(enumerate((*parts, *parts)), 2):
        if large < small:
            continue
        step = small // gcd(large, small)
        most = goal // large
        for count in range(most, max(-1, most - min(step, SEARCH_LIMIT)), -1):
            rest = goal - count * large
            if rest % small == 0:
                counts = [0] * len(parts)
                counts[one % len(parts)] += count
                counts[other % len(parts)] += rest // small
                found.append(tuple(counts))
                break
    return min(found, key=sum, default=None)


def _around(goal: int, part: int) -> tuple[int, int]:
    """The amounts that one part makes next under and over the goal."""
    return (goal - 1) // part * part, (goal // part + 1) * part
