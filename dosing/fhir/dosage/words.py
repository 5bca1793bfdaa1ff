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
from dosing.fhir.dosage.amounts import AMOUNT, SCHEME, UNIT, Amounts, N, in_scheme, number
from dosing.fhir.dosage.clause import clauses, has_steps, is_elsewhere, taking_clauses
from dosing.fhir.dosage.listed import AND, LATIN, PART, listed
from dosing.fhir.dosage.numerals import in_digits

#: A number that is said twice, as in `2 (two)`: the ordinary way to write a prescription safely.
_TWICE_SAID = re.compile(r"(?<![\w.,/-])(?P<n>\d{1,4}(?:\.\d{1,3})?) ?\((?P=n)\)")
_DAY, _WEEK, _HOUR = r"(?:d|days?)\b", r"(?:wks?|weeks?)\b", r"(?:h|hrs?|hours?)\b"
_TIMES = rf"(?P<n>once|twice|thrice|{N} ?(?:times?|x)\b)"
_EACH = r"(?:(?:a|an|per|each|every) |/ ?)"
_LATIN = {
    "qod": Fraction(1, 2),
    "qd": Fraction(1),
    **dict.fromkeys(("bd", "bid"), Fraction(2)),
    **dict.fromkeys(("tds", "tid"), Fraction(3)),
    **dict.fromkeys(("qds", "qid"), Fraction(4)),
}

Often = Callable[[Fraction], Fraction]
#: How often: words, and what makes of their number how many times a day it is. What is understood is taken out.
_FREQUENCIES: tuple[tuple[re.Pattern[str], Often], ...] = (
    # Of a range of hours the shortest counts, as in the structure.
    (re.compile(rf"\b(?:every |q ?)(?P<n>{N}) ?(?:-|–|to|or) ?{N}[ -]?{_HOUR}"), lambda n: 24 / n),
    (re.compile(rf"\b(?P<n>{N}) ?(?:-|–|to|or) ?{N}[ -]?hourly\b"), lambda n: 24 / n),
    (re.compile(rf"\b{_TIMES} ?(?:daily\b|{_EACH}?{_DAY})"), lambda n: n),
    (re.compile(rf"\b{_TIMES} ?(?:weekly\b|{_EACH}?{_WEEK})"), lambda n: n / 7),
    (re.compile(rf"\b(?:every |q ?)(?P<n>{N})[ -]?{_DAY}"), lambda n: 1 / n),
    (re.compile(rf"\b(?:every |q ?)(?P<n>{N})[ -]?{_WEEK}"), lambda n: 1 / (7 * n)),
    (re.compile(rf"\b(?:every |q ?)(?P<n>{N})[ -]?{_HOUR}"), lambda n: 24 / n),
    (re.compile(rf"(?<![\w.,/-])(?:every )?(?P<n>{N})[ -]?hourly\b"), lambda n: 24 / n),
    (re.compile(r"\bq ?(?P<n>\d{1,2})\b(?![/-]|[.,]\d)(?! ?(?:min|mo|wk|week|day|d\b))"), lambda n: 24 / n),
    # After an amount it is once a day; elsewhere it may be an eye.
    (re.compile(r"(?<=mg )od\b"), lambda _: Fraction(1)),
    (re.compile(rf"\b(?:every (?:other|second|2nd) {_DAY}|(?:every )?alternate {_DAY})"), lambda _: Fraction(1, 2)),
    (re.compile(rf"\bevery (?:third|3rd) {_DAY}"), lambda _: Fraction(1, 3)),
    *german.FREQUENCIES,
)
_LATIN_WORD = re.compile(r"\b(?P<word>(?:q\.?o\.?d|[tq]\.?d\.?s|[btq]\.?i\.?d|b\.?d|q\.?d)\b)")
_PARTS = re.compile(rf"\b{PART}(?:{AND}(?:(?:in|at|with|the|every|each|before|after) )*{PART})+\b")
#: These alone, without a number: read where nothing else says how often, and the words are about taking it.
_BARE: tuple[tuple[re.Pattern[str], Fraction], ...] = (
    (re.compile(r"\b(?:weekly|(?:every|each) week)\b"), Fraction(1, 7)),
    (re.compile(r"\b(?:hourly|(?:every|each) hour)\b"), Fraction(24)),
    *german.BARE,
)
_LATIN_PART = re.compile(rf"\b{LATIN}")
_OTHER_PART = re.compile(rf"\b(?!{LATIN})(?:{PART}|or)\b")
_BARE_DAILY = re.compile(r"\b(?:daily(?! (?:dose|max))|nightly|(?:every|each) (?:day|night|morning|evening))\b")

