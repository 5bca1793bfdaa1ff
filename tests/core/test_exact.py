"""Numbers that never round unseen."""

from decimal import Decimal, FloatOperation, Inexact
from fractions import Fraction

import pytest

from dosing.core.exact import EXACT, plain, tidy, to_digits, to_places, total


def test_a_tenth_and_two_tenths_are_three_tenths() -> None:
    assert total([Decimal("0.1"), Decimal("0.2")]) == Decimal("0.3")


def test_the_sum_of_nothing_is_0() -> None:
    assert total([]) == 0


def test_a_sum_keeps_its_smallest_and_its_largest_digit() -> None:
    found = total([Decimal("1E+300"), Decimal("1E-300")])
    assert EXACT.subtract(found, Decimal("1E+300")) == Decimal("1E-300")


def test_a_third_is_refused_where_a_digit_would_be_lost() -> None:
    with pytest.raises(Inexact):
        EXACT.divide(Decimal(1), Decimal(3))


def test_a_float_among_decimals_is_refused() -> None:
    with pytest.raises(FloatOperation):
        EXACT.create_decimal(0.1)


@pytest.mark.parametrize(
    ("number", "written"),
    [("1E+3", "1000"), ("30.0", "30"), ("0.5000", "0.5"), ("-0.0", "0"), ("1E-9", "0.000000001"), ("0", "0")],
)
def test_a_number_is_written_without_trailing_zeros_and_without_an_exponent(number: str, written: str) -> None:
    assert plain(Decimal(number)) == written
    assert str(tidy(Decimal("1E+3"))) == "1000"


@pytest.mark.parametrize(
    ("number", "rounded"),
    [
        (Fraction(30000, 2519), "11.9094878920206"),
        (Fraction(2, 3), "0.666666666666667"),
        (Fraction(1000000000000005, 10), "100000000000000"),
        (Fraction(1000000000000015, 10), "100000000000002"),
        (Fraction(123456789012345), "123456789012345"),
    ],
)
def test_15_digits_are_kept_and_a_half_of_the_sixteenth_goes_to_the_even_one(number: Fraction, rounded: str) -> None:
    assert to_digits(number) == Decimal(rounded)


@pytest.mark.parametrize(
    ("number", "rounded"),
    [
        ("29.9999995", "30"),
        ("29.99999949", "29.999999"),
        ("29.9999985", "29.999998"),
        ("0.30000000000000004", "0.3"),
        ("12345678901234567890123456789.0000005", "12345678901234567890123456789"),
    ],
)
def test_noise_after_6_decimals_is_removed_half_to_even(number: str, rounded: str) -> None:
    assert to_places(Decimal(number), 6) == Decimal(rounded)
