"""A valid body for each operation of FHIR, with every parameter that it reads."""

from tests.fhir.written import BACLOFEN, Json, condition, egfr, order, person, quantity, searched, weekly

_PATIENT = [
    {"name": "patient", "resource": person()},
    {"name": "observation", "resource": egfr()},
    {"name": "condition", "resource": searched(condition("http://hl7.org/fhir/sid/icd-10-cm", "J45.2"))},
    {"name": "medication", "resource": order(medication={"text": "furosemide"}, id="m1", status="active")},
    {"name": "record", "resource": {"resourceType": "Bundle", "entry": []}},
]
_WORD = {
    "name": "acknowledged",
    "part": [
        {"name": "rule", "valueString": "baclofen.start"},
        {"name": "reason", "valueString": "seen by two"},
        {"name": "where", "valueString": "/phases/0"},
    ],
}


def parameters(*parts: Json) -> Json:
    return {"resourceType": "Parameters", "parameter": list(parts)}


def order_parameter(*dosages: Json, **more: Json) -> Json:
    return {"name": "resource", "resource": order(*dosages, medication=BACLOFEN) | more}


#: By operation id, with every parameter.
FHIR_BODIES: dict[str, Json] = {
    "fhirCheckDosage": parameters(order_parameter(*weekly(10, 20, 30)), *_PATIENT, _WORD),
    "fhirTitrationSchedule": parameters(
        *_PATIENT,
        _WORD,
        {"name": "current", "valueQuantity": quantity(5, "mg/d")},
        {"name": "daysAtDose", "valueInteger": 14},
        {"name": "daysOnDrug", "valueInteger": 14},
        {"name": "target", "valueQuantity": quantity(25, "mg/d")},
        {"name": "tablet", "valueQuantity": quantity(5, "mg")},
        {"name": "tablet", "valueQuantity": quantity(10, "mg")},
        {"name": "start", "valueDate": "2026-11-23"},
        {"name": "taper", "valueBoolean": False},
    ),
}

_MORE = {"name": "target", "valueQuantity": quantity(500, "mg/d")}
#: More for each operation, by its id and what it is.
FURTHER: dict[str, Json] = {
    "fhirCheckDosage with broken limits": parameters(order_parameter(*weekly(100, 200)), *_PATIENT),
    "fhirCheckDosage of an unknown patient": parameters(order_parameter(*weekly(10, 20, 30))),
    "fhirCheckDosage of an order that is not understood": parameters(order_parameter({"text": "as needed"}), *_PATIENT),
    "fhirCheckDosage of nothing": parameters(),
    "fhirTitrationSchedule to more than there is": parameters(*_PATIENT, _MORE),
    "fhirTitrationSchedule of nothing": parameters(),
    "fhirTitrationSchedule down to a stop": parameters(
        *_PATIENT,
        {"name": "current", "valueQuantity": quantity(30, "mg/d")},
        {"name": "taper", "valueBoolean": True},
    ),
    "fhirTitrationSchedule with what is not read": parameters({"name": "color", "valueString": "red"}) | {"id": "p1"},
}
