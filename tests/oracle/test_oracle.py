"""The worked examples of the documents, held against the oracle itself."""

from fractions import Fraction
from typing import Any

import pytest

from . import answer

ADULT = {"age": {"value": 50, "unit": "a"}, "egfr": {"value": 90, "unit": "mL/min/{1.73_m2}"}}
OLDER = {**ADULT, "age": {"value": 70, "unit": "a"}}
REDUCED = {**ADULT, "egfr": {"value": 45, "unit": "mL/min/{1.73_m2}"}}
LOW_MAGNESIUM = {"serum_magnesium": {"value": 0.6, "unit": "mmol/L"}}


def egfr_body(sex: str, age: float, creatinine: float, unit: str = "mg/dL") -> dict[str, Any]:
    return {
        "sex": sex,
        "age": {"value": age, "unit": "a"},
        "creatinine": {"value": creatinine, "unit": unit},
    }


def rules_in(found: dict[str, Any]) -> set[str]:
    return {finding["rule"] for finding in found["findings"]}


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
def test_magnesium_forms(
    amount: tuple[float, str, str], to: tuple[str, str], expected: str
) -> None:
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


def magnesium(value: float, unit: str, of: str, **patient: Any) -> dict[str, Any]:
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
    assert [(entry["strength"]["value"], entry["per_day"]) for entry in step["products"]] == [
        (4, 3)
    ]


@pytest.mark.parametrize(("strength", "low", "high"), [(80, 15, 30), (160, 7.5, 15), (240, 5, 10)])
def test_magnesium_hydroxide_range(strength: float, low: float, high: float) -> None:
    patient = {"age": {"value": 8, "unit": "a"}, "conditions": {"kidney_disease": False}}
    body = {"patient": patient, "strength": {"value": strength, "unit": "mg/mL"}}
    volume = answer("/v1/schedules/magnesium-hydroxide", body)["steps"][0]["volume"]
    assert volume["low"]["value"] == low
    assert volume["high"]["value"] == high


def albumin(grams: float, product: str, **more: Any) -> dict[str, Any]:
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
        "infusions": [
            {"day": day, "amount": {"value": grams, "unit": "g"}} for day, grams in infusions
        ],
    }
    found = answer("/v1/orders/check", body)
    days = [f["day"] for f in found["findings"] if f["rule"] == "albumin.weekly-max"]
    assert days == [1]


def other(name: str, **more: Any) -> dict[str, Any]:
    return answer("/v1/orders/check", {"drug": "other", "name": name, **more})


def test_other_drugs() -> None:
    assert other("Quinine")["missing"] == [["/indication"]]
    assert other("quinine", indication="muscle-cramps")["status"] == "refused"
    assert other("quinine", indication="other")["status"] == "not_covered"
    assert other("aspirin")["status"] == "not_covered"
    taken = {"taking": {"quinine": True}}
    assert other("macrolide", patient=taken)["status"] == "needs_review"
    ack = [{"rule": "quinine.interactions", "reason": "agreed"}]
    assert other("macrolide", patient=taken, acknowledged=ack)["status"] == "not_covered"
    assert other("benzodiazepine", patient=OLDER)["status"] == "needs_review"
