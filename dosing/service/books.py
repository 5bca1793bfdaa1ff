"""The monographs, compiled once; and what every answer takes from them."""

from datetime import date

from dosing.core.category import PatientPlace
from dosing.core.monograph import Knowledge, Monograph, monographs
from dosing.core.rule import Infusions, Solution
from dosing.formulary import FORMULARY
from dosing.formulary.kidney import KIDNEY
from dosing.formulary.substances import SUBSTANCES
from dosing.translate import inbound, outbound
from dosing.wire.answer import Monitoring
from dosing.wire.patient import Patient

BOOKS = monographs(FORMULARY, Knowledge(KIDNEY, SUBSTANCES))


def known(drug: str, sent: Patient) -> tuple[Monograph, PatientPlace]:
    """A drug's monograph, and the patient as a place for it."""
    return BOOKS[drug], BOOKS[drug].patient(inbound.patient(sent), ordered=drug)


def solution_of(shape: Infusions, product: str) -> Solution:
    """The solution by its id."""
    return next(solution for solution in shape.solutions if solution.id == product)


def watch(book: Monograph, patient: PatientPlace, start: date | None = None) -> tuple[Monitoring, ...]:
    """What to watch during treatment with this drug."""
    return outbound.monitoring(book.drug.monitoring if book.drug else (), patient.category.remarks, start)


def profile_of(patient: PatientPlace) -> str | None:
    """The category by which the patient is titrated, if one is known."""
    profile = patient.category.profile
    return profile.id if profile else None
