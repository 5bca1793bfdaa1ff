"""The committed contract and schemas are those of the code, are valid, and are true of what the service answers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from dosing.api import operations, schemas
from dosing.api.operation import Operation
from dosing.api.operations import OPERATIONS
from dosing.api.problems import KINDS
from dosing.service.catalog import rules, vectors
from tests.interfaces.bodies import BODIES
from tests.interfaces.client import Client
from tests.vectors.runner import FOLDER

ROOT = Path(__file__).parents[2]
COMMITTED = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "schemas").glob("*")}
CONTRACT: dict[str, Any] = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))
TAKING = [operation for operation in OPERATIONS if operation.body is not None]
READ = [operation for operation in OPERATIONS if operation.body is None]
#: What HTTP itself has in every answer, and a contract does not name.
OF_HTTP = {"content-type", "content-length"}


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with Client() as one:
        yield one


def validator(name: str) -> Draft202012Validator:
    """The committed schema of this name."""
    return Draft202012Validator(json.loads(COMMITTED[f"{name}.schema.json"]))


def errors(name: str, document: object) -> list[str]:
    """Everything in which a document does not fit the committed schema."""
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(name).iter_errors(document)]


def test_the_committed_contract_is_that_of_the_table_byte_for_byte() -> None:
    assert (ROOT / "openapi.yaml").read_text(encoding="utf-8") == operations.contract()


def test_the_committed_schemas_are_those_of_the_types_none_missing_none_stale() -> None:
    assert schemas.documents() == COMMITTED


def test_the_contract_that_is_served_is_the_committed_one(client: Client) -> None:
    assert client.get("/openapi.yaml").content == (ROOT / "openapi.yaml").read_bytes()


def test_the_contract_is_valid_openapi_3_1() -> None:
    assert [error.message for error in OpenAPIV31SpecValidator(CONTRACT).iter_errors()] == []


@pytest.mark.parametrize("name", COMMITTED)
def test_a_schema_is_valid_2020_12_has_a_name_and_refers_only_to_itself(name: str) -> None:
    schema = json.loads(COMMITTED[name])
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:dosing:schema:{name.removesuffix('.schema.json')}"
    for part in _parts(schema):
        if "$ref" in part:
            assert part["$ref"].removeprefix("#/$defs/") in schema["$defs"]
        if "properties" in part:
            assert part["additionalProperties"] is False


def _parts(schema: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 -- any part of a schema
    """Every object in a schema."""
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _parts(part)


def test_every_request_is_closed_and_bounds_its_numbers_texts_and_lists() -> None:
    for operation in TAKING:
        for part in _parts(json.loads(COMMITTED[f"{operation.id}.request.schema.json"])):
            match part.get("type"):
                case "number" | "integer":
                    assert {"minimum", "maximum"} <= set(part), part
                case "string":
                    assert {"enum", "const", "maxLength", "pattern"} & set(part), part
                case "array":
                    assert "maxItems" in part, part
                case "object":
                    assert part["additionalProperties"] is False, part
                case _:
                    pass


def _requests(operation: Operation) -> Iterator[bytes]:
    """The body of the tests, and twelve vectors spread over those of the operation."""
    for name, body in BODIES.items():
        if name.split(" ")[0] == operation.id:
            yield json.dumps(body).encode()
    of_path = [bytes(vector.request) for vector in vectors().vectors if vector.operation == operation.path]
    yield from of_path[:: max(1, len(of_path) // 12)]
    if operation.id == "checkOrders":
        orders = [bytes(vector.request) for vector in vectors().vectors if vector.operation == "/v1/orders/check"]
        for start in range(0, len(orders), max(1, len(orders) // 12)):
            yield b'{"orders":[' + b",".join(orders[start : start + 12]) + b"]}"


@pytest.mark.parametrize("operation", TAKING, ids=lambda operation: operation.id)
def test_a_dozen_requests_and_their_answers_fit_the_committed_schemas(client: Client, operation: Operation) -> None:
    requests = list(_requests(operation))
    assert len(requests) >= 5
    for request in requests:
        assert errors(f"{operation.id}.request", json.loads(request)) == []
        answer = client.post(operation.path, request)
        assert answer.status_code == 200
        assert errors(f"{operation.id}.answer", answer.json()) == [], request


@pytest.mark.parametrize("operation", TAKING, ids=lambda operation: operation.id)
def test_a_refusal_fits_the_schema_of_problems_and_has_a_code_that_the_contract_names(
    client: Client, operation: Operation
) -> None:
    documented = CONTRACT["paths"][operation.path]["post"]["responses"]
    for body, headers in (
        (b"{", {"content-type": "application/json"}),
        (b'{"x":1}', {"content-type": "application/json"}),
        (b"{}", {}),
        (b"{}", {"content-encoding": "gzip"}),
        (b" " * (operation.body_limit + 1), {"content-type": "application/json"}),
    ):
        answer = client.ask("POST", operation.path, headers, body)
        assert errors("problem", answer.json()) == []
        named = documented[str(answer.status_code)]["content"]["application/problem+json"]["examples"]
        assert answer.json()["code"] in named


@pytest.mark.parametrize("operation", [one for one in READ if one.answers is not None], ids=lambda one: one.id)
def test_what_is_read_fits_its_committed_schema(client: Client, operation: Operation) -> None:
    for value in operation.parameter.values if operation.parameter else ("",):
        answer = client.get(operation.path.partition("{")[0] + value)
        assert errors(f"{operation.id}.answer", answer.json()) == []


def test_every_rule_and_every_vector_fits_its_schema(client: Client) -> None:
    for kind, many in (
        ("rule", client.get("/v1/rules").json()["rules"]),
        ("vector", client.get("/v1/vectors").json()["vectors"]),
    ):
        assert [found for one in many for found in errors(kind, one)] == []
    assert (len(rules().rules) > 40, len(vectors().vectors) > 200) == (True, True)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("**/*vectors.json")), ids=lambda path: path.parent.name)
def test_every_file_of_vectors_fits_the_schema_that_it_names(path: Path) -> None:
    file = json.loads(path.read_bytes())
    assert errors(file["schema"].removesuffix(".schema.json"), file) == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_no_answer_has_a_header_that_the_contract_does_not_name_nor_lacks_one_that_it_names(
    client: Client, operation: Operation
) -> None:
    path = operation.path.partition("{")[0] + (operation.parameter.values[0] if operation.parameter else "")
    body = next(_requests(operation)) if operation.body is not None else b""
    described = CONTRACT["paths"][operation.path][operation.method.lower()]["responses"]
    asked = [
        (operation.method, body, {"content-type": "application/json"}),
        ("DELETE", b"", {}),
        *([(operation.method, b"{", {"content-type": "application/json"}), ("POST", b"", {})] if body else []),
    ]
    for method, sent, headers in asked:
        answer = client.ask(method, path, headers, sent)
        named = {name.lower() for name in described[str(answer.status_code)]["headers"]}
        assert set(answer.headers) - OF_HTTP == named, answer.status_code


def test_every_operation_documents_every_code_that_it_can_answer_with() -> None:
    for operation in OPERATIONS:
        responses = CONTRACT["paths"][operation.path][operation.method.lower()]["responses"]
        named = {
            code
            for status, response in responses.items()
            if status not in {"200", "304"}
            for code in response["content"]["application/problem+json"]["examples"]
        }
        assert named == set(operation.can_fail_with)
        assert {str(KINDS[code].status) for code in named} == set(responses) - {"200", "304"}
        assert ("304" in responses) == operation.is_stable


def test_every_operation_has_an_id_of_its_own_a_tag_and_words() -> None:
    described = [operation for path in CONTRACT["paths"].values() for operation in path.values()]
    assert len({one["operationId"] for one in described}) == len(described) == len(OPERATIONS)
    tags = {tag["name"] for tag in CONTRACT["tags"]}
    assert all(one["summary"] and one["description"] and set(one["tags"]) <= tags for one in described)


def test_every_example_of_the_contract_fits_and_is_answered(client: Client) -> None:
    shown = 0
    for operation in TAKING:
        media = CONTRACT["paths"][operation.path]["post"]["requestBody"]["content"]["application/json"]
        for name, example in media.get("examples", {}).items():
            assert client.post(operation.path, json.dumps(example["value"]).encode()).status_code == 200, name
            shown += 1
    assert shown > 30
