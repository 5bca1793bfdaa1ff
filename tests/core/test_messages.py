"""What a finding says: the rule as what must be, what is there instead, and what to do."""

import pytest

from tests.edges import CHECK, Json, ask

EGFR = "mL/min/{1.73_m2}"


def _message(order: Json, rule: str) -> str:
    found: str = next(finding["message"] for finding in ask(CHECK, order)["findings"] if finding["rule"] == rule)
    return found


def _baclofen(patient: Json, *milligrams: float) -> Json:
    return {
        "drug": "baclofen",
        "patient": patient,
        "phases": [{"doses": [{"value": each, "unit": "mg"} for each in milligrams]}],
    }


def _egfr(value: float, **more: str) -> Json:
    return {"egfr": {"value": value, "unit": EGFR, **more}}


@pytest.mark.parametrize(
    ("order", "rule", "says"),
    [
        (_baclofen({}, 20, 20), "baclofen.daily-max", "A day's baclofen must be at most 30 mg/d. Here: 40 mg/d."),
        (_baclofen({}, 5), "baclofen.age.known", "The age must be known: it decides the dose. Here: not known."),
        (_baclofen({}, 7.5, 5), "baclofen.whole-tablets", "Here: 7.5 mg."),
        (_baclofen({"age": {"value": 204, "unit": "mo"}}, 5), "baclofen.age", "Here: 204 months."),
        (_baclofen(_egfr(15, comparator="<"), 5), "baclofen.kidney", "Here: <15 mL/min/1.73 m²."),
        (_baclofen({**_egfr(90), "dialysis": True}, 5), "baclofen.kidney", "Here: on dialysis."),
        (
            _baclofen({"taking": {"statin": True, "diuretic": True, "beta_blocker": False}}, 5),
            "cramp.provoking-drug",
            "Here: diuretic, statin. Review whether it is still needed.",
        ),
    ],
)
def test_a_finding_says_what_must_be_and_what_is_there_instead(order: Json, rule: str, says: str) -> None:
    assert says in _message(order, rule)


@pytest.mark.parametrize(
    ("milligrams", "says"),
    [
        (200, "Here: 12 mmol/d of magnesium. The nearest that they make: 9.92457324335054 mmol/d"),
        (1000, "whole products in stock. Here: 12 mmol/d of magnesium."),
    ],
)
def test_the_nearest_that_products_make_are_named_if_there_are_any(milligrams: float, says: str) -> None:
    product = {"value": milligrams, "unit": "mg", "of": "magnesium-oxide"}
    daily = {"value": 12, "unit": "mmol/d", "of": "magnesium"}
    order = {"drug": "magnesium-oxide", "patient": {}, "daily_dose": daily, "products": [product]}
    message = _message(order, "magnesium-oxide.whole-products")
    assert says in message
    assert message.endswith(".")
    assert ("The nearest" in message) == (milligrams == 200)


def test_on_dialysis_no_egfr_is_shown_as_the_reason() -> None:
    findings = ask(CHECK, _baclofen({**_egfr(90), "dialysis": True}, 5))["findings"]
    kidney = next(finding for finding in findings if finding["rule"] == "baclofen.kidney")
    assert "observed" not in kidney


@pytest.mark.parametrize(
    ("order", "why"),
    [
        ({"drug": "other", "name": "Baclofen"}, "It is ordered as drug `baclofen`, with its doses, not by name."),
        ({"drug": "other", "name": "aspirin"}, "No rule is about a drug of this name"),
        ({**_baclofen({}, 5), "indication": "other"}, "The rules of baclofen are about these indications only"),
    ],
)
def test_what_is_not_covered_says_why(order: Json, why: str) -> None:
    assert ask(CHECK, order)["why"].startswith(why)
