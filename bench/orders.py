"""The order that is measured: baclofen in three phases for a woman of 58, of whom the usual facts are known."""

import msgspec

from dosing.wire.request import BaclofenOrder

_SENT = {
    "drug": "baclofen",
    "indication": "muscle-cramps",
    "patient": {
        "age": {"value": 58, "unit": "a"},
        "sex": "female",
        "creatinine": {"value": 0.8, "unit": "mg/dL"},
        "conditions": {"cirrhosis": True, "pregnancy": False},
        "taking": {"diuretic": True},
    },
    "phases": [
        {"doses": [{"value": 5, "unit": "mg"}, {"value": 5, "unit": "mg"}], "days": 7},
        {"doses": [{"value": 10, "unit": "mg"}, {"value": 10, "unit": "mg"}], "days": 7},
        {"doses": [{"value": 10, "unit": "mg"}, {"value": 10, "unit": "mg"}, {"value": 10, "unit": "mg"}]},
    ],
}

BODY = msgspec.json.encode(_SENT)
ORDER = msgspec.json.decode(BODY, type=BaclofenOrder)
