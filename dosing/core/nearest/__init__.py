"""The nearest compliant order: the closest one that checks `ok`, or why there is none.

Law: the same drug, intent and stock; never a higher dose than ordered; whole products; and the earliest day on which
the ordered dose becomes allowed. What is proposed has been judged by all rules, with the acknowledgements that are not
about a single place of the order that was sent. Each file states by what distance its shape is compared.
"""

from collections.abc import Sequence

from dosing.core.category import PatientPlace
from dosing.core.daily_amount import AmountOrder
from dosing.core.finding import Acknowledgement, Report
from dosing.core.infusions import InfusionOrder
from dosing.core.monograph import Monograph
from dosing.core.nearest.amounts import nearest_amount
from dosing.core.nearest.infusions import nearest_infusions, nearest_plan
from dosing.core.nearest.phases import nearest_phases
from dosing.core.nearest.proposal import Proposal, about_the_patient, general, is_wanted, no_dose_cures
from dosing.core.nearest.schedules import nearest_taper, nearest_titration
from dosing.core.nearest.volumes import nearest_volume
from dosing.core.order import PhasedOrder
from dosing.core.ordered import Ordered
from dosing.core.suspension import VolumeOrder

__all__ = [
    "Proposal",
    "nearest_order",
    "nearest_plan",
    "nearest_taper",
    "nearest_titration",
    "nearest_to_none",
]


def nearest_order(
    book: Monograph, patient: PatientPlace, ordered: Ordered, words: Sequence[Acknowledgement], report: Report
) -> Proposal | None:
    """What is nearest to an order with this report; nothing where it checks `ok`, or lacks a fact that is asked for."""
    if not is_wanted(report):
        return None
    words = general(words)
    match ordered:
        case PhasedOrder():
            return nearest_phases(book, patient, ordered, words, report)
        case AmountOrder():
            return nearest_amount(book, patient, ordered, words, report)
        case VolumeOrder():
            return nearest_volume(book, patient, ordered, words, report)
        case InfusionOrder():
            return nearest_infusions(book, patient, ordered, words, report)
        case _:
            return nearest_to_none(report)


def nearest_to_none(report: Report) -> Proposal | None:
    """The reason where the drug itself is what the rules are about."""
    return no_dose_cures(about_the_patient(report)) if is_wanted(report) else None
