"""The answer to an order that is covered; what it says to all patients of a category alike is made once.

That is made for whoever is of the category, a place without numbers, so that no patient's number can stand in it. It is
remembered for short orders, so many of them: what is prescribed repeats from patient to patient.
"""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from dosing.core.category import Category, PatientPlace
from dosing.core.explain import is_personal
from dosing.core.finding import Acknowledgement, Report
from dosing.core.monograph import Monograph
from dosing.core.nearest import nearest_order
from dosing.core.order import REMEMBERED, SHORT, PhasedOrder
from dosing.core.ordered import Ordered, judge
from dosing.service.books import profile_of, watch
from dosing.translate import nearest as to_wire
from dosing.translate import outbound
from dosing.wire import answer
from dosing.wire.nearest import Nearest


class Alike(Struct, frozen=True):
    """What is made for whoever is of a category: the report, the answer, and the nearest order."""

    report: Report
    answer: answer.OrderAnswer
    nearest: Nearest | None
    ordered: Ordered | None
    #: Whether a finding tells of one patient alone; then only the others are the same for all.
    is_personal: bool


def answered(
    book: Monograph,
    patient: PatientPlace,
    ordered: Ordered,
    words: Sequence[Acknowledgement],
    indication: str | None,
) -> tuple[answer.OrderAnswer, Ordered | None]:
    """The answer, and the nearest compliant order as one that can be judged or written in any format."""
    if words or not isinstance(ordered, PhasedOrder) or len(ordered.phases) > SHORT:
        report = judge(book, patient, ordered, words)
        found = nearest_order(book, patient, ordered, words, report)
        nearest = to_wire.nearest(found, book, indication)
        return _answer(book, patient, report, nearest), found.ordered if found else None
    alike = _alike(book, patient.category, ordered, indication)
    if patient.notes:
        return _answer(book, patient, judge(book, patient, ordered, words), alike.nearest), alike.ordered
    if alike.is_personal:
        return outbound.answer_of_one(book.of_one(patient, alike.report), alike.report, alike.answer), alike.ordered
    return alike.answer, alike.ordered


@lru_cache(maxsize=REMEMBERED)
def _alike(book: Monograph, category: Category, ordered: PhasedOrder, indication: str | None) -> Alike:
    anyone = category.anyone()
    report = judge(book, anyone, ordered, ())
    found = nearest_order(book, anyone, ordered, (), report)
    nearest = to_wire.nearest(found, book, indication)
    return Alike(
        report=report,
        answer=_answer(book, anyone, report, nearest),
        nearest=nearest,
        ordered=found.ordered if found else None,
        is_personal=any(map(is_personal, report.findings)),
    )


def _answer(book: Monograph, patient: PatientPlace, report: Report, nearest: Nearest | None) -> answer.OrderAnswer:
    return outbound.order_answer(report, book.id, watch(book, patient), profile_of(patient), nearest)
