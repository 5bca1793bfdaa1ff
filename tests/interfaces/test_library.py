"""The library as a program uses it: requests as mappings, text or bytes, and what is raised."""

import json
from decimal import Decimal

import pytest

import dosing
from dosing.library import Request

PATIENT = {"age": {"value": 54, "unit": "a"}, "egfr": {"value": 90, "unit": "mL/min/{1.73_m2}"}}
ORDER = {"drug": "baclofen", "patient": PATIENT, "phases": [{"doses": [{"value": Decimal("5.5"), "unit": "mg"}]}]}
TEXT = json.dumps(ORDER, default=float)


@pytest.mark.parametrize("request_", [ORDER, TEXT, TEXT.encode()], ids=["mapping", "text", "bytes"])
def test_an_order_is_the_same_as_a_mapping_as_text_and_as_bytes(request_: Request) -> None:
    answer = dosing.check(request_)
    assert answer == dosing.check(TEXT)
    assert "baclofen.whole-tablets" in answer.rules.outside


def test_a_schedule_that_there_is_not_is_named_with_those_that_there_are() -> None:
    known = "baclofen, baclofen-taper, magnesium-oxide, magnesium-hydroxide, albumin"
    with pytest.raises(KeyError, match=f"there is no schedule 'quinine'; there are {known}"):
        dosing.plan("quinine", {})


def test_a_request_that_does_not_fit_says_where_and_why() -> None:
    with pytest.raises(dosing.InvalidRequestError) as caught:
        dosing.plan("baclofen", {"patient": {"age": {"value": 54, "unit": "years"}}})
    assert caught.value.problem.pointer == "/patient/age/unit"
