"""The worked examples of the two plain calculations."""

from fractions import Fraction
from typing import Any

import pytest

from . import answer


def egfr_body(sex: str, age: float, creatinine: float, unit: str = "mg/dL") -> dict[str, Any]:
    return {
        "sex": sex,
        "age": {"value": age, "unit": "a"},
        "creatinine": {"value": creatinine, "unit": unit},
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (egfr_body("male", 50, 1.1), "81.78"),
        (egfr_body("female", 55, 0.9), "75.50"),
        (egfr_body("female", 18, 0.7), "128.48"),
        (egfr_body("male", 45, 0.9), "107.34"),
        (egfr_body("male", 70, 200, "umol/L"), "30.40"),
        (egfr_body("female", 70, 200, "umol/L"), "22.75"),
        (egfr_body("male", 80, 2.2), "29.54"),
        ({**egfr_body("male", 10, 1.0), "height": {"value": 140, "unit": "cm"}}, "57.82"),
    ],
)
def test_egfr_table(body: dict[str, Any], expected: str) -> None:
    found = answer("/v1/egfr", body)
    assert found["status"] == "ok"
    assert f"{float(found['egfr']['value']):.2f}" == expected


@pytest.mark.parametrize(
    ("body", "weight", "expected"),
    [
        (egfr_body("male", 50, 1.1), 80, "90.91"),
        (egfr_body("female", 70, 200, "umol/L"), 60, "21.92"),
    ],
)
def test_clearance_table(body: dict[str, Any], weight: float, expected: str) -> None:
    found = answer("/v1/egfr", {**body, "weight": {"value": weight, "unit": "kg"}})
    assert f"{float(found['creatinine_clearance']['value']):.2f}" == expected


def test_band_of_the_table() -> None:
    assert answer("/v1/egfr", egfr_body("male", 80, 2.2))["band"] == "avoid"
    assert answer("/v1/egfr", egfr_body("male", 70, 200, "umol/L"))["band"] == "reduced"


def test_egfr_without_a_creatinine_asks() -> None:
    found = answer("/v1/egfr", {"age": {"value": 50, "unit": "a"}})
    assert found["missing"] == [["/creatinine", "/sex"]]


@pytest.mark.parametrize(
    ("amount", "to", "expected"),
    [
        ((12, "mmol", "magnesium"), ("mg", "magnesium-oxide"), "483.648"),
        ((24, "mmol", "magnesium"), ("mg", "magnesium-oxide"), "967.296"),
        ((12, "mmol", "magnesium"), ("mg", "magnesium"), "291.66"),
        ((24, "mmol", "magnesium"), ("mg", "magnesium"), "583.32"),
        ((12, "mmol", "magnesium"), ("meq", "magnesium"), "24"),
    ],
)
def test_magnesium_forms(amount: tuple[float, str, str], to: tuple[str, str], expected: str) -> None:
    body = {
        "amount": dict(zip(("value", "unit", "of"), amount, strict=True)),
        "to": {"unit": to[0], "of": to[1]},
    }
    assert answer("/v1/convert", body)["result"]["value"] == Fraction(expected)


def test_exact_fraction_is_taken_back() -> None:
    amount = {"value": 11.9094878920206, "unit": "mmol", "of": "magnesium", "exact": "30000/2519"}
    to = {"unit": "mg", "of": "magnesium-oxide"}
    assert answer("/v1/convert", {"amount": amount, "to": to})["result"]["value"] == 480
    wrong = {**amount, "value": 11.9094878920207}
    found = answer("/v1/convert", {"amount": wrong, "to": to})
    assert found == {"status": "needs_input", "missing": [["/amount/exact"]]}


def test_volume_needs_a_strength() -> None:
    body: dict[str, Any] = {
        "amount": {"value": 15, "unit": "mL", "of": "magnesium-hydroxide"},
        "to": {"unit": "mg"},
    }
    assert answer("/v1/convert", body)["missing"] == [["/strength"]]
    body["strength"] = {"value": 80, "unit": "mg/mL"}
    assert answer("/v1/convert", body)["result"]["value"] == 1200
