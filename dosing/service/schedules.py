"""Schedules: computed, judged, and answered with steps only where the status is ok."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import UNSET, Struct, UnsetType

from dosing.core import plan
from dosing.core.category import PatientPlace
from dosing.core.daily_amount import amount_places, plan_amount
from dosing.core.finding import Acknowledgement, Report, Status
from dosing.core.infusions import plan_infusions, weekly_places
from dosing.core.monograph import Monograph
from dosing.core.nearest import Proposal, nearest_order, nearest_plan, nearest_taper, nearest_titration
from dosing.core.ordered import shape_of
from dosing.core.patient import Patient
from dosing.core.place import Place
from dosing.core.rule import DailyAmount, Infusions, Suspension, Titration
from dosing.core.suspension import VolumeOrder, documented_range, mass_of_range, ordered_mass, volume_of, volume_places
from dosing.service.books import BOOKS, known, solution_of, watch
from dosing.translate import inbound, outbound, steps
from dosing.translate import nearest as to_wire
from dosing.wire import answer, request


def _start(sent: str | UnsetType) -> date | None:
    return None if sent is UNSET else date.fromisoformat(sent)


class Wanted(Struct, frozen=True, kw_only=True):
    """A schedule of daily doses to be computed, its numbers exact: whoever asks, and in whatever format."""

    patient: Patient
    order: plan.TitrationOrder | plan.TaperOrder
    start: date | None = None
    acknowledged: Sequence[Acknowledgement] = ()


def plan_baclofen(sent: request.BaclofenSchedule) -> answer.DosesAnswer:
    """A weekly titration, from nothing or from a current dose, to a target."""
    order = inbound.titration_order(sent, shape_of(BOOKS["baclofen"], Titration).tablets)
    words = inbound.acknowledgements(sent.acknowledged)
    return doses_for(
        Wanted(patient=inbound.patient(sent.patient), order=order, start=_start(sent.start_date), acknowledged=words)
    )


def plan_baclofen_taper(sent: request.BaclofenTaper) -> answer.DosesAnswer:
    """The way down from the current dose to a stop."""
    order = inbound.taper_order(sent, shape_of(BOOKS["baclofen"], Titration).tablets)
    words = inbound.acknowledgements(sent.acknowledged)
    return doses_for(
        Wanted(patient=inbound.patient(sent.patient), order=order, start=_start(sent.start_date), acknowledged=words)
    )


def doses_for(wanted: Wanted) -> answer.DosesAnswer:
    """The way up to a target, or down to a stop."""
    book, order, words = BOOKS["baclofen"], wanted.order, wanted.acknowledged
    patient, titration = book.patient(wanted.patient, ordered="baclofen"), shape_of(book, Titration)
    if isinstance(order, plan.TitrationOrder):
        schedule = plan.titrate(book, titration, patient, order, words)
    else:
        schedule = plan.taper(book, titration, patient, order, words)
    if schedule.report.status is Status.OK:
        return _doses_answer(book, patient, schedule, order.tablets, wanted.start)
    if isinstance(order, plan.TitrationOrder):
        nearest = nearest_titration(book, patient, order, words, schedule)
    else:
        nearest = nearest_taper(book, patient, order, words, schedule.report)
    return _not_ok(book, patient, schedule.report, nearest)


def _not_ok(
    book: Monograph, patient: PatientPlace, report: Report, proposal: Proposal | None, start: date | None = None
) -> answer.AnyNotOk:
    """What is in the way, and what is nearest."""
    return outbound.not_ok(report, book.id, watch(book, patient, start), to_wire.nearest(proposal, book))


def _doses_answer(
    book: Monograph, patient: PatientPlace, schedule: plan.Schedule, tablets: tuple[Decimal, ...], start: date | None
) -> answer.OkDoses:
    titration = shape_of(book, Titration)
    return answer.OkDoses(
        **outbound.parts(schedule.report, book.id, watch(book, patient)),
        profile=schedule.profile.id if schedule.profile else UNSET,
        steps=steps.dose_steps(
            schedule.phases, tablets, titration.tablet_grid, start, falls_short=schedule.falls_short
        ),
    )


def _judged(book: Monograph, patient: PatientPlace, places: list[Place], words: Sequence[Acknowledgement]) -> Report:
    """All rules at the patient and these places."""
    return book.judge(patient, book.graded([patient, *places]), words)


def plan_magnesium_oxide(sent: request.MagnesiumOxideSchedule) -> answer.AmountAnswer:
    """A daily amount in every form and in whole products, at night."""
    book, patient = known("magnesium-oxide", sent.patient)
    shape, knowledge = shape_of(book, DailyAmount), book.knowledge
    order = inbound.amount_order(sent, shape.products, is_at_night=True)
    places = amount_places(order, knowledge.substances, Fraction(book.bounds.most(shape.maximum)))
    words = inbound.acknowledgements(sent.acknowledged)
    report = _judged(book, patient, places, words)
    if report.status is not Status.OK:
        return _not_ok(book, patient, report, nearest_order(book, patient, order, words, report))
    step = steps.amount_step(order.daily, plan_amount(shape, order, knowledge.substances))
    return answer.OkAmount(**outbound.parts(report, book.id, watch(book, patient)), steps=(step,))


def plan_magnesium_hydroxide(sent: request.MagnesiumHydroxideSchedule) -> answer.VolumeAnswer:
    """Millilitres a day at the given strength; without a volume the documented range."""
    book, patient = known("magnesium-hydroxide", sent.patient)
    shape = shape_of(book, Suspension)
    order = inbound.volume_order(sent, is_at_bedtime=True)
    words, strength = inbound.acknowledgements(sent.acknowledged), order.strength
    if strength is None:
        report = _judged(book, patient, volume_places(order, None), words)
        return _not_ok(book, patient, report, None)
    low, high = _volumes(book, shape, order, strength)
    mass = ordered_mass(order) or mass_of_range(low, high, strength)
    report = _judged(book, patient, volume_places(order, mass), words)
    if report.status is not Status.OK:
        return _not_ok(book, patient, report, nearest_order(book, patient, order, words, report))
    volumes = [volume_of(volume, strength, shape, book.knowledge.substances) for volume in (low, high)]
    if order.millilitres is None:
        made = steps.volume_range_step(volumes[0], volumes[1], order.days)
    else:
        made = steps.volume_step(volumes[0], order.days)
    return answer.OkVolume(**outbound.parts(report, book.id, watch(book, patient)), steps=(made,))


def plan_albumin(sent: request.AlbuminSchedule) -> answer.InfusionsAnswer:
    """A weekly dose as infusions on days, in whole vials."""
    book, patient = known("albumin", sent.patient)
    shape = shape_of(book, Infusions)
    solution, start = solution_of(shape, sent.product), _start(sent.start_date)
    grams = Fraction(inbound.exact(sent.weekly_dose.value))
    places = weekly_places(grams, solution, book.bounds.most(shape.maximum))
    words, each_week = inbound.acknowledgements(sent.acknowledged), inbound.whole(sent.infusions_per_week)
    report, length = _judged(book, patient, places, words), inbound.whole(sent.weeks)
    if report.status is not Status.OK:
        asked = (solution, grams)
        nearest = nearest_plan(book, patient, asked, words, report, each_week=each_week, weeks=length)
        return _not_ok(book, patient, report, nearest, start)
    weeks = plan_infusions(shape, solution, grams, each_week=each_week, weeks=length)
    watched = watch(book, patient, start)
    return answer.OkInfusions(**outbound.parts(report, book.id, watched), steps=steps.infusion_steps(weeks, start))


def _volumes(book: Monograph, shape: Suspension, order: VolumeOrder, strength: Decimal) -> tuple[Fraction, Fraction]:
    """The ends of the documented range, or twice the volume that was asked for."""
    if order.millilitres is None:
        return documented_range(shape, book.bounds, strength)
    return Fraction(order.millilitres), Fraction(order.millilitres)
