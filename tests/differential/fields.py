"""Requests as fields: for each operation the values that each field is tried with, and a base that is in order."""

from typing import Any

from tests.differential.values import (
    ABSENT,
    ACKNOWLEDGED,
    AGES,
    ALBUMIN_PRODUCTS,
    AMOUNTS,
    CONDITIONS,
    CONVERTED_UNITS,
    CREATININES,
    DAILY_DOSES,
    DAILY_VOLUMES,
    DAYS_BEFORE,
    DRUGS_TAKEN,
    EGFR,
    EGFRS,
    HEIGHTS,
    INDICATIONS,
    INFUSED,
    MAGNESIUM_DOSES,
    MAGNESIUM_PRODUCTS,
    NAMES,
    POTASSIUM,
    SERUM_MAGNESIUM,
    START_DATES,
    STOCKS,
    STRENGTHS,
    SUBSTANCES,
    TAKEN_BACLOFEN,
    TAPERED_DOSES,
    TREATMENT_DAYS,
    WEEKLY_DOSES,
    WEIGHTS,
    Json,
    quantity,
)

#: Where a field stands; a number is an element of a list.
Pointer = tuple[str | int, ...]
#: The values that each field is tried with; the first is that of the base.
Fields = dict[Pointer, list[Any]]


def body_of(path: str, chosen: dict[Pointer, Any]) -> Json:
    """A request with these values at their places; what is absent is left out, and lists close up."""
    body: Json = {"patient": {}} if path.startswith("/v1/schedules/") else {}
    for pointer, value in chosen.items():
        if value is ABSENT:
            continue
        here: Any = body
        for name, following in zip(pointer, (*pointer[1:], None), strict=True):
            if isinstance(here, list):
                here.append(value)
            elif following is None:
                here[name] = value
            else:
                here = here.setdefault(name, [] if isinstance(following, int) else {})
    return body


def _optional(values: list[Any]) -> list[Any]:
    return [ABSENT, *values]


def _first(value: Any, values: list[Any]) -> list[Any]:  # noqa: ANN401 -- any value of a request
    return [value, *(other for other in values if other != value), ABSENT]


def _flags(group: str, names: tuple[str, ...]) -> Fields:
    return {("patient", group, name): _optional([True, False]) for name in names}


def _patient(age: float = 50, *, cirrhosis: bool | None = None) -> Fields:
    fields: Fields = {
        ("patient", "age"): _first(quantity(age, "a"), AGES),
        ("patient", "egfr"): _first(quantity(90, EGFR), EGFRS),
        ("patient", "creatinine"): _optional(CREATININES),
        ("patient", "sex"): _optional(["female", "male"]),
        ("patient", "height"): _optional(HEIGHTS),
        ("patient", "weight"): _optional(WEIGHTS),
        ("patient", "dialysis"): _optional([False, True]),
        ("patient", "serum_magnesium"): _first(quantity(0.6, "mmol/L"), SERUM_MAGNESIUM),
        ("patient", "potassium"): _optional(POTASSIUM),
        ("patient", "taking", "baclofen"): _optional(TAKEN_BACLOFEN),
        **_flags("conditions", CONDITIONS),
        **_flags("taking", DRUGS_TAKEN),
        ("acknowledged",): _optional(ACKNOWLEDGED),
    }
    if cirrhosis is not None:
        fields["patient", "conditions", "cirrhosis"] = _first(cirrhosis, [True, False])
    return fields


def _current(doses: list[Json]) -> Fields:
    return {
        ("current", "daily_dose"): doses,
        ("current", "days_at_dose"): _optional(DAYS_BEFORE),
        ("current", "days_on_drug"): _optional(DAYS_BEFORE),
    }


def _order(drug: str) -> Fields:
    return {("drug",): [drug], ("indication",): _optional(INDICATIONS)}


#: Single doses of a day, in mg: sums at and beside every limit, equal sums made otherwise, and none.
_DOSES_OF_A_DAY = (
    (5,),
    (5, 5),
    (10,),
    (5, 5, 5),
    (10, 5),
    (10, 10),
    (10, 10, 10),
    (20, 10),
    (10, 10, 10, 5),
    (20, 20, 20, 20),
    (2.5, 2.5),
    (5, 0.000001),
    (5, 5, 0.000001),
    (10, 5, 0.000001),
    (10, 10, 10.000001),
    (4.999999,),
    (5.000001,),
    (9.999999,),
    (3.3,),
    (),
)
_PHASES: list[Json] = [
    {"doses": [quantity(dose, "mg") for dose in doses]} | ({} if days is None else {"days": days})
    for doses in _DOSES_OF_A_DAY
    for days in (7, 6, 8, 13, 14, 1, None)
]
_STOP: Json = {"doses": []}
_INFUSIONS: list[Json] = [
    *({"day": day, "amount": amount} for day in (1, 2, 7, 8, 9, 14, 15) for amount in INFUSED),
    {"day": 3650, "amount": quantity(20, "g")},
]

