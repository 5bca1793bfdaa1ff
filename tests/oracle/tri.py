"""Three-valued logic and intervals: a fact is true, false or unknown (None)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

Tri = bool | None


def both(parts: Iterable[Tri]) -> Tri:
    """Any part false is false, else any part unknown is unknown, else true."""
    found: Tri = True
    for part in parts:
        if part is False:
            return False
        if part is None:
            found = None
    return found


def any_of(parts: Iterable[Tri]) -> Tri:
    """Any part true is true, else any part unknown is unknown, else false."""
    found: Tri = False
    for part in parts:
        if part is True:
            return True
        if part is None:
            found = None
    return found


def negate(part: Tri) -> Tri:
    """Turn true and false round; unknown stays unknown."""
    return None if part is None else not part


@dataclass(frozen=True, eq=False)
class Interval:
    """A range of numbers; an end of None is infinite.

    Two are equal only if they are one object: what is worked out about one is kept, and fractions are slow to hash.
    """

    low: Fraction | None
    high: Fraction | None
    low_in: bool = False
    high_in: bool = False


@lru_cache(maxsize=2**16)
def point(value: Fraction) -> Interval:
    """Give the interval that is one number."""
    return Interval(value, value, low_in=True, high_in=True)


@lru_cache(maxsize=2**16)
def measured(value: Fraction, comparator: str | None) -> Interval:
    """Give a laboratory value as an interval; a comparator opens it."""
    if comparator == "<":
        return Interval(None, value)
    if comparator == ">":
        return Interval(value, None)
    return point(value)


def _lower_end(a: Interval, b: Interval) -> tuple[Fraction | None, bool]:
    if a.low is None or b.low is None:
        return None, False
    if a.low == b.low:
        return a.low, a.low_in or b.low_in
    return (a.low, a.low_in) if a.low < b.low else (b.low, b.low_in)


def _upper_end(a: Interval, b: Interval) -> tuple[Fraction | None, bool]:
    if a.high is None:
        return b.high, b.high_in
    if b.high is None:
        return a.high, a.high_in
    if a.high == b.high:
        return a.high, a.high_in and b.high_in
    return (a.high, a.high_in) if a.high < b.high else (b.high, b.high_in)


@lru_cache(maxsize=2**16)
def lower_of(a: Interval, b: Interval) -> Interval:
    """Give the range of the lower of two numbers that lie in a and b."""
    low, low_in = _lower_end(a, b)
    high, high_in = _upper_end(a, b)
    return Interval(low, high, low_in=low_in, high_in=high_in)


def _starts_within(inner: Interval, outer: Interval) -> bool:
    if outer.low is None:
        return True
    if inner.low is None:
        return False
    if inner.low == outer.low:
        return outer.low_in or not inner.low_in
    return inner.low > outer.low


def _ends_within(inner: Interval, outer: Interval) -> bool:
    if outer.high is None:
        return True
    if inner.high is None:
        return False
    if inner.high == outer.high:
        return outer.high_in or not inner.high_in
    return inner.high < outer.high


def _is_left_of(a: Interval, b: Interval) -> bool:
    if a.high is None or b.low is None:
        return False
    if a.high == b.low:
        return not (a.high_in and b.low_in)
    return a.high < b.low


@lru_cache(maxsize=2**16)
def lies_in(value: Interval, area: Interval) -> Tri:
    """Say if all of value lies in area (true), none of it (false) or some (unknown)."""
    if _starts_within(value, area) and _ends_within(value, area):
        return True
    if _is_left_of(value, area) or _is_left_of(area, value):
        return False
    return None


@lru_cache(maxsize=2**16)
def is_at_least(value: Interval | None, limit: Fraction | int) -> Tri:
    """Judge value ≥ limit."""
    if value is None:
        return None
    return lies_in(value, Interval(Fraction(limit), None, low_in=True))


@lru_cache(maxsize=2**16)
def is_at_most(value: Interval | None, limit: Fraction | int) -> Tri:
    """Judge value ≤ limit."""
    if value is None:
        return None
    return lies_in(value, Interval(None, Fraction(limit), high_in=True))


def is_below(value: Interval | None, limit: Fraction | int) -> Tri:
    """Judge value < limit."""
    return negate(is_at_least(value, limit))
