"""Units: exact factors, and what must not be converted into each other."""

from decimal import Decimal

import pytest

from dosing.core.ucum import UNITS, Unit, _unit, in_unit


@pytest.mark.parametrize(
    ("value", "unit", "target", "found"),
    [
        ("1", "a", "d", "365.25"),
        ("1", "a", "mo", "12"),
        ("1", "wk", "d", "7"),
        ("12", "mo", "a", "1"),
        ("216", "mo", "d", "6574.5"),
        ("0.03", "g/d", "mg/d", "30"),
        ("30000", "ug/d", "mg/d", "30"),
        ("1", "[tbs_m]", "mL", "15"),
        ("1", "[tsp_m]/d", "mL/d", "5"),
        ("80", "g/L", "mg/mL", "80"),
        ("1", "[lb_av]", "kg", "0.45359237"),
        ("1", "[in_i]", "cm", "2.54"),
        ("1", "m", "cm", "100"),
        ("5000", "umol/L", "mmol/L", "5"),
    ],
)
def test_a_unit_is_exactly_so_many_of_another(value: str, unit: str, target: str, found: str) -> None:
    assert in_unit(Decimal(value), unit, target) == Decimal(found)


@pytest.mark.parametrize(
    ("unit", "target"),
    [("mg", "mmol"), ("mg", "mg/d"), ("g", "g/wk"), ("mL/min", "mL/min/{1.73_m2}"), ("mmol", "meq"), ("mL", "mg")],
)
def test_what_measures_different_things_is_never_converted(unit: str, target: str) -> None:
    with pytest.raises(ValueError, match="measures"):
        in_unit(Decimal(1), unit, target)


def test_codes_are_case_sensitive_a_milligram_is_no_megagram() -> None:
    assert "MG" not in UNITS
    assert "ML" not in UNITS


def test_18_years_are_6574_and_a_half_days_and_65_years_23741_and_a_quarter() -> None:
    assert in_unit(Decimal(18), "a", "d") == Decimal("6574.5")
    assert in_unit(Decimal(65), "a", "d") == Decimal("23741.25")


def test_a_unit_of_no_stated_factor_is_the_one_that_its_kind_is_counted_in() -> None:
    assert _unit("mass") == Unit("mass", Decimal(1))
    assert _unit("mass", "0.001") == Unit("mass", Decimal("0.001"))