#: Path and fields, by the name of what is asked.
FAMILIES: dict[str, tuple[str, Fields]] = {
    "titration": (
        "/v1/schedules/baclofen",
        {
            **_patient(),
            ("target",): _optional(DAILY_DOSES),
            ("tablets",): _optional(STOCKS),
            ("start_date",): _optional(START_DATES),
        },
    ),
    "titration from a dose": (
        "/v1/schedules/baclofen",
        {
            **_patient(),
            **_current([quantity(10, "mg/d"), *DAILY_DOSES]),
            ("target",): _optional(DAILY_DOSES),
            ("tablets",): _optional(STOCKS),
        },
    ),
    "taper": (
        "/v1/schedules/baclofen-taper",
        {
            **_patient(),
            **_current([quantity(30, "mg/d"), *TAPERED_DOSES]),
            ("tablets",): _optional(STOCKS),
            ("start_date",): _optional(START_DATES),
        },
    ),
    "rising order": (
        "/v1/orders/check",
        {
            **_order("baclofen"),
            **_patient(),
            ("phases", 0): _PHASES,
            ("phases", 1): [_PHASES[7], *_PHASES, ABSENT],
            ("phases", 2): [_PHASES[21], *_PHASES, ABSENT],
            ("tablets",): _optional(STOCKS),
        },
    ),
    "falling order": (
        "/v1/orders/check",
        {
            **_order("baclofen"),
            **_patient(),
            **_current([quantity(15, "mg/d"), *DAILY_DOSES]),
            ("phases", 0): [_PHASES[7], *_PHASES],
            ("phases", 1): [_PHASES[0], *_PHASES, ABSENT],
            ("phases", 2): [_STOP, *_PHASES, ABSENT],
            ("tablets",): _optional(STOCKS),
        },
    ),
    "magnesium oxide": (
        "/v1/schedules/magnesium-oxide",
        {
            **_patient(),
            ("daily_dose",): [quantity(12, "mmol/d", of="magnesium"), *MAGNESIUM_DOSES],
            ("products",): _optional(MAGNESIUM_PRODUCTS),
        },
    ),
    "order of magnesium oxide": (
        "/v1/orders/check",
        {
            **_order("magnesium-oxide"),
            **_patient(),
            ("daily_dose",): [quantity(12, "mmol/d", of="magnesium"), *MAGNESIUM_DOSES],
            ("at_night",): _first(True, [True, False]),  # noqa: FBT003 -- the value of the field
            ("products",): _optional(MAGNESIUM_PRODUCTS),
        },
    ),
    "magnesium hydroxide": (
        "/v1/schedules/magnesium-hydroxide",
        {
            **_patient(8),
            ("daily_volume",): _optional(DAILY_VOLUMES),
            ("strength",): _first(quantity(80, "mg/mL"), STRENGTHS),
            ("days",): _optional(TREATMENT_DAYS),
        },
    ),
    "order of magnesium hydroxide": (
        "/v1/orders/check",
        {
            **_order("magnesium-hydroxide"),
            **_patient(8),
            ("daily_volume",): [quantity(15, "mL/d"), *DAILY_VOLUMES],
            ("strength",): _first(quantity(80, "mg/mL"), STRENGTHS),
            ("days",): _optional(TREATMENT_DAYS),
            ("at_bedtime",): _first(True, [True, False]),  # noqa: FBT003 -- the value of the field
        },
    ),
    "albumin": (
        "/v1/schedules/albumin",
        {
            **_patient(cirrhosis=True),
            ("weekly_dose",): WEEKLY_DOSES,
            ("product",): ALBUMIN_PRODUCTS,
            ("infusions_per_week",): _optional([1, 2, 3, 4, 5, 6, 7]),
            ("weeks",): _optional([1, 2, 4, 52]),
            ("start_date",): _optional(START_DATES),
        },
    ),
    "order of albumin": (
        "/v1/orders/check",
        {
            **_order("albumin"),
            **_patient(cirrhosis=True),
            ("product",): ALBUMIN_PRODUCTS,
            ("infusions", 0): _INFUSIONS,
            ("infusions", 1): _optional(_INFUSIONS),
            ("infusions", 2): _optional(_INFUSIONS),
        },
    ),
    "other drug": ("/v1/orders/check", {**_order("other"), ("name",): NAMES, **_patient()}),
    "conversion": (
        "/v1/convert",
        {
            ("amount",): AMOUNTS,
            ("to", "unit"): CONVERTED_UNITS,
            ("to", "of"): _optional(SUBSTANCES),
            ("strength",): _optional(STRENGTHS),
        },
    ),
    "egfr": (
        "/v1/egfr",
        {
            ("age",): [quantity(50, "a"), *AGES, ABSENT],
            ("sex",): ["female", "male", ABSENT],
            ("creatinine",): [quantity(1.1, "mg/dL"), *CREATININES, ABSENT],
            ("height",): _optional(HEIGHTS),
            ("weight",): _optional(WEIGHTS),
        },
    ),
}
