"""The law of the nearest order: it checks `ok` with the same facts, and never has a higher dose than ordered."""

from fractions import Fraction
from itertools import accumulate
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from tests.answers import exact
from tests.edges import CHECK, EDGES, Json, ask
from tests.nearest.asked import posted_back

_MAY_HAVE = {"refused", "needs_review"}
_MILLIGRAMS = {"mg": Fraction(1), "g": Fraction(1000), "ug": Fraction(1, 1000)}
_PERCENT = {"albumin-25": 25, "albumin-20": 20, "albumin-5": 5}
_MILLILITRES = {"mL/d": 1, "L/d": 1000, "[tbs_m]/d": 15, "[tsp_m]/d": 5}
_MMOL = {
    ("mmol/d", "magnesium"): Fraction(1),
    ("meq/d", "magnesium"): Fraction(1, 2),
    ("mg/d", "magnesium"): 1 / Fraction("24.305"),
    ("g/d", "magnesium"): 1000 / Fraction("24.305"),
    ("mg/d", "magnesium-oxide"): 1 / Fraction("40.304"),
    ("g/d", "magnesium-oxide"): 1000 / Fraction("40.304"),
}


@pytest.mark.parametrize("drug", strategies.ORDERS)
@given(data=st.data())
def test_the_nearest_order_checks_ok_and_is_never_more_than_was_ordered(drug: str, data: st.DataObject) -> None:
    sent = data.draw(strategies.ORDERS[drug])
    _assert_law(sent, ask(CHECK, sent))


@pytest.mark.parametrize("drug", [drug for drug in strategies.ORDERS if drug != "other"])
@given(data=st.data())
def test_so_it_is_for_a_patient_who_may_have_the_drug(drug: str, data: st.DataObject) -> None:
    sent = data.draw(strategies.ORDERS[drug])
    sent.pop("indication", None)
    sent["patient"] = data.draw(strategies.treatable(drug))
    _assert_law(sent, ask(CHECK, sent))


@pytest.mark.parametrize("path", strategies.SCHEDULES)
@given(data=st.data())
def test_the_nearest_to_a_schedule_checks_ok_but_for_the_reduction_to_a_ceiling(path: str, data: st.DataObject) -> None:
    sent = data.draw(strategies.SCHEDULES[path])
    answer = ask(path, sent)
    proposal = _proposal(answer)
    if proposal is None or "drug" not in proposal:
        return
    checked = ask(CHECK, posted_back(sent, proposal))
    if "The reduction from" in proposal["why"]:
        gating = {finding["rule"] for finding in checked["findings"] if finding["gate"] in {"stop", "confirm"}}
        at_current = {finding["rule"] for finding in answer["findings"] if finding["where"] == "/current"}
        assert gating <= at_current
    else:
        assert checked["status"] == "ok"


@pytest.mark.parametrize("edge", EDGES)
def test_every_edge_gives_the_same_nearest_order_which_checks_ok_there(edge: str) -> None:
    sent = {
        "drug": "baclofen",
        "patient": {"age": {"value": 54, "unit": "a"}, "egfr": {"value": 90, "unit": "mL/min/{1.73_m2}"}},
        "phases": [{"doses": [{"value": 10, "unit": "mg"}] * 3}],
    }
    answer = EDGES[edge](CHECK, msgspec.json.encode(sent))
    assert answer["nearest"] == ask(CHECK, sent)["nearest"]
    again = posted_back(sent, answer["nearest"])
    assert EDGES[edge](CHECK, msgspec.json.encode(again))["status"] == "ok"


def _proposal(answer: Json) -> Json | None:
    """The nearest, which is there exactly where the status is one of two and nothing is asked for."""
    asks = any(finding["gate"] == "ask" for finding in answer["findings"])
    assert ("nearest" in answer) == (answer["status"] in _MAY_HAVE and not asks)
    found: Json | None = answer.get("nearest")
    assert found is None or found["why"]
    return found


def _assert_law(sent: Json, answer: Json) -> None:
    order = _proposal(answer)
    if order is None or "drug" not in order:
        return
    assert ask(CHECK, posted_back(sent, order))["status"] == "ok"
    assert order["drug"] == sent["drug"]
    assert order.get("indication") == sent.get("indication")
    _NEVER_MORE[sent["drug"]](sent, order)


def _milligrams(phase: Json) -> Fraction:
    return sum((exact(dose) * _MILLIGRAMS[dose["unit"]] for dose in _numbers(phase["doses"])), Fraction())


def _numbers(node: Any) -> Any:  # noqa: ANN401 -- JSON
    """The numbers of a request as the service reads them."""
    if isinstance(node, dict):
        return {name: _decimal(part) if name == "value" else _numbers(part) for name, part in node.items()}
    return [_numbers(part) for part in node] if isinstance(node, list) else node


def _decimal(number: Any) -> Fraction:  # noqa: ANN401 -- JSON
    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)


def _changes(order: Json) -> tuple[list[int], list[Fraction]]:
    """The first day of each phase and of what follows on the last; the daily dose from there on."""
    days = [int(phase.get("days", 10**6)) for phase in order["phases"]]
    return [1, *accumulate(days, initial=1)][1:], [_milligrams(phase) for phase in order["phases"]]


def _never_more_each_day(sent: Json, order: Json) -> None:
    starts, doses = _changes(sent)
    others, fewer = _changes(order)
    assert ("days" in order["phases"][-1]) == ("days" in sent["phases"][-1])
    if "days" in order["phases"][-1]:
        assert others[-1] == starts[-1]
    for day in {*starts[:-1], *others[:-1]}:
        most = doses[max(index for index, start in enumerate(starts[:-1]) if start <= day)]
        dose = fewer[max(index for index, start in enumerate(others[:-1]) if start <= day)]
        assert (0 < dose <= most) if most else dose == 0
    assert all(dose["value"] > 0 for phase in order["phases"] for dose in phase["doses"])


def _never_more_millimoles(sent: Json, order: Json) -> None:
    one, other = (
        exact(_numbers(each["daily_dose"])) * _MMOL[each["daily_dose"]["unit"], each["daily_dose"]["of"]]
        for each in (sent, order)
    )
    assert 0 < other <= one


def _never_more_millilitres(sent: Json, order: Json) -> None:
    one, other = (
        exact(_numbers(each["daily_volume"])) * _MILLILITRES[each["daily_volume"]["unit"]] for each in (sent, order)
    )
    assert 0 < other <= one
    assert (order.get("days"), order.get("at_bedtime")) == (sent.get("days"), sent.get("at_bedtime"))


def _never_more_grams_never_earlier(sent: Json, order: Json) -> None:
    assert order["product"] == sent["product"]
    in_grams = {"g": Fraction(1), "mL": Fraction(_PERCENT[sent["product"]], 100)}
    asked, given = (
        [(each["day"], exact(_numbers(each["amount"])) * in_grams[each["amount"]["unit"]]) for each in of["infusions"]]
        for of in (sent, order)
    )
    for day in {day for day, _ in (*asked, *given)}:
        assert sum(grams for on, grams in given if on <= day) <= sum(grams for on, grams in asked if on <= day)
    assert max(grams for _, grams in given) <= max(grams for _, grams in asked)


_NEVER_MORE = {
    "baclofen": _never_more_each_day,
    "magnesium-oxide": _never_more_millimoles,
    "magnesium-hydroxide": _never_more_millilitres,
    "albumin": _never_more_grams_never_earlier,
}
