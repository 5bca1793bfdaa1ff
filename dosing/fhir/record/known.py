"""A patient's record as facts: what it tells for sure on the day of an order, and what it leaves unknown."""

from datetime import date
from typing import TypeVar

from msgspec import Struct

from dosing.core.amount import Amount
from dosing.core.fact import Fact, Value
from dosing.core.order import Current
from dosing.core.patient import Patient
from dosing.fhir.parts.elements import Reference
from dosing.fhir.parts.remark import Remarks
from dosing.fhir.parts.resources import Medication, MedicationRequest
from dosing.fhir.product.shelf import Shelf
from dosing.fhir.record.age import age
from dosing.fhir.record.clinical import Condition, Observation
from dosing.fhir.record.clinical import Patient as Person
from dosing.fhir.record.conditions import conditions, listed
from dosing.fhir.record.evidence import Evidence, Found, Record
from dosing.fhir.record.kidney import require_plausible
from dosing.fhir.record.results import observations, results
from dosing.fhir.record.subject import Told, Whose, patient_told, told
from dosing.fhir.record.taking import taking
from dosing.wire.answered import ECHO

_SEXES = frozenset({"female", "male"})


class Known(Struct, frozen=True):
    """What is known of the patient, what is taken now, what is in force of drugs with doses, and products."""

    patient: Patient
    current: Current | None
    in_force: frozenset[str]
    shelf: Shelf


def known(record: Record, request: MedicationRequest, *, on: date, now: date, said: Remarks) -> Known:
    """The facts now, of the patient whom the record is of; the age must be clear on the day of the order as well."""
    for part in (record.patient, record.results, record.conditions, record.medications):
        for remark in part.remarks:
            said.keep(remark)
    whose, person = _whose(request, _person(record.patient, said), record, said)
    facts: dict[Fact, Value] = {}
    stated: dict[Fact, Amount] = {}
    if person is not None:
        by_person = _told_by(person, (on, now), said)
        facts.update(by_person.facts)
        stated.update(by_person.stated)
    found = results(_of(whose, observations(record.results), said), now, said)
    facts.update(found.facts)
    listed_now = conditions(record.conditions, _of(whose, listed(record.conditions), said), now, said)
    facts.update(listed_now.flags)
    require_plausible(facts, found.places, listed_now.failure, said)
    taken = taking(_medications(whose, record.medications, said), request, now, said)
    facts.update(taken.flags)
    return Known(Patient(facts, stated), taken.current, taken.in_force, taken.shelf)


def _person(part: Evidence, said: Remarks) -> tuple[Found, Person] | None:
    people = [(one, one.resource) for one in part.found if isinstance(one.resource, Person)]
    if len(people) > 1:
        said.say("patient-differs", "Several patients were sent: none of them is used.", people[1][0].path)
        return None
    return people[0] if people else None


def _whose(
    request: MedicationRequest, sent: tuple[Found, Person] | None, record: Record, said: Remarks
) -> tuple[Whose, tuple[Found, Person] | None]:
    """By what the patient of the order is known; and who was sent, if that is the same."""
    ordered = Told(id=record.of) if record.of else told(request.subject) or Told()
    by_order = Whose().and_by(ordered)
    if sent is None:
        return (by_order if by_order.is_known else _one_of(record, said)), None
    one, person = sent
    by_person = patient_told(person, one.address)
    if not by_order.is_known:
        return (by_person if by_person.is_known else _one_of(record, said)), sent
    is_same = by_person.is_same(ordered)
    if is_same is False:
        said.say("patient-differs", "The patient who was sent is another one than the order is for.", one.path)
        return by_order, None
    if is_same is None and not ordered.id:
        said.say("patient-unclear", "It cannot be told that the order is for the patient who was sent.", one.path)
        return by_order, None
    return by_person.and_by(ordered), sent


def _told_by(person: tuple[Found, Person], days: tuple[date, date], said: Remarks) -> Patient:
    one, who = person
    facts: dict[Fact, Value] = {}
    stated: dict[Fact, Amount] = {}
    if who.is_deceased:
        said.say("patient-deceased", "The death of the patient is recorded: no order is right.", one.path)
    if who.modifierExtension or who.implicitRules:
        said.say("evidence-not-used", "The patient may be told of otherwise than it says.", one.path)
        return Patient(facts, stated)
    if who.birthDate is not None:
        # What was ordered at 64 is taken at 65: the older age counts.
        then, older = (age(who.birthDate, day, f"{one.path}.birthDate", said) for day in days)
        if then is not None and older is not None:
            facts[Fact.AGE], stated[Fact.AGE] = older
    if who.gender in _SEXES:
        facts[Fact.SEX] = who.gender
    return Patient(facts, stated)


def _one_of(record: Record, said: Remarks) -> Whose:
    """Where nothing tells whose the order is, what is known must at least be of one patient."""
    whose = Whose()
    for part in (record.results, record.conditions, record.medications):
        for one in part.found:
            subject = None if isinstance(one.resource, Person | Medication) else told(one.resource.subject)
            if subject is None or not subject.is_of_patient:
                continue
            if whose.is_known and whose.is_same(subject) is False:
                said.say("patient-differs", "The resources are of several patients, and none is the order's.", one.path)
                # Of none of them is known that it is the one: nothing is used that says whose it is.
                return Whose()
            whose = whose if whose.is_known else whose.and_by(subject)
    return whose


def id_of(reference: Reference | None) -> str | None:
    """The id that a reference ends in; of one into the same resource, or without an address, nothing."""
    return id_in(reference.reference if reference else None)


def id_in(written: str | None) -> str | None:
    """The id that an address ends in, be it `Patient/7`, a URL or only `7`."""
    if not written or written.startswith("#"):
        return None
    return written.partition("/_history/")[0].split("/")[-1].split(":")[-1] or None


Sent = TypeVar("Sent", Observation, Condition)


def _of(whose: Whose, found: list[tuple[Found, Sent]], said: Remarks) -> list[tuple[Found, Sent]]:
    return [(one, resource) for one, resource in found if _is_of(whose, one, resource, said)]


def _is_of(whose: Whose, one: Found, resource: Observation | Condition | MedicationRequest, said: Remarks) -> bool:
    """Whether it is the patient's; what says nothing of whose it is is taken to be."""
    focus = resource.focus if isinstance(resource, Observation) else None
    for about in filter(None, map(told, (resource.subject, *(focus or ())))):
        is_same = whose.is_same(about)
        if not is_same:
            said.say("evidence-not-used", _why_not(about, is_same=is_same), one.path)
            return False
    return True


def _why_not(about: Told, *, is_same: bool | None) -> str:
    if not about.is_of_patient:
        return f"It is of a {about.kind[:ECHO]}, not of a patient."
    if is_same is None:
        return "It cannot be told that it is of the patient of the order."
    return "It is of another patient than the order."


def _medications(whose: Whose, part: Evidence, said: Remarks) -> Evidence:
    kept = [
        one
        for one in part.found
        if not isinstance(one.resource, MedicationRequest) or _is_of(whose, one, one.resource, said)
    ]
    return Evidence(state=part.state, found=tuple(kept), is_complete=part.is_complete)
