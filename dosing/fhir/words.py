"""What the words of an instruction say, as far as they are plain English: how often, how much, for how long.

Used for nothing but to find that the words contradict the structure; no dose is ever read from them.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

_COUNTS = {
    "half": "0.5",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "once": "1",
    "twice": "2",
    "thrice": "3",
}
_N = rf"(?:\d{{1,6}}(?:\.\d{{1,6}})?|{'|'.join(_COUNTS)})"
_DAY, _WEEK_, _HOUR = r"(?:d|days?)\b", r"(?:wks?|weeks?)\b", r"(?:h|hrs?|hours?)\b"
_EACH = r"(?:a|an|per|each|every)"
#: A number before which no other stands, as in `1-2` and `one to two`: a range is not compared.
_ALONE = r"(?<![\w.,/-])(?<!\bto )"

#: How often a day, each with what turns its number into that.
_FREQUENCIES: tuple[tuple[re.Pattern[str], int, bool], ...] = (
    (re.compile(rf"\b(?P<n>once|twice|thrice|{_N} times?) (?:daily\b|{_EACH} {_DAY})"), 1, False),
    (re.compile(rf"\b(?P<n>once|twice|thrice|{_N} times?) (?:weekly\b|{_EACH} {_WEEK_})"), 7, False),
    (re.compile(rf"\bevery (?P<n>{_N}) {_DAY}"), 1, True),
    (re.compile(rf"\bevery (?P<n>{_N}) {_WEEK_}"), 7, True),
)
_EVERY_HOURS = re.compile(rf"\b(?:every (?P<n>{_N}) ?{_HOUR}|q ?(?P<q>\d{{1,2}}) ?h\b)")
_EVERY_OTHER_DAY = re.compile(rf"\bevery (?:other|second) {_DAY}")
_LATIN = {"qd": 1, "od": 1, "bid": 2, "tid": 3, "qid": 4}
_LATIN_WORD = re.compile(r"\b(?P<word>qd|b\.?i\.?d|t\.?i\.?d|q\.?i\.?d)\b")
_BARE_DAILY = re.compile(r"\b(?:daily|(?:every|each) (?:day|night|morning|evening))\b")
_UNITS = {"mg": "mg", "milligrams": "mg", "milligram": "mg", "g": "g", "grams": "g", "gram": "g", "mcg": "ug"}
_UNITS |= {"ml": "mL", "mmol": "mmol", "meq": "meq"}
_UNITS |= dict.fromkeys(("tablet", "tablets", "tab", "tabs", "capsule", "capsules"), "{count}")
_AMOUNT = re.compile(
    rf"{_ALONE}(?P<n>{_N}) ?(?:a )?(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b(?!/(?!d\b|day\b))"
    rf"(?P<daily>/d\b|/day\b| (?:per|a) day\b)?"
)
_LENGTH = re.compile(rf"(?:\bfor(?: up to)?|\bx) (?P<n>{_N})[ -](?P<unit>{_DAY}|{_WEEK_})")
#: What is said of a maximum is no dose.
_MAXIMUM = re.compile(r"\b(?:do not exceed|not (?:to )?exceed|(?:no|not) more than|max\w*|at most|up to)\b[^.;,]*")
#: Words that tell of several steps.
_STEPS = re.compile(r"\b(?:then|increas\w*|titrat\w*|taper\w*|decreas\w*|reduc\w*|step\w*|escalat\w*)\b")
_LONGEST = 1000


class Spoken(Struct, frozen=True, kw_only=True):
    """What was understood of the words; a set of several is not understood."""

    a_day: frozenset[Fraction]
    is_daily: bool
    #: Whether several steps are told of: then what is said may be about another one.
    has_steps: bool
    #: Single amounts and amounts a day, by unit.
    amounts: frozenset[tuple[Decimal, str]]
    daily_amounts: frozenset[tuple[Decimal, str]]
    days: frozenset[Fraction]


def spoken(text: str) -> Spoken:
    """What the words say.

    >>> said = spoken("One tablet twice daily for 2 weeks")
    >>> said.a_day, said.amounts, said.days
    (frozenset({Fraction(2, 1)}), frozenset({(Decimal('1'), '{count}')}), frozenset({Fraction(14, 1)}))
    """
    words = " ".join(text[:_LONGEST].casefold().replace("-day", " day").split())
    # Words about several steps, one after the other, tell no one length.
    lengths = [] if _STEPS.search(words) else list(_LENGTH.finditer(words))
    words = _MAXIMUM.sub(" ", words)
    found = list(_AMOUNT.finditer(words))
    return Spoken(
        a_day=frozenset(_frequencies(words)),
        is_daily=bool(_BARE_DAILY.search(words)),
        has_steps=bool(_STEPS.search(words)),
        amounts=frozenset(_amount(match) for match in found if not match["daily"]),
        daily_amounts=frozenset(_amount(match) for match in found if match["daily"]),
        days=frozenset(map(_days, lengths)),
    )


def _number(word: str) -> Decimal:
    first, _, _ = word.partition(" ")
    return Decimal(_COUNTS.get(first, first))


def _amount(match: re.Match[str]) -> tuple[Decimal, str]:
    return _number(match["n"]), _UNITS[match["unit"]]


def _days(match: re.Match[str]) -> Fraction:
    return Fraction(_number(match["n"])) * (7 if match["unit"].startswith("w") else 1)


def _frequencies(words: str) -> Iterable[Fraction]:
    for pattern, days, is_every in _FREQUENCIES:
        for match in pattern.finditer(words):
            number = Fraction(_number(match["n"]))
            if number:
                yield 1 / (number * days) if is_every else number / days
    for match in _EVERY_HOURS.finditer(words):
        hours = Fraction(_number(match["n"] or match["q"]))
        if hours:
            yield 24 / hours
    if _EVERY_OTHER_DAY.search(words):
        yield Fraction(1, 2)
    for match in _LATIN_WORD.finditer(words):
        yield Fraction(_LATIN[match["word"].replace(".", "")])


class Structured(Struct, frozen=True, kw_only=True):
    """What the structure of the same instruction says, as far as it does."""

    average: Fraction | None
    #: The same on the days on which there is any, where these are days of the week.
    on_its_days: Fraction | None
    #: Every way in which the single dose is stated: the number and its unit.
    amounts: tuple[tuple[Decimal, str], ...]
    days: int | None


def disagreements(text: str, told: Structured) -> list[str]:
    """Where the words clearly contradict the structure, each in a sentence; nothing where either is not plain."""
    said = spoken(text)
    found = []
    if len(said.a_day) == 1 and told.average is not None and not said.a_day <= {told.average, told.on_its_days}:
        found.append(f"the words say {_often(next(iter(said.a_day)))}, the structure {_often(told.average)}")
    if len(said.days) == 1 and told.days is not None and said.days != {Fraction(told.days)}:
        found.append(f"the words say {next(iter(said.days))} days, the structure {told.days}")
    for value, unit in told.amounts:
        found += _amounts_disagree(said, value, unit, told)
    return found


def _amounts_disagree(said: Spoken, value: Decimal, unit: str, told: Structured) -> list[str]:
    name = "" if unit == "{count}" else f" {unit}"
    single = [number for number, of in said.amounts if of == unit]
    daily = [number for number, of in said.daily_amounts if of == unit]
    often = told.on_its_days or told.average
    if said.has_steps and (often is None or often >= 1):
        return []
    if daily and often is not None and all(Fraction(number) != often * Fraction(value) for number in daily):
        words = " and ".join(map(str, sorted(daily)))
        return [f"the words say {words}{name} a day, the structure {value}{name}, {_often(often)}"]
    if len(single) != 1 or daily:
        return []
    if said.is_daily and not said.a_day and often is not None:
        # "4 tablets daily" may be four at once or one four times: the sum of the day is what it says.
        if Fraction(single[0]) == often * Fraction(value):
            return []
        return [f"the words say {single[0]}{name} daily, the structure {value}{name}, {_often(often)}"]
    return [] if single[0] == value else [f"the words say {single[0]}{name}, the structure {value}{name}"]


def _often(a_day: Fraction) -> str:
    if a_day >= 1:
        return f"{a_day if a_day.denominator == 1 else round(float(a_day), 2)} × a day"
    return f"once in {round(float(1 / a_day), 2):g} days"


def untold_doses(text: str, told: frozenset[tuple[Decimal, str]]) -> list[str]:
    """Doses that the words of a course of several steps name, and its structure does not have.

    >>> untold_doses("5 mg daily for 3 days, then 20 mg daily", frozenset({(Decimal(5), "mg")}))
    ['20 mg']
    """
    said = spoken(text)
    if not said.has_steps:
        return []
    units = {unit for _, unit in told}
    named = {dose for dose in said.amounts | said.daily_amounts if dose[1] in units and dose not in told}
    return [f"{value} {'of the product' if unit == '{count}' else unit}" for value, unit in sorted(named)]
