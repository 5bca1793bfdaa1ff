"""What the service really answers, against the committed schemas and contract: every operation, every status.

Two validators that know nothing of the service read the schemas: jsonschema, and jsonschema-rs.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import httpx
import pytest
from msgspec.structs import replace

from dosing.api import app
from dosing.api.operation import HOOKS, Operation
from dosing.api.operations import OPERATIONS as TABLE
from tests.contract.contract import (
    BY_ID,
    COMMITTED,
    OPERATIONS,
    Described,
    errors,
    fits,
    is_json,
    parts,
    quick,
    resolved,
)
from tests.contract.doors import refusals
from tests.fhir.bodies import FHIR_BODIES, FURTHER
from tests.hooks.recorded_calls import FOLDER as RECORDED
from tests.hooks.recorded_calls import path_of
from tests.hooks.test_feedback import FITTING
from tests.interfaces.bodies import BODIES
from tests.interfaces.client import Client
from tests.vectors.runner import FOLDER, vectors

TAKING = [operation for operation in OPERATIONS if operation.takes_body]
MANY, ONE = "checkOrders", "/v1/orders/check"
LIMITS = {operation.id: operation.body_limit for operation in TABLE}
#: What HTTP itself has in every answer, and a contract does not name.
OF_HTTP = {"content-type", "content-length"}
#: Statuses that the schema of all schedules has and a taper does not come to: of the rules for the way down none asks
#: for a fact of the patient, and it is made by those that would wait for a word.
NEVER = {"scheduleBaclofenTaper": {"needs_input", "needs_review"}}


@cache
def _requests(operation: str) -> tuple[bytes, ...]:
    """The examples of the contract, the plainest also of an unknown patient, the tests' bodies, and every vector."""
    described = BY_ID[operation]
    examples = [example["value"] for example in described.examples.values()]
    examples += [{**examples[0], "patient": {}}] if "patient" in examples[0] else []
    bodies = [json.dumps(example).encode() for example in examples]
    named = BODIES | FHIR_BODIES | FURTHER
    bodies += [json.dumps(body).encode() for name, body in named.items() if name.split(" ")[0] == operation]
    bodies += [bytes(vector.request) for vector in vectors() if vector.operation == described.path]
    bodies += _hooked(described)
    if operation == MANY:
        orders = [bytes(vector.request) for vector in vectors() if vector.operation == ONE]
        bodies += [b'{"orders":[' + b",".join(orders[start : start + 100]) + b"]}" for start in range(0, 900, 100)]
    return tuple(bodies)


def _hooked(described: Described) -> list[bytes]:
    """Recorded calls of CDS Hooks that have an answer, and each kind of feedback."""
    if described.path.endswith("/feedback"):
        return [json.dumps({"feedback": [outcome]}).encode() for outcome in FITTING.values()]
    recorded = (json.loads(file.read_bytes()) for file in sorted(RECORDED.glob("*.json")))
    answered = [one["call"] for one in recorded if one["status"] == 200]
    return [json.dumps(call).encode() for call in answered if path_of(call) == described.path]


@pytest.mark.parametrize("operation", TAKING, ids=lambda one: one.id)
def test_every_request_and_its_answer_fit_the_committed_schemas_and_every_status_is_among_them(
    client: Client, operation: Described
) -> None:
    takes = quick(f"{operation.id}.request")
    answers = None if operation.answer is None else quick(f"{operation.id}.answer")
    statuses: set[str] = set()
    requests = _requests(operation.id)
    for index, request in enumerate(requests):
        sent, answered = json.loads(request), client.post(operation.path, request, operation.body_type)
        assert answered.status_code == 200
        assert takes.is_valid(sent), request
        if answers is None:
            assert answered.content == b""
            continue
        answer = answered.json()
        assert answers.is_valid(answer), request
        statuses |= {part["status"] for part in parts(answer) if "status" in part}
        # The slower validator reads a dozen of them.
        if index % (len(requests) // 12 + 1) == 0:
            assert errors(f"{operation.id}.request", sent) == []
            assert errors(f"{operation.id}.answer", answer) == []
    assert len(requests) >= (2 if operation.id == "hookVerification" else 5)
    documented = set() if answers is None else _statuses(operation.id)
    assert statuses & documented == documented - NEVER.get(operation.id, set())


def _statuses(operation: str) -> set[str]:
    """Every status that the answer's schema has, of the answer or of a resource in it."""
    kinds = json.loads(COMMITTED[f"{operation}.answer.schema.json"])["$defs"].values()
    return {kind["properties"]["status"]["const"] for kind in kinds if "status" in kind["properties"]}


@pytest.mark.parametrize(
    "operation", [one for one in TABLE if one.body is None and one.answers], ids=lambda one: one.id
)
def test_what_is_read_fits_its_committed_schema(client: Client, operation: Operation) -> None:
    for value in operation.parameter.values if operation.parameter else ("",):
        answer = client.get(operation.path.partition("{")[0] + value)
        assert answer.status_code == 200
        assert errors(f"{operation.id}.answer", answer.json()) == []


def test_every_rule_and_every_vector_fits_its_schema(client: Client) -> None:
    for kind, many, least in (
        ("rule", client.get("/v1/rules").json()["rules"], 40),
        ("vector", client.get("/v1/vectors").json()["vectors"], 200),
    ):
        assert len(many) > least
        assert [one for one in many if not quick(kind).is_valid(one)] == []
        assert [found for one in many[:40] for found in errors(kind, one)] == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("**/*vectors.json")), ids=lambda path: path.parent.name)
