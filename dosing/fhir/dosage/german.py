"""How often, in German: what is looked for in words, and how many times a day it is."""

import re
from collections.abc import Callable
from fractions import Fraction

_WORDS = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
NUMBERS = {word: str(number) for number, word in enumerate(_WORDS, 1)}
_WORD = "|".join(NUMBERS)
_TIMES = rf"(?P<n>\d{{1,2}} ?(?:x|×|-?mal)|(?:{_WORD}) ?mal)"
_NUMBER = rf"(?:\d{{1,2}}|{_WORD})"
#: Of a range the shortest counts, as in the structure.
_SPAN = rf"(?P<n>{_NUMBER})(?: ?(?:-|–|bis) ?{_NUMBER})?"
#: A number before which no other stands.
_ALONE = r"(?<![\w.,/-])"
_DAILY = r"(?:t(?:ä|ae)glich\b|t(?:ä|ae)?gl\b\.?|(?:am|pro|jeden) tag\b|/ ?tag\b)"
_WEEKLY = r"(?:w(?:ö|oe)chentlich\b|(?:pro|in der|die|jede) woche\b|/ ?woche\b)"
_DOSE = r"\d[\d.,]{0,9} ?(?:m?c?g|ml)"

#: What is understood is taken out, so that nothing is understood twice.
FREQUENCIES: tuple[tuple[re.Pattern[str], Callable[[Fraction], Fraction]], ...] = (
    (re.compile(rf"{_ALONE}{_TIMES} ?{_DAILY}"), lambda n: n),
    (re.compile(rf"\b{_DAILY} {_TIMES}"), lambda n: n),
    (re.compile(rf"{_ALONE}{_TIMES} ?{_WEEKLY}"), lambda n: n / 7),
    (re.compile(rf"\balle {_SPAN} ?(?:stunden|std\b|h\b)"), lambda n: 24 / n),
    (re.compile(rf"\balle {_SPAN} ?tage\b"), lambda n: 1 / n),
    (re.compile(rf"\balle {_SPAN} ?wochen\b"), lambda n: 1 / (7 * n)),
    (re.compile(rf"{_ALONE}{_SPAN}[ -]?(?:st(?:ü|ue)ndlich|stdl)\b"), lambda n: 24 / n),
    (re.compile(r"\bjeden (?:zweiten|2\.) tag\b"), lambda _: Fraction(1, 2)),
    (re.compile(r"\bjeden (?:dritten|3\.) tag\b"), lambda _: Fraction(1, 3)),
    (re.compile(r"\bjede (?:zweite|2\.) woche\b"), lambda _: Fraction(1, 14)),
)
#: All of a clause, with a dose or without: of a clause with more, German words do not tell if it is about taking.
BARE: tuple[tuple[re.Pattern[str], Fraction], ...] = (
    (
        re.compile(rf"^(?:nur )?(?:{_DOSE},? )?(?:nur )?(?:w(?:ö|oe)chentlich|jede woche)(?: {_DOSE})?$"),
        Fraction(1, 7),
    ),
    (re.compile(rf"^(?:{_DOSE},? )?(?:st(?:ü|ue)ndlich|jede stunde)(?: {_DOSE})?$"), Fraction(24)),
)
#: The same for every day: how often on it is left open, as by the English word.
DAILY = re.compile(rf"^(?:nur )?(?:{_DOSE},? )?(?:nur )?{_DAILY}(?: {_DOSE})?$")
#: Parts of the day.
PART = (
    r"morgens|früh|vormittags|mittags|nachmittags|abends|nachts|zur nacht"
    r"|am (?:morgen|vormittag|mittag|nachmittag|abend)\b|in der nacht"
)


def number(word: str) -> str | None:
    """The digits of a number that is a word, which may be one of times; of anything else none.

    >>> number("zwei"), number("dreimal"), number("3x")
    ('2', '3', None)
    """
    return NUMBERS.get(word.removesuffix("mal").rstrip())
