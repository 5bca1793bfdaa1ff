"""Resources as a system writes them, for tests: an order and what stands around it, each part said in a word or two."""

import json
from datetime import date
from typing import Any

from msgspec import Raw

from dosing.core.fact import Fact, Value
from dosing.fhir.order import Reading, read_order
from dosing.fhir.record.evidence import CONDITIONS, MEDICATIONS, PATIENT, RESULTS, Evidence, Record, evidence

Json = dict[str, Any]

NOW = date(2026, 11, 21)
UCUM = "http://unitsofmeasure.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
TABLET_10 = {"coding": [{"system": RXNORM, "code": "197391", "display": "baclofen 10 MG Oral Tablet"}]}
BACLOFEN = {"coding": [{"system": RXNORM, "code": "1292"}], "text": "Baclofen"}


def quantity(value: object, unit: str, system: str | None = UCUM) -> Json:
    if system is None:
        return {"value": value, "unit": unit}
    return {"value": value, "unit": unit, "system": system, "code": unit}


def repeat(frequency: float = 1, period: float = 1, unit: str = "d", **more: object) -> Json:
    return {"frequency": frequency, "period": period, "periodUnit": unit, **more}


def dosage(dose: Json | None = None, timing: Json | None = None, **more: object) -> Json:
    written: Json = dict(more)
    if timing is not None:
        written["timing"] = {"repeat": timing}
    if dose is not None:
        written["doseAndRate"] = [{"doseQuantity": dose}]
    return written


def order(*dosages: Json, medication: Json | None = None, **more: Any) -> Json:  # noqa: ANN401 -- any element
    return {
        "resourceType": "MedicationRequest",
        "id": "order-1",
        "status": "draft",
        "intent": "order",
        "medicationCodeableConcept": BACLOFEN if medication is None else medication,
        "subject": {"reference": "Patient/p1"},
        "authoredOn": "2026-11-21",
        "dosageInstruction": list(dosages),
        **more,
    }


def weekly(*daily: float, dose: float = 5) -> list[Json]:
    """A step for each daily dose (mg), a week each, the last without an end."""
    steps = [
        dosage(
            quantity(dose, "mg"),
            repeat(int(amount / dose), boundsDuration=quantity(7, "d")),
            sequence=index,
        )
        for index, amount in enumerate(daily, 1)
    ]
    del steps[-1]["timing"]["repeat"]["boundsDuration"]
    return steps


def person(birth: str = "1976-05-01", gender: str = "male") -> Json:
    return {"resourceType": "Patient", "id": "p1", "birthDate": birth, "gender": gender}


def result(code: str, value: object, unit: str, at: str = "2026-11-01", **more: object) -> Json:
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": code}]},
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": at,
        "valueQuantity": quantity(value, unit),
        **more,
    }


def egfr(value: object = 90, at: str = "2026-11-01", **more: object) -> Json:
    return result("98979-8", value, "mL/min/{1.73_m2}", at, **more)


def condition(system: str, code: str, **more: object) -> Json:
    return {"resourceType": "Condition", "code": {"coding": [{"system": system, "code": code}]}, **more}


def searched(*resources: Json, **more: object) -> Json:
    return {
        "resourceType": "Bundle",
        "type": "searchset",
        "entry": [{"resource": resource} for resource in resources],
        **more,
    }


def raw(resource: object) -> Raw:
    return Raw(json.dumps(resource).encode())


_MISSING = object()


def record(
    patient: object = _MISSING,
    results: object = _MISSING,
    conditions: object = _MISSING,
    medications: object = _MISSING,
) -> Record:
    def of(sent: object, path: str, wanted: frozenset[str]) -> Evidence:
        return evidence(None if sent is _MISSING else raw(sent), path, wanted)

    return Record(
        patient=of(patient, "patient", PATIENT),
        results=of(results, "results", RESULTS),
        conditions=of(conditions, "conditions", CONDITIONS),
        medications=of(medications, "medications", MEDICATIONS),
    )


def adult() -> Record:
    """A man of 50 whose kidneys work."""
    return record(person(), searched(egfr()))


def deficient() -> Record:
    """A man of 50 whose magnesium is low."""
    return record(person(), searched(result("2601-3", 0.6, "mmol/L")))


def read(resource: Json, known: Record | None = None, now: date = NOW) -> Reading:
    return read_order(raw(resource), adult() if known is None else known, now=now)


def codes(reading: Reading) -> list[str]:
    return [remark.code for remark in reading.remarks]


def about(known: Record, **more: str) -> Reading:
    """What is read of a plain order of baclofen for a patient of whom this is known."""
    return read(order(dosage(quantity(5, "mg"), repeat())) | more, known)


def facts(known: Record, **more: str) -> dict[Fact, Value]:
    reading = about(known, **more)
    assert reading.asked is not None
    return reading.asked.patient.facts
