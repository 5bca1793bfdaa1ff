"""A record of 100 resources that comes with an order, half of them of no use: read, judged and answered."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.call import answer, posts
from bench.clock import Timed, interleaved
from dosing.api.app import create_app

PATH = "/fhir/MedicationRequest/$check-dosage"
SERVICE = "an order of FHIR with a record of 100 resources"
RESOURCES = 100
_NARRATIVE = {"status": "generated", "div": "<div>" + "A narrative, as records have them. " * 40 + "</div>"}
_UCUM = "http://unitsofmeasure.org"


def _result(code: str, value: float, unit: str, days_ago: int) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "status": "final",
        "text": _NARRATIVE,
        "code": {"coding": [{"system": "http://loinc.org", "code": code}]},
        "effectiveDateTime": (datetime.now(UTC).date() - timedelta(days=days_ago)).isoformat(),
        "valueQuantity": {"value": value, "unit": unit, "system": _UCUM, "code": unit},
    }


def _record() -> list[dict[str, Any]]:
    condition: dict[str, Any] = {"resourceType": "Condition", "text": _NARRATIVE}
    taken: dict[str, Any] = {"resourceType": "MedicationRequest", "status": "active", "text": _NARRATIVE}
    found: list[dict[str, Any]] = [
        {"resourceType": "Patient", "id": "1", "birthDate": "1970-02-28", "gender": "female"}
    ]
    found += [_result("98979-8", 90 - index, "mL/min/{1.73_m2}", index + 1) for index in range(10)]
    found += [_result("2823-3", 4, "mmol/L", index + 1) for index in range(10)]
    found += [
        condition | {"code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": f"J{index}"}]}}
        for index in range(15)
    ]
    found += [
        taken | {"id": f"m{index}", "medicationCodeableConcept": {"text": f"drug {index}"}} for index in range(14)
    ]
    found += [{"resourceType": "Procedure", "text": _NARRATIVE} for _ in range(RESOURCES - len(found))]
    return found


def body() -> bytes:
    """The request: three phases of baclofen, and the record as one Bundle."""
    steps = [
        {
            "sequence": index,
            "timing": {
                "repeat": {
                    "frequency": index * 2,
                    "period": 1,
                    "periodUnit": "d",
                    "boundsDuration": {"value": 7, "system": _UCUM, "code": "d"},
                }
            },
            "doseAndRate": [{"doseQuantity": {"value": 5, "system": _UCUM, "code": "mg"}}],
        }
        for index in (1, 2, 3)
    ]
    order = {
        "resourceType": "MedicationRequest",
        "status": "draft",
        "intent": "order",
        "medicationCodeableConcept": {"text": "baclofen"},
        "subject": {"reference": "Patient/1"},
        "dosageInstruction": steps,
    }
    record = {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": found} for found in _record()]}
    parts = [{"name": "resource", "resource": order}, {"name": "record", "resource": record}]
    return json.dumps({"resourceType": "Parameters", "parameter": parts}).encode()


def measured(*, rounds: int, seconds: float) -> dict[str, Timed]:
    """Microseconds of CPU a request."""
    app, sent = create_app(), body()
    status, answered = answer(app, PATH, sent)
    assert status == 200
    assert b'"code":"ok"' in answered
    return interleaved({SERVICE: posts(app, PATH, sent)}, rounds=rounds, seconds=seconds)
