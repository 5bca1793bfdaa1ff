"""The contract, OpenAPI 3.1, made from the operation table: what is true of the service, and nothing else."""

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import msgspec
import yaml

from dosing.api.examples import Example, examples_of
from dosing.api.numbers import encode
from dosing.api.operation import JSON, YAML, Operation, allowed
from dosing.api.responses import HEADERS, Responses
from dosing.api.schema import Schema, components
from dosing.fhir.written import OperationOutcome
from dosing.translate.outbound import RULESET
from dosing.wire.catalog import Problem

_REF = "#/components/schemas/{name}"
_TOKEN: Schema = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "JWT",
    "description": "The signed token of a CDS client (ES384 or RS384), for exactly the URL that is asked, used once. "
    "Wanted where a site lists its clients; a service that only its own machine reaches may want none.",
}
_IF_NONE_MATCH: Schema = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of an earlier answer: if nothing has changed since, the answer is a 304 without a body.",
    "schema": {"type": "string"},
}
_TAGS = {
    "schedules": "Schedules, computed from documented limits.",
    "orders": "Orders, checked against the same limits.",
    "calculations": "Amounts and kidney function.",
    "hooks": "CDS Hooks 2.0.1: cards for order entry.",
    "catalog": "The limits themselves, their sources, and vectors that prove them.",
    "fhir": "The same, as FHIR R4 operations.",
    "operations": "Health, this contract, and pages about problems.",
}


def contract(operations: Sequence[Operation]) -> Schema:
    """The contract as a document."""
    bodies = [operation.body for operation in operations if operation.body is not None]
    answers = [operation.answers for operation in operations if operation.answers is not None]
    made, named = components([*bodies, *answers, Problem, OperationOutcome], _REF)
    schemas = iter(made)
    requests = {operation.id: next(schemas) for operation in operations if operation.body is not None}
    answered = {operation.id: next(schemas) for operation in operations if operation.answers is not None}
    responses = Responses(lambda kind: {"$ref": _REF.format(name=kind.__name__)})
    methods: dict[str, list[str]] = {}
    for operation in operations:
        methods.setdefault(operation.path, []).append(operation.method)
    paths: dict[str, Schema] = {}
    for operation in operations:
        schema = answered.get(operation.id) or _text_of(operation)
        described = _operation(operation, requests.get(operation.id))
        described["responses"] = responses.of(operation, schema, _answers(operation), allowed(methods[operation.path]))
        paths.setdefault(operation.path, {})[operation.method.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dosing",
            "version": RULESET.version,
            "summary": "Dosing schedules and order checks from documented limits, exact and cited.",
            "description": "A clinical refusal is an answer (200 with a status), not an error. A body that fits its "
            f"schema is accepted; bodies may have {_limits(operations)}. Every path answers OPTIONS with `Allow`, and "
            "where it answers GET also HEAD; a slash at its end, or two in place of one, change nothing, and a query "
            "is passed over. What is no HTTP, or of a method that HTTP does not have, is refused before: 400, as text.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "contact": {"name": "The maintainers of dosing"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": description} for name, description in _TAGS.items()],
        "security": [],
        "paths": paths,
        "components": {
            "schemas": named,
            "headers": HEADERS,
            "responses": responses.shared,
            "securitySchemes": {"clientToken": _TOKEN},
        },
    }


def _text_of(operation: Operation) -> Schema:
    """What a text is: YAML is read as the document that it writes."""
    return {"type": "object"} if operation.media_type == YAML else {"type": "string"}


def _limits(operations: Sequence[Operation]) -> str:
    by_limit: dict[int, list[str]] = {}
    for operation in operations:
        if operation.body is not None:
            by_limit.setdefault(operation.body_limit, []).append(operation.path)
    usual, *others = sorted(by_limit)
    return f"{usual} bytes" + "".join(f", and {limit} for {' and '.join(by_limit[limit])}" for limit in others)


def _operation(operation: Operation, request: Schema | None) -> Schema:
    described: Schema = {
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": operation.summary,
        "description": operation.description,
    }
    if operation.parameter is not None:
        described["parameters"] = [
            {
                "name": operation.parameter.name,
                "in": "path",
                "required": True,
                "description": operation.parameter.description,
                "schema": {"type": "string", "enum": list(operation.parameter.values)},
                "example": operation.parameter.values[0],
            }
        ]
    if operation.is_stable:
        described["parameters"] = [*described.get("parameters", []), _IF_NONE_MATCH]
    if request is not None:
        examples = examples_of(operation.plain, operation.subjects, _asked(operation))
        shown = {name: _shown(example) for name, example in examples.items()}
        content: Schema = {"schema": request, "examples": shown}
        described["requestBody"] = {"required": True, "content": dict.fromkeys(operation.takes, content)}
    if operation.is_hook:
        described["security"] = [{}, {"clientToken": []}]
    return described


def _asked(operation: Operation) -> Callable[[Schema], Any]:
    """The operation, asked with a request that is not written out yet."""
    decoder = msgspec.json.Decoder(operation.body)
    answer = operation.handle_example or operation.handle
    return lambda request: answer(decoder.decode(msgspec.json.encode(request)))


def _answers(operation: Operation) -> dict[str, Schema]:
    """What the operation answers to its plainest request; of what lists everything, the first of each list.

    Where answers depend on the day, each plain request has its answer, under the same name.
    """
    if operation.answers is None:
        return {}
    if operation.handle_example is not None:
        ask, requests = _asked(operation), examples_of(operation.plain, (), lambda _: None)
        return {name: _shown(Example(one.summary, _written(ask(one.value)))) for name, one in requests.items()}
    return {"typical": _shown(Example("A plain answer", _plain_answer(operation)))}


def _plain_answer(operation: Operation) -> Schema:
    if operation.body is not None:
        return _written(_asked(operation)(next(iter(operation.plain.values()))))
    if operation.parameter is not None:
        return _written(operation.handle(operation.parameter.values[0]))
    listed = _written(operation.handle())
    if operation.media_type != JSON:
        # A resource of FHIR says less, or something else, without a part of a list.
        return listed
    return {key: value[:1] if isinstance(value, list) else value for key, value in listed.items()}


def _written(answer: object) -> Schema:
    written: Schema = json.loads(encode(answer))
    return written


class _Compact(dict[str, Any]):
    """An example's value: written in few lines."""


def _shown(example: Example) -> Schema:
    return {"summary": example.summary, "value": _Compact(example.value)}


#: Writes plain decimals and no anchors, which every reader of YAML understands; in C where that is built, three times
#: as fast and with the same output.
_Dumper: Any = type("_Dumper", (getattr(yaml, "CSafeDumper", yaml.SafeDumper),), {"ignore_aliases": lambda *_: True})


def _float(dumper: yaml.SafeDumper, value: float) -> yaml.ScalarNode:
    plain = format(Decimal(repr(value)), "f")
    return dumper.represent_scalar("tag:yaml.org,2002:float" if "." in plain else "tag:yaml.org,2002:int", plain)


def _compact(dumper: yaml.SafeDumper, value: _Compact) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=True)


_Dumper.add_representer(float, _float)
_Dumper.add_representer(_Compact, _compact)


def contract_text(operations: Sequence[Operation]) -> str:
    """The contract as the text of `openapi.yaml`."""
    return yaml.dump(contract(operations), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
