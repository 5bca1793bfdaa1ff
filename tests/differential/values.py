"""The numbers of the documented limits with their neighbours, by field: what requests are put together from."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, get_args

from dosing.wire.confirm_rules import ConfirmRule
from dosing.wire.quantity import CONVERTED

Json = dict[str, Any]

#: What stands for a field that is left out.
ABSENT: Any = object()

MILLIONTH = Decimal("0.000001")
EGFR = "mL/min/{1.73_m2}"
CONFIRM_RULES: tuple[str, ...] = get_args(ConfirmRule)
CONDITIONS = (
    "cirrhosis",
    "ascites",
    "kidney_disease",
    "acute_kidney_injury",
    "water_or_sodium_depletion",
    "hepatic_encephalopathy",
    "heart_failure_or_overload",
    "diarrhea",
    "incapacitating_cramps",
    "chronic_non_cancer_pain",
    "pregnancy",
)
DRUGS_TAKEN = (
    "diuretic",
    "statin",
    "beta_blocker",
    "opioid",
    "benzodiazepine",
    "other_muscle_relaxant",
    "alcohol",
    "quinine",
    "astemizole",
    "macrolide",
    "rifampin",
    "ritonavir",
    "nsaid",
)


def around(number: str, step: Decimal = MILLIONTH) -> list[float]:
    """A limit and its neighbours, as JSON numbers."""
    middle = Decimal(number)
    return [float(value) for value in (middle - step, middle, middle + step) if value >= 0]


def quantity(value: float, unit: str, **more: str) -> Json:
    """A quantity as it stands in a request."""
    return {"value": value, "unit": unit, **more}


def quantities(unit: str, numbers: Iterable[str], **more: str) -> list[Json]:
    """These numbers and their neighbours in a unit."""
    return [quantity(value, unit, **more) for number in numbers for value in around(number)]


def compared(listed: Iterable[Json]) -> list[Json]:
    """Quantities, each plain and with either comparator."""
    return [entry | more for entry in listed for more in ({}, {"comparator": "<"}, {"comparator": ">"})]


#: The ages in years at which something changes.
AGE_EDGES = (1, 6, 12, 18, 65)
AGES = [
    *quantities("a", map(str, AGE_EDGES)),
    *quantities("mo", (str(12 * edge) for edge in AGE_EDGES)),
    *quantities("d", (str(Decimal("365.25") * edge) for edge in AGE_EDGES)),
    *(quantity(value, "wk") for value in (313.071428, 313.071429, 939.214285, 939.214286, 3391.607142, 3391.607143)),
    *(quantity(value, "a") for value in (0, 8, 17.99, 40, 90, 130)),
]
EGFR_EDGES = ("25", "30", "35", "55", "60", "65")
EGFRS = [
    *compared(quantities(EGFR, EGFR_EDGES)),
    *(quantity(value, EGFR) for value in (0, 15, 29.96, 29.999999, 45, 90, 200)),
]
CREATININES = compared(
    [
        *(quantity(value, "mg/dL") for value in (0.000001, 0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.5, 2.2, 3, 56.561)),
        *(quantity(value, "umol/L") for value in (61.88, 79.56, 88.4, 120, 200, 300, 5000)),
    ]
)
HEIGHTS = [quantity(140, "cm"), quantity(1.4, "m"), quantity(55, "[in_i]"), quantity(118.11, "[in_i]")]
WEIGHTS = [quantity(70, "kg"), quantity(60000, "g"), quantity(154.3, "[lb_av]"), quantity(500, "kg")]
SERUM_MAGNESIUM = compared(
    [
        *quantities("mmol/L", ("0.5", "0.7", "1")),
        *quantities("mg/dL", ("1.2", "1.7", "2.4")),
        *quantities("meq/L", ("1", "1.4", "2")),
    ]
)
POTASSIUM = compared([*quantities("mmol/L", ("3.5",)), *quantities("meq/L", ("3.5",))])
TAKEN_BACLOFEN = [*quantities("mg/d", ("0", "30")), quantity(0.03, "g/d"), quantity(29999.999, "ug/d")]

#: Daily doses of baclofen, in mg: every start, step, ceiling and split.
_DOSES = ("0", "5", "10", "15", "20", "25", "30")
DAILY_DOSES = [
    *quantities("mg/d", _DOSES),
    *(quantity(value, "mg/d") for value in (0.5, 2.5, 3.3, 7.5, 12.3, 12.5, 22, 31, 35, 40, 45, 80, 480)),
    quantity(0.03, "g/d"),
    quantity(30000.001, "ug/d"),
    quantity(15000, "ug/d"),
]
TAPERED_DOSES = [dose for dose in DAILY_DOSES if dose["value"]]
DAYS_BEFORE = [0, 1, 6, 7, 8, 13, 14, 365, 3650, 7.0]
STOCKS = [
    [quantity(value, "mg") for value in stock]
    for stock in (
        (5,),
        (10,),
        (15,),
        (20,),
        (25,),
        (5, 10),
        (10, 20),
        (10, 25),
        (2.5,),
        (7.5,),
        (4, 6),
        (0.5,),
        (0.3,),
        (1.25, 5),
        (3.3, 5),
        (12.3, 10),
        (2.3, 2.7),
        (2.5, 2.5),
        (2.5, 5, 10, 20, 25),
    )
]
STOCKS += [[quantity(0.005, "g"), quantity(10000, "ug")], [quantity(5, "mg"), quantity(4.999999, "mg")]]
START_DATES = ["2026-12-28", "2028-02-25", "2000-01-01", "2099-12-31", "2024-02-29"]

#: Daily amounts of magnesium: each limit in each form.
MAGNESIUM_DOSES = [
    *quantities("mmol/d", ("4", "12", "16", "24"), of="magnesium"),
    *quantities("meq/d", ("8", "24", "48"), of="magnesium"),
    *quantities("mg/d", ("291.66", "583.32", "480"), of="magnesium"),
    *quantities("mg/d", ("400", "480", "483.648", "800", "960", "967.296"), of="magnesium-oxide"),
    *(quantity(value, "g/d", of="magnesium-oxide") for value in (0.479999999, 0.48, 0.483648, 0.96, 0.967296)),
    *(quantity(value, "g/d", of="magnesium") for value in (0.29166, 0.58332, 0.583320001)),
]
MAGNESIUM_PRODUCTS = [
    [quantity(4, "mmol", of="magnesium")],
    [quantity(160, "mg", of="magnesium-oxide")],
    [quantity(0.4, "g", of="magnesium-oxide")],
    [quantity(400, "mg", of="magnesium-oxide"), quantity(4, "mmol", of="magnesium")],
    [quantity(4, "mmol", of="magnesium"), quantity(8, "meq", of="magnesium")],
    [quantity(3, "mmol", of="magnesium"), quantity(5, "meq", of="magnesium")],
    [
        quantity(4, "mmol", of="magnesium"),
        quantity(100, "mg", of="magnesium"),
        quantity(160, "mg", of="magnesium-oxide"),
    ],
    [quantity(24.305, "mg", of="magnesium"), quantity(40.304, "mg", of="magnesium-oxide")],
    [quantity(25, "mmol", of="magnesium")],
]
STRENGTHS = [
    *quantities("mg/mL", ("80", "160", "240")),
    *(quantity(value, "mg/mL") for value in (0.000001, 1, 37, 1000)),
    *(quantity(value, "g/L") for value in (80, 160)),
]
DAILY_VOLUMES = [
    *quantities("mL/d", ("5", "7.5", "10", "15", "30")),
    *quantities("[tbs_m]/d", ("1", "2")),
    *quantities("[tsp_m]/d", ("3", "6")),
    *(quantity(value, "L/d") for value in (0.015, 0.03, 0.030000001)),
]
TREATMENT_DAYS = [1, 6, 7, 8, 3650, 7.0]
ALBUMIN_PRODUCTS = ["albumin-25", "albumin-20", "albumin-5"]
WEEKLY_DOSES = [
    *quantities("g/wk", ("20", "30", "37.5", "40")),
    *(quantity(value, "g/wk") for value in (0.000001, 10, 12.5, 25, 50, 500)),
]
INFUSED = [
    *quantities("g", ("10", "12.5", "20", "25", "40")),
    *quantities("mL", ("50", "80", "100", "160", "200", "400", "800")),
]
NAMES = [
    "quinine",
    "quinidine",
    "opioid",
    "cyclobenzaprine",
    "benzodiazepine",
    "methocarbamol",
    "orphenadrine",
    "diuretic",
    "nsaid",
    "astemizole",
    "macrolide",
    "rifampin",
    "ritonavir",
    "aspirin",
    "baclofen",
    "albumin",
    "magnesium-oxide",
    "QUININE",
    "Nsaid",
]
INDICATIONS = ["muscle-cramps", "hypomagnesemia", "other"]

_PLACES = ("/patient", "/phases/0", "/phases/1", "/phases/2", "/steps/0", "/steps/1", "/target", "/current", "/nowhere")
ACKNOWLEDGED = [
    [],
    [{"rule": rule, "reason": "agreed"} for rule in CONFIRM_RULES],
    *([{"rule": rule, "reason": "agreed", "where": place} for rule in CONFIRM_RULES] for place in _PLACES),
    *([{"rule": rule, "reason": "agreed"}] for rule in CONFIRM_RULES),
    [{"rule": rule, "reason": "agreed", **more} for rule in CONFIRM_RULES for more in ({}, {"where": "/phases/0"})],
]

SUBSTANCES = ["magnesium", "magnesium-oxide", "magnesium-hydroxide"]
_CONVERTED = {
    "mg": (7.3, 483.648),
    "g": (0.1,),
    "ug": (12,),
    "mmol": (4, 11.9094878920206, 12),
    "meq": (24,),
    "mL": (15,),
    "L": (0.03,),
}
CONVERTED_UNITS = list(_CONVERTED)
#: 30000/2519 is the exact amount of 480 mg of the oxide; the others are not, or not in lowest terms, or whole.
_FRACTIONS = ("30000/2519", "60000/5038", "30001/2519", "1/3", "12/1")
AMOUNTS = [
    *(
        quantity(value, unit, of=of)
        for unit, values in _CONVERTED.items()
        for value in (*values, *CONVERTED[unit])
        for of in SUBSTANCES
    ),
    *(
        quantity(value, unit, of="magnesium", exact=exact)
        for exact in _FRACTIONS
        for value in (11.9094878920206, 0.333333333333333, 12)
        for unit in ("mmol", "mg", "mL")
    ),
]
