"""Exact numbers: decimals that never round unseen, and the fraction behind a decimal that does not end.

Nothing here may round without being asked to: `EXACT` raises where a digit would be lost.
"""

from collections.abc import Iterable
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    FloatOperation,
    Inexact,
    InvalidOperation,
    Overflow,
)
from fractions import Fraction
from functools import lru_cache

#: Sums and products of doubles, written out in full, need a few hundred digits; more than this is a defect, not a dose.
_FULL = 2000
EXACT = Context(prec=_FULL, traps=[InvalidOperation, DivisionByZero, Overflow, FloatOperation, Inexact])
_ROUND = Context(prec=_FULL, rounding=ROUND_HALF_EVEN)

#: Digits that a double carries unchanged, and so the digits that a number of an answer has.
DIGITS = 15
_ROUND_TO_DIGITS = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)

ZERO = Decimal(0)


def total(values: Iterable[Decimal]) -> Decimal:
    """The exact sum.

    >>> total([Decimal("0.1"), Decimal("0.2")])
    Decimal('0.3')
    """
    result = ZERO
    for value in values:
        result = EXACT.add(result, value)
    return result


def is_multiple(value: Decimal, unit: Decimal) -> bool:
    """Whether so many of the unit are the value.

    >>> is_multiple(Decimal("7.5"), Decimal("2.5")), is_multiple(Decimal(7), Decimal("2.5"))
    (True, False)
    """
    return not EXACT.remainder(value, unit)


def tidy(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without a positive exponent, so that it prints plainly.

    >>> tidy(Decimal("1E+1")), tidy(Decimal("2.50")), tidy(Decimal("-0.0"))
    (Decimal('10'), Decimal('2.5'), Decimal('0'))
    """
    if value == value.to_integral_value():
        return Decimal(int(value))
    return EXACT.normalize(value)


def to_digits(value: Fraction) -> Decimal:
    """A fraction as a decimal of at most 15 significant digits, half to even.

    >>> to_digits(Fraction(30000, 2519))
    Decimal('11.9094878920206')
    """
    return tidy(_ROUND_TO_DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator)))


def to_places(value: Decimal, places: int) -> Decimal:
    """A computed number without its noise: rounded to so many decimal places, half to even.

    >>> to_places(Decimal("0.30000000000000004"), 6)
    Decimal('0.3')
    """
    return tidy(value.quantize(Decimal(1).scaleb(-places), context=_ROUND))


@lru_cache(maxsize=4096)
def plain(value: Decimal) -> str:
    """The number as people write it, never with an exponent.

    >>> plain(Decimal("1E-9")), plain(Decimal("30.0"))
    ('0.000000001', '30')
    """
    return format(tidy(value), "f")
