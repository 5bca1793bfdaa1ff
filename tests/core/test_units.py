"""The table of units is what pint says, exactly; every unit on the wire is in it; and no request waits for pint."""

import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from dosing import units
from dosing.core.ucum import UNITS
from dosing.wire import quantity

ROOT = Path(__file__).parents[2]
RESOLVED = units.resolved()
BOUNDS = {name: value for name, value in vars(quantity).items() if name[0] != "_" and isinstance(value, dict)}


@pytest.mark.parametrize("code", UNITS)
def test_each_factor_is_the_one_that_pint_has_to_the_last_digit(code: str) -> None:
    assert Fraction(UNITS[code].factor) == RESOLVED[code]


def test_every_code_is_spelled_for_pint_and_none_besides() -> None:
    assert set(units.SPELLED) == set(UNITS) == set(RESOLVED)


def test_each_kind_has_a_unit_of_its_own() -> None:
    kinds = {unit.kind for unit in UNITS.values()}
    assert {unit.kind for unit in UNITS.values() if unit.factor == 1} == kinds


@pytest.mark.parametrize("field", BOUNDS)
def test_each_unit_of_a_field_on_the_wire_is_in_the_table(field: str) -> None:
    assert set(BOUNDS[field]) <= set(UNITS)


def test_the_wire_has_bounds_for_17_kinds_of_quantity() -> None:
    assert len(BOUNDS) == 17
    assert {"AGE", "DAILY_DOSE", "MAGNESIUM_DOSE", "CONVERTED"} <= set(BOUNDS)


@pytest.mark.parametrize("field", [name for name in BOUNDS if name != "CONVERTED"])
def test_each_upper_bound_is_the_first_units_scaled_and_rounded_down_to_6_digits(field: str) -> None:
    """But for amounts of magnesium and albumin, which are fixed in each unit."""
    first, *others = BOUNDS[field]
    for unit in others:
        if UNITS[unit].kind != UNITS[first].kind:
            continue
        scaled = Fraction(str(BOUNDS[field][first][1])) * Fraction(UNITS[first].factor) / Fraction(UNITS[unit].factor)
        digit = Fraction(10) ** (len(str(int(scaled))) - 6) if scaled >= 1 else Fraction(1, 10**6)
        bound = Fraction(str(BOUNDS[field][unit][1]))
        assert scaled - digit < bound <= scaled, unit


def test_serving_requests_never_imports_pint() -> None:
    asks = (
        "import json, sys\n"
        "from tests.interfaces.client import Client\n"
        "body = {'amount': {'value': 1, 'unit': 'g', 'of': 'magnesium'}, 'to': {'unit': 'mmol'}}\n"
        "with Client() as client:\n"
        "    assert client.post('/v1/convert', json.dumps(body).encode()).status_code == 200\n"
        "print('pint' in sys.modules)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "False"


def test_importing_the_application_does_not_import_pint() -> None:
    asks = "import sys, dosing.api.app; print('pint' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "False"
