"""Bounds of quantities: the first unit's, scaled exactly and rounded down to 6 significant digits."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, Context, Decimal
from fractions import Fraction

import pytest

from dosing.core.ucum import UNITS
from dosing.formulary.kidney import KIDNEY
from dosing.formulary.substances import SUBSTANCES
from dosing.wire import quantity as wire

_SIX = Context(prec=6, rounding=ROUND_DOWN)
#: "> 0" means at least so much of the first unit.
LEAST = Decimal("0.000001")
_ELEMENT = Fraction(SUBSTANCES["magnesium"].molar_mass)
_HEAVIEST = max(Fraction(substance.molar_mass) for substance in SUBSTANCES.values())
_CREATININE = Fraction(KIDNEY.micromolar)


def _by_factors(bounds: wire.Bounds) -> dict[str, Fraction]:
    """How many of each unit one of the first is."""
    first = Fraction(UNITS[next(iter(bounds))].factor)
    return {unit: first / Fraction(UNITS[unit].factor) for unit in bounds}


def _rounded_down(value: Fraction) -> float:
    return float(_SIX.divide(Decimal(value.numerator), Decimal(value.denominator)))


#: Field by field: its bounds, the two bounds of the first unit, and how many of each unit one of the first is.
FIELDS: dict[str, tuple[wire.Bounds, str, str, Mapping[str, Fraction]]] = {
    "age": (wire.AGE, "0", "130", _by_factors(wire.AGE)),
    "single dose": (wire.SINGLE_DOSE, "0.000001", "1000", _by_factors(wire.SINGLE_DOSE)),
    "daily dose": (wire.DAILY_DOSE, "0", "1000", _by_factors(wire.DAILY_DOSE)),
    "tapered dose": (wire.TAPERED_DOSE, "0.000001", "480", _by_factors(wire.TAPERED_DOSE)),
    "daily volume": (wire.DAILY_VOLUME, "0.000001", "1000", _by_factors(wire.DAILY_VOLUME)),
    "strength": (wire.STRENGTH, "0.000001", "1000", _by_factors(wire.STRENGTH)),
    "weekly dose": (wire.WEEKLY_DOSE, "0.000001", "500", _by_factors(wire.WEEKLY_DOSE)),
    "eGFR": (wire.EGFR, "0", "200", _by_factors(wire.EGFR)),
    "height": (wire.HEIGHT, "0.000001", "300", _by_factors(wire.HEIGHT)),
    "weight": (wire.WEIGHT, "0.000001", "500", _by_factors(wire.WEIGHT)),
    "serum magnesium": (
        wire.SERUM_MAGNESIUM,
        "0",
        "20",
        {"mmol/L": Fraction(1), "mg/dL": _ELEMENT / 10, "meq/L": Fraction(2)},
    ),
    "potassium": (wire.POTASSIUM, "0", "20", {"mmol/L": Fraction(1), "meq/L": Fraction(1)}),
}


@pytest.mark.parametrize("field", FIELDS)
def test_the_bounds_of_a_unit_are_those_of_the_first_scaled_and_rounded_down_to_6_digits(field: str) -> None:
    bounds, least, most, factors = FIELDS[field]
    assert set(bounds) == set(factors)
    for unit, ends in bounds.items():
        scaled = tuple(_rounded_down(Fraction(end) * factors[unit]) for end in (least, most))
        assert ends == scaled, unit


@pytest.mark.parametrize(
    ("bounds", "unit", "most"),
    [
        (wire.AGE, "wk", 6783.21),
        (wire.AGE, "d", 47482.5),
        (wire.HEIGHT, "[in_i]", 118.11),
        (wire.CREATININE, "mg/dL", 56.561),
        (wire.CREATININE, "umol/L", 5000),
        (wire.DAILY_VOLUME, "[tbs_m]/d", 66.6666),
        (wire.MAGNESIUM_DOSE, "mmol/d", 248),
        (wire.MAGNESIUM_DOSE, "meq/d", 496),
        (wire.MAGNESIUM_DOSE, "mg/d", 10_000),
        (wire.MAGNESIUM_DOSE, "g/d", 10),
        (wire.MAGNESIUM_PRODUCT, "mmol", 100),
        (wire.INFUSED, "g", 500),
        (wire.INFUSED, "mL", 10_000),
        (wire.CONVERTED, "mg", 1_000_000),
        (wire.CONVERTED, "g", 1000),
        (wire.CONVERTED, "ug", 1e9),
        (wire.CONVERTED, "mmol", 25_000),
        (wire.CONVERTED, "meq", 50_000),
        (wire.CONVERTED, "mL", 10_000),
        (wire.CONVERTED, "L", 10),
    ],
)
def test_the_documented_examples_hold(bounds: wire.Bounds, unit: str, most: float) -> None:
    assert bounds[unit][1] == most


def test_creatinine_is_bounded_by_5000_umol_per_l_and_its_least_by_the_first_unit() -> None:
    least_mg, most_mg = wire.CREATININE["mg/dL"]
    least_umol, most_umol = wire.CREATININE["umol/L"]
    assert most_mg == _rounded_down(Fraction(most_umol) / _CREATININE)
    assert (Decimal(repr(least_mg)), least_umol) == (LEAST, _rounded_down(Fraction(LEAST) * _CREATININE))


def test_248_mmol_a_day_are_10000_mg_of_the_oxide_rounded_down_and_496_meq_twice_that() -> None:
    millimoles = Fraction(10_000) / Fraction(SUBSTANCES["magnesium-oxide"].molar_mass)
    assert wire.MAGNESIUM_DOSE["mmol/d"][1] == int(millimoles)
    assert wire.MAGNESIUM_DOSE["meq/d"][1] == 2 * int(millimoles)


@pytest.mark.parametrize("bounds", [wire.MAGNESIUM_DOSE, wire.MAGNESIUM_PRODUCT], ids=["dose", "product"])
def test_the_least_magnesium_is_a_millionth_of_a_millimole_of_the_element_in_every_unit(bounds: wire.Bounds) -> None:
    least = {unit.removesuffix("/d"): ends[0] for unit, ends in bounds.items()}
    assert least == {
        "mmol": 1e-6,
        "meq": 2e-6,
        "mg": float(LEAST * SUBSTANCES["magnesium"].molar_mass),
        "g": float(LEAST * SUBSTANCES["magnesium"].molar_mass / 1000),
    }


def test_a_product_holds_up_to_100_mmol_which_are_4030_4_mg_of_the_oxide() -> None:
    most = {unit: ends[1] for unit, ends in wire.MAGNESIUM_PRODUCT.items()}
    oxide = 100 * SUBSTANCES["magnesium-oxide"].molar_mass
    assert most == {"mmol": 100, "meq": 200, "mg": float(oxide), "g": float(oxide / 1000)}


def test_the_least_infusion_is_a_millionth_of_a_gram_in_the_strongest_solution() -> None:
    assert wire.INFUSED == {"g": (1e-6, 500), "mL": (4e-6, 10_000)}


def test_the_least_converted_amount_is_a_millionth_of_a_milligram_of_the_heaviest_substance() -> None:
    assert wire.CONVERTED["mmol"][0] == pytest.approx(float(Fraction(LEAST) / _HEAVIEST), rel=1e-4)
    assert wire.CONVERTED["meq"][0] == pytest.approx(2 * wire.CONVERTED["mmol"][0], rel=1e-5)


@pytest.mark.parametrize("field", FIELDS)
def test_units_are_a_closed_list_and_the_least_is_never_over_the_most(field: str) -> None:
    bounds = FIELDS[field][0]
    assert set(bounds) <= set(UNITS)
    assert all(least < most for least, most in bounds.values())
