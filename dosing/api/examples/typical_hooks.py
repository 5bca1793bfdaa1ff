"""Plain requests of CDS Hooks: the first examples of their operations in the contract."""

from datetime import date

from dosing.api.examples.typical import Json
from dosing.api.examples.typical_fhir import EGFR, ORDER, PATIENT, step

#: The day on which the examples are answered, and where the service is that answers them.
DAY = date(2026, 11, 21)
URL = "https://dosing.example"

_CONTEXT: Json = {"userId": "Practitioner/7", "patientId": "1"}
_PREFETCH: Json = {
    "patient": PATIENT,
    "egfr": {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": EGFR}]},
    "creatinine": None,
}
#: Of a drug that no rule is about.
_ORDER: Json = {
    "resourceType": "MedicationRequest",
    "id": "order-1",
    **ORDER,
    "medicationCodeableConcept": {"text": "paracetamol"},
    "dosageInstruction": [step(1, 3, days=5, milligrams=500)],
}
#: A third more than the most that is documented, whoever the patient is: of this there is always something to say.
_TOO_MUCH: Json = {
    **_ORDER,
    "medicationCodeableConcept": ORDER["medicationCodeableConcept"],
    "dosageInstruction": [step(1, 4, days=None, milligrams=10)],
}


def _draft(order: Json) -> Json:
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": order}]}


def _call(hook: str, context: Json) -> Json:
    return {
        "hook": hook,
        "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        "context": {**_CONTEXT, **context},
        "prefetch": _PREFETCH,
    }


ORDERS: dict[str, Json] = {
    "an order of which there is nothing to say": _call("order-sign", {"draftOrders": _draft(_ORDER)}),
    "an order of too much, with the nearest that is not": _call("order-sign", {"draftOrders": _draft(_TOO_MUCH)}),
    "the same selected, and not signed yet": _call(
        "order-select", {"draftOrders": _draft(_TOO_MUCH), "selections": ["MedicationRequest/order-1"]}
    ),
}
VERIFICATION: dict[str, Json] = {
    "a signed order of which there is nothing to say": _call(
        "medication-verify", {"medication": {**_ORDER, "status": "active"}}
    ),
    "a signed order of too much, with the nearest that is not": _call(
        "medication-verify", {"medication": {**_TOO_MUCH, "status": "active"}}
    ),
}
_CARD = "76d6cd3d-5e72-8d2b-a7a5-6f7f2d0f8a41"
FEEDBACK: dict[str, Json] = {
    "a suggestion that was accepted": {
        "feedback": [
            {
                "card": _CARD,
                "outcome": "accepted",
                "acceptedSuggestions": [{"id": "1b9d6bcd-bbfd-5b2d-9b5d-ab8dfbbd4bed"}],
                "outcomeTimestamp": "2026-11-21T10:05:31Z",
            }
        ]
    },
    "a card that was overridden": {
        "feedback": [
            {
                "card": _CARD,
                "outcome": "overridden",
                "overrideReason": {"userComment": "Seen by two."},
                "outcomeTimestamp": "2026-11-21T10:05:31Z",
            }
        ]
    },
}
