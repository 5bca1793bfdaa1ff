"""Answers in the contract: what they hold, with which headers, where they lead, and everything that can go wrong."""

from collections.abc import Callable, Sequence

import msgspec

from dosing.api.operation import FHIR_JSON, PROBLEM, Link, Operation
from dosing.api.outcome import as_outcome
from dosing.api.problems import KINDS
from dosing.api.schema import Schema
from dosing.fhir.written import OperationOutcome
from dosing.translate.outbound import RULESET
from dosing.wire.catalog import Problem

_NO_TOKEN, _NO_METHOD, _TOO_LARGE, _UNAVAILABLE = 401, 405, 413, 503


def _header(description: str, schema: Schema, example: str, *, is_required: bool = True) -> Schema:
    return {
        "description": description,
        "required": is_required,
        "schema": {"type": "string", **schema},
        "example": example,
    }


#: The headers of answers, by the names of their components.
HEADERS: dict[str, Schema] = {
    "RulesetDigest": _header(
        "The digest of the rules by which the answer was made.", {"const": RULESET.digest}, RULESET.digest
    ),
    "ETag": _header(
        "The answer's tag: changes when the answer does. Send it as `If-None-Match` to ask whether it has.",
        {"pattern": '^"[0-9a-f]{32}"$'},
        f'"{RULESET.digest[:32]}"',
    ),
    "NoStore": _header(
        "The answer is about a patient, or of the moment: keep no copy.", {"const": "no-store"}, "no-store"
    ),
    "NoCache": _header(
        "The answer may be kept, and is asked about before it is used again.", {"const": "no-cache"}, "no-cache"
    ),
    "AnyOrigin": _header(
        "Which web origin may read the answer: the one that asks, if the site allows it, or any.",
        {},
        "*",
        is_required=False,
    ),
    "Authenticate": _header("That a bearer token is wanted.", {}, 'Bearer realm="dosing"'),
    "RetryAfter": _header("Seconds after which to try again.", {}, "2"),
    "VaryOrigin": _header(
        "That the answer is for one web origin: where a site allows some.",
        {"const": "Origin"},
        "Origin",
        is_required=False,
    ),
}
_NAMES = {
    "RulesetDigest": "Ruleset-Digest",
    "ETag": "ETag",
    "NoStore": "Cache-Control",
    "NoCache": "Cache-Control",
    "AnyOrigin": "Access-Control-Allow-Origin",
    "Authenticate": "WWW-Authenticate",
    "RetryAfter": "Retry-After",
    "VaryOrigin": "Vary",
}
#: Headers of one status alone.
_OF_STATUS = {_NO_TOKEN: ("Authenticate",), _UNAVAILABLE: ("RetryAfter",)}


def _headers(*components: str) -> Schema:
    return {_NAMES[name]: {"$ref": f"#/components/headers/{name}"} for name in components}


def _also(operation: Operation) -> tuple[str, ...]:
    return ("AnyOrigin", "VaryOrigin") if operation.is_hook else ()


class Responses:
    """The answers of all operations; those that several have stand once, by name."""

    def __init__(self, schema_of: Callable[[type], Schema]) -> None:
        self._schema_of = schema_of
        self.shared: dict[str, Schema] = {
            "NotModified": {
                "description": "What the client has is still so.",
                "headers": _headers("RulesetDigest", "NoCache", "ETag"),
            }
        }

    def of(self, operation: Operation, schema: Schema, examples: Schema, allow: Sequence[str]) -> Schema:
        """Every answer of an operation by its status; `allow` are the methods of its path."""
        success: Schema = {
            "description": operation.summary,
            "headers": _headers(
                "RulesetDigest", *(("NoCache", "ETag") if operation.is_stable else ("NoStore",)), *_also(operation)
            ),
        }
        if operation.media_type:
            success["content"] = {operation.media_type.partition(";")[0]: {"schema": schema}}
        if examples:
            success["content"][operation.media_type]["examples"] = examples
        if operation.links:
            success["links"] = {link.name: described_link(link) for link in operation.links}
        unchanged = {"304": self._refer("NotModified")} if operation.is_stable else {}
        return {"200": success} | unchanged | self._problems(operation, allow)

    def _refer(self, name: str) -> Schema:
        return {"$ref": f"#/components/responses/{name}"}

    def _problems(self, operation: Operation, allow: Sequence[str]) -> Schema:
        by_status: dict[int, list[str]] = {}
        for code in operation.can_fail_with:
            by_status.setdefault(KINDS[code].status, []).append(code)
        return {
            str(status): self._shared_problem(status, codes, operation, allow)
            for status, codes in sorted(by_status.items())
        }

    def _shared_problem(self, status: int, codes: list[str], operation: Operation, allow: Sequence[str]) -> Schema:
        name = "Or".join(_camel(code) for code in codes)
        headers = _headers("RulesetDigest", "NoStore", *_also(operation), *_OF_STATUS.get(status, ()))
        details = {}
        if status == _NO_METHOD:
            methods = ", ".join(allow)
            name += "But" + "".join(method.capitalize() for method in allow)
            headers["Allow"] = _header("The methods of this path.", {"const": methods}, methods)
        if status == _TOO_LARGE:
            name += f"For{operation.body_limit}Bytes"
            details = {"detail": f"At most {operation.body_limit} bytes."}
        media_type, kind = (FHIR_JSON, OperationOutcome) if operation.speaks_fhir else (PROBLEM, Problem)
        shown = _outcome if operation.speaks_fhir else dict
        return self._once(
            name,
            {
                "description": "; ".join(f"{KINDS[code].title} (`{code}`)" for code in codes) + ".",
                "headers": headers,
                "content": {
                    media_type: {
                        "schema": self._schema_of(kind),
                        "examples": {
                            code: {"summary": KINDS[code].title, "value": shown(_example(code) | details)}
                            for code in codes
                        },
                    }
                },
            },
            operation.tag,
        )

    def _once(self, name: str, response: Schema, tag: str) -> Schema:
        """A reference to the response; if another has the name already, this one gets its tag to it."""
        if self.shared.setdefault(name, response) != response:
            name += f"Of{tag.capitalize()}"
            self.shared[name] = response
        return self._refer(name)


def described_link(link: Link) -> Schema:
    """A link as OpenAPI has it; a body is sent as it stands there, put together with nothing else."""
    described: Schema = {"operationId": link.operation, "description": link.description}
    if link.parameters:
        described["parameters"] = dict(link.parameters)
    if link.body is not None:
        described |= {"requestBody": link.body, "x-schemathesis": {"merge_body": False}}
    return described


def _outcome(problem: Schema) -> Schema:
    """The problem as FHIR says it."""
    written: Schema = msgspec.to_builtins(as_outcome(msgspec.convert(problem, Problem)))
    return written


def _camel(code: str) -> str:
    return "".join(word.capitalize() for word in code.split("-"))


def _example(code: str) -> Schema:
    kind = KINDS[code]
    example: Schema = {
        "type": f"/problems/{code}",
        "title": kind.title,
        "status": kind.status,
        "code": code,
        "detail": kind.advice,
    }
    if kind.status != KINDS["invalid-request"].status:
        return example
    return example | {
        "detail": "Invalid value 'years'; it can be: a, mo, wk, d",
        "pointer": "/patient/age/unit",
    }
