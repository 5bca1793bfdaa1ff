"""Nothing in the contract goes without words: operations, parameters, answers, headers, links, schemas and fields."""

import json
import re
from typing import Any

import pytest

from dosing.api.described import fields, structs
from dosing.api.operations import OPERATIONS as TABLE
from dosing.wire.catalog import Problem, RuleView, Vector
from tests.contract.contract import CONTRACT, OPERATIONS, Described, Json, resolved

SCHEMAS: dict[str, Json] = CONTRACT["components"]["schemas"]
KINDS = structs(
    [kind for one in TABLE for kind in (one.body, one.answers) if kind is not None] + [Problem, RuleView, Vector]
)


def _is_sentence(words: Any) -> bool:  # noqa: ANN401 -- anything that stands where words should
    return isinstance(words, str) and len(words) > 3 and words[-1] in ".!"


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_and_each_of_its_fields_says_what_it_is(name: str) -> None:
    schema = SCHEMAS[name]
    assert _is_sentence(schema["description"])
    for field, part in schema["properties"].items():
        # A field that refers to a type may leave the words to it.
        assert _is_sentence(part.get("description") or resolved(part)["description"]), field


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.id)
def test_an_operation_its_parameters_answers_headers_and_links_say_what_they_are(operation: Described) -> None:
    assert operation.part["summary"]
    assert not operation.part["summary"].endswith(".")
    assert _is_sentence(operation.part["description"])
    assert all(_is_sentence(parameter["description"]) for parameter in operation.parameters)
    for response in operation.responses.values():
        assert response["description"]
        assert all(_is_sentence(resolved(header)["description"]) for header in response["headers"].values())
        assert all(_is_sentence(link["description"]) for link in response.get("links", {}).values())
    assert all(example["summary"] for example in operation.examples.values())


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.id)
def test_every_status_has_an_example_of_its_body_where_it_is_json(operation: Described) -> None:
    for status, response in operation.responses.items():
        for media_type, content in response.get("content", {}).items():
            assert ("json" not in media_type) or content["examples"], status
    assert operation.takes_body == bool(operation.examples)


def test_the_words_of_a_docstring_are_about_fields_that_there_are() -> None:
    fields_of: dict[type, set[str]] = {}
    for name, kind in KINDS.items():
        for base in kind.__mro__:
            fields_of.setdefault(base, set()).update(SCHEMAS[name]["properties"] if name in SCHEMAS else fields(kind))
    for base, real in fields_of.items():
        if base is not object:
            assert set(fields(base)) - set(fields(base.__base__ or object)) <= real, base


def test_no_words_of_the_contract_are_those_of_python() -> None:
    text = json.dumps(CONTRACT)
    assert re.findall(r"Attributes:|UNSET|msgspec|Struct\b", text) == []
