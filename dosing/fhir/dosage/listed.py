"""Doses that words tell for parts of the day, each with its own: `5 mg in the morning and 10 mg at night`.

A plain list only: with anything else between its doses, or a part that stands twice, it is none.
"""

import re
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from dosing.fhir.dosage import german
from dosing.fhir.dosage.amounts import UNIT_WORD, Amounts, N

LATIN = r"(?:mane|nocte|q?\.?h\.?s)\b"
PART = (
    r"(?:breakfast|morning|noon|midday|lunch(?:time)?|afternoon|dinner|supper|evening|night|bedtime"
    rf"|{LATIN}|{german.PART})"
)
AND = r"(?:, ?(?:(?:and|und) )?| (?:and|und|et|&) | ?\+ ?)"
#: An hour counts as a part where doses are listed.
_WHEN = rf"(?:{PART}|teatime|q?[ap]m\b|[ap]\.m\b\.?|\d{{1,2}}(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?|uhr\b)|\d{{1,2}}:\d\d)"
_AT = (
    r"(?:(?:in|at|with|the|every(?: day)?|each(?: day)?|before|after|on|um|zum|by mouth|orally|po|once(?= daily| a day)"
    r"|daily|a day|more|first thing|last thing) )"
)
_WHENS = rf"{_WHEN}(?:{AND}{_AT}{{0,4}}{_WHEN}){{0,5}}"
_DOSE = (
    rf"(?<![\w.,/-])(?<!\bto )(?<!\bor )(?<![-–] )(?:{N}(?: ?x ?| of (?:an? )?| an? | ))?{N} ?(?:a )?(?:{UNIT_WORD})\b"
    rf"(?: ?(?:tablets?|tabs?|capsules?)\b)?(?: ?\({N} ?(?:{UNIT_WORD})(?: total)?\))?"
)
#: The dose before its parts of the day, or behind them.
_FORWARD = re.compile(rf"(?P<dose>{_DOSE}),? {_AT}{{0,6}}(?P<when>{_WHENS})(?!\w)")
_BACKWARD = re.compile(rf"\b(?P<when>{_WHENS})(?: ?[:=–-])? ?(?P<dose>{_DOSE})")
_BETWEEN = re.compile(
    r"(?:[\s,;.&+()]|(?:and|und|plus|also|another|a further|take|in|at|the|every|each|am|um|zum|daily|every day"
    r"|by mouth|orally|po|(?:with|after|before|without) (?:food|meals?|milk|water|breakfast|lunch|dinner|supper))\b)*"
)
#: One more dose, which may be for a part of the day that is not known here.
_ONE_MORE = re.compile(rf"(?:[\s,;.&+]|\b(?:and|und|plus|also|another)\b)+{_DOSE}")


class Listed(Struct, frozen=True):
    """How many doses a day are listed, what they add up to by unit, and the words without them."""

    number: int
    sums: frozenset[tuple[Decimal, str]]
    rest: str


def listed(words: str) -> Listed | None:
    """The list of doses; none where there is no plain one.

    >>> said = listed("5 mg in the morning and 10 mg at night, with food")
    >>> said.number, said.sums, said.rest
    (2, frozenset({(Decimal('15'), 'mg')}), ' , with food')
    """
    return _of(list(_FORWARD.finditer(words)), words) or _of(list(_BACKWARD.finditer(words)), words)


def _of(doses: list[re.Match[str]], words: str) -> Listed | None:
    between = [words[one.end() : other.start()] for one, other in pairwise(doses)]
    whens = [re.findall(_WHEN, one["when"]) for one in doses]
    every = [when for some in whens for when in some]
    if not between or not all(map(_BETWEEN.fullmatch, between)) or len(set(every)) < len(every):
        return None
    if _ONE_MORE.match(words, doses[-1].end()):
        return None
    held = [
        {unit: value * len(some) for value, unit in Amounts(one["dose"]).single}
        for one, some in zip(doses, whens, strict=True)
    ]
    units = set(held[0]).intersection(*held[1:])
    sums = frozenset((sum((each[unit] for each in held), Decimal(0)), unit) for unit in units)
    return Listed(len(every), sums, f"{words[: doses[0].start()]} {words[doses[-1].end() :]}")
