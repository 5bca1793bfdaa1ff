"""Hypothesis strategies for quantities as JSON: landmarks of the rules, their neighbours, anything within bounds."""

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from dosing.core.ucum import UNITS
from dosing.wire import quantity as wire

Json = dict[str, Any]
Jsons = st.SearchStrategy[Json]
#: Numbers of a unit that mean something: ends of limits, and what people order.
Landmarks = Mapping[str, Sequence[float]]

COMPARATORS = ("<", ">")
_DIGITS = ".15g"


def scaled(bounds: wire.Bounds, *values: float | str) -> Landmarks:
    """Values of the first unit, exactly so in every other."""
    first = UNITS[next(iter(bounds))].factor
    return {unit: [float(Decimal(str(value)) * first / UNITS[unit].factor) for value in values] for unit in bounds}


def with_neighbours(values: Iterable[float]) -> list[float]:
    """Each value, the doubles next to it, and those a millionth of it away."""
    around: dict[float, None] = {}
    for value in values:
        around[value] = None
        for near in (value * (1 - 1e-6), value * (1 + 1e-6)):
            around[float(format(near, _DIGITS))] = None
        around[math.nextafter(value, -math.inf)] = around[math.nextafter(value, math.inf)] = None
    return list(around)


@st.composite
def _plain(draw: st.DrawFn, least: float, most: float) -> float:
    """A number of a few digits."""
    places = draw(st.sampled_from((0, 0, 1, 3)))
    low, high = math.ceil(least * 10**places), math.floor(most * 10**places)
    return draw(st.integers(low, high)) / 10**places if low <= high else least


def numbers(least: float, most: float, landmarks: Sequence[float] = ()) -> st.SearchStrategy[float]:
    """A landmark two times out of four, else a plain number or any double."""
    near = [value for value in with_neighbours(landmarks) if least <= value <= most]
    exact = [value for value in landmarks if least <= value <= most]
    drawn = [_plain(least, most), st.floats(least, most, allow_subnormal=False)]
    if near:
        drawn = [st.sampled_from(exact), st.sampled_from(near), *drawn]
    return st.one_of(drawn)


def quantities(
    bounds: wire.Bounds, landmarks: Landmarks, *, of: Mapping[str, Sequence[str]] | None = None, compared: bool = False
) -> Jsons:
    """A quantity in any unit of its field; `of` says which substances it may be of, and `""` stands for other units."""
    units = []
    for unit, (least, most) in bounds.items():
        fields: dict[str, st.SearchStrategy[Any]] = {
            "value": numbers(least, most, landmarks.get(unit, ())),
            "unit": st.just(unit),
        }
        if of is not None:
            fields["of"] = st.sampled_from(of.get(unit, of[""]))
        optional = {"comparator": st.sampled_from(COMPARATORS)} if compared else {}
        plain: Jsons = st.fixed_dictionaries(fields)
        with_more: Jsons = st.fixed_dictionaries(fields, optional=optional)
        units.append(st.one_of(plain, plain, with_more) if compared else plain)
    # The first unit of a field is the usual one.
    return st.one_of(units[0], *units)


_OXIDE = ("magnesium", "magnesium-oxide")
_OF_OXIDE = {"": _OXIDE, **dict.fromkeys(("mmol/d", "meq/d", "mmol", "meq"), ("magnesium",))}
SUBSTANCES = ("magnesium", "magnesium-oxide", "magnesium-hydroxide")

