"""A path as an ASGI callable: method, media type, size, decoding, the operation itself, and the answer's bytes.

In this order: 405, 415, 413, 400, 422, then the operation.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec
from litestar.types import HTTPScope, Receive, Send

from dosing.api.body import decode
from dosing.api.numbers import encode
from dosing.api.operation import FHIR_JSON, PROBLEM, Operation
from dosing.api.outcome import as_outcome
from dosing.api.problems import ProblemError
from dosing.translate.outbound import RULESET

Headers = list[tuple[bytes, bytes]]
#: An operation, and the decoder of its body, if it takes one.
Served = tuple[Operation, msgspec.json.Decoder[Any] | None]

_RULESET_HEADER = (b"ruleset-digest", RULESET.digest.encode())
NO_METHOD = "method-not-allowed"
_NO_CONTENT, _NOT_MODIFIED = 204, 304
_WITHOUT_BODY = {_NO_CONTENT, _NOT_MODIFIED}
#: Digits of a Content-Length that is worth reading as a number.
_LONGEST_LENGTH = 15
_REVALIDATE = (b"cache-control", b"no-cache")
_DO_NOT_STORE = (b"cache-control", b"no-store")
#: Parameters of a media type, in small letters; none is one too. What is read is R4, whose version is 4.0.
_PARAMETERS = frozenset({"", "charset=utf-8"})
_OF_FHIR = frozenset({"fhirversion=4.0"})


class Endpoint:
    """The operations of one path; a path with a parameter gets it as the last part of the URL."""

    def __init__(self, operations: Mapping[str, Operation]) -> None:
        methods = [*operations, *(["HEAD"] if "GET" in operations else []), "OPTIONS"]
        self.allow = ", ".join(methods).encode()
        self._speaks_fhir = any(operation.speaks_fhir for operation in operations.values())
        self._operations: dict[str, Served] = {
            method: (operation, msgspec.json.Decoder(operation.body) if operation.body is not None else None)
            for method, operation in operations.items()
        }

    async def __call__(self, scope: HTTPScope, receive: Receive, send: Send, *arguments: str) -> None:
        """Answer one request.

        Raises:
            Exception: what an operation raises that is no problem with the request, for the app to answer.

        """
        method = scope["method"]
        try:
            if method == "OPTIONS":
                await send_bytes(send, _NO_CONTENT, [(b"allow", self.allow)], b"")
                return
            found = self._operations.get("GET" if method == "HEAD" else method)
            operation, decoder = require_method(found)
            if decoder is None:
                answer = operation.handle(*arguments)
            else:
                about = headers_of(scope)
                require_type(about, operation.takes)
                body = await read(about.get(b"content-length", b""), receive, operation.body_limit)
                answer = operation.handle(decode(decoder, body, is_open=operation.is_open))
        except ProblemError as error:
            headers = [(b"allow", self.allow)] if error.problem.code == NO_METHOD else []
            await send_problem(send, error, headers, speaks_fhir=self._speaks_fhir, is_head=method == "HEAD")
            return
        written = answer.encode() if isinstance(answer, str) else encode(answer)
        await _answer(scope, send, operation, written)


def require_method(found: Served | None) -> Served:
    """The operation for a method, if the path has one."""
    if found is None:
        raise ProblemError(NO_METHOD)
    return found


async def _answer(scope: HTTPScope, send: Send, operation: Operation, body: bytes) -> None:
    media_type = (b"content-type", operation.media_type.encode())
    if not operation.is_stable:
        await send_bytes(send, 200, [media_type, _DO_NOT_STORE], body, is_head=scope["method"] == "HEAD")
        return
    tag = f'"{sha256(body).hexdigest()[:32]}"'.encode()
    about: Headers = [(b"etag", tag), _REVALIDATE]
    if _matches(headers_of(scope).get(b"if-none-match", b""), tag):
        await send_bytes(send, _NOT_MODIFIED, about, b"")
    else:
        await send_bytes(send, 200, [media_type, *about], body, is_head=scope["method"] == "HEAD")


def _matches(wanted: bytes, tag: bytes) -> bool:
    return wanted.strip() == b"*" or tag in [one.strip().removeprefix(b"W/") for one in wanted.split(b",")]


def headers_of(scope: HTTPScope) -> dict[bytes, bytes]:
    """The headers' values by name; several headers of one name are a list of them."""
    found: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        found[name] = found[name] + b", " + value if name in found else value
    return found


def require_type(headers: dict[bytes, bytes], accepted: tuple[str, ...]) -> None:
    """A body of one of these media types, in UTF-8 and not packed."""
    if headers.get(b"content-encoding"):
        raise ProblemError("unsupported-encoding")
    stated = headers.get(b"content-type", b"")
    if stated == b"application/json":
        return
    media_type, *parameters = (part.strip().lower() for part in stated.decode("latin-1").split(";"))
    known = _PARAMETERS | _OF_FHIR if FHIR_JSON in accepted else _PARAMETERS
    if media_type not in accepted or not known.issuperset(parameter.replace('"', "") for parameter in parameters):
        raise ProblemError("unsupported-media-type")


async def read(stated: bytes, receive: Receive, limit: int) -> bytes:
    """The body, of which this length was stated."""
    if stated.isdigit() and (len(stated) > _LONGEST_LENGTH or int(stated) > limit):
        raise ProblemError("body-too-large", f"At most {limit} bytes.")
    parts: list[bytes] = []
    size, more = 0, True
    while more:
        message: Any = await receive()
        if message["type"] == "http.disconnect":
            break
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise ProblemError("body-too-large", f"At most {limit} bytes.")
        parts.append(part)
        more = message.get("more_body", False)
    return parts[0] if len(parts) == 1 else b"".join(parts)


async def send_problem(
    send: Send, error: ProblemError, headers: Headers, *, speaks_fhir: bool = False, is_head: bool = False
) -> None:
    """A problem as its answer; to a HEAD without the body."""
    media_type, problem = (FHIR_JSON, as_outcome(error.problem)) if speaks_fhir else (PROBLEM, error.problem)
    about: Headers = [(b"content-type", media_type.encode()), _DO_NOT_STORE, *headers]
    await send_bytes(send, error.problem.status, about, encode(problem), is_head=is_head)


async def send_bytes(send: Send, status: int, headers: Headers, body: bytes, *, is_head: bool = False) -> None:
    """An answer, with the ruleset's digest and its length."""
    headers.append(_RULESET_HEADER)
    if status not in _WITHOUT_BODY:
        headers.append((b"content-length", b"%d" % len(body)))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if is_head else body, "more_body": False})
