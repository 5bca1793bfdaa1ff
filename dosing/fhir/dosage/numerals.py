"""Numbers in English words as digits, each of them whole: of `twenty-five` the five alone would be another dose."""

import re

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


def in_digits(words: str) -> str:
    """The words, in small letters, with their numbers in digits.

    >>> in_digits("twenty-five mg, or one and a half tablets, twice a day")
    '25 mg, or 1.5 tablets, twice a day'
    """
    return _NUMBER.sub(_digits, words)


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
