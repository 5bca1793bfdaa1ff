"""Law 1: every schedule that the service computes checks `ok` as an order.

With the same patient, current dose, stock and acknowledgements (sent without `where`): only `note` findings and
acknowledged ones, and they are the same in both.
"""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dosing.wire.quantity import DAILY_VOLUME, INFUSED, Bounds
from tests import strategies
from tests.answers import CHECK, everywhere, exact, ordered, value, within
from tests.edges import Ask, Json

#: Places that only a schedule has: what was asked for, which its steps need not reach.
_ASKED = {"/target", "/current"}
_REPEATED = {("doses",), ("volume",), ("volume", "low"), ("volume", "high")}
_MOST_INFUSIONS = 100

SCHEDULES = {
    "/v1/schedules/baclofen": strategies.baclofen_schedules(strategies.treatable("baclofen")),
    "/v1/schedules/baclofen-taper": strategies.baclofen_tapers(),
    "/v1/schedules/magnesium-oxide": strategies.magnesium_oxide_schedules(strategies.treatable("magnesium-oxide")),
    "/v1/schedules/magnesium-hydroxide": strategies.magnesium_hydroxide_schedules(
        strategies.treatable("magnesium-hydroxide")
    ),
    "/v1/schedules/albumin": strategies.albumin_schedules(strategies.treatable("albumin")),
}


@pytest.mark.parametrize("path", SCHEDULES)
@given(data=st.data())
def test_every_schedule_that_is_computed_checks_ok_as_an_order(ask: Ask, path: str, data: st.DataObject) -> None:
    sent = data.draw(SCHEDULES[path])
    sent["acknowledged"] = everywhere(sent.get("acknowledged", []))
    schedule = ask(path, sent)
    assume(schedule["status"] == "ok")
    assume(_is_written_in_full(schedule))
    for order in ordered(path, sent, schedule):
        assume(_can_be_ordered(order))
        checked = ask(CHECK, order)
        assert checked["status"] == "ok"
        for finding in (*schedule["findings"], *checked["findings"]):
            assert finding["gate"] == "note" or "acknowledged" in finding
        _assert_same_findings(schedule, checked)


def test_a_dose_of_17_digits_is_ordered_as_it_was_scheduled(ask: Ask) -> None:
    path, longest = "/v1/schedules/baclofen-taper", 1.0000000000000002e-06
    sent: Json = {
        "patient": {"age": {"value": 40, "unit": "a"}, "egfr": {"value": 90, "unit": "mL/min/{1.73_m2}"}},
        "current": {"daily_dose": {"value": longest, "unit": "mg/d"}},
        "tablets": [{"value": longest, "unit": "mg"}],
    }
    schedule = ask(path, sent)
    assert schedule["status"] == "ok"
    assert _is_written_in_full(schedule)
    (order,) = ordered(path, sent, schedule)
    assert order["phases"][0]["doses"] == [{"value": longest, "unit": "mg"}]
    assert ask(CHECK, order)["status"] == "ok"


def _is_written_in_full(schedule: Json) -> bool:
    """Whether each number that an order repeats is that of a double; of these, only infusions carry a fraction."""
    repeated = [node for names, node in within(schedule["steps"]) if names in _REPEATED and "value" in node]
    return all("exact" not in node and Fraction(repr(value(node["value"]))) == exact(node) for node in repeated)


def _can_be_ordered(order: Json) -> bool:
    """Whether the schema of orders has room for it; a longer plan is ordered piece by piece."""
    infusions = order.get("infusions", ())
    return (
        len(infusions) <= _MOST_INFUSIONS
        and all(_fits(infusion["amount"], INFUSED) for infusion in infusions)
        and _fits(order.get("daily_volume"), DAILY_VOLUME)
    )


def _fits(quantity: Json | None, bounds: Bounds) -> bool:
    if quantity is None:
        return True
    least, most = bounds[quantity["unit"]]
    return bool(least <= quantity["value"] <= most)


def _assert_same_findings(schedule: Json, order: Json) -> None:
    """The same rules at the same places, where both have the place.

    Maxima are judged of what was asked for in a schedule, and of each phase in an order; a plan of infusions is judged
    by its weekly dose, their order infusion by infusion.
    """
    of_schedule = {(finding["rule"], _place(finding)) for finding in schedule["findings"]}
    of_order = {(finding["rule"], _place(finding)) for finding in order["findings"]}
    asked = {rule for rule, place in of_schedule if place in _ASKED}
    assert {rule for rule, _ in of_schedule ^ of_order} <= asked


def _place(finding: Json) -> str:
    where: str = finding["where"]
    return "/infusions" if where.startswith(("/infusions", "/weekly_dose")) else where.replace("/steps/", "/phases/")
