"""Everything that can be wrong with a request, each with its code, its status and what to do about it.

No input is repeated beyond 64 characters, and nothing of what went wrong inside is told.
"""

import re
from typing import NoReturn

from msgspec import UNSET, Struct

from dosing.wire.catalog import Problem

ECHO = 64
PAGES = "/problems/"


class Kind(Struct, frozen=True):
    """A kind of problem: the same title and page for each of its cases."""

    code: str
    status: int
    title: str
    advice: str


KINDS = {
    kind.code: kind
    for kind in (
        Kind("invalid-json", 400, "The body is not JSON", "Send one JSON value in UTF-8, without NaN or Infinity."),
        Kind("duplicate-key", 400, "A key stands twice", "Send each key once: which of two values counts is unsafe."),
        Kind("invalid-path", 400, "The path is not a path", "Send a path in UTF-8."),
        Kind("not-found", 404, "Nothing is here", "See /openapi.yaml for every path."),
        Kind("unknown-rule", 404, "No rule has this id", "See /v1/rules for every id."),
        Kind("unknown-problem", 404, "No problem has this code", "See /openapi.yaml for every code."),
        Kind("method-not-allowed", 405, "The method is not for this path", "Use a method that `Allow` names."),
        Kind("body-too-large", 413, "The body is too large", "Send less: the contract states the limit."),
        Kind("unsupported-media-type", 415, "The body is not application/json", "Send Content-Type: application/json."),
        Kind("unsupported-encoding", 415, "The body is encoded", "Send the body as it is, without Content-Encoding."),
        Kind("invalid-request", 422, "The body does not fit its schema", "The pointer leads to what does not fit."),
        Kind("internal-error", 500, "The service failed", "The failure was recorded. Try again, or report it."),
    )
}


class ProblemError(Exception):
    """A request that is answered with a problem."""

    def __init__(self, code: str, detail: str = "", pointer: str | None = None) -> None:
        super().__init__(code)
        kind = KINDS[code]
        self.problem = Problem(
            type=f"{PAGES}{code}",
            title=kind.title,
            status=kind.status,
            code=code,
            detail=detail or kind.advice,
            pointer=UNSET if pointer is None else pointer,
        )


_PLACE = " - at `$"
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_REPEATS = re.compile(r"^(Invalid value '|Object contains unknown field `)(.*)['`]$", re.DOTALL)


def refuse_shape(message: str) -> NoReturn:
    """A decoder's message as a problem: its place as a JSON pointer, and no more of the input than may be repeated.

    Raises:
        ProblemError: always.

    """
    text, _, place = message.rpartition(_PLACE)
    if not text:
        text, place = message, ""
    pointer = "".join(f"/{name or index}" for name, index in _STEP.findall(place.removesuffix("`")))
    raise ProblemError("invalid-request", _REPEATS.sub(_shortened, text), pointer)


def _shortened(match: re.Match[str]) -> str:
    start, repeated = match.groups()
    quote = start[-1]
    return f"{start}{repeated[:ECHO]}{'…' if len(repeated) > ECHO else ''}{quote}"
