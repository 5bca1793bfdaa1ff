"""Orders: each checked by all rules of its drug, phase by phase, and by those for every order."""

from collections.abc import Sequence
from typing import get_args

from msgspec import Struct

from dosing.core.finding import Acknowledgement
from dosing.core.infusions import InfusionOrder
from dosing.core.monograph import Monograph
from dosing.core.nearest import nearest_to_none
from dosing.core.ordered import NamedOrder, Ordered, shape_of
from dosing.core.patient import Patient
from dosing.core.rule import DailyAmount, Infusions, Titration
from dosing.formulary.other_cramp_drugs import OTHER_DRUGS
from dosing.service.alike import answered
from dosing.service.books import BOOKS, profile_of, solution_of, watch
from dosing.translate import inbound, outbound
from dosing.translate import nearest as to_wire
from dosing.wire import answer, request
from dosing.wire.answered import ECHO

_TAGS = {order: str(order.__struct_config__.tag) for order in get_args(request.AnyOrder)}
_BY_NAME = {drug.id for drug in OTHER_DRUGS}


class Asked(Struct, frozen=True, kw_only=True):
    """An order to be judged, its numbers exact: whoever asks, and in whatever format."""

    #: What was ordered: a drug's id, or a name that no rule may know.
    name: str
    patient: Patient
    ordered: Ordered
    indication: str | None = None
    acknowledged: Sequence[Acknowledgement] = ()


def check(sent: request.AnyOrder) -> answer.OrderAnswer:
    """One order: which rules it keeps, which it breaks and where, and whether it may go on."""
    return answer_and_nearest(_asked(sent))[0]


def check_many(sent: request.OrderList) -> answer.OrderAnswers:
    """Each order for itself, in the same order."""
    return answer.OrderAnswers(tuple(map(check, sent.orders)))


def answer_to(asked: Asked) -> answer.OrderAnswer:
    """Which rules an order keeps, which it breaks and where, and whether it may go on."""
    return answer_and_nearest(asked)[0]


def answer_and_nearest(asked: Asked) -> tuple[answer.OrderAnswer, Ordered | None]:
    """The same, and the nearest compliant order as one that can be judged or written in any format."""
    book = _book(asked)
    patient = book.patient(asked.patient, asked.name, asked.indication)
    if not book.covers(asked.indication):
        label = book.id or asked.name[:ECHO]
        report = book.judge_uncovered(patient, asked.acknowledged)
        none = to_wire.nearest(nearest_to_none(report), book)
        return outbound.uncovered_answer(report, label, _why_not(book, asked.name), none), None
    return answered(book, patient, asked.ordered, asked.acknowledged, asked.indication)


def answer_about(asked: Asked) -> answer.OrderAnswer:
    """What the patient's own facts say of a drug, whatever is ordered of it: for an order that was not understood."""
    book = BOOKS[asked.name]
    patient = book.patient(asked.patient, asked.name, asked.indication)
    report = book.judge(patient, book.graded([patient]), asked.acknowledged)
    return outbound.order_answer(report, book.id, watch(book, patient), profile_of(patient))


def _book(asked: Asked) -> Monograph:
    """The drug's; for a name that no rule is about, that of no drug."""
    if isinstance(asked.ordered, NamedOrder) and asked.name not in _BY_NAME:
        return BOOKS[""]
    return BOOKS[asked.name]


def _why_not(book: Monograph, name: str) -> str:
    """Why an order is not covered, in words."""
    if book.drug is not None:
        return f"The rules of {book.id} are about these indications only: {', '.join(book.drug.indications)}."
    if name in BOOKS:
        return f"It is ordered as drug `{name}`, with its doses, not by name."
    return f"No rule is about a drug of this name; names are matched exactly: {', '.join(sorted(_BY_NAME))}."


def _asked(sent: request.AnyOrder) -> Asked:
    return Asked(
        name=sent.name.lower() if isinstance(sent, request.OtherOrder) else _TAGS[type(sent)],
        patient=inbound.patient(sent.patient),
        ordered=_ordered(sent),
        indication=inbound.given(sent.indication),
        acknowledged=inbound.acknowledgements(sent.acknowledged) if sent.acknowledged else (),
    )


def _ordered(sent: request.AnyOrder) -> Ordered:
    book = BOOKS.get(_TAGS[type(sent)], BOOKS[""])
    match sent:
        case request.BaclofenOrder():
            return inbound.phased_order(sent, shape_of(book, Titration).tablets)
        case request.MagnesiumOxideOrder():
            products = shape_of(book, DailyAmount).products
            return inbound.amount_order(sent, products, is_at_night=inbound.given(sent.at_night))
        case request.MagnesiumHydroxideOrder():
            return inbound.volume_order(sent, is_at_bedtime=inbound.given(sent.at_bedtime))
        case request.AlbuminOrder():
            solution = solution_of(shape_of(book, Infusions), sent.product)
            return InfusionOrder(solution, tuple(inbound.infusions(sent.infusions, solution)))
        case _:
            return NamedOrder()
