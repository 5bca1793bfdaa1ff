"""Infusions of grams that no decimal writes in full: their fraction counts, if it is theirs."""

import pytest

from tests.edges import Json, ask

PATIENT = {"age": {"value": 50, "unit": "a"}, "conditions": {"cirrhosis": True}}


def _rules(infusion: Json) -> Json:
    """What becomes of six such infusions in a week: six thirds of ten grams are 20 g."""
    infusions = [{"day": day, "amount": infusion} for day in range(1, 7)]
    body = {"drug": "albumin", "product": "albumin-25", "patient": PATIENT, "infusions": infusions}
    rules: Json = ask("/v1/orders/check", body)["rules"]
    return rules


def test_six_infusions_of_ten_thirds_of_a_gram_are_twenty_grams_and_not_under_them() -> None:
    assert "albumin.weekly-min" in _rules({"value": 3.33333333333333, "unit": "g", "exact": "10/3"})["kept"]


def test_without_the_fraction_they_are_a_little_under_twenty_grams() -> None:
    assert "albumin.weekly-min" in _rules({"value": 3.33333333333333, "unit": "g"})["outside"]


@pytest.mark.parametrize("exact", ["11/3", "100/3", "1/3"])
def test_the_fraction_of_another_number_counts_for_nothing(exact: str) -> None:
    assert "albumin.weekly-min" in _rules({"value": 3.33333333333333, "unit": "g", "exact": exact})["outside"]
