"""What is said of an order that was not understood: what speaks against the drug, and what its dose alone breaks."""

from msgspec.structs import replace

from dosing.fhir.least import is_of_a_maximum
from dosing.fhir.order import Reading
from dosing.service.orders import answer_about, answer_to
from dosing.wire.answer import Finding, OrderAnswer


def partly_judged(reading: Reading) -> OrderAnswer | None:
    """The patient's own facts, and the maxima that one dose is over; nothing where not even the drug is known.

    Whatever its status, the answer is none about the order: that was not understood.
    """
    if reading.about_patient is None:
        return None
    answer = answer_about(reading.about_patient)
    over: dict[str, Finding] = {}
    for asked in reading.at_least:
        for finding in answer_to(asked).findings:
            if finding.outcome == "outside" and is_of_a_maximum(finding.rule):
                over.setdefault(finding.rule, finding)
    return replace(answer, findings=(*over.values(), *answer.findings))
