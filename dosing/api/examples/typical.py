"""Plain requests for each operation: the first examples of the contract, and what the others are made from.

The first of each is answered with `ok`; none stands at a limit on purpose.
"""

from typing import Any

Json = dict[str, Any]


def quantity(value: float, unit: str, of: str = "") -> Json:
    """A quantity as a request states it."""
    return {"value": value, "unit": unit, **({"of": of} if of else {})}


#: mg/mL, of the suspension that is the usual one.
STRENGTH = 80
EGFR_UNIT = "mL/min/{1.73_m2}"
ADULT: Json = {"age": quantity(54, "a"), "egfr": quantity(90, EGFR_UNIT)}
WITH_DEFICIENCY: Json = {**ADULT, "serum_magnesium": quantity(0.6, "mmol/L")}
CHILD: Json = {"age": quantity(8, "a"), "conditions": {"kidney_disease": False}}
WITH_CIRRHOSIS: Json = {"age": quantity(60, "a"), "conditions": {"cirrhosis": True}}


def phase(*milligrams: float, days: int | None = None) -> Json:
    """A phase of these doses a day."""
    return {"doses": [quantity(dose, "mg") for dose in milligrams], **({} if days is None else {"days": days})}


#: One order for each drug that has a shape of its own.
ORDERS: dict[str, Json] = {
    "baclofen": {
        "drug": "baclofen",
        "patient": ADULT,
        "current": {"daily_dose": quantity(0, "mg/d")},
        "phases": [phase(5, 5, days=7), phase(10, 10, days=7), phase(10, 10, 10)],
    },
    "magnesium-oxide": {
        "drug": "magnesium-oxide",
        "patient": WITH_DEFICIENCY,
        "daily_dose": quantity(16, "mmol/d", "magnesium"),
        "at_night": True,
    },
    "magnesium-hydroxide": {
        "drug": "magnesium-hydroxide",
        "patient": CHILD,
        "daily_volume": quantity(20, "mL/d"),
        "strength": quantity(STRENGTH, "mg/mL"),
        "days": 5,
        "at_bedtime": True,
    },
    "albumin": {
        "drug": "albumin",
        "patient": WITH_CIRRHOSIS,
        "product": "albumin-20",
        "infusions": [{"day": day, "amount": quantity(30, "g")} for day in (1, 8, 15)],
    },
}


def named(drug: str) -> Json:
    """An order by name."""
    return {"drug": "other", "name": drug, "patient": ADULT, "indication": "muscle-cramps"}


BACLOFEN: Json = {"patient": ADULT, "start_date": "2026-12-28"}
BACLOFEN_TAPER: Json = {
    "patient": ADULT,
    "current": {"daily_dose": quantity(30, "mg/d"), "days_at_dose": 60, "days_on_drug": 90},
    "start_date": "2026-12-28",
}
MAGNESIUM_OXIDE: Json = {"patient": WITH_DEFICIENCY, "daily_dose": quantity(12, "mmol/d", "magnesium")}
MAGNESIUM_HYDROXIDE: Json = {"patient": CHILD, "strength": quantity(STRENGTH, "mg/mL"), "days": 5}
ALBUMIN: Json = {
    "patient": WITH_CIRRHOSIS,
    "weekly_dose": quantity(40, "g/wk"),
    "product": "albumin-20",
    "weeks": 2,
    "start_date": "2026-12-28",
}
KIDNEY: Json = {"age": quantity(50, "a"), "sex": "male", "creatinine": quantity(1.1, "mg/dL")}

#: By operation id, each with its words; the first is the plainest.
REQUESTS: dict[str, dict[str, Json]] = {
    "scheduleBaclofen": {
        "From nothing to the most that the rules allow": BACLOFEN,
        "From a current dose to a target, with the tablets in stock": {
            "patient": {"age": quantity(70, "a"), "sex": "female", "creatinine": quantity(80, "umol/L")},
            "current": {"daily_dose": quantity(5, "mg/d"), "days_at_dose": 3},
            "target": quantity(15, "mg/d"),
            "tablets": [quantity(5, "mg"), quantity(10, "mg")],
        },
    },
    "scheduleBaclofenTaper": {
        "From 30 mg a day to a stop": BACLOFEN_TAPER,
        "With tablets in stock that do not make the steps": {**BACLOFEN_TAPER, "tablets": [quantity(20, "mg")]},
    },
    "scheduleMagnesiumOxide": {
        "In the usual products": MAGNESIUM_OXIDE,
        "In the products in stock": {**MAGNESIUM_OXIDE, "products": [quantity(400, "mg", "magnesium-oxide")]},
    },
    "scheduleMagnesiumHydroxide": {
        "The documented range": MAGNESIUM_HYDROXIDE,
        "A volume in tablespoons": {**MAGNESIUM_HYDROXIDE, "daily_volume": quantity(1, "[tbs_m]/d")},
    },
    "scheduleAlbumin": {
        "Once a week": ALBUMIN,
        "Twice a week": {**ALBUMIN, "infusions_per_week": 2},
    },
    "checkOrder": {f"An order of {drug}": order for drug, order in ORDERS.items()}
    | {"An order by name": named("quinine")},
    "checkOrders": {
        "Two orders": {"orders": [ORDERS["magnesium-oxide"], named("quinine")]},
        "One that is refused": {"orders": [named("quinine")]},
    },
    "convertAmount": {
        "As another compound of the same magnesium": {
            "amount": quantity(12, "mmol", "magnesium"),
            "to": {"unit": "mg", "of": "magnesium-oxide"},
        },
        "In another unit": {"amount": quantity(400, "mg", "magnesium-oxide"), "to": {"unit": "mmol"}},
        "A volume of a liquid": {
            "amount": quantity(15, "mL", "magnesium-hydroxide"),
            "to": {"unit": "mg"},
            "strength": quantity(STRENGTH, "mg/mL"),
        },
        "A volume of unknown strength": {
            "amount": quantity(15, "mL", "magnesium-hydroxide"),
            "to": {"unit": "mg"},
        },
        "A fraction that no decimal ends, as an answer has it": {
            "amount": {**quantity(11.9094878920206, "mmol", "magnesium"), "exact": "30000/2519"},
            "to": {"unit": "mg", "of": "magnesium-oxide"},
        },
    },
    "estimateEgfr": {
        "An adult": KIDNEY,
        "An adult with a weight": {**KIDNEY, "weight": quantity(80, "kg")},
        "A child": {"age": quantity(8, "a"), "height": quantity(128, "cm"), "creatinine": quantity(44, "umol/L")},
        "A creatinine under what the laboratory reports": {
            **KIDNEY,
            "creatinine": {**quantity(0.2, "mg/dL"), "comparator": "<"},
        },
        "Without the sex": {"age": quantity(50, "a"), "creatinine": quantity(1.1, "mg/dL")},
    },
}
