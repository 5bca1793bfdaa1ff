"""Hostile and careless bytes: each refused with the right code, none of them with a failure of the service.

What fits the schema is accepted, however oddly it is spelled.
"""

import json
import math
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dosing.api.problems import KINDS
from dosing.wire.answered import ECHO
from tests.interfaces.bodies import BODIES, PATIENT, path_of
from tests.interfaces.byte_vectors import FAMILIES, Spoilt
from tests.interfaces.client import Client
from tests.interfaces.spoilt import Raw, places, with_value, written

NAMES = list(BODIES)
OTHER = "checkOrder of other"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_spoilt_body_is_refused_with_its_code_and_its_pointer(client: Client, family: str, name: str) -> None:
    body, path = BODIES[name], path_of(name)
    assert client.post(path, written(body)).status_code == 200
    wrong = [found for spoilt in FAMILIES[family](body) if (found := _unlike(client, path, spoilt))]
    assert not wrong, f"{len(wrong)} of them:\n" + "\n".join(wrong[:20])


def _unlike(client: Client, path: str, spoilt: Spoilt) -> str:
    answer = client.post(path, spoilt.body)
    problem = answer.json() if "problem" in answer.headers["content-type"] else {}
    code = problem.get("code")
    right = code in spoilt.codes and answer.status_code == problem["status"] == KINDS[code].status
    if right and spoilt.pointer in {None, problem.get("pointer")}:
        return ""
    return f"{spoilt.what}: {answer.status_code} {code} at {problem.get('pointer')!r}, not {spoilt.codes}"


