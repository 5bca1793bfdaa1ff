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
    """What is the same for all patients of a category: the nearest order, and the answer unless it is personal."""

    answer: answer.OrderAnswer | None
    nearest: Nearest | None
    ordered: Ordered | None


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
    if alike.answer is not None and not patient.notes:
        return alike.answer, alike.ordered
    return _answer(book, patient, judge(book, patient, ordered, words), alike.nearest), alike.ordered


@lru_cache(maxsize=REMEMBERED)
def _alike(book: Monograph, category: Category, ordered: PhasedOrder, indication: str | None) -> Alike:
    anyone = category.anyone()
    report = judge(book, anyone, ordered, ())
    found = nearest_order(book, anyone, ordered, (), report)
    nearest = to_wire.nearest(found, book, indication)
    is_same = not any(map(is_personal, report.findings))
    return Alike(
        answer=_answer(book, anyone, report, nearest) if is_same else None,
        nearest=nearest,
        ordered=found.ordered if found else None,
    )


def _answer(book: Monograph, patient: PatientPlace, report: Report, nearest: Nearest | None) -> answer.OrderAnswer:
    return outbound.order_answer(report, book.id, watch(book, patient), profile_of(patient), nearest)
