"""What cannot be answered: size, media type and shape of a body, each as a problem that tells what to do."""

import json
import logging
from typing import Any

import pytest

from dosing.api import app
from dosing.api.operation import BODY_LIMIT, MANY_BODY_LIMIT, PROBLEM, Operation
from dosing.api.operations import OPERATIONS
from dosing.api.problems import KINDS
from dosing.translate.outbound import RULESET
from tests.interfaces.bodies import BODIES, ORDERS
from tests.interfaces.client import Client

#: What speaks FHIR tells its problems otherwise, and has tests of its own.
PATHS = {
    operation.path: operation.body_limit
    for operation in OPERATIONS
    if operation.body is not None and not operation.speaks_fhir
}
MANY = "/v1/orders/check-many"
ESTIMATE = "/v1/egfr"
_VALID = {
    operation.path: body
    for operation in OPERATIONS
    for name, body in BODIES.items()
    if name.split(" ")[0] == operation.id
}


def _padded(path: str, size: int) -> bytes:
    """A valid body of exactly this size."""
    return json.dumps(_VALID[path]).encode().ljust(size)


def test_bodies_may_have_256000_bytes_and_many_orders_4000000() -> None:
    assert (BODY_LIMIT, MANY_BODY_LIMIT) == (256_000, 4_000_000)
    assert {path for path, limit in PATHS.items() if limit != BODY_LIMIT} == {MANY}


@pytest.mark.parametrize("path", PATHS)
def test_a_body_of_exactly_the_limit_is_answered_and_one_byte_more_is_a_413(client: Client, path: str) -> None:
    limit = PATHS[path]
    assert client.post(path, _padded(path, limit)).status_code == 200
    answer = client.post(path, _padded(path, limit + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")
    assert str(limit) in answer.json()["detail"]


@pytest.mark.parametrize("path", PATHS)
def test_a_body_without_a_stated_length_is_measured_as_it_comes(client: Client, path: str) -> None:
    limit = PATHS[path]
    body = _padded(path, limit + 1)
    parts = [body[start : start + 50_000] for start in range(0, limit, 50_000)]
    assert client.post_in_parts(path, [*parts[:-1], parts[-1][: limit - 50_000 * (len(parts) - 1)]]).status_code == 200
    assert client.post_in_parts(path, [body[:limit], body[limit:]]).status_code == 413


def test_an_endless_body_is_refused_once_it_is_over_the_limit(client: Client) -> None:
    sent = 0

    class Endless(list[bytes]):
        def __iter__(self) -> Any:  # noqa: ANN401 -- an iterator without an end
            nonlocal sent
            while True:
                sent += 100_000
                yield b" " * 100_000

    assert client.post_in_parts(ESTIMATE, Endless()).status_code == 413
    assert sent <= 400_000


@pytest.mark.parametrize("length", ["256001", "999999999999", "9" * 30])
def test_a_stated_length_over_the_limit_is_refused_before_the_body_is_read(client: Client, length: str) -> None:
    headers = {"content-type": "application/json", "content-length": length}
    assert client.ask("POST", ESTIMATE, headers, b"").status_code == 413


def test_a_body_in_single_bytes_is_put_together(client: Client) -> None:
    body = json.dumps(_VALID[ESTIMATE]).encode()
    answer = client.post_in_parts(ESTIMATE, [bytes([byte]) for byte in body])
    assert answer.json() == client.post(ESTIMATE, body).json()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "media_type",
    [
        "text/plain",
        "text/json",
        "application/jsonx",
        "application/fhir+json",
        "application/problem+json",
        "application/x-www-form-urlencoded",
        "application/xml",
        "application/msgpack",
        "multipart/form-data; boundary=x",
        "*/*",
        "json",
        "application/json; charset=utf-16",
        "application/json; charset=latin1",
        "application/json; version=1",
        "application/json; fhirVersion=4.0",
        "application/json; charset",
        "application/json; charset=",
        "application/json; charset=utf-8; charset=utf-16",
        "application/json, text/plain",
        "text/plain; application/json",
        "",
        ";",
        "x" * 5000,
    ],
)
def test_a_body_that_is_not_said_to_be_json_in_utf_8_is_a_415(client: Client, path: str, media_type: str) -> None:
    answer = client.post(path, json.dumps(_VALID[path]).encode(), media_type)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-media-type")


def test_a_body_without_a_media_type_is_a_415(client: Client) -> None:
    assert client.ask("POST", ESTIMATE, {}, b"{}").json()["code"] == "unsupported-media-type"


@pytest.mark.parametrize(
    "media_type",
    [
        "application/json",
        "Application/JSON",
        "application/json;charset=utf-8",
        "application/json; CharSet=uTF-8;",
        'application/json; charset="UTF-8"',
        "application/json ;  charset=utf-8",
        " application/json ",
        "application/json;",
    ],
)
def test_json_may_be_said_in_every_way_that_http_has(client: Client, media_type: str) -> None:
    assert client.post(ESTIMATE, b"{}", media_type).status_code == 200


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "identity", "zstd", "gzip, br", "x"])
def test_a_body_with_any_content_encoding_is_a_415_even_where_it_says_none(client: Client, coding: str) -> None:
    headers = {"content-type": "application/json", "content-encoding": coding}
    assert client.ask("POST", ESTIMATE, headers, b"{}").json()["code"] == "unsupported-encoding"


