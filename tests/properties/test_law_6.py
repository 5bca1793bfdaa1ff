"""Law 6: one ruleset. Page, API, hook, command line and batch give the same findings for the same order."""

from itertools import combinations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from tests.edges import EDGES, Edge

_PAIRS = {f"{one} and {other}": (EDGES[one], EDGES[other]) for one, other in combinations(EDGES, 2)}


@pytest.mark.parametrize("edges", _PAIRS.values(), ids=_PAIRS)
@pytest.mark.parametrize("name", strategies.REQUESTS)
@given(data=st.data())
def test_every_way_in_gives_the_same_answer(edges: tuple[Edge, Edge], name: str, data: st.DataObject) -> None:
    path, requests = strategies.REQUESTS[name]
    sent = msgspec.json.encode(data.draw(requests))
    one, other = edges
    assert one(path, sent) == other(path, sent)
