"""The nearest daily amount: the most that whole products in stock make, not above the order nor its maximum.

Distance: the millimoles withheld. Nothing here rounds: an amount that no decimal of 15 digits ends is not proposed.
"""

from collections.abc import Sequence
from fractions import Fraction

from msgspec.structs import replace

from dosing.core.amount import Amount, ExactAmount
from dosing.core.category import PatientPlace
from dosing.core.convert import ELEMENT, convert
from dosing.core.daily_amount import AmountOrder, millimoles, product_sizes
from dosing.core.exact import to_digits
from dosing.core.finding import Acknowledgement, Report
from dosing.core.monograph import Monograph
from dosing.core.nearest.proposal import Proposal, about_the_patient, broken, is_ok, names, no_dose_cures
from dosing.core.ordered import shape_of
from dosing.core.products import fewest, nearest
from dosing.core.rule import DailyAmount


def nearest_amount(
    book: Monograph, patient: PatientPlace, order: AmountOrder, words: Sequence[Acknowledgement], report: Report
) -> Proposal:
    """The nearest order, in the form that was ordered if that writes it in full; or why there is none."""
    if of_patient := about_the_patient(report):
        return no_dose_cures(of_patient)
    shape, substances = shape_of(book, DailyAmount), book.knowledge.substances
    asked = millimoles(Fraction(order.daily.value), order.daily.unit, order.daily.of, substances)
    most = min(asked, Fraction(book.bounds.most(shape.maximum)))
    sizes = product_sizes(order.products, substances)
    amount = most if fewest(most, sizes) is not None else nearest(most, sizes, most)[0]
    kept = names(broken(report))
    if amount is None:
        return Proposal(why=f"No amount that keeps {kept} was found that whole products in stock make.")
    forms = ((order.daily.unit, order.daily.of), ("mmol/d", ELEMENT), ("mg/d", shape.substance), ("mg/d", ELEMENT))
    for unit, of in forms:
        exact = convert(ExactAmount(amount, "mmol", ELEMENT), substances[ELEMENT], unit, substances[of]).result.value
        daily = Amount(to_digits(exact), unit, of)
        found = replace(order, daily=daily)
        if Fraction(daily.value) == exact and is_ok(book, patient, found, words):
            return Proposal(why=f"The closest order that keeps {kept}, of whole products: {daily}.", ordered=found)
    return Proposal(why=f"What whole products in stock make and keeps {kept} cannot be written as a finite number.")
