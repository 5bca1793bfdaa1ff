"""The contract, OpenAPI 3.1, made from the operation table: what is true of the service, and nothing else."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

import msgspec
import yaml

from dosing.api.examples import examples_of
from dosing.api.operation import FHIR_JSON, PROBLEM, YAML, Operation
from dosing.api.outcome import as_outcome
from dosing.api.problems import KINDS
from dosing.api.schema import Schema, components
from dosing.fhir.written import OperationOutcome
from dosing.translate.outbound import RULESET
from dosing.wire.catalog import Problem

_REF = "#/components/schemas/{name}"
_TEXT: Schema = {"type": "string"}
_HEADERS: dict[str, Schema] = {
    "RulesetDigest": {
        "description": "The digest of the rules by which the answer was made.",
        "required": True,
        "schema": {"const": RULESET.digest, "type": "string"},
    },
    "ETag": {"description": "Changes when the answer does.", "required": True, "schema": _TEXT},
    "CacheControl": {"description": "How long the answer may be kept.", "required": True, "schema": _TEXT},
    "Allow": {"description": "The methods of this path.", "required": True, "schema": _TEXT},
    "AnyOrigin": {
        "description": "Which web origin may read the answer: the one that asks, if the site allows it, or any.",
        "required": False,
        "schema": _TEXT,
    },
    "Authenticate": {"description": "That a bearer token is wanted.", "required": True, "schema": _TEXT},
    "RetryAfter": {"description": "Seconds after which to try again.", "required": False, "schema": _TEXT},
}
#: The headers whose names in the contract are not their own.
_SPELLED = {
    "RulesetDigest": "Ruleset-Digest",
    "CacheControl": "Cache-Control",
    "AnyOrigin": "Access-Control-Allow-Origin",
    "Authenticate": "WWW-Authenticate",
    "RetryAfter": "Retry-After",
}
_OF_STATUS = {401: "Authenticate", 405: "Allow", 503: "RetryAfter"}
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
    responses = {operation.id: next(schemas) for operation in operations if operation.answers is not None}
    paths: dict[str, Schema] = {}
    for operation in operations:
        answer = responses.get(operation.id) or _text_of(operation)
        described = _operation(operation, requests.get(operation.id), answer)
        paths.setdefault(operation.path, {})[operation.method.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dosing",
            "version": RULESET.version,
            "summary": "Dosing schedules and order checks from documented limits, exact and cited.",
            "description": "A clinical refusal is an answer (200 with a status), not an error. A body that fits its "
            f"schema is accepted; bodies may have {_limits(operations)}.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "contact": {"name": "The maintainers of dosing"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": description} for name, description in _TAGS.items()],
        "security": [],
        "paths": paths,
        "components": {"schemas": named, "headers": _HEADERS, "securitySchemes": {"clientToken": _TOKEN}},
    }


def _text_of(operation: Operation) -> Schema:
    """What a text is: YAML is read as the document that it writes."""
    return {"type": "object"} if operation.media_type == YAML else _TEXT


def _limits(operations: Sequence[Operation]) -> str:
    by_limit: dict[int, list[str]] = {}
    for operation in operations:
        if operation.body is not None:
            by_limit.setdefault(operation.body_limit, []).append(operation.path)
    usual, *others = sorted(by_limit)
    return f"{usual} bytes" + "".join(f", and {limit} for {' and '.join(by_limit[limit])}" for limit in others)


def _operation(operation: Operation, request: Schema | None, answer: Schema) -> Schema:
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
            }
        ]
    if operation.is_stable:
        described["parameters"] = [*described.get("parameters", []), _IF_NONE_MATCH]
    if request is not None:
        examples = examples_of(operation.path)
        content = {"schema": request, **({"examples": examples} if examples else {})}
        described["requestBody"] = {"required": True, "content": dict.fromkeys(operation.takes, content)}
    if operation.is_hook:
        described["security"] = [{}, {"clientToken": []}]
    described["responses"] = {"200": _success(operation, answer)} | _not_modified(operation) | _problems(operation)
    return described


def _success(operation: Operation, answer: Schema) -> Schema:
    headers = _refer("RulesetDigest", "CacheControl", *_also(operation), *(["ETag"] if operation.is_stable else []))
    content = {operation.media_type.partition(";")[0]: {"schema": answer}}
    return {
        "description": operation.summary,
        "headers": headers,
        **({"content": content} if operation.media_type else {}),
    }


def _also(operation: Operation) -> tuple[str, ...]:
    return ("AnyOrigin",) if operation.is_hook else ()


def _not_modified(operation: Operation) -> Schema:
    if not operation.is_stable:
        return {}
    headers = _refer("RulesetDigest", "CacheControl", "ETag")
    return {"304": {"description": "What the client has is still so.", "headers": headers}}


def _refer(*names: str) -> Schema:
    return {_SPELLED.get(name, name): {"$ref": f"#/components/headers/{name}"} for name in names}


def _problems(operation: Operation) -> Schema:
    by_status: dict[int, list[str]] = {}
    for code in operation.can_fail_with:
        by_status.setdefault(KINDS[code].status, []).append(code)
    kind, example = (OperationOutcome, _example_outcome) if operation.speaks_fhir else (Problem, _example)
    media_type = FHIR_JSON if operation.speaks_fhir else PROBLEM
    schema = {"$ref": _REF.format(name=kind.__name__)}
    return {
        str(status): {
            "description": "; ".join(f"{KINDS[code].title} (`{code}`)" for code in codes),
            "headers": _refer("RulesetDigest", "CacheControl", *_also(operation), *_header_of(status)),
            "content": {media_type: {"schema": schema, "examples": {code: {"value": example(code)} for code in codes}}},
        }
        for status, codes in sorted(by_status.items())
    }


def _header_of(status: int) -> tuple[str, ...]:
    return (_OF_STATUS[status],) if status in _OF_STATUS else ()


def _example(code: str) -> Mapping[str, Any]:
    kind = KINDS[code]
    example = {
        "type": f"/problems/{code}",
        "title": kind.title,
        "status": kind.status,
        "code": code,
        "detail": kind.advice,
    }
    return example | ({"pointer": "/patient/age/unit"} if code == "invalid-request" else {})


def _example_outcome(code: str) -> Mapping[str, Any]:
    written = as_outcome(msgspec.convert(_example(code), Problem))
    return cast("Mapping[str, Any]", msgspec.to_builtins(written))


class _Dumper(yaml.SafeDumper):
    """Plain decimals, no anchors: what every reader of YAML understands."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 -- of no data are there aliases
        return True


def _float(dumper: yaml.SafeDumper, value: float) -> yaml.ScalarNode:
    plain = format(Decimal(repr(value)), "f")
    return dumper.represent_scalar("tag:yaml.org,2002:float" if "." in plain else "tag:yaml.org,2002:int", plain)


_Dumper.add_representer(float, _float)


def contract_text(operations: Sequence[Operation]) -> str:
    """The contract as the text of `openapi.yaml`."""
    return yaml.dump(contract(operations), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
