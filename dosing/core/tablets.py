"""A daily dose as single doses, and a single dose as whole tablets, from any stock of strengths.

Tablets are never halved; what the stock cannot make is said to be so, never rounded to what it can.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from dosing.core.exact import is_multiple
from dosing.core.products import common_unit, fewest, fewest_parts, sums_of
from dosing.core.rule import Splits, Titration

#: mg; no single dose that can be ordered is larger.
_LARGEST = Decimal(1000)
#: Off the grid, doses of more tablets than this are not mixed with others in a day.
_MOST_TABLETS = 200


@lru_cache(maxsize=4096)
def tablets_for(dose: Decimal, strengths: tuple[Decimal, ...], grid: Decimal) -> dict[Decimal, int] | None:
    """How many tablets of each strength (mg) make a dose (mg) exactly: the fewest, ties to the larger.

    A dose or a strength off the grid is matched only by whole tablets of one strength.

    >>> tablets_for(Decimal(15), (Decimal(5), Decimal(10), Decimal(20)), Decimal("0.5"))
    {Decimal('5'): 1, Decimal('10'): 1}
    """
    wanted, step = Fraction(dose), Fraction(grid)
    ways: list[dict[Decimal, int]] = []
    if wanted % step == 0:
        on_grid = tuple(sorted({strength for strength in strengths if Fraction(strength) % step == 0}))
        counts = fewest(wanted, tuple(map(Fraction, on_grid))) if on_grid else None
        if counts is not None:
            ways.append({strength: count for strength, count in zip(on_grid, counts, strict=True) if count})
    ways += [
        {strength: int(wanted / Fraction(strength))} for strength in set(strengths) if wanted % Fraction(strength) == 0
    ]
    return min(ways, key=lambda way: (sum(way.values()), -max(way)), default=None)


@lru_cache(maxsize=256)
def _on_grid(strengths: tuple[Decimal, ...], grid: Decimal, most: Decimal) -> int:
    """Every dose on the grid up to `most` that tablets on the grid make: bits, one for each step of the grid."""
    parts = (Fraction(strength) / Fraction(grid) for strength in strengths)
    steps = tuple(int(part) for part in parts if part.denominator == 1)
    return sums_of(steps, int(most / grid))


@lru_cache(maxsize=4096)
def can_make(dose: Decimal, strengths: tuple[Decimal, ...], grid: Decimal) -> bool:
    """Whether whole tablets make the dose (mg), without looking for which.

    >>> can_make(Decimal("12.5"), (Decimal(5), Decimal("2.5")), Decimal("0.5"))
    True
    """
    if is_multiple(dose, grid) and _on_grid(strengths, grid, _LARGEST) >> int(dose / grid) & 1:
        return True
    return any(is_multiple(dose, strength) for strength in strengths)


def single_doses(
    daily_dose: Decimal, titration: Titration, strengths: tuple[Decimal, ...]
) -> tuple[Decimal, ...] | None:
    """A day's single doses (mg): the usual split if the stock makes it, else the fewest doses that it does make."""
    return _single_doses(daily_dose, titration.splits, strengths, titration.tablet_grid)


@lru_cache(maxsize=4096)
def _single_doses(
    daily_dose: Decimal, splits: Splits, strengths: tuple[Decimal, ...], grid: Decimal
) -> tuple[Decimal, ...] | None:
    for usual in splits.usual:
        if sum(usual) == daily_dose and all(can_make(dose, strengths, grid) for dose in usual):
            return usual
    is_large = daily_dose > splits.large_above
    most = splits.large_most_doses if is_large else splits.most_doses
    largest = splits.large_largest_dose if is_large else splits.largest_dose
    ways = [_split(daily_dose, *_makeable(largest, strengths, grid), most)]
    ways += [_split_of_one(daily_dose, largest, most, strength) for strength in set(strengths)]
    return min((way for way in ways if way), key=lambda way: (len(way), [-dose for dose in way]), default=None)


@lru_cache(maxsize=64)
def _makeable(
    largest: Decimal, strengths: tuple[Decimal, ...], grid: Decimal
) -> tuple[Fraction, Mapping[int, Decimal]]:
    """Single doses that the stock makes: those on the grid, and off it whole tablets of one strength, unless tiny.

    Each by how many times it is the unit that measures all of them, which is given too.
    """
    on_grid = [steps * grid for steps in range(1, int(largest / grid) + 1)]
    off_grid = [
        strength * count
        for strength in set(strengths)
        if strength * _MOST_TABLETS >= largest
        for count in range(1, int(largest / strength) + 1)
    ]
    doses = [dose for dose in {*on_grid, *off_grid} if can_make(dose, strengths, grid)]
    unit = common_unit(*map(Fraction, doses))
    return unit, {int(Fraction(dose) / unit): dose for dose in doses}


def _split(
    daily_dose: Decimal, unit: Fraction, by_steps: Mapping[int, Decimal], most: int
) -> tuple[Decimal, ...] | None:
    steps = Fraction(daily_dose) / unit if unit else None
    if steps is None or steps.denominator > 1:
        return None
    found = fewest_parts(int(steps), by_steps, most)
    return tuple(by_steps[steps] for steps in found) if found else None


def _split_of_one(daily_dose: Decimal, largest: Decimal, most: int, strength: Decimal) -> tuple[Decimal, ...] | None:
    """Doses of whole tablets of one strength, the larger first."""
    if not is_multiple(daily_dose, strength):
        return None
    tablets, most_a_dose = int(daily_dose / strength), int(largest // strength)
    if most_a_dose == 0 or -(-tablets // most_a_dose) > most:
        return None
    full, rest = divmod(tablets, most_a_dose)
    return tuple(strength * number for number in [most_a_dose] * full + ([rest] if rest else []))
