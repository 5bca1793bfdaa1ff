"""What a row of the operation table says: one method of one path, what it takes, answers, and can fail with."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct

from dosing.api.examples import Subject

KILOBYTE = 1000
BODY_LIMIT = 256 * KILOBYTE
MANY_BODY_LIMIT = 4000 * KILOBYTE
FHIR_BODY_LIMIT = 1000 * KILOBYTE
HOOK_BODY_LIMIT = 2000 * KILOBYTE

JSON = "application/json"
PROBLEM = "application/problem+json"
FHIR_JSON = "application/fhir+json"
YAML = "application/yaml"
HTML = "text/html; charset=utf-8"

#: Where the paths of CDS Hooks begin.
HOOKS = "/cds-services"
#: What can be wrong with any request to a path, and with any body.
EVERYWHERE = ("invalid-host", "method-not-allowed", "internal-error")
OF_HOOKS = ("no-token", "invalid-token", "unavailable")
WITH_BODY = (
    "invalid-json",
    "duplicate-key",
    "body-too-large",
    "unsupported-media-type",
    "unsupported-encoding",
    "invalid-request",
)


class Parameter(Struct, frozen=True):
    """The last part of a path: its name, what it is, and every value that it can have."""

    name: str
    description: str
    values: tuple[str, ...]


class Link(Struct, frozen=True, kw_only=True):
    """Where an answer leads: an operation, and what to send there, as runtime expressions of OpenAPI.

    It can be followed if all of its expressions have a value.
    """

    name: str
    description: str
    operation: str
    parameters: Mapping[str, str] = {}
    body: Mapping[str, Any] | None = None


class Operation(Struct, frozen=True, kw_only=True):
    """One method of one path: `handle` gets the decoded body, or the path's parameter, or nothing."""

    id: str
    method: str
    path: str
    tag: str
    summary: str
    description: str
    handle: Callable[..., Any]
    #: What answers the examples of the contract, where the answer of `handle` is one of the day: always the same.
    handle_example: Callable[..., Any] | None = None
    #: The type of the answer; none: text, not JSON, or without a media type nothing at all.
    answers: Any = None
    body: Any = None
    body_limit: int = BODY_LIMIT
    media_type: str = JSON
    #: The media types that a body can have.
    takes: tuple[str, ...] = (JSON,)
    #: Whether objects of the body may have keys that are not named: then each key is looked at, whatever is read.
    is_open: bool = False
    #: The path's parameter.
    parameter: Parameter | None = None
    problems: tuple[str, ...] = ()
    #: Plain requests by what they are, the plainest first: the first examples of the body.
    plain: Mapping[str, dict[str, Any]] = {}
    #: What rules judge in a request: the other examples are made from it.
    subjects: tuple[Subject, ...] = ()
    links: tuple[Link, ...] = ()
    #: Whether the answer is the same for as long as the ruleset is.
    is_stable: bool = False

    @property
    def is_hook(self) -> bool:
        """Whether it is one of CDS Hooks: other pages may ask, and a site may want a token."""
        return self.path.startswith(HOOKS)

    @property
    def speaks_fhir(self) -> bool:
        """Whether its problems are told as an OperationOutcome."""
        return self.media_type == FHIR_JSON or self.is_hook

    @property
    def can_fail_with(self) -> tuple[str, ...]:
        """The codes of every problem that it can answer with."""
        of_hooks = OF_HOOKS if self.is_hook else ()
        return (*self.problems, *of_hooks, *(WITH_BODY if self.body is not None else ()), *EVERYWHERE)


def allowed(methods: Iterable[str]) -> tuple[str, ...]:
    """The methods of a path that has operations of these."""
    stated = tuple(methods)
    return (*stated, *(("HEAD",) if "GET" in stated else ()), "OPTIONS")
