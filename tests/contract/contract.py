"""The committed contract and schemas, read as another system would read them: nothing here comes from the code."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml
from jsonschema import Draft202012Validator
from msgspec import Struct

ROOT = Path(__file__).parents[2]
Json = dict[str, Any]

CONTRACT: Json = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))
COMMITTED = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "schemas").glob("*")}
JSON, PROBLEM = "application/json", "application/problem+json"


def resolved(part: Json) -> Json:
    """The part itself, or what it refers to."""
    if "$ref" not in part:
        return part
    found: Any = CONTRACT
    for name in part["$ref"].removeprefix("#/").split("/"):
        found = found[name]
    return resolved(found)


class Described(Struct, frozen=True):
    """An operation of the contract."""

    id: str
    method: str
    path: str
    part: Json

    @property
    def parameters(self) -> list[Json]:
        """Its parameters."""
        return [resolved(parameter) for parameter in self.part.get("parameters", [])]

    @property
    def responses(self) -> dict[str, Json]:
        """Its answers by status."""
        return {status: resolved(response) for status, response in self.part["responses"].items()}

    @property
    def takes_body(self) -> bool:
        """Whether it takes a body."""
        return "requestBody" in self.part

    @property
    def body(self) -> Json:
        """Its body in the first of the media types that it takes."""
        content: Json = next(iter(self.part["requestBody"]["content"].values()))
        return content

    @property
    def body_type(self) -> str:
        """The first of the media types that it takes."""
        return str(next(iter(self.part["requestBody"]["content"])))

    @property
    def examples(self) -> dict[str, Json]:
        """The examples of its body, by name, the plainest first; none if it takes no body."""
        found: dict[str, Json] = self.body["examples"] if self.takes_body else {}
        return found

    @property
    def answer(self) -> Json | None:
        """Its answer where it is JSON."""
        content = self.responses["200"].get("content", {})
        return next((part for media_type, part in content.items() if is_json(media_type)), None)

    @property
    def url(self) -> str:
        """Its path, with each parameter by its example."""
        url = self.path
        for parameter in self.parameters:
            if parameter["in"] == "path":
                url = url.replace(f"{{{parameter['name']}}}", parameter["example"])
        return url


OPERATIONS = [
    Described(part["operationId"], method.upper(), path, part)
    for path, methods in CONTRACT["paths"].items()
    for method, part in methods.items()
]
BY_ID = {operation.id: operation for operation in OPERATIONS}


def is_json(media_type: str) -> bool:
    """Whether it is JSON, of whatever kind."""
    return media_type == JSON or media_type.endswith("+json")


def fits(schema: Json, document: object) -> bool:
    """Whether a document fits a schema of the contract."""
    whole = {**schema, "components": CONTRACT["components"]}
    return jsonschema_rs.Draft202012Validator(whole).is_valid(document)


def parts(schema: Any) -> Iterator[Json]:  # noqa: ANN401 -- any part of a schema
    """Every object in a schema."""
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts(part)


def errors(name: str, document: object) -> list[str]:
    """Everything in which a document does not fit the committed schema, as two validators see it."""
    found = [f"{error.json_path}: {error.message[:200]}" for error in _slow(name).iter_errors(document)]
    return found + [f"{error.instance_path}: {error.message[:200]}" for error in quick(name).iter_errors(document)]


def _slow(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(COMMITTED[f"{name}.schema.json"]))


_QUICK: dict[str, jsonschema_rs.Draft202012Validator] = {}


def quick(name: str) -> jsonschema_rs.Draft202012Validator:
    """The committed schema as a validator that is quick enough for thousands of documents."""
    if name not in _QUICK:
        _QUICK[name] = jsonschema_rs.Draft202012Validator(json.loads(COMMITTED[f"{name}.schema.json"]))
    return _QUICK[name]
