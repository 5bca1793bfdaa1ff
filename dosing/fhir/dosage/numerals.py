"""Numbers in English words, and fractions, as digits, each whole: of `twenty-five` the five would be another dose."""

import re

from dosing.fhir.dosage.amounts import UNIT_WORD

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: value for value, word in enumerate(_ONES + _TEENS, 1)}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
_ONE, _TEEN, _TEN = map("|".join, (_ONES, _TEENS, _TENS))
_BELOW_HUNDRED = rf"(?:(?:{_TEN})(?:[ -](?:{_ONE}))?|{_TEEN}|{_ONE})"
_WHOLE = rf"(?:(?:(?:a|{_ONE}) )?hundred(?:(?: and)? {_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
_NUMBER = re.compile(
    rf"\b(?:(?P<before>{_WHOLE}|(?<![\w.,/-])[0-9]{{1,3}}) and (?:a|one)[ -]half|one[ -]half|(?P<whole>{_WHOLE}))\b"
)
_FRACTIONS = {
    **dict.fromkeys(("1/2", "\N{VULGAR FRACTION ONE HALF}"), ".5"),
    **dict.fromkeys(("1/4", "\N{VULGAR FRACTION ONE QUARTER}"), ".25"),
    **dict.fromkeys(("3/4", "\N{VULGAR FRACTION THREE QUARTERS}"), ".75"),
}
_PARTED = "|".join(_FRACTIONS)
_OF_UNIT = rf"(?: \([a-z -]{{1,20}}\))? ?(?:of )?(?:an? )?(?:\d{{1,4}} ?m?c?g )?(?:{UNIT_WORD})\b"
#: A fraction, with a whole number before it or not, of a unit, or the low end of a range of it; else it may be a date.
_FRACTION = re.compile(
    rf"(?<![\w.,/])(?<!\D-)(?:(?P<whole>\d{{1,3}}) ?)?(?P<part>{_PARTED})"
    rf"(?= ?(?:(?:-|–|to|or) ?(?:\d{{1,3}} ?)?(?:\d|{_PARTED})(?:\.\d{{1,2}})?)?{_OF_UNIT})"
    rf"|(?<![\w.,/-])(?P<joined>\d{{1,3}})-(?P<last>{_PARTED})(?={_OF_UNIT})"
)


def in_digits(words: str) -> str:
    """The words, in small letters, with their numbers in digits.

    >>> in_digits("twenty-five mg, or one and a half tablets, twice a day")
    '25 mg, or 1.5 tablets, twice a day'
    >>> in_digits("1 1/2 tablets, or 1/2 tablet")
    '1.5 tablets, or 0.5 tablet'
    """
    return _NUMBER.sub(_digits, _FRACTION.sub(_decimal, words.replace("\N{FRACTION SLASH}", "/")))


def _decimal(match: re.Match[str]) -> str:
    return f"{match['whole'] or match['joined'] or 0}{_FRACTIONS[match['part'] or match['last']]}"


def _digits(match: re.Match[str]) -> str:
    number = _value(match["before"] or match["whole"] or "")
    return f"{number}.5" if match[0].endswith("half") else str(number)


def _value(words: str) -> int:
    if words.isdecimal():
        return int(words)
    value = 0
    for word in re.findall("[a-z]+", words):
        value = (value or 1) * 100 if word == "hundred" else value + _VALUES.get(word, 0)
    return value
