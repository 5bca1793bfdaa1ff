"""The committed contract and schemas are those of the code, byte for byte; they are valid, closed and bounded."""

import json

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from dosing.api import operations, schemas
from dosing.api.described import structs
from dosing.api.operation import FHIR_JSON
from dosing.api.operations import OPERATIONS as TABLE
from dosing.api.problems import KINDS
from tests.contract.contract import BY_ID, COMMITTED, CONTRACT, OPERATIONS, PROBLEM, ROOT, parts
from tests.interfaces.client import Client

#: Objects that a standard leaves open, by their titles: what is not known in them is passed over.
OPEN = set(structs(one.body for one in TABLE if one.is_open))
#: Requests with resources: of those it is not said here what is in them, but that they are objects.
WITH_RESOURCES = {f"{one.id}.request.schema.json" for one in TABLE if one.is_open}


def test_the_committed_contract_is_that_of_the_table_byte_for_byte() -> None:
    assert (ROOT / "openapi.yaml").read_text(encoding="utf-8") == operations.contract()


def test_the_committed_schemas_are_those_of_the_types_none_missing_none_stale() -> None:
    assert schemas.documents() == COMMITTED


def test_the_contract_that_is_served_is_the_committed_one(client: Client) -> None:
    assert client.get("/openapi.yaml").content == (ROOT / "openapi.yaml").read_bytes()


def test_the_contract_is_valid_openapi_3_1() -> None:
    assert [error.message for error in OpenAPIV31SpecValidator(CONTRACT).iter_errors()] == []


def test_every_operation_has_a_schema_of_its_request_and_of_its_answer() -> None:
    for operation in TABLE:
        assert (f"{operation.id}.request.schema.json" in COMMITTED) == (operation.body is not None)
        assert (f"{operation.id}.answer.schema.json" in COMMITTED) == (operation.answers is not None)


@pytest.mark.parametrize("name", COMMITTED)
def test_a_schema_is_valid_2020_12_has_a_name_and_refers_only_to_itself(name: str) -> None:
    schema = json.loads(COMMITTED[name])
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:dosing:schema:{name.removesuffix('.schema.json')}"
    for part in parts(schema):
        if "$ref" in part:
            assert part["$ref"].removeprefix("#/$defs/") in schema["$defs"]
        if "properties" in part and "title" in part:
            assert part["additionalProperties"] is (part["title"] in OPEN)


@pytest.mark.parametrize("name", [name for name in COMMITTED if ".request." in name])
def test_a_request_is_closed_and_bounds_its_numbers_texts_and_lists(name: str) -> None:
    for part in parts(json.loads(COMMITTED[name])):
        match part.get("type"):
            case "number" | "integer":
                assert {"minimum", "maximum"} <= set(part), part
            case "string":
                assert {"enum", "const", "maxLength", "pattern"} & set(part), part
            case "array":
                assert "maxItems" in part, part
            case "object" if "title" in part:
                assert part["additionalProperties"] is (part["title"] in OPEN), part
            case "object" if name in WITH_RESOURCES:
                assert part.get("additionalProperties", True) is True or "maxProperties" in part, part
            case "object":
                assert part["additionalProperties"] is False, part
            case _:
                pass


def test_every_operation_documents_every_code_that_it_can_answer_with() -> None:
    for operation in TABLE:
        responses = BY_ID[operation.id].responses
        named = {
            code
            for status, response in responses.items()
            if status not in {"200", "304"}
            for code in response["content"][FHIR_JSON if operation.speaks_fhir else PROBLEM]["examples"]
        }
        assert named == set(operation.can_fail_with)
        assert {str(KINDS[code].status) for code in named} == set(responses) - {"200", "304"}
        assert ("304" in responses) == operation.is_stable


def test_every_operation_has_an_id_of_its_own_and_a_tag_that_is_described() -> None:
    assert len({one.id for one in OPERATIONS}) == len(OPERATIONS) == len(TABLE)
    tags = {tag["name"] for tag in CONTRACT["tags"]}
    assert all(set(one.part["tags"]) <= tags for one in OPERATIONS)
