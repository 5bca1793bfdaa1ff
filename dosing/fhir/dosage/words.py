"""What the words of an instruction say, as far as they are plain: how often, how much, for how long.

English, and of German how often.

Used for nothing but to find that the words contradict the structure; no dose is ever read from them.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

from dosing.fhir.dosage import german
from dosing.fhir.dosage.clause import clauses, has_steps, is_elsewhere, taking_clauses
from dosing.fhir.dosage.numerals import in_digits
from dosing.fhir.lists.spelling import COUNTED

_COUNTS = {"half": "0.5", "once": "1", "twice": "2", "thrice": "3"}
#: A number that is said twice, as in `2 (two)`: the ordinary way to write a prescription safely.
_TWICE_SAID = re.compile(r"(?<![\w.,/-])(?P<n>\d{1,4}(?:\.\d{1,3})?) ?\((?P=n)\)")
_N = rf"(?:\d{{1,6}}(?:\.\d{{1,6}})?|{'|'.join(_COUNTS)})"
_NUMBER = re.compile(_N)
_DAY, _WEEK, _HOUR = r"(?:d|days?)\b", r"(?:wks?|weeks?)\b", r"(?:h|hrs?|hours?)\b"
_TIMES = rf"(?P<n>once|twice|thrice|{_N} ?(?:times?|x)\b)"
_EACH = r"(?:(?:a|an|per|each|every) |/ ?)"
_PART = rf"(?:breakfast|morning|noon|midday|lunch(?:time)?|afternoon|dinner|supper|evening|night|bedtime|{german.PART})"
#: A number before which no other stands, as in `1-2` and `1 to 2`.
_ALONE = r"(?<![\w.,/-])(?<!\bto )"

_LATIN = {
    "qod": Fraction(1, 2),
    "qd": Fraction(1),
    **dict.fromkeys(("bd", "bid"), Fraction(2)),
    **dict.fromkeys(("tds", "tid"), Fraction(3)),
    **dict.fromkeys(("qds", "qid"), Fraction(4)),
}

#: How many in the morning, at noon, in the evening and at night, as `1-0-1`; of thirds and halves nothing is read.
_SCHEME = re.compile(r"(?<![\w.,/-])[0-9]-[0-9]-[0-9](?:-[0-9])?(?![\w/-]|[.,]\d)")

Often = Callable[[Fraction], Fraction]
#: How often: words, and what makes of their number how many times a day it is. What is understood is taken out.
_FREQUENCIES: tuple[tuple[re.Pattern[str], Often], ...] = (
    # Of a range of hours the shortest counts, as in the structure.
    (re.compile(rf"\b(?:every |q ?)(?P<n>{_N}) ?(?:-|–|to|or) ?{_N}[ -]?{_HOUR}"), lambda n: 24 / n),
    (re.compile(rf"\b(?P<n>{_N}) ?(?:-|–|to|or) ?{_N}[ -]?hourly\b"), lambda n: 24 / n),
    (re.compile(rf"\b{_TIMES} ?(?:daily\b|{_EACH}?{_DAY})"), lambda n: n),
    (re.compile(rf"\b{_TIMES} ?(?:weekly\b|{_EACH}?{_WEEK})"), lambda n: n / 7),
    (re.compile(rf"\b(?:every |q ?)(?P<n>{_N})[ -]?{_DAY}"), lambda n: 1 / n),
    (re.compile(rf"\b(?:every |q ?)(?P<n>{_N})[ -]?{_WEEK}"), lambda n: 1 / (7 * n)),
    (re.compile(rf"\b(?:every |q ?)(?P<n>{_N})[ -]?{_HOUR}"), lambda n: 24 / n),
    (re.compile(rf"(?<![\w.,/-])(?:every )?(?P<n>{_N})[ -]?hourly\b"), lambda n: 24 / n),
    (re.compile(r"\bq ?(?P<n>\d{1,2})\b(?![/-]|[.,]\d)(?! ?(?:min|mo|wk|week|day|d\b))"), lambda n: 24 / n),
    # After an amount it is once a day; elsewhere it may be an eye.
    (re.compile(r"(?<=mg )od\b"), lambda _: Fraction(1)),
    (re.compile(rf"\b(?:every (?:other|second|2nd) {_DAY}|(?:every )?alternate {_DAY})"), lambda _: Fraction(1, 2)),
    (re.compile(rf"\bevery (?:third|3rd) {_DAY}"), lambda _: Fraction(1, 3)),
    *german.FREQUENCIES,
)
_LATIN_WORD = re.compile(r"\b(?P<word>(?:q\.?o\.?d|[tq]\.?d\.?s|[btq]\.?i\.?d|b\.?d|q\.?d)\b)")
_AND = r"(?:, ?(?:(?:and|und) )?| (?:and|und|&) | ?\+ ?)"
_PARTS = re.compile(rf"\b{_PART}(?:{_AND}(?:(?:in|at|with|the|every|each|before|after) )*{_PART})+\b")
#: These alone, without a number: read where nothing else says how often, and the words are about taking it.
_BARE: tuple[tuple[re.Pattern[str], Fraction], ...] = (
    (re.compile(r"\b(?:weekly|(?:every|each) week)\b"), Fraction(1, 7)),
    (re.compile(r"\b(?:hourly|(?:every|each) hour)\b"), Fraction(24)),
    *german.BARE,
)
_BARE_DAILY = re.compile(r"\b(?:daily(?! (?:dose|max))|nightly|(?:every|each) (?:day|night|morning|evening))\b")

#: Units of amounts: what they are here, and how many of that.
_UNITS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("mg", "milligrams", "milligram"), ("mg", "1")),
    **dict.fromkeys(("g", "gm", "grams", "gram"), ("mg", "1000")),
    **dict.fromkeys(("mcg", "ug", "µg", "μg", "micrograms", "microgram"), ("mg", "0.001")),
    **dict.fromkeys(("ml", "mls"), ("mL", "1")),
    "mmol": ("mmol", "1"),
    "meq": ("meq", "1"),
    **dict.fromkeys(("tablet", "tablets", "tab", "tabs", "capsule", "capsules"), (COUNTED, "1")),
}
_UNIT = rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b(?!/(?!d\b|day\b))"
_DAILY = r"(?P<daily>/d\b|/day\b| (?:per|a) day\b)?"
#: What something is taken with is no dose.
_BESIDE = r"(?! (?:of )?(?:water|juice|milk|fluid|liquid))"
_AMOUNT = re.compile(rf"(?<![\w.,/-])(?P<n>{_N}) ?(?:a )?{_UNIT}{_BESIDE}{_DAILY}")
_RANGE = re.compile(rf"{_ALONE}(?P<low>{_N}) ?(?:mg|g|tablets?)? ?(?:-|–|to|or) ?(?P<n>{_N}) ?{_UNIT}{_BESIDE}{_DAILY}")
#: So many tablets of so much each.
_SEVERAL = re.compile(
    rf"{_ALONE}(?P<count>{_N})(?: ?x ?| of (?:an? )?| an? | )(?P<n>{_N}) ?{_UNIT} ?(?:tablets?|tabs?|capsules?)\b"
)
#: What stands after `to` is the high end of a range, if not what a dose is changed to.
_AFTER_TO = re.compile(r"\bto $")
_CHANGED_TO = re.compile(
    r"\b(?:increas|titrat|escalat|rais|chang|reduc|decreas|taper|step|go)\w*(?:[ ,]+\w+){0,7} +to $"
)
#: What a dose was before.
_BEFORE = re.compile(
    r"\b(?:(?:increased|decreased|reduced|lowered|changed) from|instead of) "
    rf"{_N} ?{_UNIT}(?: {_TIMES}| daily|/d(?:ay)?)*"
)
_VOLUME_OF_OTHERS = re.compile(r"\b(?:in|into|with|per) $")
_LENGTH = re.compile(rf"(?:\bfor(?: up to)?|\bx) (?P<n>{_N})[ -](?P<unit>{_DAY}|{_WEEK})")
#: What is said of a maximum is no dose.
_MAXIMUM = re.compile(
    r"\b(?:max\.|(?:do not exceed|not (?:to )?exceed|(?:no|not) more than|nte"
    r"|(?:do not|don't|never) (?:take|give|use) more than|max\w*|at most)\b)[^.;,]*"
)
#: Beside a dose it is a maximum; alone, the high end of a range, which is the dose that is judged.
_UP_TO = re.compile(r"\bup to\b(?P<what>[^.;,]*)")
#: A dose by weight, which no structure that is read can be.
_BY_WEIGHT = re.compile(rf"(?<![\w.,/-]){_N} ?(?:m?c?g|mmol|meq|ml) ?(?:/|per) ?kg\b")
#: Another dose without its number; `do not double the dose` tells of none.
_MANIFOLD = re.compile(
    r"(?<!not )(?<!n't )(?<!never )\b(?:double|triple|halve|verdoppeln) (?:(?:the|your|this) )?(?:daily )?doses? "
    r"(?:on|after|from|in|every|each|at)\b"
)
#: An end is no further step.
_THEN_STOP = re.compile(r"\b(?:and )?then (?=stop\b)")
#: What is said not to be meant.
_NOT_MEANT = re.compile(r"\bnot (?:every day|every week|daily|weekly|hourly)\b")
_LONGEST = 1000


class Spoken(Struct, frozen=True, kw_only=True):
    """What was understood of the words; a set of several is not understood."""

    a_day: frozenset[Fraction]
    is_daily: bool
    #: The same in words that are plainly about taking.
    is_taken_daily: bool
    #: Whether several steps are told of: then what is said may be about another one.
    has_steps: bool
    #: Single amounts and amounts a day, by unit; masses are in mg.
    amounts: frozenset[tuple[Decimal, str]]
    daily_amounts: frozenset[tuple[Decimal, str]]
    #: Ranges: the low and the high end, the unit, and whether of a day.
    ranges: frozenset[tuple[Decimal, Decimal, str, bool]]
    days: frozenset[Fraction]
    #: The same in words that are plainly about taking.
    taken_days: frozenset[Fraction]
    #: Whether the only dose is one by weight; and whether a dose is told as a multiple of another one.
    is_by_weight: bool
    is_manifold: bool


def spoken(text: str) -> Spoken:
    """What the words say.

    >>> said = spoken("One tablet twice daily for 2 weeks")
    >>> said.a_day, said.amounts, said.days
    (frozenset({Fraction(2, 1)}), frozenset({(Decimal('1'), '{count}')}), frozenset({Fraction(14, 1)}))
    """
    return _spoken(text[:_LONGEST])


@lru_cache(maxsize=512)
def _spoken(text: str) -> Spoken:
    words = _NOT_MEANT.sub(" ", " ".join(text.casefold().replace("-day", " day").replace("’", "'").split()))
    words = _THEN_STOP.sub("and ", _TWICE_SAID.sub(r"\g<n>", in_digits(words)))
    is_stepped = has_steps(words)
    # Words about several steps, one after the other, tell no one length.
    lengths = [] if is_stepped else list(_LENGTH.finditer(words))
    words = _BEFORE.sub("", _MAXIMUM.sub(" ", words))
    has_other = bool(_AMOUNT.search(_UP_TO.sub(" ", words)))
    words = _UP_TO.sub(lambda match: _high_end(match, has_other=has_other), words)
    amounts = _Amounts(words)
    return Spoken(
        a_day=frozenset(_often(words, is_stepped=is_stepped)),
        is_daily=bool(_BARE_DAILY.search(words)),
        is_taken_daily=any(map(_BARE_DAILY.search, taking_clauses(words))),
        has_steps=is_stepped,
        amounts=frozenset(amounts.single),
        daily_amounts=frozenset(amounts.daily),
        ranges=frozenset(amounts.ranges),
        days=frozenset(map(_days, lengths)),
        taken_days=frozenset() if is_stepped else frozenset(map(_days, _taken_lengths(words))),
        is_by_weight=bool(_BY_WEIGHT.search(words)) and not _AMOUNT.search(words),
        is_manifold=bool(_MANIFOLD.search(words)),
    )


def _high_end(match: re.Match[str], *, has_other: bool) -> str:
    """What `up to` stands before, if it is the dose; a maximum beside another dose is none."""
    return " " if has_other and _AMOUNT.search(match["what"]) else match["what"].lstrip()


def _taken_lengths(words: str) -> Iterator[re.Match[str]]:
    """Lengths in clauses that are about taking; one that begins a clause is about nothing else."""
    about = taking_clauses(words)
    for clause in clauses(words):
        if clause in about:
            yield from _LENGTH.finditer(clause)
        elif (first := _LENGTH.match(clause)) and not is_elsewhere(clause):
            yield first


def _parts(scheme: re.Match[str]) -> list[Decimal]:
    """How many at each time at which there are any."""
    return [Decimal(part) for part in scheme[0].split("-") if part != "0"]


def _number(word: str) -> Decimal:
    first = _NUMBER.match(word)
    return Decimal(german.number(word) or (_COUNTS.get(first[0], first[0]) if first else 1))


class _Amounts:
    """The amounts in words, taken out one kind after the other, so that none is read as another."""

    def __init__(self, words: str) -> None:
        self.single: list[tuple[Decimal, str]] = []
        self.daily: list[tuple[Decimal, str]] = []
        self.ranges: list[tuple[Decimal, Decimal, str, bool]] = []
        words = _SCHEME.sub(self._scheme, words)
        words = _SEVERAL.sub(self._several, words)
        words = _RANGE.sub(self._range, words)
        _AMOUNT.sub(self._one, words)

    def _scheme(self, match: re.Match[str]) -> str:
        self.single += [(each, COUNTED) for each in _parts(match)]
        return " "

    def _several(self, match: re.Match[str]) -> str:
        value, unit = _in_unit(match["n"], match["unit"])
        count = _number(match["count"])
        self.single += [(count, COUNTED), (count * value, unit)]
        return " "

    def _range(self, match: re.Match[str]) -> str:
        (low, unit), (high, _) = _in_unit(match["low"], match["unit"]), _in_unit(match["n"], match["unit"])
        self.ranges.append((low, high, unit, bool(match["daily"])))
        return " "

    def _one(self, match: re.Match[str]) -> str:
        before = match.string[: match.start()]
        if _AFTER_TO.search(before) and not _CHANGED_TO.search(before):
            return match[0]
        value, unit = _in_unit(match["n"], match["unit"])
        if unit != "mL" or not _VOLUME_OF_OTHERS.search(before):
            (self.daily if match["daily"] else self.single).append((value, unit))
        return " "


def _in_unit(word: str, unit: str) -> tuple[Decimal, str]:
    own, factor = _UNITS[unit]
    return _number(word) * Decimal(factor), own


def _days(match: re.Match[str]) -> Fraction:
    return Fraction(_number(match["n"])) * (7 if match["unit"].startswith("w") else 1)


def _often(words: str, *, is_stepped: bool) -> Iterator[Fraction]:
    found: list[Fraction] = []
    rest = words
    for pattern, often in _FREQUENCIES:
        numbers = [Fraction(_number(match.groupdict().get("n", "1"))) for match in pattern.finditer(rest)]
        found += [often(number) for number in numbers if number]
        rest = pattern.sub(" ", rest)
    found += [_LATIN[match["word"].replace(".", "")] for match in _LATIN_WORD.finditer(rest)]
    found += [Fraction(len(parts)) for match in _SCHEME.finditer(rest) if (parts := _parts(match))]
    found += [Fraction(len(re.findall(_PART, match[0]))) for match in _PARTS.finditer(rest)]
    if not found and not is_stepped and not _BARE_DAILY.search(rest):
        about = taking_clauses(rest)
        found += [a_day for pattern, a_day in _BARE if any(map(pattern.search, about))]
    yield from found