#: What a dose was before.
_BEFORE = re.compile(
    r"\b(?:(?:increased|decreased|reduced|lowered|changed) from|instead of) "
    rf"{N} ?{UNIT}(?: {_TIMES}| daily|/d(?:ay)?)*"
)
_LENGTH = re.compile(rf"(?:\bfor(?: up to)?|\bx) (?P<n>{N})[ -](?P<unit>{_DAY}|{_WEEK})")
#: What is said of a maximum is no dose.
_MAXIMUM = re.compile(
    r"\b(?:max\.|(?:do not exceed|not (?:to )?exceed|(?:no|not) more than|nte"
    r"|(?:do not|don't|never) (?:take|give|use) more than|max\w*|at most)\b)[^.;,]*"
)
#: Beside a dose it is a maximum; alone, the high end of a range, which is the dose that is judged.
_UP_TO = re.compile(r"\bup to\b(?P<what>[^.;,]*)")
#: A dose by weight, which no structure that is read can be.
_BY_WEIGHT = re.compile(rf"(?<![\w.,/-]){N} ?(?:m?c?g|mmol|meq|ml) ?(?:/|per) ?kg\b")
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
    #: How many doses are listed for parts of the day, each with its own, and what they add up to.
    parts_a_day: int
    sums: frozenset[tuple[Decimal, str]]
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
    has_other = bool(AMOUNT.search(_UP_TO.sub(" ", words)))
    words = _UP_TO.sub(lambda match: _high_end(match, has_other=has_other), words)
    amounts = Amounts(words)
    by_parts = None if is_stepped else listed(words)
    return Spoken(
        a_day=frozenset(_often(by_parts.rest if by_parts else words, is_stepped=is_stepped)),
        is_daily=bool(_BARE_DAILY.search(words)) or any(map(german.DAILY.match, clauses(words))),
        is_taken_daily=any(_BARE_DAILY.search(one) or german.DAILY.match(one) for one in taking_clauses(words)),
        has_steps=is_stepped,
        amounts=frozenset(amounts.single),
        daily_amounts=frozenset(amounts.daily),
        ranges=frozenset(amounts.ranges),
        parts_a_day=by_parts.number if by_parts else 0,
        sums=by_parts.sums if by_parts else frozenset(),
        days=frozenset(map(_days, lengths)),
        taken_days=frozenset() if is_stepped else frozenset(map(_days, _taken_lengths(words))),
        is_by_weight=bool(_BY_WEIGHT.search(words)) and not AMOUNT.search(words),
        is_manifold=bool(_MANIFOLD.search(words)),
    )


def _high_end(match: re.Match[str], *, has_other: bool) -> str:
    """What `up to` stands before, if it is the dose; a maximum beside another dose is none."""
    return " " if has_other and AMOUNT.search(match["what"]) else match["what"].lstrip()


def _taken_lengths(words: str) -> Iterator[re.Match[str]]:
    """Lengths in clauses that are about taking; one that begins a clause is about nothing else."""
    about = taking_clauses(words)
    for clause in clauses(words):
        if clause in about:
            yield from _LENGTH.finditer(clause)
        elif (first := _LENGTH.match(clause)) and not is_elsewhere(clause):
            yield first


def _days(match: re.Match[str]) -> Fraction:
    return Fraction(number(match["n"])) * (7 if match["unit"].startswith("w") else 1)


def _often(words: str, *, is_stepped: bool) -> Iterator[Fraction]:
    found: list[Fraction] = []
    rest = words
    for pattern, often in _FREQUENCIES:
        numbers = [Fraction(number(match.groupdict().get("n", "1"))) for match in pattern.finditer(rest)]
        found += [often(number) for number in numbers if number]
        rest = pattern.sub(" ", rest)
    found += [_LATIN[match["word"].replace(".", "")] for match in _LATIN_WORD.finditer(rest)]
    found += [Fraction(len(parts)) for match in SCHEME.finditer(rest) if (parts := in_scheme(match))]
    found += [Fraction(len(re.findall(PART, match[0]))) for match in _PARTS.finditer(rest)]
    if not found and not is_stepped and not _BARE_DAILY.search(rest):
        about = taking_clauses(rest)
        found += [a_day for pattern, a_day in _BARE if any(map(pattern.search, about))]
    if not found and not is_stepped:
        found += map(Fraction, _at_latin_parts(rest))
    yield from found


def _at_latin_parts(words: str) -> Iterator[int]:
    """How many of the two parts of the day that have a name in Latin are told, where no other is told with them."""
    for clause in clauses(words):
        named = {match[0] == "mane" for match in _LATIN_PART.finditer(clause)}
        if named and not is_elsewhere(clause) and not _OTHER_PART.search(clause):
            yield len(named)
