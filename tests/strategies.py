"""Hypothesis strategies for every request, as JSON that fits its schema.

`patients()` is anyone of whom anything may be known; `treatable(drug)` is one for whom a schedule has a chance.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, get_args

from hypothesis import strategies as st

from dosing.core.exact import to_digits
from dosing.wire import quantity as wire
from dosing.wire.confirm_rules import ConfirmRule
from dosing.wire.patient import Conditions, Taking
from tests import quantities as some
from tests.quantities import Json, Jsons

CONFIRM_RULES: tuple[str, ...] = get_args(ConfirmRule)
CONDITIONS = Conditions.__struct_fields__
TAKING = tuple(name for name in Taking.__struct_fields__ if name != "baclofen")
INDICATIONS = ("muscle-cramps", "hypomagnesemia", "other")
PRODUCTS = ("albumin-25", "albumin-20", "albumin-5")
#: Drugs ordered by name, names that only count for interactions, and names that are nothing here.
NAMED_DRUGS = (
    *("quinine", "quinidine", "opioid", "cyclobenzaprine", "benzodiazepine"),
    *("methocarbamol", "orphenadrine", "diuretic", "nsaid"),
)
NAMES = (*NAMED_DRUGS, "Quinine", "astemizole", "macrolide", "rifampin", "ritonavir", "aspirin", "baclofen")
_WHERE = ("/patient", "/target", "/current", "/phases/0", "/phases/1", "/daily_dose", "/nowhere")

Optional = Mapping[str, st.SearchStrategy[Any]]


def _whole(least: int, most: int, *landmarks: int) -> st.SearchStrategy[float]:
    """A whole number, now and then spelled as 6.0."""
    number = st.one_of(st.sampled_from(landmarks), st.integers(least, most))
    return st.one_of(number, number, number.map(float))


def _flags(names: tuple[str, ...]) -> st.SearchStrategy[Json]:
    """Some of the flags, most of them false."""
    return st.dictionaries(st.sampled_from(names), st.sampled_from((False, False, True)), max_size=4)


_WORDS = st.fixed_dictionaries(
    {"rule": st.sampled_from(CONFIRM_RULES), "reason": st.text("abc é", min_size=3, max_size=20)},
    optional={"where": st.sampled_from(_WHERE)},
)
#: A person who goes on whatever is said.
ALL_ACKNOWLEDGED = [{"rule": rule, "reason": "weighed"} for rule in CONFIRM_RULES]
ACKNOWLEDGED: st.SearchStrategy[list[Json]] = st.one_of(
    st.just([]), st.lists(_WORDS, max_size=4), st.just(ALL_ACKNOWLEDGED)
)
DATES = st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(str)
CONDITION_FLAGS = _flags(CONDITIONS)
TAKING_FLAGS: Jsons = st.one_of(
    _flags(TAKING), st.builds(lambda flags, dose: {**flags, "baclofen": dose}, _flags(TAKING), some.DAILY_DOSES)
)


_ESTIMATED: Optional = {
    "age": some.AGES,
    "sex": st.sampled_from(("female", "male")),
    "creatinine": some.CREATININES,
    "height": some.HEIGHTS,
    "weight": some.WEIGHTS,
}
_REPORTED: Optional = {
    "egfr": some.EGFRS,
    "dialysis": st.booleans(),
    "serum_magnesium": some.SERUM_MAGNESIUMS,
    "potassium": some.POTASSIUMS,
    "conditions": CONDITION_FLAGS,
    "taking": TAKING_FLAGS,
}


def patients() -> Jsons:
    """Anyone: every fact may be missing."""
    return st.fixed_dictionaries({}, optional={**_ESTIMATED, **_REPORTED})


_EGFR = "mL/min/{1.73_m2}"
_KIDNEY = st.fixed_dictionaries({"egfr": some.quantities({_EGFR: (30, 200)}, {_EGFR: (30, 45, 60, 65, 90)})})
_COMPUTED = st.fixed_dictionaries(
    {"sex": st.sampled_from(("female", "male")), "creatinine": some.quantities({"mg/dL": (0.3, 1.5)}, {})}
)
_MEASURED = st.just({"egfr": {"value": 90, "unit": _EGFR, "comparator": ">"}})
_FURTHER: Jsons = st.fixed_dictionaries(
    {}, optional={"dialysis": st.just(value=False), "potassium": some.POTASSIUMS, "taking": TAKING_FLAGS}
)


def treatable(drug: str) -> Jsons:
    """A patient of the drug whose facts are known, and of whom little but the kidneys speaks against it."""
    is_for_children = drug == "magnesium-hydroxide"
    needed = {"age": some.CHILD_AGES if is_for_children else some.ADULT_AGES, "conditions": CONDITION_FLAGS}
    if drug == "magnesium-oxide":
        needed["serum_magnesium"] = some.LOW_MAGNESIUMS
    if drug == "albumin":
        needed["conditions"] = CONDITION_FLAGS.map(lambda flags: {**flags, "cirrhosis": True})
    kidney = (_KIDNEY, _MEASURED) if is_for_children else (_KIDNEY, _MEASURED, _COMPUTED)
    return st.builds(
        lambda facts, known, more: {**facts, **known, **more},
        st.fixed_dictionaries(needed),
        st.one_of(kidney),
        _FURTHER,
    )


def _anyone(drug: str) -> Jsons:
    return st.one_of(patients(), treatable(drug))


def _current(doses: Jsons) -> Jsons:
    days = _whole(0, 3650, 0, 6, 7, 13, 14, 90)
    return st.fixed_dictionaries({"daily_dose": doses}, optional={"days_at_dose": days, "days_on_drug": days})


_TABLETS = st.lists(some.SINGLE_DOSES, min_size=1, max_size=4)
_MORE: Optional = {"start_date": DATES, "acknowledged": ACKNOWLEDGED}


def baclofen_schedules(patient: Jsons | None = None) -> Jsons:
    """Requests for a titration."""
    return st.fixed_dictionaries(
        {"patient": _anyone("baclofen") if patient is None else patient},
        optional={"current": _current(some.DAILY_DOSES), "target": some.DAILY_DOSES, "tablets": _TABLETS, **_MORE},
    )


def baclofen_tapers(patient: Jsons | None = None) -> Jsons:
    """Requests for a taper."""
    return st.fixed_dictionaries(
        {"patient": _anyone("baclofen") if patient is None else patient, "current": _current(some.TAPERED_DOSES)},
        optional={"tablets": _TABLETS, **_MORE},
    )


_AMOUNT: Optional = {
    "products": st.lists(some.MAGNESIUM_PRODUCTS, min_size=1, max_size=4),
    "acknowledged": ACKNOWLEDGED,
}


def magnesium_oxide_schedules(patient: Jsons | None = None) -> Jsons:
    """Requests for a daily amount in products."""
    return st.fixed_dictionaries(
        {"patient": _anyone("magnesium-oxide") if patient is None else patient, "daily_dose": some.MAGNESIUM_DOSES},
        optional=_AMOUNT,
    )


_DAYS = _whole(1, 3650, 1, 6, 7, 8, 14)
_VOLUME: Optional = {"strength": some.STRENGTHS, "days": _DAYS, "acknowledged": ACKNOWLEDGED}


def magnesium_hydroxide_schedules(patient: Jsons | None = None) -> Jsons:
    """Requests for a volume, or for the documented range; half of them of a strength and a volume that are usual."""
    who = _anyone("magnesium-hydroxide") if patient is None else patient
    usual = st.fixed_dictionaries(
        {"patient": who, "strength": some.USUAL_STRENGTHS},
        optional={"daily_volume": some.USUAL_VOLUMES, "days": _DAYS, "acknowledged": ACKNOWLEDGED},
    )
    return st.one_of(
        usual, st.fixed_dictionaries({"patient": who}, optional={"daily_volume": some.DAILY_VOLUMES, **_VOLUME})
    )


def albumin_schedules(patient: Jsons | None = None) -> Jsons:
    """Requests for a plan of infusions."""
    return st.fixed_dictionaries(
        {
            "patient": _anyone("albumin") if patient is None else patient,
            "weekly_dose": some.WEEKLY_DOSES,
            "product": st.sampled_from(PRODUCTS),
        },
        optional={"infusions_per_week": _whole(1, 7, 1, 2, 3, 7), "weeks": _whole(1, 52, 1, 2, 4), **_MORE},
    )


_DOSES: st.SearchStrategy[list[Json]] = st.one_of(
    st.just([]),
    st.sampled_from((5, 10, 15, 20)).flatmap(lambda dose: st.just([{"value": dose, "unit": "mg"}])),
    st.lists(some.SINGLE_DOSES, max_size=4),
)
_PHASE = st.one_of(
    st.fixed_dictionaries({"doses": _DOSES, "days": _whole(1, 3650, 6, 7, 8, 14)}),
    st.fixed_dictionaries({"doses": _DOSES}),
)
_FALLS = st.lists(st.sampled_from(range(5, 50, 5)), min_size=1, max_size=5, unique=True).map(
    lambda doses: [[dose] for dose in sorted(doses, reverse=True)] + [[]]
)


@st.composite
def _falling(draw: st.DrawFn) -> list[Json]:
    """Phases that lead down to a stop, mostly slowly enough."""
    days = st.sampled_from((6, 7, 14, 14))
    return [{"doses": [{"value": dose, "unit": "mg"} for dose in doses], "days": draw(days)} for doses in draw(_FALLS)]


PHASES = st.one_of(st.lists(_PHASE, min_size=1, max_size=5), _falling())


def _order(drug: str, required: Mapping[str, st.SearchStrategy[Any]], optional: Optional, patient: str = "") -> Jsons:
    who = _anyone(patient or drug)
    every: Optional = {"indication": st.sampled_from(INDICATIONS), "acknowledged": ACKNOWLEDGED}
    fields = {"drug": st.just(drug), **required}
    return st.one_of(
        st.fixed_dictionaries({**fields, "patient": who}, optional={**every, **optional}),
        st.fixed_dictionaries(fields, optional={"patient": who, **every, **optional}),
    )


def baclofen_orders(phases: st.SearchStrategy[list[Json]]) -> Jsons:
    """Orders of these phases."""
    return _order("baclofen", {"phases": phases}, {"current": _current(some.DAILY_DOSES), "tablets": _TABLETS})


MAGNESIUM_OXIDE_ORDERS = _order(
    "magnesium-oxide", {"daily_dose": some.MAGNESIUM_DOSES}, {"at_night": st.booleans(), **_AMOUNT}
)
MAGNESIUM_HYDROXIDE_ORDERS = _order(
    "magnesium-hydroxide", {"daily_volume": some.DAILY_VOLUMES}, {"at_bedtime": st.booleans(), **_VOLUME}
)
_INFUSION = st.fixed_dictionaries({"day": _whole(1, 3650, 1, 7, 8, 14, 15), "amount": some.INFUSED})
ALBUMIN_ORDERS = _order(
    "albumin",
    {"product": st.sampled_from(PRODUCTS), "infusions": st.lists(_INFUSION, min_size=1, max_size=6)},
    {},
)
OTHER_ORDERS = _order(
    "other", {"name": st.one_of(st.sampled_from(NAMES), st.text(min_size=1, max_size=200))}, {}, "baclofen"
)

ORDERS: dict[str, Jsons] = {
    "baclofen": baclofen_orders(PHASES),
    "magnesium-oxide": MAGNESIUM_OXIDE_ORDERS,
    "magnesium-hydroxide": MAGNESIUM_HYDROXIDE_ORDERS,
    "albumin": ALBUMIN_ORDERS,
    "other": OTHER_ORDERS,
}
SCHEDULES: dict[str, Jsons] = {
    "/v1/schedules/baclofen": baclofen_schedules(),
    "/v1/schedules/baclofen-taper": baclofen_tapers(),
    "/v1/schedules/magnesium-oxide": magnesium_oxide_schedules(),
    "/v1/schedules/magnesium-hydroxide": magnesium_hydroxide_schedules(),
    "/v1/schedules/albumin": albumin_schedules(),
}


@st.composite
def _with_fraction(draw: st.DrawFn) -> Json:
    """An amount that no decimal ends, with its exact fraction; now and then the fraction of another number."""
    unit = draw(st.sampled_from(("mg", "mmol", "meq", "mL")))
    exact = Fraction(draw(st.integers(1, 10**6)), draw(st.sampled_from((3, 7, 2519, 40304, 58319))))
    value = to_digits(exact if draw(st.booleans()) else exact + 1)
    least, most = wire.CONVERTED[unit]
    return {
        "value": min(max(float(value), least), most),
        "unit": unit,
        "of": draw(st.sampled_from(some.SUBSTANCES)),
        "exact": f"{exact.numerator}/{exact.denominator}",
    }


CONVERSIONS: Jsons = st.fixed_dictionaries(
    {
        "amount": st.one_of(some.CONVERTED, some.CONVERTED, _with_fraction()),
        "to": st.fixed_dictionaries(
            {"unit": st.sampled_from(("mg", "g", "ug", "mmol", "meq", "mL", "L"))},
            optional={"of": st.sampled_from(some.SUBSTANCES)},
        ),
    },
    optional={"strength": some.STRENGTHS},
)
ESTIMATES: Jsons = st.fixed_dictionaries({}, optional=_ESTIMATED)
#: Every operation that answers about a drug: a name, its path, its requests.
ABOUT_DRUGS: dict[str, tuple[str, Jsons]] = {
    **{path: (path, requests) for path, requests in SCHEDULES.items()},
    **{f"order of {drug}": ("/v1/orders/check", requests) for drug, requests in ORDERS.items()},
}
#: Every operation.
REQUESTS: dict[str, tuple[str, Jsons]] = {
    **ABOUT_DRUGS,
    "/v1/orders/check-many": (
        "/v1/orders/check-many",
        st.fixed_dictionaries({"orders": st.lists(st.one_of(*ORDERS.values()), min_size=1, max_size=3)}),
    ),
    "/v1/convert": ("/v1/convert", CONVERSIONS),
    "/v1/egfr": ("/v1/egfr", ESTIMATES),
}
