"""An order of any shape, and the judging of it; who asks, and in which format, is not known here."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias, TypeVar

from msgspec import Struct

from dosing.core.category import PatientPlace
from dosing.core.daily_amount import AmountOrder, amount_places
from dosing.core.finding import Acknowledgement, Report
from dosing.core.infusions import InfusionOrder, infusion_places
from dosing.core.monograph import Monograph
from dosing.core.order import PhasedOrder
from dosing.core.place import Place, pointed
from dosing.core.plan import check_phases
from dosing.core.rule import At, DailyAmount, Infusions, Suspension, Titration
from dosing.core.suspension import VolumeOrder, ordered_mass, volume_places

Shape = TypeVar("Shape", Titration, DailyAmount, Suspension, Infusions)


class NamedOrder(Struct, frozen=True):
    """A drug that is ordered by its name alone."""


Ordered: TypeAlias = PhasedOrder | AmountOrder | VolumeOrder | InfusionOrder | NamedOrder


def shape_of(book: Monograph, kind: type[Shape]) -> Shape:
    """The drug's shape.

    Raises:
        TypeError: the drug is of another kind, or there is none.

    """
    if book.drug is None or not isinstance(book.drug.shape, kind):
        raise TypeError(f"{book.id} is no {kind.__name__}")
    return book.drug.shape


def judge(book: Monograph, patient: PatientPlace, ordered: Ordered, words: Sequence[Acknowledgement]) -> Report:
    """All rules of the drug, at every place of the order."""
    if isinstance(ordered, PhasedOrder):
        return check_phases(book, shape_of(book, Titration), patient, ordered, words)
    return book.judge(patient, book.graded([patient, *_places(book, ordered)]), words)


def _places(book: Monograph, ordered: AmountOrder | VolumeOrder | InfusionOrder | NamedOrder) -> list[Place]:
    match ordered:
        case AmountOrder():
            most = Fraction(book.bounds.most(shape_of(book, DailyAmount).maximum))
            return amount_places(ordered, book.knowledge.substances, most)
        case VolumeOrder():
            return volume_places(ordered, ordered_mass(ordered))
        case InfusionOrder(solution, infusions):
            return infusion_places(infusions, solution, book.bounds.most(shape_of(book, Infusions).maximum))
        case _:
            return [pointed(At.NAME, {}), pointed(At.INDICATION, {})]
