"""The worked examples of albumin."""

from typing import Any

import pytest

from . import answer
from .examples import ADULT, rules_in


def albumin(grams: float, product: str, **more: object) -> dict[str, Any]:
    conditions = {"cirrhosis": True, "ascites": True}
    patient = {**ADULT, "conditions": conditions, "taking": {"diuretic": True}}
    dose = {"value": grams, "unit": "g/wk"}
    body = {"patient": patient, "weekly_dose": dose, "product": product, **more}
    return answer("/v1/schedules/albumin", body)


@pytest.mark.parametrize(
    ("product", "low", "high"),
    [("albumin-20", 100, 200), ("albumin-25", 80, 160), ("albumin-5", 400, 800)],
)
def test_albumin_volumes(product: str, low: int, high: int) -> None:
    for grams, millilitres in ((20, low), (40, high)):
        steps = albumin(grams, product)["steps"]
        assert len(steps) == 4
        assert [i["volume"]["value"] for i in steps[0]["infusions"]] == [millilitres]


def test_albumin_30_g_of_25_percent_has_no_whole_vials() -> None:
    found = albumin(30, "albumin-25", infusions_per_week=2)
    assert "albumin.whole-vials" in rules_in(found)
    infusions = found["steps"][1]["infusions"]
    assert [(i["day"], i["amount"]["value"]) for i in infusions] == [(8, 15), (11, 15)]
    assert "vials" not in infusions[0]
    assert albumin(40.5, "albumin-25")["status"] == "refused"


def test_albumin_7_consecutive_days() -> None:
    conditions = {"cirrhosis": True}
    infusions = [(1, 20), (4, 20), (7, 1), (12, 20)]
    body = {
        "drug": "albumin",
        "patient": {**ADULT, "conditions": conditions},
        "product": "albumin-20",
        "infusions": [{"day": day, "amount": {"value": grams, "unit": "g"}} for day, grams in infusions],
    }
    found = answer("/v1/orders/check", body)
    days = [f["day"] for f in found["findings"] if f["rule"] == "albumin.weekly-max"]
    assert days == [1]
