"""What is nearest to a titration or a taper that was asked for and cannot be had.

The titration to the highest dose that is allowed and that the stock reaches; the highest taper that the stock makes.
From a current dose above the ceiling it is the reduction to it, step by step: the one proposal that does not check
`ok`, as its doses above the ceiling break the ceiling's rule until they are over.
"""

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from dosing.core.category import PatientPlace
from dosing.core.exact import ZERO, plain
from dosing.core.finding import Acknowledgement, Report
from dosing.core.monograph import Monograph
from dosing.core.nearest.phases import MOST_PHASES, found_course, in_words
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
from dosing.core.nearest.room import room_of, smaller
from dosing.core.nearest.stock import is_written
from dosing.core.nearest.wish import TooLongError
from dosing.core.order import Current, Phase, PhasedOrder
from dosing.core.ordered import shape_of
from dosing.core.plan import Schedule, TaperOrder, TitrationOrder
from dosing.core.rule import Gate, Profile, Titration
from dosing.core.tablets import single_doses
from dosing.core.titration import Step, falling, rising


def nearest_titration(
    book: Monograph, patient: PatientPlace, order: TitrationOrder, words: Sequence[Acknowledgement], schedule: Schedule
) -> Proposal | None:
    """What is nearest to a titration; nothing where it can be had, or lacks a fact that is asked for."""
    report, profile = schedule.report, schedule.profile
    if not is_wanted(report):
        return None
    if (of_patient := about_the_patient(report)) or profile is None:
        return no_dose_cures(of_patient)
    target = book.bounds.most(profile.ceiling) if order.target is None else order.target
    return _nearest_titration(book, patient, replace(order, target=target), general(words), (report, profile))


def _nearest_titration(
    book: Monograph,
    patient: PatientPlace,
    order: TitrationOrder,
    words: tuple[Acknowledgement, ...],
    judged: tuple[Report, Profile],
) -> Proposal:
    titration, (report, profile) = shape_of(book, Titration), judged
    allowed = room_of(book, patient.category, words).most
    target, current = order.target or ZERO, order.current.daily_dose if order.current else ZERO
    top = smaller(target, allowed) or target
    if allowed is not None and current > allowed and top >= titration.grid:
        return _reduction(book, order, (current, allowed, top), report)
    if current > target:
        return Proposal(
            why=f"A titration only rises, and {plain(target)} mg/d is below what is taken: ask for a taper."
        )
    steps = rising(titration, book.bounds, profile, current=order.current, target=top)
    made = _made(steps, titration, order.current, order.tablets)
    if made and is_ok(book, patient, made, words):
        return _proposed(report, made)
    found = _reached(book, patient, _wish([(top, None)], _held(order.current), order.tablets), words, report)
    if isinstance(found.ordered, PhasedOrder):
        return replace(found, ordered=replace(found.ordered, current=order.current))
    return found


def nearest_taper(
    book: Monograph, patient: PatientPlace, order: TaperOrder, words: Sequence[Acknowledgement], report: Report
) -> Proposal | None:
    """What is nearest to a taper; nothing where it can be had."""
    if not is_wanted(report):
        return None
    steps = falling(shape_of(book, Titration), book.bounds, order.current.daily_dose)
    return _reached(book, patient, _wish(steps, order.current, order.tablets), words, report)


def _held(current: Current | None) -> Current | None:
    """In a schedule a dose that has been taken for an unknown time has not been taken for long enough."""
    return replace(current, days_at_dose=0) if current and current.days_at_dose is None else current


def _wish(steps: Sequence[Step], current: Current | None, tablets: tuple[Decimal, ...]) -> PhasedOrder:
    phases = tuple(Phase((dose,) if dose else (), days) for dose, days in steps)
    return PhasedOrder(phases=phases, current=current, tablets=tablets)


def _made(
    steps: Sequence[Step], titration: Titration, current: Current | None, tablets: tuple[Decimal, ...]
) -> PhasedOrder | None:
    """The steps in whole tablets."""
    splits = [single_doses(dose, titration, tablets) for dose, _ in steps]
    if not splits or not all(split is not None and is_written(split) for split in splits):
        return None
    phases = tuple(Phase(split or (), days) for split, (_, days) in zip(splits, steps, strict=True))
    return PhasedOrder(phases=phases, current=current, tablets=tablets)


def _proposed(report: Report, made: PhasedOrder) -> Proposal:
    return Proposal(why=f"The closest that keeps {names(broken(report))}: {in_words(made.phases)}.", ordered=made)


def _reached(
    book: Monograph, patient: PatientPlace, wish: PhasedOrder, words: Sequence[Acknowledgement], report: Report
) -> Proposal:
    """As far as the stock goes."""
    try:
        found = found_course(book, patient, wish, words, report, is_divided=False)
    except TooLongError:
        return Proposal(why="There are too many doses that the tablets make to look for the nearest schedule.")
    if found is None:
        return Proposal(why="The tablets in stock make no schedule that keeps the rules, whole, without higher doses.")
    return _proposed(report, found)


def _reduction(book: Monograph, order: TitrationOrder, doses: tuple[Decimal, ...], report: Report) -> Proposal:
    """From the current dose, which is more than is allowed, down to the target, by the grid each week."""
    titration, (current, allowed, target) = shape_of(book, Titration), doses
    bottom = int(target / titration.grid)
    week = int(book.bounds.least(titration.taper_interval))
    ways = [titration.grid * count for count in range(_below(current, titration.grid), bottom, -1)]
    steps: list[Step] = [*((dose, week) for dose in ways), (titration.grid * bottom, None)]
    made = _made(steps, titration, order.current, order.tablets)
    way = f"from {plain(current)} mg/d by {plain(titration.grid)} mg/d every {week} days to {plain(target)} mg/d"
    if made is None or len(made.phases) > MOST_PHASES:
        return Proposal(why=f"The reduction {way} cannot be made of whole tablets in stock as one order.")
    rules = [finding for finding in broken(report) if finding.where == "/current"]
    stop = any(finding.rule.gate is Gate.STOP for finding in rules)
    until = "cannot be acknowledged" if stop else "waits for a person's word"
    return Proposal(
        why=f"The reduction {way}; above {plain(allowed)} mg/d {names(rules)} {until}: {in_words(made.phases)}.",
        ordered=made,
    )


def _below(dose: Decimal, grid: Decimal) -> int:
    """How many times the grid is the largest multiple of it below the dose.

    >>> _below(Decimal(40), Decimal(5)), _below(Decimal(41), Decimal(5))
    (7, 8)
    """
    whole, rest = divmod(dose, grid)
    return int(whole) - (not rest)
