"""The committed `openapi.yaml`, as checks read it: operations by path, what they take, answer, and send as headers.

It is read from the file and never asked from the service under test, so that a service which changes both itself and
its own contract is still held to the one that people have.
"""

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

Json = dict[str, Any]

FILE = Path(__file__).parents[2] / "openapi.yaml"
_METHODS = ("get", "post", "put", "patch", "delete")
#: What HTTP itself has in every answer, and a contract does not name.
OF_HTTP = frozenset({"content-type", "content-length"})


def read_yaml(text: bytes) -> Any:  # noqa: ANN401 -- any YAML
    """A YAML document; ten times as fast where PyYAML has its C part."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 -- both are safe loaders


def _resolved(document: Json, part: Json) -> Json:
    while "$ref" in part:
        found: Any = document
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        part = found
    return part


class Described:
    """One operation of the contract."""

    def __init__(self, document: Json, path: str, method: str) -> None:
        self._document = document
        self.path = path
        self.method = method.upper()
        self.described: Json = document["paths"][path][method]
        self.id: str = self.described["operationId"]
        self.responses: Json = {
            status: _resolved(document, response) for status, response in self.described["responses"].items()
        }
        self._content: Json = _resolved(document, self.described.get("requestBody", {})).get("content", {})

    @cached_property
    def body(self) -> Json | None:
        """The schema of the body; none where it takes none."""
        return next((media["schema"] for media in self._content.values()), None)

    @cached_property
    def examples(self) -> list[Any]:
        """The bodies that the contract shows."""
        shown = (one for media in self._content.values() for one in media.get("examples", {}).values())
        return [_resolved(self._document, one)["value"] for one in shown]

    @cached_property
    def taken(self) -> frozenset[str]:
        """The media types of the body."""
        return frozenset(self._content)

    @cached_property
    def parameters(self) -> dict[str, list[str]]:
        """The values of each parameter in the path."""
        every = [_resolved(self._document, one) for one in self.described.get("parameters", ())]
        return {one["name"]: one["schema"].get("enum", []) for one in every if one["in"] == "path"}

    @cached_property
    def paths(self) -> list[str]:
        """The path with every value of its parameter."""
        made = [self.path]
        for name, values in self.parameters.items():
            made = [path.replace(f"{{{name}}}", value) for path in made for value in values]
        return made

    def takes(self, value: Any) -> bool:  # noqa: ANN401 -- any JSON
        """Whether the schema of the body takes it."""
        try:
            return self.taking is not None and bool(self.taking.is_valid(value))
        except (ValueError, UnicodeError):  # a number or a letter that has no place in JSON Schema
            return False

    @cached_property
    def taking(self) -> Any:  # noqa: ANN401 -- a validator
        """The validator of the body, made once: with all the components that takes longer than a request."""
        return None if self.body is None else self.validator(self.body)

    def validator(self, schema: Json) -> Any:  # noqa: ANN401 -- a validator
        """A validator of a schema that may refer to those of the contract."""
        return jsonschema_rs.Draft202012Validator({**schema, "components": self._document["components"]})

    @cached_property
    def _answers(self) -> dict[tuple[str, str], Any]:
        return {
            (status, kind): self.validator(media["schema"])
            for status, response in self.responses.items()
            for kind, media in response.get("content", {}).items()
        }

    def misfits(self, status: int, kind: str, document: Any) -> list[str]:  # noqa: ANN401 -- any JSON
        """In which points an answer of this status and type does not fit its schema."""
        validator = self._answers.get((str(status), kind))
        if validator is None:
            return []
        return [f"{list(error.instance_path)}: {error.message[:120]}" for error in validator.iter_errors(document)]

    def kinds(self, status: int) -> list[str]:
        """The media types of answers with this status."""
        return list(self.responses.get(str(status), {}).get("content", {}))

    def headers(self, status: int) -> dict[str, Json]:
        """The headers of answers with this status, by lower-case name."""
        named = self.responses.get(str(status), {}).get("headers", {})
        return {name.lower(): _resolved(self._document, header) for name, header in named.items()}

    def codes(self, status: int) -> set[str]:
        """The codes of the problems with this status."""
        content = self.responses.get(str(status), {}).get("content", {})
        return {code for media in content.values() for code in media.get("examples", {})}


class Contract:
    """All operations, found by what was asked."""

    def __init__(self, document: Json) -> None:
        self.document = document
        self.operations = [
            Described(document, path, method)
            for path, methods in document["paths"].items()
            for method in _METHODS
            if method in methods
        ]
        self._patterns: list[tuple[re.Pattern[str], str]] = [
            (re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path))), path) for path in document["paths"]
        ]

    def template(self, path: str) -> str | None:
        """The path of the contract that this one is of."""
        return next((template for pattern, template in self._patterns if pattern.fullmatch(path)), None)

    def operation(self, method: str, path: str) -> Described | None:
        """The operation of a request."""
        template = self.template(path)
        found = (one for one in self.operations if one.path == template and one.method == method)
        return next(found, None)

    def methods(self, path: str) -> frozenset[str]:
        """The methods of a path."""
        template = self.template(path)
        return frozenset(one.method for one in self.operations if one.path == template)

    def resolved(self, part: Json) -> Json:
        """What a reference in the contract refers to."""
        return _resolved(self.document, part)

    def by_id(self, operation: str) -> Described:
        """The operation of this id."""
        return next(one for one in self.operations if one.id == operation)

    @property
    def taking(self) -> Iterable[Described]:
        """The operations that take a body."""
        return [one for one in self.operations if one.body is not None]


CONTRACT = Contract(read_yaml(FILE.read_bytes()))
DIGEST: str = CONTRACT.document["components"]["headers"]["RulesetDigest"]["schema"]["const"]
VERSION: str = CONTRACT.document["info"]["version"]
