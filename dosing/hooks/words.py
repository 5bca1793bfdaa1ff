"""Text for people in cards: short, on one line where it must be, and a client's own text never read as markup.

Clients render details as GitHub Flavored Markdown, and some of them HTML in it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from dosing.service.catalog import rule_ids

#: A summary is shorter than 140 characters.
LONGEST_SUMMARY = 139
#: What Markdown reads as markup, and what makes an address into a link.
_MARKUP = re.compile(r"([\\`*_\[\]#!|~<>&@]|:(?=//)|(?<=\bwww)\.)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def escaped(text: str) -> str:
    r"""Text that shows as it is in Markdown.

    >>> print(escaped("<b>*5* mg</b>"))
    \<b\>\*5\* mg\</b\>
    """
    return _MARKUP.sub(r"\\\1", one_line(text))


def one_line(text: str) -> str:
    """Text without what is not printed, and without line breaks."""
    return "".join(character for character in _SPACE.sub(" ", text) if character.isprintable()).strip()


def summary(text: str, more: int = 0) -> str:
    """A summary, cut at a word where it is too long; `more` is how many things it does not name.

    >>> summary("Baclofen: " + "very " * 40, more=2)[-19:]
    'very … (and 2 more)'
    """
    suffix = f" (and {more} more)" if more else ""
    return cut(one_line(text), LONGEST_SUMMARY - len(suffix)) + suffix


def cut(line: str, longest: int) -> str:
    """The line, cut at a word where it is too long.

    >>> cut("5 mg twice a day", 12)
    '5 mg twice …'
    """
    return line if len(line) <= longest else line[: longest - 1].rpartition(" ")[0][: longest - 2] + " …"


def listed(lines: Iterable[str]) -> str:
    """A list in Markdown."""
    return "\n".join(f"- {line}" for line in lines)


#: What rules say to programs, in the words of those who order.
_FOR_PEOPLE = {
    "If the patient takes baclofen already, send it as `current`.": (
        "If the patient takes baclofen already, its current dose is missing in the medication list."
    ),
}


def for_people(message: str) -> str:
    """A rule's message in the words of those who order."""
    for said, meant in _FOR_PEOPLE.items():
        message = message.replace(said, meant)
    return message


@cache
def _rules() -> re.Pattern[str]:
    """A list of rules by their ids, as a reason for what is nearest has it; compiled when it is needed first."""
    rule = rf"(?:{'|'.join(re.escape(rule) for rule in sorted(rule_ids(), key=len, reverse=True))})(?![\w-])"
    return re.compile(rf"{rule}(?:(?:, | and )(?:{rule}|\d+ more))*")


def why_for_people(why: str) -> str:
    """Why something is the nearest, for those who have just read what each rule says.

    >>> why_for_people("No order keeps baclofen.start and baclofen.step: none.")
    'No order keeps what is named above: none.'
    """
    return _rules().sub("what is named above", why)


_FACTS = {
    "age": "the birth date",
    "cirrhosis": "whether there is cirrhosis",
    "creatinine": "a creatinine",
    "days": "how long each step lasts",
    "dialysis": "whether on dialysis",
    "egfr": "an eGFR",
    "height": "the height",
    "indication": "the reason for it",
    "kidney_disease": "whether there is kidney disease",
    "serum_magnesium": "a serum magnesium",
    "sex": "the sex",
    "strength": "the strength of the suspension",
}


def missing_words(missing: Sequence[Sequence[str]]) -> str:
    """What must be known, any one way of which would do.

    >>> missing_words([["/patient/egfr"], ["/patient/creatinine", "/patient/sex"], ["/patient/dialysis"]])
    'an eGFR, or a creatinine and the sex, or whether on dialysis'
    """
    return ", or ".join(" and ".join(map(_fact, way)) for way in missing)


def _fact(pointer: str) -> str:
    name = pointer.rpartition("/")[2]
    return _FACTS.get(name, name.replace("_", " "))
