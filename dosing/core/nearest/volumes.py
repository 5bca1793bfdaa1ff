"""The nearest daily volume of a suspension: the most at its strength that is not above the order nor the maximum.

Distance: the millilitres withheld. For another strength than the documented one the volume is rounded down to the
step to which ranges are rounded; days and time of day stay as ordered.
"""

from collections.abc import Sequence
from fractions import Fraction

from msgspec.structs import replace

from dosing.core.category import PatientPlace
from dosing.core.exact import plain, to_digits
from dosing.core.finding import Acknowledgement, Report
from dosing.core.monograph import Monograph
from dosing.core.nearest.proposal import Proposal, about_the_patient, broken, is_ok, names, no_dose_cures
from dosing.core.ordered import shape_of
from dosing.core.rule import Suspension
from dosing.core.suspension import VolumeOrder, documented_range


def nearest_volume(
    book: Monograph, patient: PatientPlace, order: VolumeOrder, words: Sequence[Acknowledgement], report: Report
) -> Proposal:
    """The nearest order, or why there is none."""
    if of_patient := about_the_patient(report):
        return no_dose_cures(of_patient)
    kept = names(broken(report))
    if order.strength is not None and order.millilitres is not None:
        _, most = documented_range(shape_of(book, Suspension), book.bounds, order.strength)
        volume = to_digits(min(most, Fraction(order.millilitres)))
        found = replace(order, millilitres=volume)
        if is_ok(book, patient, found, words):
            why = f"The most that keeps {kept} at {plain(order.strength)} mg/mL: {plain(volume)} mL/d."
            return Proposal(why=why, ordered=found)
    return Proposal(why=f"No volume at this strength keeps {kept}.")
