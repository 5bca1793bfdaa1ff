"""Schedules: computed, judged, and answered with steps only where the status is ok."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import UNSET, Struct, UnsetType

from dosing.core import plan
from dosing.core.daily_amount import amount_places, plan_amount
from dosing.core.finding import Acknowledgement, Status
from dosing.core.infusions import plan_infusions, weekly_places
from dosing.core.monograph import Monograph
from dosing.core.ordered import shape_of
from dosing.core.patient import Patient
from dosing.core.place import Place
from dosing.core.rule import DailyAmount, Infusions, Suspension, Titration
from dosing.core.suspension import VolumeOrder, documented_range, mass_of_range, ordered_mass, volume_of, volume_places
from dosing.service.books import BOOKS, known, solution_of, watch
from dosing.translate import inbound, outbound, steps
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
    return _doses_answer(book, patient, schedule, order.tablets, wanted.start)


def _doses_answer(
    book: Monograph, patient: Place, schedule: plan.Schedule, tablets: tuple[Decimal, ...], start: date | None
) -> answer.DosesAnswer:
    titration, watched = shape_of(book, Titration), watch(book, patient)
    if schedule.report.status is not Status.OK:
        return outbound.not_ok(schedule.report, book.id, watched)
    return answer.OkDoses(
        **outbound.parts(schedule.report, book.id, watched),
        profile=schedule.profile.id if schedule.profile else UNSET,
        steps=steps.dose_steps(
            schedule.phases, tablets, titration.tablet_grid, start, falls_short=schedule.falls_short
        ),
    )


def plan_magnesium_oxide(sent: request.MagnesiumOxideSchedule) -> answer.AmountAnswer:
    """A daily amount in every form and in whole products, at night."""
    book, patient = known("magnesium-oxide", sent.patient)
    shape, knowledge = shape_of(book, DailyAmount), book.knowledge
    order = inbound.amount_order(sent, shape.products, is_at_night=True)
    places = [
        patient,
        *amount_places(order, patient.facts, knowledge.substances, Fraction(book.bounds.most(shape.maximum))),
    ]
    report, watched = book.judge(places, inbound.acknowledgements(sent.acknowledged)), watch(book, patient)
    if report.status is not Status.OK:
        return outbound.not_ok(report, book.id, watched)
    step = steps.amount_step(order.daily, plan_amount(shape, order, knowledge.substances))
    return answer.OkAmount(**outbound.parts(report, book.id, watched), steps=(step,))


def plan_magnesium_hydroxide(sent: request.MagnesiumHydroxideSchedule) -> answer.VolumeAnswer:
    """Millilitres a day at the given strength; without a volume the documented range."""
    book, patient = known("magnesium-hydroxide", sent.patient)
    shape = shape_of(book, Suspension)
    order = inbound.volume_order(sent, is_at_bedtime=True)
    strength = order.strength
    if strength is None:
        places = [patient, *volume_places(order, None, patient.facts)]
        report = book.judge(places, inbound.acknowledgements(sent.acknowledged))
        return outbound.not_ok(report, book.id, watch(book, patient))
    low, high = _volumes(book, shape, order, strength)
    mass = ordered_mass(order) or mass_of_range(low, high, strength)
    places = [patient, *volume_places(order, mass, patient.facts)]
    report, watched = book.judge(places, inbound.acknowledgements(sent.acknowledged)), watch(book, patient)
    if report.status is not Status.OK:
        return outbound.not_ok(report, book.id, watched)
    volumes = [volume_of(volume, strength, shape, book.knowledge.substances) for volume in (low, high)]
    if order.millilitres is None:
        made = steps.volume_range_step(volumes[0], volumes[1], order.days)
    else:
        made = steps.volume_step(volumes[0], order.days)
    return answer.OkVolume(**outbound.parts(report, book.id, watched), steps=(made,))


def plan_albumin(sent: request.AlbuminSchedule) -> answer.InfusionsAnswer:
    """A weekly dose as infusions on days, in whole vials."""
    book, patient = known("albumin", sent.patient)
    shape = shape_of(book, Infusions)
    solution, start = solution_of(shape, sent.product), _start(sent.start_date)
    grams = Fraction(inbound.exact(sent.weekly_dose.value))
    places = [patient, *weekly_places(grams, solution, patient.facts, book.bounds.most(shape.maximum))]
    report, watched = book.judge(places, inbound.acknowledgements(sent.acknowledged)), watch(book, patient, start)
    if report.status is not Status.OK:
        return outbound.not_ok(report, book.id, watched)
    weeks = plan_infusions(
        shape, solution, grams, each_week=inbound.whole(sent.infusions_per_week), weeks=inbound.whole(sent.weeks)
    )
    return answer.OkInfusions(**outbound.parts(report, book.id, watched), steps=steps.infusion_steps(weeks, start))


def _volumes(book: Monograph, shape: Suspension, order: VolumeOrder, strength: Decimal) -> tuple[Fraction, Fraction]:
    """The ends of the documented range, or twice the volume that was asked for."""
    if order.millilitres is None:
        return documented_range(shape, book.bounds, strength)
    return Fraction(order.millilitres), Fraction(order.millilitres)
