"""The law of repeated keys: a body with a key twice in one object is never accepted; one without never refused for it.

Requests are any that fit their schema, the repeated key any key of any object, the white space any that JSON has.
"""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interfaces.client import Client
from tests.interfaces.spoilt import Pairs, pairs, places, pointer, replaced, written
from tests.strategies import REQUESTS

SPACES = st.text(" \t\r\n", max_size=4).map(str.encode)
ASKED = st.one_of(*(st.tuples(st.just(path), requests) for path, requests in REQUESTS.values()))


def _spelled(draw: st.DrawFn, key: str) -> bytes:
    """A key in quotes, now and then with letters as escapes, and its colon, with space around it."""
    is_escaped = draw(st.sampled_from((False, False, True)))
    letters = [f"\\u{ord(letter):04x}" if is_escaped and draw(st.booleans()) else letter for letter in key]
    return draw(SPACES) + b'"' + "".join(letters).encode() + b'"' + draw(SPACES) + b":" + draw(SPACES)


@st.composite
def with_a_key_twice(draw: st.DrawFn) -> tuple[str, bytes, str]:
    """A path, a body of which one object has one key twice, and what was repeated."""
    path, body = draw(ASKED.filter(lambda asked: bool(asked[1])))  # an estimate from nothing has no key to repeat
    objects = [(place, node) for place, node in places(body) if isinstance(node, dict) and node]
    place, node = draw(st.sampled_from(objects))
    key = draw(st.sampled_from(list(node)))
    spoilt: list[tuple[bytes, Any]] = list(pairs(node))
    spoilt.insert(draw(st.integers(0, len(spoilt))), (_spelled(draw, key), node[key]))
    return path, written(replaced(body, place, lambda _: Pairs(spoilt))), pointer((*place, key))


@given(asked=with_a_key_twice())
@settings(max_examples=settings().max_examples * 2)
def test_a_body_with_any_key_twice_is_refused_as_such(client: Client, asked: tuple[str, bytes, str]) -> None:
    path, body, repeated = asked
    answer = client.post(path, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "duplicate-key"), repeated


@given(asked=ASKED, spaces=st.tuples(SPACES, SPACES), ascii_only=st.booleans())
@settings(max_examples=settings().max_examples * 2)
def test_a_body_with_every_key_once_is_never_refused(
    client: Client, asked: tuple[str, Any], spaces: tuple[bytes, bytes], *, ascii_only: bool
) -> None:
    path, body = asked
    before, after = (space.decode() for space in spaces)
    text = json.dumps(body, separators=(f"{before},", f"{before}:{after}"), ensure_ascii=ascii_only)
    assert client.post(path, text.encode()).status_code == 200
