"""Whatever stands in a place of a call, there is an answer: cards, a 412, or that it does not fit; never a failure."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hooks.recorded_calls import path_of
from tests.hooks.situations import SITUATIONS
from tests.interfaces.client import Client
from tests.interfaces.spoilt import places, replaced

CALLS = [json.dumps(make()) for make in SITUATIONS.values()]
ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    5e-324,
    1e308,
    10**40,
    "",
    "x",
    "-0",
    "1e999",
    "9999-12-31",
    "0000-00-00",
    "2026-11-21T10:00:00+99:99",
    "\x00\u202e\ud7ff",
    "mg",
    [],
    [[]],
    [None],
    {},
    {"value": "5"},
    {"resourceType": "Bundle", "entry": [None]},
    {"resourceType": "Medication"},
]


def _always(value: Any) -> Callable[[Any], Any]:  # noqa: ANN401 -- any part of a call
    return lambda _: value


@st.composite
def spoilt(draw: st.DrawFn) -> Any:  # noqa: ANN401 -- a call of some kind
    """A call in one or two places of which something odd stands."""
    call = json.loads(draw(st.sampled_from(CALLS)))
    for _ in range(draw(st.integers(1, 2))):
        where, _ = draw(st.sampled_from([one for one in places(call) if one[0]]))
        odd = draw(st.one_of(st.sampled_from(ODD), st.recursive(st.none(), st.lists, max_leaves=3)))
        call = replaced(call, where, _always(odd))
    return call


@given(call=spoilt())
@settings(max_examples=settings().max_examples * 4)
def test_whatever_stands_in_a_place_there_is_an_answer(client: Client, call: Any) -> None:  # noqa: ANN401 -- any call
    path = (
        path_of(call) if isinstance(call, dict) and isinstance(call.get("hook"), str) else "/cds-services/dosing-orders"
    )
    answered = client.post(path, json.dumps(call).encode())
    assert answered.status_code in {200, 412, 422}
    for card in answered.json().get("cards", []):
        assert 0 < len(card["summary"]) < 140
        assert card["summary"].isprintable()
