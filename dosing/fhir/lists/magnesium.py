"""Words for magnesium itself, the element, beside those for its compounds: a milligram of one is less of the other.

Read for nothing but to find that words speak of another substance than the order: no amount is ever judged from here.
"""

import re
from decimal import Decimal

_COMPOUND = r"(?! ?(?:hydr)?oxid)"
_ELEMENTAL = r"elementa[lr]\w*"
_ITSELF = re.compile(rf"\b{_ELEMENTAL}|\bmagnesium\b{_COMPOUND}")
_NUMBER = r"(?<![\w.,/-])(?P<{}>\d{{1,6}}(?:\.\d{{1,6}})?) ?-?"
#: In small letters, in which the sign for micro is the Greek letter.
_MASSES = {
    **dict.fromkeys(("mg", "milligram", "milligramm"), "1"),
    **dict.fromkeys(("g", "gram", "gramm"), "1000"),
    **dict.fromkeys(("mcg", "ug", "\N{GREEK SMALL LETTER MU}g"), "0.001"),
}
_UNIT = rf"(?P<{{}}>{'|'.join(_MASSES)})s?\b"
_AMOUNT = re.compile(
    rf"{_NUMBER.format('n')}{_UNIT.format('unit')} ?\(?(?:of )?"
    rf"(?:{_ELEMENTAL}|magnesium\b{_COMPOUND}|mg\b)"
    rf"|\bmagnesium:? {_NUMBER.format('m')}{_UNIT.format('also')}"
)
_LONGEST = 1000


def _plain(words: str) -> str:
    return " ".join(words[:_LONGEST].casefold().split())


def is_of_magnesium_itself(words: str) -> bool:
    """Whether words, such as those of an ingredient, speak of the element.

    >>> is_of_magnesium_itself("Magnesium (as oxide)"), is_of_magnesium_itself("Magnesium oxide")
    (True, False)
    """
    return bool(_ITSELF.search(_plain(words)))


def is_unit_of_magnesium_itself(words: str) -> bool:
    """Whether the words of a unit do, be it by the sign of the element.

    >>> is_unit_of_magnesium_itself("mg Mg"), is_unit_of_magnesium_itself("MG")
    (True, False)
    """
    return is_of_magnesium_itself(words) or _plain(words).endswith(" mg")


def milligrams_of_magnesium_itself(words: str) -> frozenset[Decimal]:
    """Every amount in words that is said to be of the element, in mg.

    >>> milligrams_of_magnesium_itself("Magnesium oxide 400 mg (241.3 mg magnesium)")
    frozenset({Decimal('241.3')})
    """
    found = _AMOUNT.finditer(_plain(words))
    return frozenset(Decimal(one["n"] or one["m"]) * Decimal(_MASSES[one["unit"] or one["also"]]) for one in found)
