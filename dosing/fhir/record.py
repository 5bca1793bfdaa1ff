"""A patient's record as facts: what it tells for sure on the day of an order, and what it leaves unknown."""

from datetime import date
from typing import TypeVar

from msgspec import Struct

from dosing.core.amount import Amount
from dosing.core.fact import Fact, Value
from dosing.core.order import Current
from dosing.core.patient import Patient
from dosing.fhir.age import age
from dosing.fhir.conditions import conditions, listed
from dosing.fhir.evidence import Evidence, Found, Record
from dosing.fhir.medication import Shelf
from dosing.fhir.remark import Remarks
from dosing.fhir.resources import Condition, Medication, MedicationRequest, Observation, Reference
from dosing.fhir.resources import Patient as Person
from dosing.fhir.results import observations, results
from dosing.fhir.taking import taking

_SEXES = frozenset({"female", "male"})


class Known(Struct, frozen=True):
    """What is known of the patient, what is taken now, what is in force of drugs with doses, and products."""

    patient: Patient
    current: Current | None
    in_force: frozenset[str]
    shelf: Shelf


def known(record: Record, request: MedicationRequest, *, on: date, now: date, said: Remarks) -> Known:
    """The facts on the day of the order, of the patient whom the record is of; results count by their age now."""
    for part in (record.patient, record.results, record.conditions, record.medications):
        for remark in part.remarks:
            said.keep(remark)
    person = _person(record.patient, said)
    facts: dict[Fact, Value] = {}
    stated: dict[Fact, Amount] = {}
    subject = record.of or id_of(request.subject) or (person[1].id if person else None)
    if subject is None:
        _require_one(record, said)
    if person is not None:
        told = _told_by(person, subject, on, said)
        facts.update(told.facts)
        stated.update(told.stated)
    facts.update(results(_of_subject(observations(record.results), subject, said), now, said))
    facts.update(conditions(record.conditions, _of_subject(listed(record.conditions), subject, said), said))
    taken = taking(_medications(record.medications, subject, said), request, now, said)
    facts.update(taken.flags)
    return Known(Patient(facts, stated), taken.current, taken.in_force, taken.shelf)


def _person(part: Evidence, said: Remarks) -> tuple[Found, Person] | None:
    people = [(one, one.resource) for one in part.found if isinstance(one.resource, Person)]
    if len(people) > 1:
        said.say("patient-differs", "Several patients were sent: none of them is used.", people[1][0].path)
        return None
    return people[0] if people else None


def _told_by(person: tuple[Found, Person], subject: str | None, on: date, said: Remarks) -> Patient:
    one, who = person
    facts: dict[Fact, Value] = {}
    stated: dict[Fact, Amount] = {}
    if who.id is not None and subject is not None and who.id != subject:
        said.say("patient-differs", "The patient who was sent is another one than the order is for.", one.path)
        return Patient(facts, stated)
    if who.modifierExtension or who.implicitRules:
        said.say("evidence-not-used", "The patient may be told of otherwise than it says.", one.path)
        return Patient(facts, stated)
    if who.birthDate is not None:
        found = age(who.birthDate, on, f"{one.path}.birthDate", said)
        if found is not None:
            facts[Fact.AGE], stated[Fact.AGE] = found
    if who.gender in _SEXES:
        facts[Fact.SEX] = who.gender
    return Patient(facts, stated)


def _require_one(record: Record, said: Remarks) -> None:
    """Where nothing tells whose the order is, what is known must at least be of one patient."""
    first: str | None = None
    for part in (record.results, record.conditions, record.medications):
        for one in part.found:
            whose = None if isinstance(one.resource, Person | Medication) else id_of(one.resource.subject)
            first = first or whose
            if whose != first and whose is not None:
                said.say("patient-differs", "The resources are of several patients, and none is the order's.", one.path)
                return


def id_of(reference: Reference | None) -> str | None:
    """The id that a reference ends in; of one into the same resource, or without an address, nothing."""
    return id_in(reference.reference if reference else None)


def id_in(written: str | None) -> str | None:
    """The id that an address ends in, be it `Patient/7`, a URL or only `7`."""
    if not written or written.startswith("#"):
        return None
    return written.partition("/_history/")[0].split("/")[-1].split(":")[-1] or None


Sent = TypeVar("Sent", Observation, Condition)


def _of_subject(found: list[tuple[Found, Sent]], subject: str | None, said: Remarks) -> list[tuple[Found, Sent]]:
    """Those of the patient; what says nothing of whose it is is taken to be."""
    kept = []
    for one, resource in found:
        whose = id_of(resource.subject)
        if whose is not None and subject is not None and whose != subject:
            said.say("evidence-not-used", "It is of another patient than the order.", one.path)
        else:
            kept.append((one, resource))
    return kept


def _medications(part: Evidence, subject: str | None, said: Remarks) -> Evidence:
    kept = []
    for one in part.found:
        whose = id_of(one.resource.subject) if isinstance(one.resource, MedicationRequest) else None
        if whose is not None and subject is not None and whose != subject:
            said.say("evidence-not-used", "It is of another patient than the order.", one.path)
        else:
            kept.append(one)
    return Evidence(state=part.state, found=tuple(kept), is_complete=part.is_complete)
