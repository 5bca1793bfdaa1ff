"""Numbers in words: as they are where they can be read at a glance, else rounded, which is said."""

from fractions import Fraction

import pytest

from dosing.translate.steps import _about


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("120", "120"),
        ("12.3456", "12.3456"),
        ("123456", "123456"),
        ("12.34567", "about 12.35"),
        ("1234567", "about 1234567"),
        ("160/7", "about 22.86"),
    ],
)
def test_six_digits_are_written_and_of_more_two_decimals(number: str, words: str) -> None:
    assert _about(Fraction(number)) == words
