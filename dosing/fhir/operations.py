"""The two operations: an order checked, and a schedule computed.

Whatever stands in the resources, there is an answer: an order that is refused or not understood is one too.
"""

from datetime import date
from decimal import Decimal

from msgspec import Raw

from dosing.core.order import Current, Phase
from dosing.core.ordered import Ordered, shape_of
from dosing.core.plan import TaperOrder, TitrationOrder
from dosing.core.rule import Titration
from dosing.fhir.definition import CHECK_DOSAGE, TITRATION_SCHEDULE
from dosing.fhir.given_parameters import Given
from dosing.fhir.issue import detected_issues, outcome
from dosing.fhir.order import Reading, read_order
from dosing.fhir.partly import partly_judged
from dosing.fhir.parts.remark import NotUnderstoodError, Remarks
from dosing.fhir.parts.resources import MedicationRequest as Order
from dosing.fhir.proposed import proposed
from dosing.fhir.record.known import Known, known
from dosing.fhir.schedule import NotWritableError, phased, proposal
from dosing.fhir.sent import SentParameters
from dosing.fhir.written import MedicationRequest, OperationOutcome, Parameter, Parameters, Reference
from dosing.service.books import BOOKS
from dosing.service.orders import answer_and_nearest
from dosing.service.schedules import Wanted, doses_for
from dosing.wire.answer import Judged, OkDoses
from dosing.wire.step import DoseStep

_DRUG = "baclofen"
_MOST_DAYS = 3650
_MOST_TABLETS = 10
_NOTHING, _MOST, _MOST_TAPERED, _LARGEST_TABLET = Decimal(0), Decimal(1000), Decimal(480), Decimal(1000)
_LEAST = Decimal("0.000001")


def check_dosage(sent: SentParameters, *, now: date) -> Parameters:
    """One order against all rules: `return` says everything, `nearest` is the closest order that keeps the limits.

    Each `detected` is one finding as a clinical issue.
    """
    said = Remarks()
    given = Given(sent, CHECK_DOSAGE.takes, said)
    reading = Reading(asked=None, remarks=(), places={"": ("Parameters",)})
    order = Raw()
    with said.catching():
        path, order = given.resource("resource", "order")
        reading = read_order(order, given.record(), now=now, path=path, acknowledged=given.acknowledged())
    answer: Judged | None = None
    nearest: Ordered | None = None
    if reading.asked is None:
        answer = partly_judged(reading)
    else:
        answer, nearest = answer_and_nearest(reading.asked)
        given.say_unused(answer.unused_acknowledgements)
    remarks = (*said.made, *reading.remarks)
    is_understood = reading.is_understood and not said.has_errors
    told = Parameter("return", outcome(answer, remarks, reading.expressions, is_understood=is_understood))
    way_out = _way_out(order, nearest, reading) if is_understood else ()
    detected = detected_issues(reading, answer, now=now) if answer is not None else ()
    return Parameters((told, *way_out, *(Parameter("detected", issue) for issue in detected)))


def _way_out(sent: Raw, nearest: Ordered | None, reading: Reading) -> tuple[Parameter, ...]:
    """The order that was sent with the nearest instructions; none where there are none, or FHIR cannot say them."""
    if nearest is None:
        return ()
    try:
        return (Parameter("nearest", proposed(sent, nearest, reading.start).resource),)
    except NotWritableError:
        return ()


def titration_schedule(sent: SentParameters, *, now: date) -> MedicationRequest | OperationOutcome:
    """A baclofen titration, or taper, as a proposed order; or why there is none."""
    said = Remarks()
    given = Given(sent, TITRATION_SCHEDULE.takes, said)
    answer = None
    subject = Reference(display="the patient of this request")
    with said.catching():
        record = given.record()
        about = known(record, Order(), on=now, now=now, said=said)
        subject = next(
            (Reference(f"Patient/{one.resource.id}") for one in record.patient.found if one.resource.id), subject
        )
        answer = doses_for(_wanted(given, about))
        given.say_unused(answer.unused_acknowledgements)
    if not isinstance(answer, OkDoses) or said.has_errors:
        return outcome(answer, said.made, _places, is_understood=answer is not None and not said.has_errors)
    start = answer.steps[0].first_date
    phases = [_phase(step) for step in answer.steps]
    notes = [
        *(step.then for step in answer.steps if step.then),
        *(f"{finding.rule}: {finding.message}" for finding in answer.findings),
        *(watched.text for watched in answer.monitoring),
        *(remark.text for remark in said.made),
    ]
    return proposal(_DRUG, phased(phases, date.fromisoformat(start) if start else None), subject, notes)


def _places(where: str) -> tuple[str, ...]:
    """Where in the parameters a finding of a schedule points: the parameter of that name, or all of them."""
    name = {"/target": "target", "/current": "current", "/tablets": "tablet"}.get(where)
    return ("Parameters",) if name is None else (f"Parameters.parameter.where(name = '{name}')",)


def _wanted(given: Given, about: Known) -> Wanted:
    stock = given.quantities("tablet", "mg", _LEAST, _LARGEST_TABLET)[:_MOST_TABLETS]
    given.pass_over("tablet", f"at most {_MOST_TABLETS} strengths are", after=_MOST_TABLETS)
    tablets = tuple(stock) or shape_of(BOOKS[_DRUG], Titration).tablets
    current = _current(given, about)
    order: TitrationOrder | TaperOrder
    if given.is_true("taper"):
        if current is None or not _NOTHING < current.daily_dose <= _MOST_TAPERED:
            text = f"A taper needs a current dose of more than 0 and at most {_MOST_TAPERED} mg/d."
            raise NotUnderstoodError("parameter-wrong", text, "Parameters")
        given.pass_over("target", "a taper goes down to a stop")
        order = TaperOrder(current=current, tablets=tablets)
    else:
        order = TitrationOrder(current=current, target=_target(given), tablets=tablets)
    return Wanted(patient=about.patient, order=order, start=given.day("start"), acknowledged=given.acknowledged())


def _target(given: Given) -> Decimal | None:
    """Where to, if it was said; nothing at all is where a taper goes.

    Raises:
        NotUnderstoodError: it is no target.

    """
    found, target = given.one("target"), given.quantity("target", "mg/d", _NOTHING, _MOST)
    if found is not None and target == _NOTHING:
        text = "A target of 0 mg/d is a stop: for the way there, give `taper` as true."
        raise NotUnderstoodError("parameter-wrong", text, found[0])
    return target


def _current(given: Given, about: Known) -> Current | None:
    """What is taken now: as it was given, else as the record tells it.

    Raises:
        NotUnderstoodError: the record has the drug, and does not tell how much of it: that is no new start.

    """
    daily = given.quantity("current", "mg/d", _NOTHING, _MOST)
    if daily is None and about.current is None:
        if _DRUG in about.in_force:
            text = "The record has baclofen, but no dose that is certain: give `current`, 0 if it is not taken."
            raise NotUnderstoodError("parameter-wrong", text, "Parameters")
        for name in ("daysAtDose", "daysOnDrug"):
            given.pass_over(name, "no current dose is known")
        return None
    return Current(
        daily_dose=daily if daily is not None else about.current.daily_dose,  # type: ignore[union-attr] # one of them is
        days_at_dose=given.integer("daysAtDose", _MOST_DAYS),
        days_on_drug=given.integer("daysOnDrug", _MOST_DAYS),
    )


def _phase(step: DoseStep) -> Phase:
    days = step.last_day - step.first_day + 1 if step.last_day else None
    return Phase(tuple(dose.value for dose in step.doses), days)
