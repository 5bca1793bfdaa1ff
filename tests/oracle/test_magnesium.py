"""The worked examples of both magnesium drugs."""

from typing import Any

import pytest

from . import answer
from .examples import ADULT, rules_in

LOW_MAGNESIUM = {"serum_magnesium": {"value": 0.6, "unit": "mmol/L"}}


def magnesium(value: float, unit: str, of: str, **patient: object) -> dict[str, Any]:
    body = {
        "patient": {**ADULT, **LOW_MAGNESIUM, **patient},
        "daily_dose": {"value": value, "unit": unit, "of": of},
    }
    return answer("/v1/schedules/magnesium-oxide", body)


def test_magnesium_oxide_limits() -> None:
    assert magnesium(24, "mmol/d", "magnesium")["status"] == "ok"
    assert magnesium(24.0001, "mmol/d", "magnesium")["status"] == "refused"
    assert magnesium(960, "mg/d", "magnesium")["status"] == "refused"
    found = magnesium(480, "mg/d", "magnesium-oxide")
    assert rules_in(found) == {"magnesium-oxide.nominal", "magnesium-oxide.whole-products"}
    assert rules_in(magnesium(12, "mmol/d", "magnesium")) == set()
    serum = {"value": 0.75, "unit": "mmol/L"}
    found = magnesium(12, "mmol/d", "magnesium", serum_magnesium=serum)
    assert found["status"] == "needs_review"


def test_magnesium_oxide_is_made_of_whole_products() -> None:
    step = magnesium(12, "mmol/d", "magnesium")["steps"][0]
    assert [(entry["strength"]["value"], entry["per_day"]) for entry in step["products"]] == [(4, 3)]


@pytest.mark.parametrize(("strength", "low", "high"), [(80, 15, 30), (160, 7.5, 15), (240, 5, 10)])
def test_magnesium_hydroxide_range(strength: float, low: float, high: float) -> None:
    patient = {"age": {"value": 8, "unit": "a"}, "conditions": {"kidney_disease": False}}
    body = {"patient": patient, "strength": {"value": strength, "unit": "mg/mL"}}
    volume = answer("/v1/schedules/magnesium-hydroxide", body)["steps"][0]["volume"]
    assert volume["low"]["value"] == low
    assert volume["high"]["value"] == high
