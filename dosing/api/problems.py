"""Everything that can be wrong with a request, each with its code, its status and what to do about it.

No input is repeated beyond 64 characters, and nothing of what went wrong inside is told.
"""

import re
from decimal import Decimal
from typing import Any, NoReturn

import msgspec
from msgspec import UNSET, Struct

from dosing.api.accepted import choices, keys
from dosing.core.exact import plain
from dosing.hooks.feedback import INSTANT_PATTERN
from dosing.wire.answered import ECHO
from dosing.wire.catalog import Problem
from dosing.wire.quantity import EXACT_PATTERN
from dosing.wire.request import DATE_PATTERN

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
        Kind("invalid-host", 400, "The Host header is no host", "Send the name or the address of the service as Host."),
        Kind("no-token", 401, "A token is needed", "Send Authorization: Bearer and a JWT that is signed for this URL."),
        Kind("invalid-token", 401, "The token is not good for this", "Sign a new JWT for this URL, and use it once."),
        Kind("not-found", 404, "Nothing is here", "See /openapi.yaml for every path."),
        Kind("unknown-rule", 404, "No rule has this id", "See /v1/rules for every id."),
        Kind("unknown-definition", 404, "No operation has this id", "See /fhir/metadata for every operation."),
        Kind("unknown-problem", 404, "No problem has this code", "See /openapi.yaml for every code."),
        Kind("feedback-off", 404, "Feedback is not kept here", "Send none: this service was told to keep none."),
        Kind("method-not-allowed", 405, "The method is not for this path", "Use a method that `Allow` names."),
        Kind("missing-data", 412, "What is needed is not known", "Send what the service asks for as prefetch."),
        Kind("body-too-large", 413, "The body is too large", "Send less: the contract states the limit."),
        Kind(
            "unsupported-media-type",
            415,
            "The body is of another media type",
            "Send Content-Type: application/json, in UTF-8; for FHIR, application/fhir+json of version 4.0 will do.",
        ),
        Kind("unsupported-encoding", 415, "The body is encoded", "Send the body as it is, without Content-Encoding."),
        Kind("invalid-request", 422, "The body does not fit its schema", "The pointer leads to what does not fit."),
        Kind("unavailable", 503, "It cannot be done now", "Nothing was kept. Send the same again a little later."),
        Kind("internal-error", 500, "The service failed", "The failure was recorded. Try again, or report it."),
    )
}


class ProblemError(Exception):
    """A request that is answered with a problem."""

    def __init__(self, code: str, detail: str = "", pointer: str | None = None) -> None:
        kind = KINDS[code]
        place = "" if pointer is None else f" (at {pointer or 'the top'})"
        super().__init__(f"{code}: {detail or kind.advice}{place}")
        self.problem = Problem(
            type=f"{PAGES}{code}",
            title=kind.title,
            status=kind.status,
            code=code,
            detail=detail or kind.advice,
            pointer=UNSET if pointer is None else pointer,
        )


#: What msgspec says, and at the end of it where: a path of names and indices.
_PLACED = re.compile(r"(.*?)(?: - at `\$((?:\.\w{1,64}|\[\d{1,9}\])*)`)?", re.DOTALL)
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
#: The messages in which msgspec repeats what was sent.
_STARTS = ("Invalid value '", "Invalid enum value '", "Object contains unknown field `")
#: A bound as Python writes it where it is small.
_EXPONENT = re.compile(r"(?<=[<>]= )[0-9.]+e[+-][0-9]+\Z")


def refuse_shape(message: str, kind: Any, sent: bytes) -> NoReturn:  # noqa: ANN401 -- any type of the wire
    """A decoder's message as a problem: its place as a JSON pointer, and no more of the input than may be repeated.

    With the type that did not fit, the problem says what would have. A key that was sent can be made to look like the
    end of a message: a place at which nothing was sent is no place.

    Raises:
        ProblemError: always.

    """
    placed = _PLACED.fullmatch(message)
    text, place = placed.groups(default="") if placed else (message, "")
    start = next((start for start in _STARTS if text.startswith(start)), None)
    if start is not None:
        if not text.endswith(start[-1]) or not _is_there(sent, place):
            # A key that was made to look like a message with a place: it has none, and all of it is the key.
            text, place = message, ""
        repeated = text[len(start) : -1]
        text = f"{start}{repeated[:ECHO]}{'…' if len(repeated) > ECHO else ''}{start[-1]}"
    pointer = "".join(f"/{name or index}" for name, index in _STEP.findall(place))
    raise ProblemError("invalid-request", _in_words(text, kind, pointer), pointer)


def _is_there(sent: bytes, place: str) -> bool:
    """Whether the body has anything at the place; one that is no JSON further on cannot be asked."""
    try:
        node: Any = msgspec.json.decode(sent)
        for name, index in _STEP.findall(place):
            if isinstance(node, str):
                return False
            node = node[name or int(index)]
    except (LookupError, TypeError):
        return False
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return True
    return True


def _in_words(text: str, kind: Any, pointer: str) -> str:  # noqa: ANN401 -- any type of the wire
    """The message for people who do not read Python, with what is accepted at the place."""
    if DATE_PATTERN in text.replace("\\\\", "\\"):
        return "Expected a date as YYYY-MM-DD, one that there is, of the years 2000 to 2099"
    if INSTANT_PATTERN in text.replace("\\\\", "\\"):
        return (
            "Expected a moment as YYYY-MM-DDThh:mm:ss with Z or an offset, of a day that there is, of the years 2000 "
            "to 2099"
        )
    if EXACT_PATTERN in text.replace("\\\\", "\\"):
        return "Expected a fraction as p/q, of two whole numbers of at most 40 digits that do not begin with 0"
    if not text.startswith(_STARTS):
        text = _EXPONENT.sub(lambda number: plain(Decimal(number[0])), text)
    words = text.replace("`float`", "`number`").replace("`str`", "`string`").replace("`bool`", "`boolean`")
    if text.startswith("Object contains"):
        return f"{words}; it can have: {', '.join(keys(kind, pointer))}"
    accepted = choices(kind, pointer) if text.startswith("Invalid") else ()
    if not accepted:
        return words
    about = " (only rules with gate `confirm` can be acknowledged)" if pointer.endswith("/rule") else ""
    return f"{words}; it can be: {', '.join(accepted)}{about}"
