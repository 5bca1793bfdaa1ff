"""How deep a body may be nested: whatever is not deeper is answered, wherever it stands, and what is deeper refused."""

import json
from collections.abc import Iterator

import pytest

from dosing.api import fhir_operations, hook_operations
from dosing.api.body import MOST_NESTED
from dosing.api.operation import FHIR_JSON
from tests.fhir.bodies import parameters
from tests.fhir.test_written import record_parameters
from tests.fhir.written import NOW, Json, dosage, order, quantity, repeat
from tests.hooks.situations import adult, baclofen, sign
from tests.interfaces.client import Client
from tests.interfaces.spoilt import Raw, with_value

CHECK = "/fhir/MedicationRequest/$check-dosage"
HOOK = "/cds-services/dosing-orders"
TOO_MUCH = dosage(quantity(20, "mg"), repeat(2))
UNREAD = ("parameter", 0, "resource", "unread")
IN_A_CALL = ("context", "draftOrders", "entry", 0, "resource", "unread")
NESTS = {"arrays": (b"[", b"]"), "objects": (b'{"a":', b"}"), "both": (b'[{"a":', b"}]")}


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with pytest.MonkeyPatch.context() as patched:
        for operations in (fhir_operations, hook_operations):
            patched.setattr(operations, "today", lambda: NOW)
        with Client() as one:
            yield one


def body_of(**more: object) -> Json:
    return parameters({"name": "resource", "resource": order(TOO_MUCH) | more}, *record_parameters())


def nested(opened: bytes, closed: bytes, depth: int) -> Raw:
    """A value of this depth; of pairs of brackets half as many."""
    times = depth // (len(closed))
    inner = b"[1]" if depth % len(closed) else b"1"
    return Raw(opened * times + inner + closed * times)


def asked(client: Client, path: str, body: Json, place: tuple[str | int, ...], value: Raw) -> tuple[int, str]:
    """The status, and the text of the answer."""
    answer = client.post(path, with_value(body, place, value), FHIR_JSON if path == CHECK else "application/json")
    return answer.status_code, answer.text


@pytest.mark.parametrize("nest", NESTS.values(), ids=NESTS)
def test_a_body_100_deep_is_answered_with_the_nearest_order_and_one_101_deep_refused(
    client: Client, nest: tuple[bytes, bytes]
) -> None:
    assert MOST_NESTED == 100
    body = body_of(unread=None)
    # Four are around it: the body, its parameters, one of them, and the resource.
    status, text = asked(client, CHECK, body, UNREAD, nested(*nest, 96))
    assert (status, '"nearest"' in text) == (200, True)
    for deeper in (97, 150, 350, 950, 985, 5000):
        status, text = asked(client, CHECK, body, UNREAD, nested(*nest, deeper))
        assert status == 400, deeper
        assert "nested" in text, deeper


@pytest.mark.parametrize("nest", NESTS.values(), ids=NESTS)
def test_a_call_100_deep_is_answered_with_a_suggestion_and_one_101_deep_refused(
    client: Client, nest: tuple[bytes, bytes]
) -> None:
    call = sign(baclofen(TOO_MUCH, unread=None), **adult())
    # Six are around it: the call, its context, the Bundle, its entries, one of them, and the order.
    status, text = asked(client, HOOK, call, IN_A_CALL, nested(*nest, 94))
    assert (status, '"suggestions"' in text) == (200, True)
    for deeper in (95, 350, 950):
        assert asked(client, HOOK, call, IN_A_CALL, nested(*nest, deeper))[0] == 400


def test_brackets_in_a_string_nest_nothing_and_neither_do_many_side_by_side(client: Client) -> None:
    strings_and_rows: tuple[object, ...] = (
        "[" * 200,
        '"[' * 200,
        "\\[" * 200,
        '\\"{' * 200,
        "{\\",
        [[]] * 200,
        [{"a": "]"}] * 200,
    )
    for flat in strings_and_rows:
        body = body_of(unread=flat)
        assert client.post(CHECK, json.dumps(body).encode(), FHIR_JSON).status_code == 200
    deep = nested(b"[", b"]", 97)
    for hidden in ("]" * 200, '"]' * 200, "\\]" * 200, '\\"]' * 200):
        body = body_of(before=hidden, unread=None)
        assert asked(client, CHECK, body, UNREAD, deep)[0] == 400
