"""Every two fields of a request with every two of their boundary values; the other fields in order, or at random."""

from bisect import bisect_right
from functools import cache
from itertools import accumulate, combinations
from random import Random

from tests.differential.compare import Case
from tests.differential.fields import FAMILIES, Pointer, body_of

#: Each pair of values once with the other fields in order, and once with them at random.
_FILLS = 2
_CHANGED = 0.3


@cache
def _combinations() -> list[tuple[str, Pointer, Pointer]]:
    return [(name, *pair) for name, (_, fields) in FAMILIES.items() for pair in combinations(fields, 2)]


@cache
def _ends() -> list[int]:
    """Where the cases of each pair of fields end."""
    lengths = (
        _FILLS * len(FAMILIES[name][1][one]) * len(FAMILIES[name][1][other]) for name, one, other in _combinations()
    )
    return list(accumulate(lengths))


def size() -> int:
    """How many cases there are."""
    return _ends()[-1]


def pair_case(index: int, dice: Random) -> Case:
    """The case at a place of the list."""
    at = bisect_right(_ends(), index)
    name, one, other = _combinations()[at]
    path, fields = FAMILIES[name]
    rest, fill = divmod(index - (_ends()[at - 1] if at else 0), _FILLS)
    of_one, of_other = divmod(rest, len(fields[other]))
    chosen = {
        pointer: dice.choice(values) if fill and dice.random() < _CHANGED else values[0]
        for pointer, values in fields.items()
    }
    chosen |= {one: fields[one][of_one], other: fields[other][of_other]}
    return path, body_of(path, chosen)