REFUSED: dict[str, tuple[str, str, bytes, dict[str, str]]] = {
    "invalid-host": ("GET", "/nowhere", b"", {"host": "a b"}),
    "not-found": ("GET", "/nowhere", b"", {}),
    "unknown-rule": ("GET", "/v1/rules/x", b"", {}),
    "unknown-problem": ("GET", "/problems/x", b"", {}),
    "method-not-allowed": ("GET", ESTIMATE, b"", {}),
    "body-too-large": ("POST", ESTIMATE, b" " * 256_001, {"content-type": "application/json"}),
    "unsupported-media-type": ("POST", ESTIMATE, b"{}", {}),
    "unsupported-encoding": ("POST", ESTIMATE, b"{}", {"content-encoding": "gzip"}),
    "invalid-json": ("POST", ESTIMATE, b"{", {"content-type": "application/json"}),
    "duplicate-key": ("POST", ESTIMATE, b'{"sex":"male","sex":"male"}', {"content-type": "application/json"}),
    "invalid-request": ("POST", ESTIMATE, b'{"sex":1}', {"content-type": "application/json"}),
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_problem_tells_its_kind_its_page_and_what_to_do(client: Client, code: str) -> None:
    method, path, body, headers = REFUSED[code]
    answer = client.ask(method, path, headers, body)
    kind, problem = KINDS[code], answer.json()
    assert answer.status_code == problem.pop("status") == kind.status
    assert answer.headers["content-type"] == PROBLEM
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["ruleset-digest"] == RULESET.digest
    assert problem.pop("detail")
    assert ("pointer" in problem) == (code == "invalid-request")
    problem.pop("pointer", None)
    assert problem == {"type": f"/problems/{code}", "title": kind.title, "code": code}
    assert client.get(f"/problems/{code}").status_code == 200


def test_every_code_but_two_and_those_of_cds_hooks_is_met_in_these_tests() -> None:
    """`internal-error` and `unknown-definition` have tests of their own."""
    of_hooks = {"no-token", "invalid-token", "feedback-off", "missing-data", "unavailable"}
    assert set(KINDS) - set(REFUSED) == {"internal-error", "unknown-definition"} | of_hooks


def test_a_failure_inside_is_a_500_that_tells_nothing_of_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("a secret of the inside")

    broken = Operation(id="fails", method="GET", path="/fails", tag="", summary="", description="", handle=fails)
    monkeypatch.setattr(app, "OPERATIONS", (broken,))
    with Client() as one, caplog.at_level(logging.ERROR):
        answer = one.get("/fails")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal-error")
    assert answer.headers["content-type"] == PROBLEM
    assert answer.headers["ruleset-digest"] == RULESET.digest
    assert "secret" not in answer.text
    assert "a secret of the inside" in caplog.text


@pytest.mark.parametrize(
    ("unit", "least"),
    [("mg/dL", "0.000001"), ("umol/L", "0.0000884")],
)
def test_a_number_that_is_too_small_is_told_the_least_without_an_exponent(
    client: Client, unit: str, least: str
) -> None:
    for value in (0, -1, 1e-300):
        body = {"creatinine": {"value": value, "unit": unit}}
        detail = client.post(ESTIMATE, json.dumps(body).encode()).json()["detail"]
        assert detail == f"Expected `number` >= {least}"


def test_what_was_sent_and_looks_like_a_number_with_an_exponent_is_repeated_as_it_is(client: Client) -> None:
    answer = client.post(ESTIMATE, json.dumps({"`number` >= 1e-06": 1}).encode()).json()
    assert "`number` >= 1e-06" in answer["detail"]


@pytest.mark.parametrize("key", ["a` - at `$.b", "a - at `$.b", "a`", "`", "a` - at `$.age.c", "a` - at `$.sex[0]"])
def test_a_key_that_looks_like_the_end_of_a_message_leads_to_where_it_stands(client: Client, key: str) -> None:
    plain = _VALID[ESTIMATE]
    inside = {**plain, "age": {**plain["age"], key: 1}}
    for body, pointer in (({**plain, key: 1}, ""), (inside, "/age")):
        answer = client.post(ESTIMATE, json.dumps(body).encode())
        assert (answer.status_code, answer.json()["pointer"]) == (422, pointer)
        assert key in answer.json()["detail"]


def test_many_orders_are_answered_in_their_order_1000_of_them_and_no_more(client: Client) -> None:
    names = [f"drug {number}" for number in range(1000)]
    many: dict[str, Any] = {"orders": [{"drug": "other", "name": name} for name in names]}
    answer = client.post(MANY, json.dumps(many).encode()).json()
    assert [one["drug"] for one in answer["answers"]] == names
    many["orders"].append(ORDERS["other"])
    assert client.post(MANY, json.dumps(many).encode()).json()["pointer"] == "/orders"
    assert client.post(MANY, b'{"orders":[]}').json()["pointer"] == "/orders"


@pytest.mark.parametrize("place", [0, 1, 999])
def test_one_order_that_does_not_fit_is_a_422_for_all_with_its_pointer(client: Client, place: int) -> None:
    many: list[dict[str, Any]] = [ORDERS["albumin"]] * 1000
    many[place] = {**ORDERS["albumin"], "infusions": [{"day": 0, "amount": {"value": 20, "unit": "g"}}]}
    answer = client.post(MANY, json.dumps({"orders": many}).encode())
    assert (answer.status_code, answer.json()["pointer"]) == (422, f"/orders/{place}/infusions/0/day")
