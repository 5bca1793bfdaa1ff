"""A patient and a drug, before any dose: what the rules say whatever will be ordered."""

from dosing.core.patient import Patient
from dosing.service.books import BOOKS
from dosing.translate import outbound
from dosing.wire.answer import Finding


def findings_about(drug: str, patient: Patient) -> tuple[Finding, ...]:
    """The findings of the rules that are about the patient alone.

    Raises:
        KeyError: no rule is about this drug.

    """
    book = BOOKS[drug]
    report = book.judge([book.patient(patient, ordered=drug)], ())
    return tuple(map(outbound.finding, report.findings))