AGES = quantities(wire.AGE, scaled(wire.AGE, 0, 1, 6, 10, 12, 18, 40, 50, 65, 70, 80, 130))
ADULT_AGES = quantities({"a": (18, 130)}, {"a": (18, 40, 50, 64, 65, 70, 80)})
CHILD_AGES = quantities({"a": (6, 11), "mo": (72, 143)}, {"a": (6, 8, 11), "mo": (72, 143)})
SINGLE_DOSES = quantities(wire.SINGLE_DOSE, scaled(wire.SINGLE_DOSE, "0.5", "2.5", 5, 10, 15, 20, 40))
DAILY_DOSES = quantities(wire.DAILY_DOSE, scaled(wire.DAILY_DOSE, 0, 3, 5, "7.5", 10, 15, 20, 25, 30, 40, 80))
TAPERED_DOSES = quantities(wire.TAPERED_DOSE, scaled(wire.TAPERED_DOSE, "2.5", 3, 5, 10, 15, 20, 25, 30, 80, 480))
MAGNESIUM_DOSES = quantities(
    wire.MAGNESIUM_DOSE,
    {
        "mmol/d": (4, 8, 12, 16, 20, 24, 36),
        "meq/d": (8, 24, 48, 72),
        "mg/d": (160, 291.66, 400, 480, 483.648, 583.32, 800, 960, 967.296),
        "g/d": (0.48, 0.483648, 0.96, 0.967296),
    },
    of=_OF_OXIDE,
)
MAGNESIUM_PRODUCTS = quantities(
    wire.MAGNESIUM_PRODUCT,
    {"mmol": (4, 10), "meq": (8, 20), "mg": (160, 161.216, 400, 500), "g": (0.16, 0.4)},
    of=_OF_OXIDE,
)
DAILY_VOLUMES = quantities(wire.DAILY_VOLUME, scaled(wire.DAILY_VOLUME, 5, "7.5", 10, 15, 20, 30, 45))
STRENGTHS = quantities(wire.STRENGTH, scaled(wire.STRENGTH, 80, 160, 240))
USUAL_VOLUMES = quantities({"mL/d": (5, 30), "[tsp_m]/d": (1, 6)}, {"mL/d": (5, 7.5, 10, 15, 30), "[tsp_m]/d": (1, 3)})
USUAL_STRENGTHS = quantities({"mg/mL": (80, 240)}, {"mg/mL": (80, 160, 240)})
INFUSED = quantities(wire.INFUSED, {"g": (10, 12.5, 20, 25, 30, 40), "mL": (50, 80, 100, 160, 200, 400, 800)})
WEEKLY_DOSES = quantities(wire.WEEKLY_DOSE, {"g/wk": (10, 12.5, 20, 25, 30, 37.5, 40)})
EGFRS = quantities(wire.EGFR, {next(iter(wire.EGFR)): (15, 25, 30, 35, 45, 55, 60, 65, 90)}, compared=True)
CREATININES = quantities(
    wire.CREATININE,
    {"mg/dL": (0.5, 0.7, 0.9, 1.1, 1.4, 2.2, 5), "umol/L": (61.88, 79.56, 100, 200, 442)},
    compared=True,
)
SERUM_MAGNESIUMS = quantities(
    wire.SERUM_MAGNESIUM,
    {"mmol/L": (0.5, 0.6, 0.7, 0.85, 1), "mg/dL": (1.2, 1.4, 1.7, 2.4), "meq/L": (1, 1.2, 1.4, 2)},
    compared=True,
)
LOW_MAGNESIUMS = quantities({"mmol/L": (0.5, 0.69), "mg/dL": (1.2, 1.69), "meq/L": (1, 1.39)}, {"mmol/L": (0.5, 0.6)})
POTASSIUMS = quantities(wire.POTASSIUM, {"mmol/L": (3.5, 4), "meq/L": (3.5, 4)}, compared=True)
HEIGHTS = quantities(wire.HEIGHT, scaled(wire.HEIGHT, 140, 170))
WEIGHTS = quantities(wire.WEIGHT, scaled(wire.WEIGHT, 60, 80))
CONVERTED = quantities(
    wire.CONVERTED,
    {"mg": (400, 480, 960), "mmol": (4, 12, 24), "meq": (24, 48), "mL": (5, 15, 30), "g": (0.4,)},
    of={"": SUBSTANCES},
)
