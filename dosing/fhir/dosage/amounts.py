"""The amounts in words: numbers with a unit, ranges, so many tablets of so much each, and schemes of a day."""

import re
from decimal import Decimal

from dosing.fhir.dosage import german
from dosing.fhir.lists.spelling import COUNTED

_COUNTS = {"half": "0.5", "once": "1", "twice": "2", "thrice": "3"}
N = rf"(?:\d{{1,6}}(?:\.\d{{1,6}})?|{'|'.join(_COUNTS)})"
_NUMBER = re.compile(N)
#: A number before which no other stands, as in `1-2` and `1 to 2`.
_ALONE = r"(?<![\w.,/-])(?<!\bto )"

#: How many in the morning, at noon, in the evening and at night, as `1-0-1`; of thirds and halves nothing is read.
SCHEME = re.compile(r"(?<![\w.,/-])[0-9]-[0-9]-[0-9](?:-[0-9])?(?![\w/-]|[.,]\d)")

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
UNIT_WORD = "|".join(sorted(_UNITS, key=len, reverse=True))
UNIT = rf"(?P<unit>{UNIT_WORD})\b(?!/(?!d\b|day\b))"
_DAILY = r"(?P<daily>/d\b|/day\b| (?:per|a) day\b)?"
#: What something is taken with is no dose.
_BESIDE = r"(?! (?:of )?(?:water|juice|milk|fluid|liquid))"
AMOUNT = re.compile(rf"(?<![\w.,/-])(?P<n>{N}) ?(?:a )?{UNIT}{_BESIDE}{_DAILY}")
_RANGE = re.compile(rf"{_ALONE}(?P<low>{N}) ?(?:mg|g|tablets?)? ?(?:-|–|to|or) ?(?P<n>{N}) ?{UNIT}{_BESIDE}{_DAILY}")
#: So many tablets of so much each.
_SEVERAL = re.compile(
    rf"{_ALONE}(?P<count>{N})(?: ?x ?| of (?:an? )?| an? | )(?P<n>{N}) ?{UNIT} ?(?:tablets?|tabs?|capsules?)\b"
)
#: What stands after `to` is the high end of a range, if not what a dose is changed to.
_AFTER_TO = re.compile(r"\bto $")
_CHANGED_TO = re.compile(
    r"\b(?:increas|titrat|escalat|rais|chang|reduc|decreas|taper|step|go)\w*(?:[ ,]+\w+){0,7} +to $"
)
_VOLUME_OF_OTHERS = re.compile(r"\b(?:in|into|with|per) $")


def in_scheme(scheme: re.Match[str]) -> list[Decimal]:
    """How many at each time at which there are any."""
    return [Decimal(part) for part in scheme[0].split("-") if part != "0"]


def number(word: str) -> Decimal:
    """The number that a word begins with, or is; of a word without one it is 1."""
    first = _NUMBER.match(word)
    return Decimal(german.number(word) or (_COUNTS.get(first[0], first[0]) if first else 1))


class Amounts:
    """The amounts in words, taken out one kind after the other, so that none is read as another."""

    def __init__(self, words: str) -> None:
        self.single: list[tuple[Decimal, str]] = []
        self.daily: list[tuple[Decimal, str]] = []
        self.ranges: list[tuple[Decimal, Decimal, str, bool]] = []
        words = SCHEME.sub(self._scheme, words)
        words = _SEVERAL.sub(self._several, words)
        words = _RANGE.sub(self._range, words)
        AMOUNT.sub(self._one, words)

    def _scheme(self, match: re.Match[str]) -> str:
        self.single += [(each, COUNTED) for each in in_scheme(match)]
        return " "

    def _several(self, match: re.Match[str]) -> str:
        value, unit = in_unit(match["n"], match["unit"])
        count = number(match["count"])
        self.single += [(count, COUNTED), (count * value, unit)]
        return " "

    def _range(self, match: re.Match[str]) -> str:
        (low, unit), (high, _) = in_unit(match["low"], match["unit"]), in_unit(match["n"], match["unit"])
        self.ranges.append((low, high, unit, bool(match["daily"])))
        return " "

    def _one(self, match: re.Match[str]) -> str:
        before = match.string[: match.start()]
        if _AFTER_TO.search(before) and not _CHANGED_TO.search(before):
            return match[0]
        value, unit = in_unit(match["n"], match["unit"])
        if unit != "mL" or not _VOLUME_OF_OTHERS.search(before):
            (self.daily if match["daily"] else self.single).append((value, unit))
        return " "


def in_unit(word: str, unit: str) -> tuple[Decimal, str]:
    """So many of a unit that is written, in the unit in which it is compared."""
    own, factor = _UNITS[unit]
    return number(word) * Decimal(factor), own
