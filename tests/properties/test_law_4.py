"""Law 4: no steps, doses, products or volumes in any answer that is not `ok`.

Except in its `nearest`, and in the `observed` and the `limit` of its findings.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from tests.answers import within
from tests.edges import Ask, Json

_ALLOWED = {"nearest", "observed", "limit"}
_NAMES = {"steps", "doses", "daily_dose", "forms", "products", "volume", "tablespoons", "infusions", "vials", "profile"}


@pytest.mark.parametrize("name", strategies.ABOUT_DRUGS)
@given(data=st.data())
def test_an_answer_that_is_not_ok_holds_no_dose_and_no_other_number_with_a_unit(
    ask: Ask, name: str, data: st.DataObject
) -> None:
    path, requests = strategies.ABOUT_DRUGS[name]
    answer = ask(path, data.draw(requests))
    if answer["status"] == "ok":
        return
    for names, node in within(answer):
        if _ALLOWED.isdisjoint(names):
            assert _NAMES.isdisjoint(names), names
            assert not (isinstance(node, dict) and "unit" in node), names


@given(sent=strategies.CONVERSIONS)
def test_a_conversion_that_lacks_something_has_no_result(ask: Ask, sent: Json) -> None:
    answer = ask("/v1/convert", sent)
    if answer["status"] != "ok":
        assert {"result", "factor", "formula"}.isdisjoint(answer)


@given(sent=strategies.ESTIMATES)
def test_an_estimate_that_lacks_something_has_no_value_and_no_band(ask: Ask, sent: Json) -> None:
    answer = ask("/v1/egfr", sent)
    if answer["status"] != "ok":
        assert {"equation", "egfr", "band", "creatinine_clearance"}.isdisjoint(answer)
