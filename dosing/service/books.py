"""The monographs, compiled once; and what every answer takes from them."""

from datetime import date
from typing import TypeVar

from dosing.core.monograph import Knowledge, Monograph, monographs
from dosing.core.place import Place
from dosing.core.rule import DailyAmount, Infusions, Solution, Suspension, Titration
from dosing.formulary import FORMULARY
from dosing.formulary.kidney import KIDNEY
from dosing.formulary.substances import SUBSTANCES
from dosing.translate import inbound, outbound
from dosing.wire.answer import Monitoring
from dosing.wire.patient import Patient

BOOKS = monographs(FORMULARY, Knowledge(KIDNEY, SUBSTANCES))

Shape = TypeVar("Shape", Titration, DailyAmount, Suspension, Infusions)


def known(drug: str, sent: Patient, *, ordered: str = "", indication: str | None = None) -> tuple[Monograph, Place]:
    """A drug's monograph, and the patient as a place for it; a name without one has that of no drug."""
    book = BOOKS.get(drug, BOOKS[""])
    return book, book.patient(inbound.patient(sent), ordered=ordered or drug, indication=indication)


def shape_of(book: Monograph, kind: type[Shape]) -> Shape:
    """The drug's shape, which must be of this kind."""
    if book.drug is None or not isinstance(book.drug.shape, kind):
        raise TypeError(f"{book.id} is no {kind.__name__}")
    return book.drug.shape


def solution_of(shape: Infusions, product: str) -> Solution:
    """The solution by its id."""
    return next(solution for solution in shape.solutions if solution.id == product)


def watch(book: Monograph, patient: Place, start: date | None = None) -> tuple[Monitoring, ...]:
    """What to watch during treatment with this drug."""
    return outbound.monitoring(book.drug.monitoring if book.drug else (), patient.facts, start)
