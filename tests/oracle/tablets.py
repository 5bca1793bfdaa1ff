"""Tablets: whole ones that add up exactly, and how a daily dose is divided."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm
from typing import Any

from .units import milligrams, quantity_of

Tablets = list[tuple[Fraction, int]]

HALF = Fraction(1, 2)
DEFAULT_STOCK = (Fraction(20), Fraction(10), Fraction(5))
DOCUMENTED_SPLITS = {
    5: (5,),
    10: (5, 5),
    15: (5, 5, 5),
    20: (10, 10),
    25: (10, 5, 10),
    30: (10, 10, 10),
}
MOST_DOSES = 24
MOST_MULTIPLES = 1000
MOST_UNITS = 25_000


def stock_of(body: dict[str, Any]) -> tuple[Fraction, ...]:
    """Read the strengths in stock in mg, largest first."""
    if "tablets" not in body:
        return DEFAULT_STOCK
    return tuple(sorted({milligrams(tablet) for tablet in body["tablets"]}, reverse=True))


def _is_on_grid(amount: Fraction) -> bool:
    return (amount / HALF).denominator == 1


def fewest_pieces(total: int, sizes: Sequence[int]) -> Counter[int] | None:
    """Find the fewest pieces of these sizes, largest first, that add up; ties to the larger.

    The sums that so many pieces make are the bits of one large number; a piece more shifts them all at once.
    """
    within = (1 << total + 1) - 1
    sums = [1]
    while not sums[-1] >> total & 1:
        more = 0
        for size in sizes:
            more |= sums[-1] << size
        if not more & within:
            return None
        sums.append(more & within)
    pieces: Counter[int] = Counter()
    for made in reversed(sums[:-1]):
        size = next(size for size in sizes if size <= total and made >> (total - size) & 1)
        pieces[size] += 1
        total -= size
    return pieces


def _fewest_on_grid(dose: Fraction, stock: Sequence[Fraction]) -> Tablets | None:
    if not _is_on_grid(dose):
        return None
    sizes = [int(strength / HALF) for strength in stock if _is_on_grid(strength)]
    pieces = fewest_pieces(int(dose / HALF), sizes)
    if pieces is None:
        return None
    return sorted(((size * HALF, count) for size, count in pieces.items()), reverse=True)


def _preference(tablets: Tablets) -> tuple[int, Tablets]:
    return -sum(count for _, count in tablets), tablets


@lru_cache(maxsize=2**16)
def tablets_for(dose: Fraction, stock: tuple[Fraction, ...]) -> Tablets | None:
    """Find the fewest whole tablets for a dose in mg, ties to the larger; None if there are none.

    A dose or strength off the grid of 0.5 mg is matched only by tablets of one strength.
    """
    found: list[Tablets] = []
    on_grid = _fewest_on_grid(dose, stock)
    if on_grid is not None:
        found.append(on_grid)
    for strength in stock:
        count = dose / strength
        if count.denominator == 1:
            found.append([(strength, int(count))])
    return max(found, key=_preference, default=None)


@lru_cache(maxsize=2**10)
def _makeable(stock: tuple[Fraction, ...], most: Fraction) -> list[Fraction]:
    amounts: set[Fraction] = set()
    for steps in range(1, int(most / HALF) + 1):
        if tablets_for(steps * HALF, stock) is not None:
            amounts.add(steps * HALF)
    for strength in stock:
        if not _is_on_grid(strength):
            # Millionths of a milligram would make a list of millions; the last dose is solved for.
            highest = int(most / strength)
            lowest = max(1, highest - MOST_MULTIPLES)
            amounts.update(strength * count for count in range(lowest, highest + 1))
    return sorted(amounts, reverse=True)


@dataclass
class _Search:
    """A search for doses that add up, with the dead ends it has met."""

    stock: tuple[Fraction, ...]
    largest: Fraction
    amounts: Sequence[Fraction]
    dead: set[tuple[Fraction, int, int]]


def _sum_of(search: _Search, total: Fraction, doses: int, begin: int) -> list[Fraction] | None:
    """Find so many amounts that add up to total, the larger first."""
    if doses == 1:
        fits = 0 < total <= search.largest and tablets_for(total, search.stock) is not None
        return [total] if fits else None
    if (total, doses, begin) in search.dead:
        return None
    for index in range(begin, len(search.amounts)):
        amount = search.amounts[index]
        if amount * doses < total:
            break
        if amount < total:
            rest = _sum_of(search, total - amount, doses - 1, index)
            if rest is not None:
                return [amount, *rest]
    search.dead.add((total, doses, begin))
    return None


def _dense(
    daily: Fraction, amounts: Sequence[Fraction], stock: tuple[Fraction, ...], most: Fraction
) -> Sequence[Fraction] | None:
    """Find the fewest amounts that add up in one table of all sums; None if there are too many sums for one."""
    if not amounts or most / min(stock) > MOST_MULTIPLES:
        return None
    below = lcm(daily.denominator, *(amount.denominator for amount in amounts))
    unit = Fraction(gcd(int(daily * below), *(int(amount * below) for amount in amounts)), below)
    if daily / unit > MOST_UNITS:
        return None
    pieces = fewest_pieces(int(daily / unit), [int(amount / unit) for amount in amounts])
    return [size * unit for size in sorted(pieces.elements(), reverse=True)] if pieces else []


@lru_cache(maxsize=2**14)
def split(daily: Fraction, stock: tuple[Fraction, ...]) -> list[Fraction] | None:
    """Divide a daily dose in mg into single doses that the stock can make."""
    if daily == 0:
        return []
    documented = DOCUMENTED_SPLITS.get(int(daily)) if daily.denominator == 1 else None
    if documented is not None:
        doses = [Fraction(dose) for dose in documented]
        if all(tablets_for(dose, stock) is not None for dose in doses):
            return doses
    most, largest = (3, Fraction(10)) if daily <= 30 else (MOST_DOSES, Fraction(20))
    amounts = _makeable(stock, largest)
    dense = _dense(daily, amounts, stock, largest)
    if dense is not None:
        return list(dense) if 0 < len(dense) <= most else None
    search = _Search(stock, largest, amounts, set())
    for count in range(1, most + 1):
        found = _sum_of(search, daily, count, 0)
        if found is not None:
            return found
    return None


def products_for(doses: Sequence[Fraction], stock: tuple[Fraction, ...], days: int | None) -> list[dict[str, Any]]:
    """Count the tablets of a day, by strength, and of all days where they have an end."""
    counts: Counter[Fraction] = Counter()
    for dose in doses:
        for strength, count in tablets_for(dose, stock) or []:
            counts[strength] += count
    products: list[dict[str, Any]] = []
    for strength in sorted(counts, reverse=True):
        product: dict[str, Any] = {
            "strength": quantity_of(strength, "mg"),
            "per_day": counts[strength],
        }
        if days is not None:
            product["total"] = counts[strength] * days
        products.append(product)
    return products
