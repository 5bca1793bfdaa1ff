"""The nearest infusions: each as many whole vials as it may be, on the first day on which they fit.

Distance, compared in this order: the grams withheld; the days by which infusions are moved. An infusion is never more
than was ordered, never earlier, and never before one that was ordered before it; one of no whole vial is left out.
"""

from collections.abc import Sequence
from fractions import Fraction

from dosing.core.amount import ExactAmount
from dosing.core.category import PatientPlace
from dosing.core.finding import Acknowledgement, Report
from dosing.core.infusions import WEEK, InfusionOrder, plan_infusions
from dosing.core.monograph import Monograph
from dosing.core.nearest.proposal import (
    Proposal,
    about_the_patient,
    broken,
    general,
    is_ok,
    is_wanted,
    names,
    no_dose_cures,
)
from dosing.core.order import Infusion
from dosing.core.ordered import shape_of
from dosing.core.products import fewest, nearest
from dosing.core.rule import Infusions, Solution

#: The last day that an order can have.
LAST_DAY = 3650
#: The infusions that an order can have.
MOST_INFUSIONS = 100


def nearest_infusions(
    book: Monograph, patient: PatientPlace, order: InfusionOrder, words: Sequence[Acknowledgement], report: Report
) -> Proposal:
    """The nearest order, or why there is none."""
    if of_patient := about_the_patient(report):
        return no_dose_cures(of_patient)
    most, kept = Fraction(book.bounds.most(shape_of(book, Infusions).maximum)), names(broken(report))
    placed = _placed(order, most)
    if not placed:
        return Proposal(why=f"No whole vial keeps {kept}: the smallest holds more than was ordered.")
    found = InfusionOrder(order.solution, tuple(placed))
    if not is_ok(book, patient, found, words):
        return Proposal(why=f"No infusions were found that keep {kept}.")
    given, asked = (sum((each.grams for each in some), Fraction()) for some in (placed, order.infusions))
    withheld = f", with {ExactAmount(asked - given, 'g')} withheld" if asked > given else ""
    last = f"the last on day {placed[-1].day}"
    return Proposal(why=f"The closest infusions of whole vials that keep {kept}: {last}{withheld}.", ordered=found)


def nearest_plan(  # noqa: PLR0913 -- a plan is all of this
    book: Monograph,
    patient: PatientPlace,
    plan: tuple[Solution, Fraction],
    words: Sequence[Acknowledgement],
    report: Report,
    *,
    each_week: int | None,
    weeks: int | None,
) -> Proposal | None:
    """What is nearest to a weekly dose of a solution: the largest plan of whole vials that is not above it."""
    if not is_wanted(report):
        return None
    if of_patient := about_the_patient(report):
        return no_dose_cures(of_patient)
    shape, kept, (solution, asked) = shape_of(book, Infusions), names(broken(report)), plan
    grams = whole(min(asked, Fraction(book.bounds.most(shape.maximum))), solution)
    if not grams:
        return Proposal(why=f"No whole vial keeps {kept}: the smallest holds more than was asked for.")
    planned = plan_infusions(shape, solution, grams, each_week=each_week, weeks=weeks)
    infusions = tuple(Infusion(each.day, each.grams) for week in planned for each in week)
    amount = f"{ExactAmount(grams, 'g')} a week in whole vials"
    if len(infusions) > MOST_INFUSIONS:
        return Proposal(why=f"The largest plan that keeps {kept} is {amount}; it has more infusions than an order can.")
    found = InfusionOrder(solution, infusions)
    if not is_ok(book, patient, found, general(words)):
        return Proposal(why=f"No plan was found that keeps {kept}.")
    return Proposal(why=f"The largest plan that keeps {kept}: {amount}.", ordered=found)


def whole(grams: Fraction, solution: Solution) -> Fraction:
    """The most, up to so many grams, that whole vials make; 0 if none does.

    >>> from decimal import Decimal
    >>> from dosing.core.rule import Vial
    >>> small, large = (Vial(grams=Decimal(25) / parts, millilitres=Decimal(100) / parts) for parts in (2, 1))
    >>> whole(Fraction(40), Solution(id="albumin-25", percent=Decimal(25), vials=(large, small)))
    Fraction(75, 2)
    """
    sizes = tuple(Fraction(vial.grams) for vial in solution.vials)
    return grams if fewest(grams, sizes) is not None else nearest(grams, sizes, grams)[0] or Fraction()


def _placed(order: InfusionOrder, most: Fraction) -> list[Infusion]:
    placed: list[Infusion] = []
    for infusion in sorted(order.infusions, key=lambda each: each.day):
        grams = whole(min(infusion.grams, most), order.solution)
        day = max(infusion.day, placed[-1].day if placed else 1)
        recent = [each for each in placed if each.day > day - WEEK]
        while recent and sum((each.grams for each in recent), grams) > most:
            # The first of the seven days falls out of them.
            day = recent[0].day + WEEK
            recent = [each for each in recent if each.day > day - WEEK]
        if grams and day <= LAST_DAY:
            placed.append(Infusion(day, grams))
    return placed
