"""All cases as one list that is the same each time: the grid, the pairs and requests at random take turns.

Each case is a path and a body that fits its schema, and can be made again from the seed and its number. Grid and pairs
are walked in strides, so that the beginning of the list is spread over all of them; where they end, all is at random.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count
from math import gcd
from random import Random

from tests.differential import grids, pairs
from tests.differential.compare import Case
from tests.differential.sample import sample_case

_KINDS = 3
_GOLDEN = 0.618
_SEEDS_APART = 2**40


@cache
def stride(size: int) -> int:
    """A stride that comes to every place of a list once, and soon to all its parts."""
    return next(step for step in count(max(1, round(size * _GOLDEN))) if gcd(step, size) == 1)


def listed() -> int:
    """From which number on all cases are at random: grid and pairs are exhausted."""
    return _KINDS * max(grids.size(), pairs.size())


def covered(numbers: range) -> dict[str, tuple[int, int]]:
    """How many places of the grid and of the pairs these numbers come to, and of how many."""
    sizes = {"grid": grids.size(), "pairs": pairs.size()}
    return {
        name: (
            len(range(numbers.start + (kind - numbers.start) % _KINDS, min(numbers.stop, size * _KINDS), _KINDS)),
            size,
        )
        for kind, (name, size) in enumerate(sizes.items())
    }


def case(seed: int, number: int) -> Case:
    """The case of a number."""
    turn, kind = divmod(number, _KINDS)
    dice = Random(seed * _SEEDS_APART + number)  # noqa: S311 -- random requests, not secrets
    if kind == 0 and turn < grids.size():
        return grids.grid_case(turn * stride(grids.size()) % grids.size())
    if kind == 1 and turn < pairs.size():
        return pairs.pair_case(turn * stride(pairs.size()) % pairs.size(), dice)
    return sample_case(dice)


def cases(seed: int, numbers: Iterable[int]) -> Iterator[Case]:
    """The cases of these numbers."""
    return (case(seed, number) for number in numbers)
