"""An estimate of kidney function names what it was made from, and nothing that stood beside it."""

import pytest

from tests.edges import Json, ask

_GIVEN: Json = {
    "sex": "female",
    "creatinine": {"value": 0.5, "unit": "mg/dL"},
    "height": {"value": 140, "unit": "cm"},
}
_WEIGHT: Json = {"weight": {"value": 40, "unit": "kg"}}


@pytest.mark.parametrize(
    ("years", "more", "used"),
    [
        (18, {}, {"age", "sex", "creatinine"}),
        (18, _WEIGHT, {"age", "sex", "creatinine", "weight"}),
        (17.99, _WEIGHT, {"age", "creatinine", "height"}),
    ],
)
def test_the_facts_of_the_equation_from_18_years_and_under_are_named(years: float, more: Json, used: set[str]) -> None:
    answer = ask("/v1/egfr", {**_GIVEN, **more, "age": {"value": years, "unit": "a"}})
    assert answer["used"].keys() == used


def test_where_nothing_can_be_estimated_all_that_was_given_is_named() -> None:
    answer = ask("/v1/egfr", {**_GIVEN, **_WEIGHT})
    assert answer["status"] == "needs_input"
    assert answer["used"].keys() == {"sex", "creatinine", "height", "weight"}