def test_every_file_of_vectors_fits_the_schema_that_it_names(path: Path) -> None:
    file = json.loads(path.read_bytes())
    assert errors(file["schema"].removesuffix(".schema.json"), file) == []


def _asked(operation: Described) -> Iterator[tuple[str, str, dict[str, str], bytes]]:
    """Requests that reach every status but 500: method, path, headers and body."""
    body = _requests(operation.id)[0] if operation.takes_body else b""
    typed = {"content-type": operation.body_type} if operation.takes_body else {}
    yield operation.method, operation.url, typed, body
    yield "DELETE", operation.url, {}, b""
    yield operation.method, operation.url, {**typed, "host": "no host"}, body
    if operation.takes_body:
        yield from (
            (operation.method, operation.url, headers, sent)
            for headers, sent in (
                (typed, b"{"),
                (typed, _with_its_first_key_twice(body)),
                (typed, b'{"x":1}'),
                ({}, b"{}"),
                ({**typed, "content-encoding": "gzip"}, b"{}"),
                (typed, b" " * (LIMITS[operation.id] + 1)),
            )
        )
    else:
        yield operation.method, operation.url, {"if-none-match": "*"}, b""
    if "{" in operation.path:
        yield operation.method, operation.path.partition("{")[0] + "nowhere", {}, b""


def _with_its_first_key_twice(body: bytes) -> bytes:
    key, value = next(iter(json.loads(body).items()))
    return b"{" + json.dumps({key: value}).encode()[1:-1] + b"," + body[1:]


def _against(operation: Described, answer: httpx.Response) -> None:
    """An answer is as the contract has it: status, media type, headers with their values, body."""
    described = operation.responses[str(answer.status_code)]
    headers = {name.lower(): resolved(header) for name, header in described["headers"].items()}
    wanted = {name for name, header in headers.items() if header["required"]}
    found = set(answer.headers) - OF_HTTP
    assert wanted <= found <= set(headers), answer.status_code
    for name in found:
        assert fits(headers[name]["schema"], answer.headers[name]), (name, answer.headers[name])
    content = described.get("content", {})
    assert ("content-type" in answer.headers) == bool(content)
    if content:
        (media_type,) = content
        assert answer.headers["content-type"].partition(";")[0] == media_type
        if is_json(media_type):
            assert fits(content[media_type]["schema"], answer.json())


def _code(operation: Described, answer: httpx.Response) -> str:
    """The code of a problem, of those that the contract names for the status; nothing for a success."""
    if answer.status_code < 400:
        return ""
    (content,) = operation.responses[str(answer.status_code)]["content"].values()
    return str(next(code for code in content["examples"] if f'"{code}"' in answer.text))


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.id)
def test_every_documented_status_is_answered_and_is_as_documented_with_its_headers_and_no_others(
    client: Client, operation: Described, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    reached: defaultdict[str, set[str]] = defaultdict(set)
    answers = [client.ask(*asked) for asked in _asked(operation)]
    if operation.path.startswith(HOOKS):
        answers += refusals(operation, tmp_path)
    monkeypatch.setattr(app, "OPERATIONS", [replace(one, handle=_fail) for one in TABLE])
    with Client() as failing:
        answers.append(failing.ask(*next(_asked(operation))))
    for answer in answers:
        _against(operation, answer)
        reached[str(answer.status_code)].add(_code(operation, answer))
    documented = {
        status: {code for content in response["content"].values() for code in content["examples"]}
        if status >= "400"
        else {""}
        for status, response in operation.responses.items()
    }
    assert reached == documented


def _fail(*_: object) -> None:
    raise RuntimeError
