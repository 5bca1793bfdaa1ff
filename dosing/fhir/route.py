"""The way in which a drug is given: rules are about one way only, by mouth, or for albumin into a vein.

A way that cannot be told to be that one is another one.
"""

from collections.abc import Sequence

from dosing.fhir.codes import INTRAVENOUS, ORAL, SNOMED
from dosing.fhir.instruction import Instruction
from dosing.fhir.names import is_intrathecal, plain_name
from dosing.fhir.resources import Concept

_ORAL_WORDS = frozenset({"oral", "oral route", "po", "by mouth", "per os"})
_INTRAVENOUS_WORDS = frozenset({"iv", "intravenous", "intravenous route"})


def other_way(drug: str, instructions: Sequence[Instruction | None]) -> Instruction | None:
    """The first instruction that says another way than the one that the drug's rules are about."""
    codes, plain = (INTRAVENOUS, _INTRAVENOUS_WORDS) if drug == "albumin" else (ORAL, _ORAL_WORDS)
    for one in instructions:
        if one is not None and one.route is not None and not _is_way(one.route, codes, plain):
            return one
    return None


def _is_way(route: Concept, codes: frozenset[tuple[str, str]], plain: frozenset[str]) -> bool:
    """Every word and every code of SNOMED CT that it has agrees, and at least one says so."""
    texts = [text for text in (route.text, *(coding.display for coding in route.codings)) if text]
    coded = [(coding.system, coding.code) for coding in route.codings if coding.system == SNOMED]
    if any(map(is_intrathecal, texts)) or any(code not in codes for code in coded):
        return False
    return bool(coded) or any(plain_name(text) in plain for text in texts)