@pytest.mark.parametrize("name", NAMES)
def test_every_operation_meets_at_least_60_spoilt_bodies(name: str) -> None:
    assert sum(1 for family in FAMILIES.values() for _ in family(BODIES[name])) >= 60


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"a":' * 5_000, b'{"patient":' * 5_000, b'{"age":' * 5_000, b"[" * 50_000 + b"]" * 50_000],
    ids=["100,000 brackets", "5,000 objects", "5,000 patients", "5,000 ages", "50,000 closed brackets"],
)
def test_a_body_nested_thousands_deep_is_refused(client: Client, name: str, body: bytes) -> None:
    assert client.post(path_of(name), body).json()["code"] in {"invalid-json", "invalid-request"}


@pytest.mark.parametrize("name", NAMES)
def test_nesting_of_20000_in_any_place_is_refused(client: Client, name: str) -> None:
    body, deep = BODIES[name], Raw(b"[" * 20_000 + b"]" * 20_000)
    for place, _ in places(body):
        answer = client.post(path_of(name), with_value(body, place, deep))
        assert answer.json()["code"] in {"invalid-json", "invalid-request"}, place


def _respelled(number: float) -> Iterator[str]:
    """Other ways to write the same double."""
    yield f"{number:.20f}"
    yield f"{number:e}".replace("e", "E")
    yield f"{number * 100}e-2" if number * 100 / 100 == number else f"{number}e0"
    yield f"{number}e-000"
    if number == 0:
        yield from ("-0", "-0.0", "0e999999999", "1e-400")
    if float(number).is_integer():
        yield from (f"{int(number)}.0", f"{int(number)}.{'0' * 5000}", f"{int(number)}E+0")


@pytest.mark.parametrize("name", NAMES)
def test_a_number_may_be_spelled_in_every_way_that_json_has(client: Client, name: str) -> None:
    body, path = BODIES[name], path_of(name)
    usual = client.post(path, written(body)).json()
    for place, node in places(body):
        if isinstance(node, bool) or not isinstance(node, int | float):
            continue
        for text in _respelled(node):
            assert math.isclose(float(text), node, rel_tol=1e-15)
            assert client.post(path, with_value(body, place, Raw(text.encode()))).json() == usual, (place, text[:30])


LAYOUTS: dict[str, Callable[[Any], bytes]] = {
    "indented": lambda body: json.dumps(body, indent="\t").replace("\n", "\r\n").encode(),
    "with space around": lambda body: b" \r\n\t" + written(body) + b"\n ",
    "with space before every colon": lambda body: json.dumps(body, separators=(" ,", " \n: ")).encode(),
    "in the order of the alphabet": lambda body: json.dumps(body, sort_keys=True).encode(),
    "in the other order": lambda body: json.dumps(_reversed(body)).encode(),
    "all in escapes": lambda body: _escaped(written(body)),
}


def _reversed(node: Any) -> Any:  # noqa: ANN401 -- JSON
    """Every object with its last key first; lists keep their order."""
    if isinstance(node, dict):
        return {key: _reversed(value) for key, value in reversed(node.items())}
    return [_reversed(part) for part in node] if isinstance(node, list) else node


def _escaped(text: bytes) -> bytes:
    """The text with every letter of its strings as an escape."""
    parts = text.split(b'"')
    return b'"'.join(
        part if index % 2 == 0 else b"".join(b"\\u%04x" % byte for byte in part) for index, part in enumerate(parts)
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_body_means_the_same_however_it_is_laid_out(client: Client, name: str, layout: str) -> None:
    body, path = BODIES[name], path_of(name)
    answer = client.post(path, LAYOUTS[layout](body))
    assert answer.status_code == 200
    assert answer.json() == client.post(path, written(body)).json()


REASONS = {
    "what looks like a key": '":"x":',
    "what looks like a key twice": '{"rule":1,"rule":2}',
    "an escaped quote before a colon": 'a\\":',
    "200 letters of four bytes": "💊" * 200,
    "three letters": "abc",
    "a NUL": "a\0b",
    "controls": "\x01\x1f\x7f\x80",
    "line separators": "a\u2028b\u2029c",
    "right to left": "\u202eabc",
    "no characters": "\ufffe\uffff\U0010ffff",
    "a byte order mark": "\ufeffabc",
    "what looks like HTML": "<script>alert(1)</script>",
    "what looks like a format": "%s {0} ${x} {{y}}",
    "what looks like a small number": '":1E-7',
    "what looks like a number of 100,000 digits": '\\":1E-100000,"value":1E-7',
}


@pytest.mark.parametrize("what", REASONS)
def test_a_reason_of_3_to_200_characters_is_accepted_and_given_back_as_it_is(client: Client, what: str) -> None:
    word = {"rule": "quinine.interactions", "reason": REASONS[what], "where": "/nowhere"}
    for ascii_only in (True, False):
        body = json.dumps({"drug": "other", "name": "quinine", "acknowledged": [word]}, ensure_ascii=ascii_only)
        answer = client.post(path_of(OTHER), body.encode())
        assert answer.status_code == 200
        assert answer.json()["unused_acknowledgements"] == [word]


@pytest.mark.parametrize("length", [0, 2, 201, 60_000])
def test_a_reason_of_2_or_201_characters_is_refused(client: Client, length: int) -> None:
    word = {"rule": "quinine.interactions", "reason": "💊" * length}
    order = {"drug": "other", "name": "quinine", "acknowledged": [word]}
    answer = client.post(path_of(OTHER), json.dumps(order, ensure_ascii=False).encode())
    assert answer.json()["pointer"] == "/acknowledged/0/reason"


@pytest.mark.parametrize(
    "body",
    [
        b'{"drug":"other","name":"x","patient":{},"patient":{}}',
        b'{"drug":"other","name":"x","patient":{},"patient" :{"conditions":{}}}',
        b'{"drug":"other","name":"x","acknowledged":[],"acknowledged":[]}',
        b'{"drug":"other","name":"x","name":"y"}',
        b'{"name":"x","drug":"other","n\\u0061me":"x"}',
        b'{"drug":"other","name":"\\"name\\":","name":"x"}',
        b'{"drug":"other","name":":","name":"x"}',
        b'{"drug":"other","name":"x","name":":"}',
    ],
    ids=[
        "two empty patients",
        "an empty one and another",
        "two empty lists",
        "two names",
        "an escape",
        "a quoted key",
        "a colon, then a name",
        "a name, then a colon",
    ],
)
def test_a_key_twice_is_seen_though_a_default_could_hide_it(client: Client, body: bytes) -> None:
    answer = client.post(path_of(OTHER), body)
    assert (answer.status_code, answer.json()["code"]) == (400, "duplicate-key")


def test_the_same_key_in_two_objects_is_no_key_twice(client: Client) -> None:
    many = {"orders": [{"drug": "other", "name": "x", "patient": PATIENT, "acknowledged": []}] * 3}
    assert client.post("/v1/orders/check-many", json.dumps(many).encode()).status_code == 200


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/egfr", {"sex": "s" * 200}),
        ("/v1/egfr", {"s" * 200: 1}),
        ("/v1/egfr", {"s" * 200 + " - at `$.x": 1}),
        ("/v1/egfr", {"s" * 200 + "` - at `$.x": 1}),
        ("/v1/egfr", {" - at `$." + "s" * 200: 1}),
        ("/v1/egfr", {"age": {"s" * 200 + "'\n": 1, "value": 1, "unit": "a"}}),
        ("/v1/egfr", {"age": {"value": 1, "unit": "s" * 200}}),
        ("/v1/orders/check", {"drug": "s" * 200}),
        ("/v1/orders/check", {"drug": "other", "name": "x", "indication": "s" * 200}),
    ],
    ids=[
        "sex",
        "a key",
        "a key like a place",
        "a closed one",
        "a place alone",
        "a key inside",
        "a unit",
        "a drug",
        "an indication",
    ],
)
def test_a_refusal_repeats_at_most_64_characters_of_the_input(client: Client, path: str, body: Any) -> None:  # noqa: ANN401 -- JSON
    answer = client.post(path, json.dumps(body).encode())
    assert answer.status_code == 422
    assert "s" * (ECHO + 1) not in answer.text
