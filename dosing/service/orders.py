"""Orders: each checked by all rules of its drug, phase by phase, and by those for every order."""

from fractions import Fraction

from dosing.core.daily_amount import amount_places
from dosing.core.finding import Acknowledgement, Report
from dosing.core.infusions import infusion_places
from dosing.core.monograph import Facts, Monograph
from dosing.core.place import Place, pointed
from dosing.core.plan import check_phases
from dosing.core.rule import At, DailyAmount, Infusions, Titration
from dosing.core.suspension import ordered_mass, volume_places
from dosing.core.titration import profile_of
from dosing.formulary.other_cramp_drugs import OTHER_DRUGS
from dosing.service.books import BOOKS, known, shape_of, solution_of, watch
from dosing.translate import inbound, outbound
from dosing.wire import answer, request
from dosing.wire.answered import ECHO

_BY_NAME = {drug.id for drug in OTHER_DRUGS}


def check(order: request.AnyOrder) -> answer.OrderAnswer:
    """One order: which rules it keeps, which it breaks and where, and whether it may go on."""
    drug, name = _named(order)
    indication = inbound.given(order.indication)
    book, patient = known(drug, order.patient, ordered=name, indication=indication)
    words = inbound.acknowledgements(order.acknowledged)
    label = book.id or name[:ECHO]
    if not book.covers(indication):
        return outbound.uncovered_answer(book.judge_uncovered(patient, words), label, _why_not(book, name))
    report = _judged(order, book, patient, words)
    return outbound.order_answer(report, label, watch(book, patient), _profile(book, patient))


def _why_not(book: Monograph, name: str) -> str:
    """Why an order is not covered, in words."""
    if book.drug is not None:
        return f"The rules of {book.id} are about these indications only: {', '.join(book.drug.indications)}."
    if name in BOOKS:
        return f"It is ordered as drug `{name}`, with its doses, not by name."
    return f"No rule is about a drug of this name; names are matched exactly: {', '.join(sorted(_BY_NAME))}."


def check_many(sent: request.Orders) -> answer.OrderAnswers:
    """Each order for itself, in the same order."""
    return answer.OrderAnswers(tuple(map(check, sent.orders)))


def _named(order: request.AnyOrder) -> tuple[str, str]:
    """The drug whose rules apply (none for a name that no rule is about), and the name that was ordered."""
    if not isinstance(order, request.OtherOrder):
        drug = str(order.__struct_config__.tag)
        return drug, drug
    name = order.name.lower()
    return (name if name in _BY_NAME else ""), name


def _profile(book: Monograph, patient: Place) -> str | None:
    if book.drug is None or not isinstance(book.drug.shape, Titration):
        return None
    profile = profile_of(book.drug.shape, patient.facts)
    return profile.id if profile else None


def _judged(order: request.AnyOrder, book: Monograph, patient: Place, words: tuple[Acknowledgement, ...]) -> Report:
    if isinstance(order, request.BaclofenOrder):
        titration = shape_of(book, Titration)
        return check_phases(book, titration, patient, inbound.phased_order(order, titration.tablets), words)
    return book.judge([patient, *_places(order, book, patient.facts)], words)


def _places(
    order: request.MagnesiumOxideOrder | request.MagnesiumHydroxideOrder | request.AlbuminOrder | request.OtherOrder,
    book: Monograph,
    facts: Facts,
) -> list[Place]:
    match order:
        case request.MagnesiumOxideOrder():
            amount = shape_of(book, DailyAmount)
            ordered = inbound.amount_order(order, amount.products, is_at_night=inbound.given(order.at_night))
            most = Fraction(book.bounds.most(amount.maximum))
            return amount_places(ordered, facts, book.knowledge.substances, most)
        case request.MagnesiumHydroxideOrder():
            volume = inbound.volume_order(order, is_at_bedtime=inbound.given(order.at_bedtime))
            return volume_places(volume, ordered_mass(volume), facts)
        case request.AlbuminOrder():
            shape = shape_of(book, Infusions)
            solution = solution_of(shape, order.product)
            infusions = inbound.infusions(order.infusions, solution)
            return infusion_places(infusions, solution, facts, book.bounds.most(shape.maximum))
        case request.OtherOrder():
            return [pointed(At.NAME, facts), pointed(At.INDICATION, facts)]
