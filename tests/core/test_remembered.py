"""What is remembered: short orders, which come again; a long one would take the place of many."""

import pytest

from dosing.core import plan
from dosing.core.order import SHORT
from dosing.translate import inbound
from tests.edges import CHECK, ask

_PATIENT = {"age": {"value": 54, "unit": "a"}, "egfr": {"value": 91.5, "unit": "mL/min/{1.73_m2}"}}


@pytest.mark.parametrize(("phases", "is_remembered"), [(SHORT, True), (SHORT + 1, False)])
def test_orders_of_few_phases_are_remembered_and_no_others(phases: int, *, is_remembered: bool) -> None:
    course = [{"doses": [{"value": 5, "unit": "mg"}], "days": 7 + number} for number in range(phases)]
    caches = inbound._short_order, plan._remembered
    for cache in caches:
        cache.cache_clear()
    # Acknowledged, so that the answer as a whole is not one that came before.
    for reason in ("one", "two"):
        words = [{"rule": "baclofen.interval", "reason": reason}]
        ask(CHECK, {"drug": "baclofen", "patient": _PATIENT, "phases": course, "acknowledged": words})
    assert [(cache.cache_info().currsize > 0, cache.cache_info().hits > 0) for cache in caches] == [
        (is_remembered, is_remembered)
    ] * 2
