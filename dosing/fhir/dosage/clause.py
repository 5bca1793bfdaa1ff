"""Words cut into clauses: which of them are about taking what is ordered, and which tell not to take it at all.

What is said of a check-up, of the past, of a condition or of another drug contradicts no order.
"""

import re

from dosing.fhir.lists.names import substances

_END = re.compile(r"[;!?\n]+|(?<!\bmax)\.(?=\s|$)")
_LONGEST = 1000
#: Words that tell of several steps.
_STEPS = re.compile(r"\b(?:then|increas\w*|titrat\w*|taper\w*|decreas\w*|reduc\w*|step\w*|escalat\w*)\b")
#: A clause that has none of these is not about taking.
_TAKING = re.compile(
    r"\b(?:take\w*|taking|give|given|administer\w*|swallow|use|dos(?:e|es|age)|tab(?:let)?s?|cap(?:sule)?s?|\d+ ?m?c?g|"
    r"\d+ ?ml|by mouth|p\.?o\.?|orally)\b"
)
#: So few words are about taking without saying so: `weekly`, `weekly prn`.
_FEW = 2
#: A clause that has one of these is about something else, about the past, or about what may come.
_ELSEWHERE = re.compile(
    r"\b(?:check\w*|monitor\w*|measur\w*|test\w*|review\w*|follow\w*|visit\w*|appointment\w*|exercis\w*|stretch\w*|"
    r"walk\w*|physio\w*|weigh\w*|eat|drink\w*|dispens\w*|suppl\w*|packs?|pill ?box\w*|organi[sz]er|refill\w*|"
    r"collect\w*|pharmac\w*|blood\w*|labs?|inr|pressure|glucose|sugar|levels?|cramps?|spasms?|symptoms?|episodes?|attacks?|pain|"
    r"bowel\w*|sleep\w*|smok\w*|alcohol|nurse|call|"
    r"previous\w*|formerly|used to|was|were|had|has been|history|until now|currently|instead|changed|prior|earlier|"
    r"if|when|unless|may|could|can|consider\w*)\b"
)
_WHO = (
    r"(?:please|patient|pt|must|to|be|is|has|been|this|the|order|medication|medicine|drug|treatment|now"
    r"|bitte|wird|ist|ab|sofort|heute|jetzt)"
)
_NOT = (
    r"(?:stop(?:ped)?|discontinued?|d/?c(?:'?e?d)?|"
    r"no longer (?:needed|required|necessary|indicated|taken|taking|used|in use)|"
    r"(?:on )?hold|held|withh[eo]ld|cease|suspend(?:ed)?|"
    r"(?:do not|don't|never|not to) (?:take|give|use|administer)|not (?:to )?be (?:taken|given|used)"
    r"|absetzen|abgesetzt|pausier(?:en|t)|nicht (?:mehr )?(?:(?:ein)?nehmen|geben)"
    r"|nicht mehr (?:nötig|notwendig|erforderlich|benötigt))"
)
_WHAT = (
    r"(?:taking|giving|using|this|the|your|it|next|all|any|more|further|medication|medicine|drug|treatment|tablets?|doses?|"
    r"immediately|today|(?:for )?now|at once)"
)
#: A pause with its length is told like a stop.
_PAUSE = (
    r"(?:for|x) ?(?:the )?(?:next )?(?:\d{1,3}|an?|one|two|three|four|five|six|seven) ?"
    r"(?:d|days?|wks?|weeks?|h|hrs?|hours?|doses?)\b(?:,? (?:and )?(?:then )?(?:resume|restart|continue)\b.*)?"
)
#: All of a clause, so that `do not stop suddenly`, `hold if drowsy` and `do not take with alcohol` are none.
_STOP = re.compile(rf"(?:{_WHO} )*{_NOT}(?: {_WHAT})*(?: (?:{_PAUSE}|(?:until|pending|because|due to|per)\b.*))?")


def clauses(text: str) -> list[str]:
    """The clauses, in small letters."""
    plain = text[:_LONGEST].casefold().replace("’", "'")
    return [" ".join(part.split()) for part in _END.split(plain) if part.strip()]


def has_steps(words: str) -> bool:
    """Whether several steps are told of."""
    return bool(_STEPS.search(words))


def is_elsewhere(clause: str) -> bool:
    """Whether a clause is about something else than taking, about the past, or about what may come."""
    return bool(_ELSEWHERE.search(clause))


def taking_clauses(text: str, own: frozenset[str] | None = None) -> list[str]:
    """The clauses that are plainly about taking what is ordered; with its substances, those that name no other.

    >>> taking_clauses("Take 5 mg weekly. Check the INR weekly. Previously 10 mg daily.")
    ['take 5 mg weekly']
    """
    return [
        clause
        for clause in clauses(text)
        if (_TAKING.search(clause) or clause.count(" ") < _FEW)
        and not _ELSEWHERE.search(clause)
        and (own is None or substances(clause) <= own)
    ]


def stops(text: str, own: frozenset[str]) -> bool:
    """Whether a clause tells not to take it at all; its own substances may be named.

    >>> stops("Discontinue.", frozenset()), stops("Do not stop suddenly", frozenset())
    (True, False)
    """
    names = "|".join(re.escape(word) for name in sorted(own) for word in name.split("-"))
    return any(
        _STOP.fullmatch(" ".join(re.sub(rf"\b(?:{names})\b:?", " ", clause).split()) if names else clause)
        for clause in clauses(text)
    )
