"""An amount: an exact value, its unit, and of which substance.

400 mg of magnesium oxide is not 400 mg of magnesium, so `of` is part of the amount; nothing here converts.
"""

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from dosing.core.exact import plain, to_digits


class Amount(Struct, frozen=True):
    """A finite decimal in a UCUM unit.

    >>> print(Amount(Decimal("30.0"), "mg/d"))
    30 mg/d
    """

    value: Decimal
    unit: str
    of: str = ""
    #: `<` or `>`, where only this much is known of the number.
    comparator: str = ""

    def __str__(self) -> str:
        """As people read it: no exponent, the substance named."""
        return _written(f"{self.comparator}{plain(self.value)}", self.unit, self.of)


class ExactAmount(Struct, frozen=True):
    """The result of a conversion, which may be a number that no decimal ends.

    >>> print(ExactAmount(Fraction(30000, 2519), "mmol", "magnesium"))
    11.9094878920206 mmol of magnesium
    """

    value: Fraction
    unit: str
    of: str = ""

    def __str__(self) -> str:
        """Rounded to 15 digits, for reading only."""
        return _written(plain(to_digits(self.value)), self.unit, self.of)


def _written(number: str, unit: str, of: str) -> str:
    words = f"{number} {unit}"
    return f"{words} of {of.replace('-', ' ')}" if of else words
