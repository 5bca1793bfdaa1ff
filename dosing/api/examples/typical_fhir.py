"""Plain requests of FHIR: the first examples of their operations in the contract."""

from dosing.api.examples.typical import Json, quantity

_UCUM = "http://unitsofmeasure.org"
PATIENT: Json = {"resourceType": "Patient", "id": "1", "birthDate": "1972-02-28", "gender": "female"}
EGFR: Json = {
    "resourceType": "Observation",
    "status": "final",
    "code": {"coding": [{"system": "http://loinc.org", "code": "98979-8"}]},
    "subject": {"reference": "Patient/1"},
    "effectiveDateTime": "2026-11-02",
    "valueQuantity": {"value": 92, "unit": "mL/min/1.73m2", "system": _UCUM, "code": "mL/min/{1.73_m2}"},
}


def _parameters(*parts: Json) -> Json:
    return {"resourceType": "Parameters", "parameter": list(parts)}


def step(sequence: int, times: int, *, days: int | None, milligrams: int = 5) -> Json:
    """A step of a dose so many times a day."""
    bounds = {} if days is None else {"boundsDuration": {"value": days, "unit": "d", "system": _UCUM, "code": "d"}}
    return {
        "sequence": sequence,
        "timing": {"repeat": {**bounds, "frequency": times, "period": 1, "periodUnit": "d"}},
        "doseAndRate": [{"doseQuantity": {"value": milligrams, "unit": "mg", "system": _UCUM, "code": "mg"}}],
    }


ORDER: Json = {
    "resourceType": "MedicationRequest",
    "status": "draft",
    "intent": "order",
    "medicationCodeableConcept": {
        "coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "1292", "display": "baclofen"}]
    },
    "subject": {"reference": "Patient/1"},
    "authoredOn": "2026-11-20",
    "dosageInstruction": [step(1, 2, days=7), step(2, 4, days=7), step(3, 6, days=None)],
}
_RECORD: tuple[Json, ...] = ({"name": "patient", "resource": PATIENT}, {"name": "observation", "resource": EGFR})

CHECK_DOSAGE: dict[str, Json] = {
    "a weekly titration in three steps": _parameters({"name": "resource", "resource": ORDER}, *_RECORD)
}
TITRATION_SCHEDULE: dict[str, Json] = {
    "a weekly titration to 20 mg a day": _parameters(
        *_RECORD,
        {"name": "target", "valueQuantity": {**quantity(20, "mg/d"), "system": _UCUM, "code": "mg/d"}},
        {"name": "start", "valueDate": "2026-11-23"},
    )
}
