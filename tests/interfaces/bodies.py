"""A valid body for every operation that takes one, with as many fields as it can have: what is then spoilt."""

from typing import Any

from dosing.api.operations import OPERATIONS

Json = dict[str, Any]

_KIDNEY = "mL/min/{1.73_m2}"
PATIENT: Json = {
    "age": {"value": 41, "unit": "a"},
    "sex": "female",
    "egfr": {"value": 90, "unit": _KIDNEY, "comparator": ">"},
    "dialysis": False,
    "serum_magnesium": {"value": 0.6, "unit": "mmol/L"},
    "conditions": {"cirrhosis": True, "diarrhea": False},
    "taking": {"baclofen": {"value": 0, "unit": "mg/d"}, "opioid": False},
}
CURRENT: Json = {"daily_dose": {"value": 10, "unit": "mg/d"}, "days_at_dose": 14, "days_on_drug": 30}
WORD: Json = {"rule": "baclofen.start", "reason": "seen by two", "where": "/phases/0"}
TABLETS = [{"value": 5, "unit": "mg"}, {"value": 10, "unit": "mg"}]
_PHASES = [{"doses": [{"value": 5, "unit": "mg"}, {"value": 10, "unit": "mg"}], "days": 7}, {"doses": []}]

ORDERS: dict[str, Json] = {
    "baclofen": {
        "drug": "baclofen",
        "patient": PATIENT,
        "indication": "muscle-cramps",
        "phases": _PHASES,
        "current": CURRENT,
        "tablets": TABLETS,
        "acknowledged": [WORD],
    },
    "magnesium-oxide": {
        "drug": "magnesium-oxide",
        "daily_dose": {"value": 12, "unit": "mmol/d", "of": "magnesium"},
        "at_night": True,
        "products": [{"value": 400, "unit": "mg", "of": "magnesium-oxide"}],
    },
    "magnesium-hydroxide": {
        "drug": "magnesium-hydroxide",
        "daily_volume": {"value": 1, "unit": "[tbs_m]/d"},
        "strength": {"value": 80, "unit": "mg/mL"},
        "days": 7,
        "at_bedtime": True,
    },
    "albumin": {
        "drug": "albumin",
        "product": "albumin-20",
        "infusions": [{"day": 1, "amount": {"value": 20, "unit": "g"}}],
    },
    "other": {"drug": "other", "name": "quinine", "indication": "muscle-cramps"},
}
_SCHEDULE: Json = {"patient": {"age": {"value": 8, "unit": "a"}, "dialysis": False}, "acknowledged": [WORD]}
_DATED: Json = {**_SCHEDULE, "start_date": "2028-02-29"}

#: By operation id; an order stands for each drug.
BODIES: dict[str, Json] = {
    "scheduleBaclofen": {
        **_DATED,
        "patient": PATIENT,
        "current": CURRENT,
        "target": {"value": 30, "unit": "mg/d"},
        "tablets": TABLETS,
    },
    "scheduleBaclofenTaper": {**_DATED, "current": CURRENT, "tablets": TABLETS},
    "scheduleMagnesiumOxide": {
        **_SCHEDULE,
        "daily_dose": {"value": 12, "unit": "mmol/d", "of": "magnesium"},
        "products": [{"value": 4, "unit": "mmol", "of": "magnesium"}],
    },
    "scheduleMagnesiumHydroxide": {
        **_SCHEDULE,
        "daily_volume": {"value": 15, "unit": "mL/d"},
        "strength": {"value": 80, "unit": "mg/mL"},
        "days": 7,
    },
    "scheduleAlbumin": {
        **_DATED,
        "weekly_dose": {"value": 30, "unit": "g/wk"},
        "product": "albumin-25",
        "infusions_per_week": 1,
        "weeks": 4,
    },
    **{f"checkOrder of {drug}": order for drug, order in ORDERS.items()},
    "checkOrders": {"orders": [ORDERS["other"], ORDERS["albumin"], ORDERS["magnesium-oxide"]]},
    "convertAmount": {
        "amount": {"value": 12, "unit": "mmol", "of": "magnesium", "exact": "24/2"},
        "to": {"unit": "mL", "of": "magnesium-hydroxide"},
        "strength": {"value": 80, "unit": "mg/mL"},
    },
    "estimateEgfr": {
        "age": {"value": 41, "unit": "a"},
        "sex": "female",
        "creatinine": {"value": 1.1, "unit": "mg/dL", "comparator": "<"},
        "height": {"value": 170, "unit": "cm"},
        "weight": {"value": 150, "unit": "[lb_av]"},
    },
}
_PATHS = {operation.id: operation.path for operation in OPERATIONS}


def path_of(name: str) -> str:
    """Where the body of this name is sent."""
    return _PATHS[name.partition(" ")[0]]
