"""A call of CDS Hooks with a hundred prefetched resources.

Beside the CPU time of each call stands that of reading the same body into plain objects.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from bench.call import answer, posts
from bench.clock import Timed, interleaved, repeated
from dosing.api.app import create_app
from dosing.hooks.door import Door, Terms

PATH = "/cds-services/dosing-orders"
#: CPU of a call with a hundred resources, in ms.
TARGET = 5
#: A day whose results count today.
_RECENT = (datetime.now(UTC) - timedelta(days=30)).date().isoformat()
Json = dict[str, Any]


def _coded(system: str, code: str) -> Json:
    return {"coding": [{"system": system, "code": code, "display": "as a record shows it"}], "text": "as it was told"}


def _quantity(value: float, unit: str) -> Json:
    return {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit}


def _resource(kind: str, number: int, **members: object) -> Json:
    """With what systems add: a profile, and the text that people read."""
    return {
        "resourceType": kind,
        "id": f"{kind}-{number}",
        "meta": {"lastUpdated": "2026-01-01T00:00:00Z", "profile": [f"http://example.org/StructureDefinition/{kind}"]},
        "text": {"status": "generated", "div": '<div xmlns="http://www.w3.org/1999/xhtml">As people read it</div>'},
        "subject": {"reference": "Patient/p1"},
        **members,
    }


def _result(number: int, code: str, value: float, unit: str) -> Json:
    about = {"status": "final", "code": _coded("http://loinc.org", code), "effectiveDateTime": _RECENT}
    return _resource("Observation", number, **about, valueQuantity=_quantity(value, unit))


def _searched(resources: list[Json]) -> Json:
    return {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": one} for one in resources]}


def _order(number: int, name: str, dose: float, status: str) -> Json:
    timing = {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}}
    dosage = {"timing": timing, "doseAndRate": [{"doseQuantity": _quantity(dose, "mg")}]}
    about = {"status": status, "intent": "order", "medicationCodeableConcept": {"text": name}}
    return _resource("MedicationRequest", number, **about, dosageInstruction=[dosage])


def body(dose: float) -> bytes:
    """A call about 2 × this dose of baclofen a day, with a hundred resources."""
    prefetch = {
        "patient": {"resourceType": "Patient", "id": "p1", "birthDate": "1976-05-01", "gender": "male"},
        "egfr": _searched([_result(number, "98979-8", 90, "mL/min/{1.73_m2}") for number in range(25)]),
        "creatinine": _searched([_result(number, "2160-0", 0.9, "mg/dL") for number in range(14)]),
        "conditions": _searched(
            [_resource("Condition", n, code=_coded("http://snomed.info/sct", str(162864005 + n))) for n in range(40)]
        ),
        "medications": _searched([_order(number, "Levothyroxine", 0.1, "active") for number in range(20)]),
    }
    orders = {"resourceType": "Bundle", "entry": [{"resource": _order(100, "Baclofen", dose, "draft")}]}
    context = {"userId": "Practitioner/1", "patientId": "p1", "draftOrders": orders}
    return json.dumps({"hook": "order-sign", "hookInstance": "1", "context": context, "prefetch": prefetch}).encode()


def measured(*, rounds: int, seconds: float) -> dict[str, Timed]:
    """Microseconds of CPU for an order that gives no card, and one that gives a card with a suggestion."""
    app = create_app(Door(Terms(feedback="off")))
    good, wrong = body(5), body(20)
    if answer(app, PATH, good) != (200, b'{"cards":[]}') or b'"suggestions"' not in answer(app, PATH, wrong)[1]:
        raise AssertionError("What is measured is not answered as it should be.")
    decoder = msgspec.json.Decoder()
    return interleaved(
        {
            "no card": posts(app, PATH, good),
            "a card with a suggestion": posts(app, PATH, wrong),
            "the body read into plain objects": repeated(lambda: decoder.decode(good)),
        },
        rounds=rounds,
        seconds=seconds,
    )
