"""The nearest order to the wire: in the units that rules count in, with what was sent beside the dose.

A stock that is the usual one is left out, as it means the same.
"""

from decimal import Decimal
from typing import TypeVar

from msgspec import UNSET, UnsetType

from dosing.core.amount import Amount, ExactAmount
from dosing.core.daily_amount import AmountOrder
from dosing.core.infusions import InfusionOrder
from dosing.core.monograph import Monograph
from dosing.core.nearest import Proposal
from dosing.core.order import Current, PhasedOrder
from dosing.core.ordered import Ordered
from dosing.core.rule import DailyAmount, Product, Titration
from dosing.core.suspension import VolumeOrder
from dosing.translate.outbound import in_full, quantity
from dosing.wire import nearest as wire
from dosing.wire.answered import AnsweredQuantity
from dosing.wire.quantity import Substance
from dosing.wire.request import AlbuminProduct, Indication

T = TypeVar("T")


def nearest(proposal: Proposal | None, book: Monograph, indication: str | None = None) -> wire.Nearest | None:
    """The proposal as the `nearest` of an answer."""
    if proposal is None:
        return None
    if proposal.ordered is None:
        return wire.Nearest(why=proposal.why)
    return _order(proposal.why, proposal.ordered, book, _indication(indication))


def _indication(sent: str | None) -> Indication | UnsetType:
    match sent:
        case "muscle-cramps" | "hypomagnesemia" | "other":
            return sent
        case _:
            return UNSET


def _order(why: str, ordered: Ordered, book: Monograph, indication: Indication | UnsetType) -> wire.Nearest:
    match ordered:
        case PhasedOrder():
            return wire.Nearest(
                why=why,
                drug="baclofen",
                indication=indication,
                phases=tuple(
                    wire.NearestPhase(tuple(_milligrams(dose) for dose in phase.doses), _optional(phase.days))
                    for phase in ordered.phases
                ),
                current=_current(ordered.current),
                tablets=_tablets(ordered, book),
            )
        case AmountOrder():
            return wire.Nearest(
                why=why,
                drug="magnesium-oxide",
                indication=indication,
                daily_dose=quantity(ordered.daily),
                at_night=_optional(ordered.is_at_night),
                products=_products(ordered, book),
            )
        case VolumeOrder(millilitres=volume, strength=strength):
            return wire.Nearest(
                why=why,
                drug="magnesium-hydroxide",
                indication=indication,
                daily_volume=quantity(Amount(volume or Decimal(), "mL/d")),
                strength=UNSET if strength is None else in_full(strength, "mg/mL"),
                days=_optional(ordered.days),
                at_bedtime=_optional(ordered.is_at_bedtime),
            )
        case InfusionOrder(solution, infusions):
            return wire.Nearest(
                why=why,
                drug="albumin",
                indication=indication,
                product=_product(solution.id),
                infusions=tuple(
                    wire.NearestInfusion(each.day, quantity(ExactAmount(each.grams, "g"))) for each in infusions
                ),
            )
        case _:
            raise TypeError("a drug that is ordered by its name has no other dose")


def _optional(value: T | None) -> T | UnsetType:
    return UNSET if value is None else value


def _milligrams(dose: Decimal) -> AnsweredQuantity:
    return in_full(dose, "mg")


def _current(current: Current | None) -> wire.NearestCurrent | UnsetType:
    if current is None:
        return UNSET
    return wire.NearestCurrent(
        in_full(current.daily_dose, "mg/d"), _optional(current.days_at_dose), _optional(current.days_on_drug)
    )


def _tablets(order: PhasedOrder, book: Monograph) -> tuple[AnsweredQuantity, ...] | UnsetType:
    match book.drug and book.drug.shape:
        case Titration(tablets=usual) if usual == order.tablets:
            return UNSET
        case _:
            return tuple(map(_milligrams, order.tablets))


def _products(order: AmountOrder, book: Monograph) -> tuple[AnsweredQuantity, ...] | UnsetType:
    match book.drug and book.drug.shape:
        case DailyAmount(products=usual) if usual == order.products:
            return UNSET
        case _:
            return tuple(in_full(product.holds, product.unit, _of(product)) for product in order.products)


def _of(product: Product) -> Substance | UnsetType:
    match product.of:
        case "magnesium" | "magnesium-oxide":
            return product.of
        case _:
            return UNSET


def _product(name: str) -> AlbuminProduct:
    match name:
        case "albumin-25" | "albumin-20" | "albumin-5":
            return name
        case _:
            raise ValueError(name)
