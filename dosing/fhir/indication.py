"""Why a drug is ordered: the indication, where it is told by a code or by words that are read."""

from dosing.fhir.lists.codes import INDICATION_WORDS, INDICATIONS
from dosing.fhir.lists.names import plain_name
from dosing.fhir.parts.remark import Remarks
from dosing.fhir.parts.resources import MedicationRequest
from dosing.fhir.product.route import words


def indication(request: MedicationRequest, path: str, said: Remarks) -> str | None:
    """The indication, where one is told that rules know; any other reason leaves it open."""
    concepts = [(f"{path}.reasonCode[{index}]", concept) for index, concept in enumerate(request.reasonCode or ())]
    concepts += [
        (f"{path}.reason[{index}].concept", reason.concept)
        for index, reason in enumerate(request.reason or ())
        if reason.concept is not None
    ]
    found: set[str] = set()
    for place, concept in concepts:
        meant = {
            INDICATIONS[code][0]
            for coding in concept.codings
            if (code := (coding.system or "", coding.code or "")) in INDICATIONS
        }
        names = map(plain_name, concept.texts)
        meant |= {INDICATION_WORDS[name] for name in names if name in INDICATION_WORDS}
        if not meant:
            said.say("reason-unknown", f"The reason {words(concept)!r} is not one that is read: left open.", place)
        found |= meant
    return found.pop() if len(found) == 1 else None
