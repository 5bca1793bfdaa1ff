"""Words that tell of days without a dose: as needed, or on some days of the week only.

Plain ones only: what is said of a visit, of another drug, or of when to begin tells nothing of the days of a dose.
"""

import re

from dosing.fhir.dosage.clause import clauses, has_steps, is_elsewhere
from dosing.fhir.dosage.words import spoken
from dosing.fhir.lists.names import substances

_NEEDED = (
    r"(?<!not )(?<!nicht )(?:\b(?:(?:as|when(?:ever)?|if|where)[ -](?:needed|required|necessary)|only (?:if|when)|prn"
    r"|(?:bei|nach) bedarf|im bedarfsfall|(?:falls|wenn) (?:nötig|noetig|notwendig|erforderlich))\b|\bp\.r\.n\b)"
)
_NEED = re.compile(rf"{_NEEDED}[^,]*")
_SOMEBODY = (
    r"(?:the|your|my|our|a|us|me|to|with|at|on|or|and|for|in|der|die|den|dem|ihr\w*|beim?|mit|oder|und|advice|help"
    r"|clinics?|doctor|dr|gp|physician|nurse|pharmacist|pharmacy|chemist|surgery|office|hospital|provider|prescriber|team"
    r"|(?:haus)?arzt|(?:haus)?ärztin|praxis|klinik|apotheker?|apothekerin|ambulanz|[\d+(][\d()+/-]{2,20})"
)
_CALL = (
    rf"(?:please )?(?:(?:tele)?phone|call|ring|contact|ask|consult|notify|inform|speak|talk)(?: {_SOMEBODY}){{0,8}}"
    rf"|(?:bitte )?(?:{_SOMEBODY} ){{0,5}}(?:anrufen|kontaktieren|fragen|rufen|informieren|verständigen)"
)
#: All between two commas is about somebody who is called if there is need: of the dose it tells nothing.
_CALLED = re.compile(rf"(?:^|,) ?(?:{_NEEDED} (?:{_CALL})|(?:{_CALL}) {_NEEDED})[ .]*(?=,|$)")
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_GERMAN = {"mo": "mon", "di": "tue", "mi": "wed", "do": "thu", "fr": "fri", "sa": "sat", "so": "sun"}
_ENGLISH = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_TAGS = r"(?:mon|diens|donners|frei|sams|sonn)tag"
_LONG = rf"(?:{_ENGLISH}s?|{_TAGS}s?|mittwochs?)"
_DAY = rf"(?:{_LONG}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|mo|di|mi|do|fr|sa|so)"
_TO = r" ?(?:-|–| to | through | thru | bis ) ?"
_NEXT = rf"(?:{_TO}| ?(?:,? and |,? und |[/,&+]) ?){_DAY}\b"
_LIST = re.compile(rf"\b{_DAY}\b(?:{_NEXT})+")
#: A day that is written short in a list: its stop ends no clause.
_SHORT = re.compile(rf"(\b{_DAY})\.(?={_NEXT})", re.IGNORECASE)
_SPAN = re.compile(rf"({_DAY})\b{_TO}({_DAY})\b")
_EACH = re.compile(
    rf"\b(?:(?:(?:every|each)(?: other| second)?|except(?: on)?) {_ENGLISH}|{_ENGLISH}s"
    rf"|(?:jede[nm]|ausser(?: am)?) (?:{_TAGS}|mittwoch|sonnabend)|{_TAGS}s|mittwochs|sonnabends|m(?:wf|/w/f))\b"
)
_WORKING = re.compile(
    r"\b(?:(?:every |each )?(?:week[ -]?days?|(?:work(?:ing)?|business) ?days)"
    r"|werktags|wochentags|an werktagen|werktäglich)\b"
)
_WEEKENDS = re.compile(
    r"\b(?:at (?:the )?|every |each |am |an (?:den )?|jedes )?(?:week[ -]?ends?|wochenend(?:en?|s)?)\b"
)
#: What else may be on some days.
_OTHERWISE = re.compile(
    r"\b(?:start\w*|begin\w*|began|commenc\w*|next|last|since|clinics?|doctors?|gp|dialys\w*|therap\w*|open|adjust\w*|titrat\w*"
    r"|ab|seit|nächste\w*|letzte\w*|ärzt\w*|arzt\w*|praxis|apotheke|sprechstunden?|kontroll\w*|termin\w*|abhol\w*)\b"
)
#: What is a dose, or how it is taken.
_DOSING = re.compile(r"\d ?(?:m?c?g|ml)\b|\b(?:tab(?:let)?s?|tabletten?|cap(?:sule)?s?|by mouth|orally|p\.?o\.?)\b")
_FILLING = re.compile(
    r"\b(?:to be|take[ns]?|taking|use|give[ns]?|it|this|only|on|at|from|the|an?|am|von|nur|and|or|extra|more)\b|[^\w ]"
)
_LONGEST = 1000


def is_as_needed(text: str, own: frozenset[str]) -> bool:
    """Whether words leave the drug of these names, or some of it, to a need.

    >>> is_as_needed("5 mg twice daily as needed", frozenset()), is_as_needed("refill as needed", frozenset())
    (True, False)
    """
    for clause in (_CALLED.sub(" ", each) for each in clauses(text)):
        # What may be taken as needed is: it is no plan for later.
        rest = re.sub(r"\b(?:you )?(?:may|can)\b", " ", _NEED.sub(" ", clause))
        if _NEED.search(clause) and _is_of_dose(rest) and substances(clause) <= own:
            return True
    return False


def is_on_some_days(text: str, own: frozenset[str]) -> bool:
    """Whether words put the drug of these names on some days of the week, not on all.

    >>> is_on_some_days("5 mg, Mon-Fri", frozenset()), is_on_some_days("5 mg from Monday to Sunday", frozenset())
    (True, False)
    """
    for clause in clauses(_SHORT.sub(r"\1", text[:_LONGEST])):
        listed = {day for match in _LIST.finditer(clause) for day in _listed(match[0])}
        rest = _EACH.sub(" ", _LIST.sub(" ", clause))
        is_working, is_weekend = _WORKING.search(rest), _WEEKENDS.search(rest)
        is_some = _EACH.search(clause) or len(listed) > 0 or bool(is_working) != bool(is_weekend)
        rest = _WEEKENDS.sub(" ", _WORKING.sub(" ", rest))
        if is_some and len(listed) < len(_NAMES) and _is_of_dose(rest) and substances(clause) <= own:
            return True
    return False


def _is_of_dose(rest: str) -> bool:
    """Whether what is left of a clause is about a dose, or says nothing at all."""
    if is_elsewhere(rest) or has_steps(rest) or _OTHERWISE.search(rest):
        return False
    said = spoken(rest)
    return bool(_DOSING.search(rest) or said.a_day or said.is_daily or not _FILLING.sub(" ", rest).strip())


def _listed(words: str) -> set[str]:
    """The days of a list, with those between the ends of a span."""
    found = {_name(match[0]) for match in re.finditer(rf"\b{_DAY}\b", words)}
    for first, last in _SPAN.findall(words):
        begin, end = _NAMES.index(_name(first)), _NAMES.index(_name(last))
        found |= {_NAMES[(begin + more) % len(_NAMES)] for more in range((end - begin) % len(_NAMES) + 1)}
    return found


def _name(word: str) -> str:
    return word[:3] if word[:3] in _NAMES else _GERMAN[word[:2]]
