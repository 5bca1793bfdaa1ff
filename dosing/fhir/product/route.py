"""The way in which a drug is given: rules are about one way only, by mouth, or for albumin into a vein.

A way that cannot be told to be that one is another one, whichever part of an instruction tells it: its route, its
method, its site or its words, be the rest of it understood or not. Words alone, unless they say intrathecal, never make
an order one that no rule is about: they may speak of something else, so the way is unclear, which is said more loudly.
"""

import re
from collections.abc import Iterable, Sequence

from dosing.fhir.lists.codes import INTRAVENOUS, METHODS_BY_MOUTH, ORAL, ROUTES, SNOMED
from dosing.fhir.lists.names import is_intrathecal, plain_name
from dosing.fhir.parts.dosages import Dosage
from dosing.fhir.parts.elements import Concept
from dosing.fhir.parts.remark import Remarks
from dosing.fhir.product.medication import INTRATHECAL_BACLOFEN, WITH_DOSES, Product
from dosing.fhir.product.told_way import other_way_told
from dosing.wire.answered import ECHO

_ORAL_WORDS = frozenset({"oral", "oral route", "oral use", "orally", "po", "p.o.", "by mouth", "per os"})
_INTRAVENOUS_WORDS = frozenset({"iv", "i.v.", "intravenous", "intravenous route", "intravenous use", "intravenously"})
_MOUTH = frozenset({"mouth", "oral cavity"}) | _ORAL_WORDS
#: How something is done that is given by mouth, or that says nothing of where: the first of the words.
_BY_MOUTH = frozenset(
    {"take", "taken", "swallow", "chew", "drink", "sip", "suck", "dissolve", "give", "administer", "oral", "orally"}
)
_NOT_BY_MOUTH = re.compile(
    r"inject|infus|pump|intra|epidural|subcut|spinal|rectal|catheter|topical|\b(?:i\.?v|i\.?m|s\.?c)\b", re.IGNORECASE
)
_NOT_INTO_A_VEIN = re.compile(
    r"intrathecal|intramuscular|subcut|spinal|oral|mouth|topical|rectal|\b(?:i\.?m|s\.?c|p\.?o)\b", re.IGNORECASE
)
_LONGEST = 1000


def other_way(drug: str, dosages: Sequence[tuple[str, Dosage]]) -> tuple[str, str, bool] | None:
    """The first place, with its words, that says another way than the one of the drug's rules; and whether for sure."""
    is_other = (_NOT_INTO_A_VEIN if drug == "albumin" else _NOT_BY_MOUTH).search
    for path, one in dosages:
        for name, concept, is_way in (
            ("route", one.route, _is_route_of_albumin if drug == "albumin" else _is_oral_route),
            ("method", one.method, _is_no_other if drug == "albumin" else _is_method_by_mouth),
            ("site", one.site, _is_no_other if drug == "albumin" else _is_mouth),
        ):
            if concept is not None and not is_way(concept):
                told_so = _told(concept)
                return f"{path}.{name}", told_so, is_other(told_so) is not None
        told = (one.text, one.patientInstruction, *(text for each in one.additional for text in _texts(each)))
        for text in filter(None, told):
            if is_intrathecal(text):
                return path, "intrathecal", True
            if found := other_way_told(text, is_into_a_vein=drug == "albumin"):
                return path, found[:ECHO], False
    return None


def name_of(product: Product, dosages: Sequence[tuple[str, Dosage]], said: Remarks) -> str:
    """The drug, or where it is given another way than its rules are about, a name that no rule knows."""
    if product.drug == INTRATHECAL_BACLOFEN:
        said.say("other-way", "The rules are about baclofen by mouth: this is not covered.", product.path)
    if product.drug not in WITH_DOSES:
        return product.drug
    found = other_way(product.drug, dosages)
    if found is None:
        return product.drug
    path, told, is_certain = found
    if is_certain:
        said.say("other-way", f"The rules are about another way than {told!r}: this is not covered.", path)
    else:
        # It may be the way that the rules are about, in words that are not known here.
        text = f"Whether {told!r} is the way that the rules are about cannot be told: the dose was not checked."
        said.say("way-unclear", text, path)
    return f"{product.drug} ({told})"


def words(concept: Concept | None) -> str:
    """What a concept is called, for a remark."""
    if concept is None:
        return ""
    shown = concept.text or next((coding.display or coding.code for coding in concept.codings), "") or ""
    return shown[:ECHO]


def _told(concept: Concept) -> str:
    """All its words, or where it has none its codes."""
    codes = [coding.code for coding in concept.codings if coding.code]
    return ", ".join(dict.fromkeys(_texts(concept) or codes))[:ECHO]


def _texts(concept: Concept) -> list[str]:
    return [text[:_LONGEST] for text in concept.texts]


def _coded(concept: Concept, systems: frozenset[str]) -> set[tuple[str | None, str | None]]:
    return {(coding.system, coding.code) for coding in concept.codings if coding.system in systems}


def _is_oral_route(route: Concept) -> bool:
    return _is_way(route, ORAL, _ORAL_WORDS)


def _is_route_of_albumin(route: Concept) -> bool:
    return _is_way(route, INTRAVENOUS, _INTRAVENOUS_WORDS)


def _is_way(route: Concept, codes: Iterable[tuple[str, str]], plain: frozenset[str]) -> bool:
    """Every word and every code of a table that is known agrees, and at least one says so."""
    texts, coded = _texts(route), _coded(route, frozenset({SNOMED, ROUTES}))
    if any(map(is_intrathecal, texts)) or not coded <= set(codes):
        return False
    return bool(coded) or any(plain_name(text) in plain for text in texts)


def _is_method_by_mouth(method: Concept) -> bool:
    """A code that is known, or words that begin like one; and nothing that speaks of a needle or a pump."""
    texts = _texts(method)
    if any(map(_NOT_BY_MOUTH.search, texts)):
        return False
    names = [plain_name(text) for text in texts]
    is_told = any(name in _ORAL_WORDS or name.partition(" ")[0].rstrip(",.;:") in _BY_MOUTH for name in names)
    return is_told or bool(_coded(method, frozenset({SNOMED})) & METHODS_BY_MOUTH)


def _is_mouth(site: Concept) -> bool:
    texts = _texts(site)
    return bool(texts) and all(plain_name(text) in _MOUTH for text in texts)


def _is_no_other(told: Concept) -> bool:
    """Into which vein, and how, says nothing else, unless it is into the spinal canal."""
    return not any(map(is_intrathecal, _texts(told)))
