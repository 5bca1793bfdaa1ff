"""The nearest order of daily doses by phases: the course that is nearest, written as an order again.

Distance, compared in this order: (1) whether a start or a step that the patient's profile notes is exceeded where the
order does not; in an order that stays at a dose until further notice (2) the final dose, the higher the nearer, and
(3) the first day from which it is never below that; (4) the milligrams withheld, day by day; (5) the phases.
"""

from collections.abc import Sequence
from decimal import Decimal

from dosing.core.category import PatientPlace
from dosing.core.exact import plain
from dosing.core.finding import Acknowledgement, Report
from dosing.core.monograph import Monograph
from dosing.core.nearest.course import Course, Search
from dosing.core.nearest.proposal import (
    Proposal,
    about_the_patient,
    broken,
    general,
    is_ok,
    listed,
    names,
    no_dose_cures,
)
from dosing.core.nearest.room import room_of, smaller
from dosing.core.nearest.stock import Stock, stock_of
from dosing.core.nearest.wish import TooLongError, Wish, wish_of
from dosing.core.order import Phase, PhasedOrder
from dosing.core.ordered import shape_of
from dosing.core.rule import Gate, Titration
from dosing.core.titration import Step, falling

#: An order has no more phases, and a phase no more days.
MOST_PHASES = 100
MOST_DAYS = 3650


def nearest_phases(
    book: Monograph, patient: PatientPlace, order: PhasedOrder, words: Sequence[Acknowledgement], report: Report
) -> Proposal:
    """The nearest order, or why there is none."""
    wish, of_patient, rules = wish_of(order), about_the_patient(report), names(broken(report))
    if of_patient and not wish.stops:
        return no_dose_cures(of_patient)
    try:
        found = found_course(book, patient, order, words, report, only_down=bool(of_patient))
    except TooLongError:
        return Proposal(why="This order has too many phases and doses to look for the nearest one that checks ok.")
    if found is not None and of_patient:
        why = f"{names(of_patient)} does not speak against a way down: {in_words(found.phases)}."
        return Proposal(why=why, ordered=found)
    if found is not None:
        return Proposal(why=f"The closest order that keeps {rules}: {in_words(found.phases)}.", ordered=found)
    if of_patient:
        return no_dose_cures(of_patient)
    return Proposal(why=_why_none(book, patient, order, wish, general(words), rules))


def found_course(  # noqa: PLR0913 -- a search is about all of this
    book: Monograph,
    patient: PatientPlace,
    order: PhasedOrder,
    words: Sequence[Acknowledgement],
    report: Report,
    *,
    only_down: bool = False,
    is_divided: bool = True,
) -> PhasedOrder | None:
    """The nearest order that checks `ok`; nothing if there is none.

    Raises:
        TooLongError: the search has passed its bound.

    """
    titration, wish, holding = shape_of(book, Titration), wish_of(order), general(words)
    noted, moves = _noted(book, patient, report), 0
    for kept in [noted, frozenset[str]()] if noted else [noted]:
        room = room_of(book, patient.category, holding, kept)
        top = max(dose for _, dose in wish.runs)
        most = top if wish.stops else smaller(top, room.most) or top
        stock = stock_of(order, titration, most, is_divided=is_divided)
        search = Search(wish, room, stock, only_down=only_down, moves=moves)
        course, moves = search.course() if stock.doses else None, search.moves
        found = course and _as_order(course, wish, order, stock)
        if found and is_ok(book, patient, found, holding):
            return found
    return None


def _noted(book: Monograph, patient: PatientPlace, report: Report) -> frozenset[str]:
    """The start and the step of the patient's profile where they only note, and the order does not exceed them."""
    profile = patient.category.profile
    if profile is None:
        return frozenset()
    rules = {profile.start, *([profile.step] if profile.step else [])}
    return frozenset(
        rule for rule in rules if book.bounds.rules[rule].gate is Gate.NOTE and rule not in report.outcomes.outside
    )


def _as_order(course: Course, wish: Wish, order: PhasedOrder, stock: Stock) -> PhasedOrder | None:
    ends = [day for day, _ in course[1:]]
    phases: list[Phase] = []
    for (day, dose), end in zip(course, [*ends, wish.end], strict=True):
        doses = stock.splits[dose] if dose else ()
        left = None if end is None else end - day
        while left is not None and left > MOST_DAYS:
            phases.append(Phase(doses, MOST_DAYS))
            left -= MOST_DAYS
        phases.append(Phase(doses, left))
    if len(phases) > MOST_PHASES:
        return None
    return PhasedOrder(phases=tuple(phases), current=order.current, tablets=order.tablets)


def in_words(phases: Sequence[Phase]) -> str:
    """The daily doses one after the other.

    >>> in_words([Phase((Decimal(5), Decimal(5)), 7), Phase((Decimal(10), Decimal(10)))])
    '10 mg/d for 7 days, then 20 mg/d'
    """
    shown = [_step_words(phase.daily_dose, phase.days) for phase in phases[:_MOST_SHOWN]]
    more = len(phases) - _MOST_SHOWN
    if more > 0:
        shown.append("1 more phase" if more == 1 else f"{more} more phases")
    return ", then ".join(shown)


_MOST_SHOWN = 8


def _step_words(dose: Decimal, days: int | None) -> str:
    amount = f"{plain(dose)} mg/d" if dose else "none"
    return amount if days is None else f"{amount} for {days} {'day' if days == 1 else 'days'}"


def _why_none(  # noqa: PLR0913, PLR0917 -- a reason has many sources
    book: Monograph, patient: PatientPlace, order: PhasedOrder, wish: Wish, words: Sequence[Acknowledgement], rules: str
) -> str:
    titration = shape_of(book, Titration)
    why = f"No order of whole tablets in stock keeps {rules} without a higher dose on some day than was ordered."
    if not stock_of(order, titration, max(dose for _, dose in wish.runs) or titration.grid).is_all:
        why = f"{why} It was looked for among the doses ordered and multiples of {plain(titration.grid)} mg/d."
    if wish.stops and (taken := _before_the_fall(wish)):
        steps = _steps_words(falling(titration, book.bounds, taken))
        return f"{why} The way down from {plain(taken)} mg/d that keeps the rules is slower: {steps}."
    most = room_of(book, patient.category, words).most
    if most is not None and wish.before is not None and wish.before > most:
        return (
            f"{why} From {plain(wish.before)} mg/d down to the {plain(most)} mg/d that are allowed it goes step by"
            f" step, by {plain(titration.grid)} mg/d every {book.bounds.least(titration.taper_interval)} days."
        )
    return why


def _before_the_fall(wish: Wish) -> Decimal | None:
    """The dose from which the order goes down to its stop."""
    start = wish.down_from or 1
    return next((dose for day, dose in reversed(wish.runs) if day < start), wish.before)


def _steps_words(steps: Sequence[Step]) -> str:
    shown = [_step_words(dose, days) for dose, days in steps]
    return listed(shown if len(shown) <= _MOST_SHOWN else [*shown[:3], "so on", *shown[-2:]])
