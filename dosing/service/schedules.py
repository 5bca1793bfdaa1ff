"""Schedules: computed, judged, and answered with steps only where the status is ok."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import UNSET, UnsetType

from dosing.core import plan
from dosing.core.category import PatientPlace
from dosing.core.daily_amount import amount_places, plan_amount
from dosing.core.finding import Report, Status
from dosing.core.infusions import plan_infusions, weekly_places
from dosing.core.monograph import Monograph
from dosing.core.ordered import shape_of
from dosing.core.place import Place
from dosing.core.rule import DailyAmount, Infusions, Suspension, Titration
from dosing.core.suspension import VolumeOrder, documented_range, mass_of_range, ordered_mass, volume_of, volume_places
from dosing.service.books import known, solution_of, watch
from dosing.translate import inbound, outbound, steps
from dosing.wire import answer, request


def _start(sent: str | UnsetType) -> date | None:
    return None if sent is UNSET else date.fromisoformat(sent)


def plan_baclofen(sent: request.BaclofenSchedule) -> answer.DosesAnswer:
    """A weekly titration, from nothing or from a current dose, to a target."""
    book, patient = known("baclofen", sent.patient)
    titration = shape_of(book, Titration)
    order = inbound.titration_order(sent, titration.tablets)
    schedule = plan.titrate(book, titration, patient, order, inbound.acknowledgements(sent.acknowledged))
    return _doses_answer(book, patient, schedule, order.tablets, _start(sent.start_date))


def plan_baclofen_taper(sent: request.BaclofenTaper) -> answer.DosesAnswer:
    """The way down from the current dose to a stop."""
    book, patient = known("baclofen", sent.patient)
    titration = shape_of(book, Titration)
    order = inbound.taper_order(sent, titration.tablets)
    schedule = plan.taper(book, titration, patient, order, inbound.acknowledgements(sent.acknowledged))
    return _doses_answer(book, patient, schedule, order.tablets, _start(sent.start_date))


def _doses_answer(
    book: Monograph, patient: PatientPlace, schedule: plan.Schedule, tablets: tuple[Decimal, ...], start: date | None
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


def _judged(
    book: Monograph,
    patient: PatientPlace,
    places: list[Place],
    words: tuple[request.Acknowledgement, ...],
    start: date | None = None,
) -> tuple[Report, tuple[answer.Monitoring, ...]]:
    """All rules at the patient and these places, and what to watch."""
    report = book.judge(patient, book.graded([patient, *places]), inbound.acknowledgements(words))
    return report, watch(book, patient, start)


def plan_magnesium_oxide(sent: request.MagnesiumOxideSchedule) -> answer.AmountAnswer:
    """A daily amount in every form and in whole products, at night."""
    book, patient = known("magnesium-oxide", sent.patient)
    shape, knowledge = shape_of(book, DailyAmount), book.knowledge
    order = inbound.amount_order(sent, shape.products, is_at_night=True)
    places = amount_places(order, knowledge.substances, Fraction(book.bounds.most(shape.maximum)))
    report, watched = _judged(book, patient, places, sent.acknowledged)
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
        report, watched = _judged(book, patient, volume_places(order, None), sent.acknowledged)
        return outbound.not_ok(report, book.id, watched)
    low, high = _volumes(book, shape, order, strength)
    mass = ordered_mass(order) or mass_of_range(low, high, strength)
    report, watched = _judged(book, patient, volume_places(order, mass), sent.acknowledged)
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
    places = weekly_places(grams, solution, book.bounds.most(shape.maximum))
    report, watched = _judged(book, patient, places, sent.acknowledged, start)
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
