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
from dosing.api.operation import PROBLEM, Operation
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


class Endpoint:
    """The operations of one path; a path with a parameter gets it as the last part of the URL."""

    def __init__(self, operations: Mapping[str, Operation]) -> None:
        methods = [*operations, *(["HEAD"] if "GET" in operations else []), "OPTIONS"]
        self.allow = ", ".join(methods).encode()
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
                await _send(send, _NO_CONTENT, [(b"allow", self.allow)], b"")
                return
            found = self._operations.get("GET" if method == "HEAD" else method)
            operation, decoder = _require_method(found)
            if decoder is None:
                answer = operation.handle(*arguments)
            else:
                _require_json(scope)
                answer = operation.handle(decode(decoder, await _read(scope, receive, operation.body_limit)))
        except ProblemError as error:
            allow = [(b"allow", self.allow)] if error.problem.code == NO_METHOD else []
            await send_problem(send, error, allow, is_head=method == "HEAD")
            return
        body = answer.encode() if isinstance(answer, str) else encode(answer)
        await _answer(scope, send, operation, body)


def _require_method(found: Served | None) -> Served:
    if found is None:
        raise ProblemError(NO_METHOD)
    return found


async def _answer(scope: HTTPScope, send: Send, operation: Operation, body: bytes) -> None:
    headers: Headers = [(b"content-type", operation.media_type.encode())]
    if operation.is_stable:
        tag = f'"{sha256(body).hexdigest()[:32]}"'.encode()
        headers += [(b"etag", tag), _REVALIDATE]
        if _matches(_header(scope, b"if-none-match"), tag):
            await _send(send, _NOT_MODIFIED, headers[1:], b"")
            return
    else:
        headers.append(_DO_NOT_STORE)
    await _send(send, 200, headers, body, is_head=scope["method"] == "HEAD")


def _matches(wanted: bytes, tag: bytes) -> bool:
    return wanted.strip() == b"*" or tag in [one.strip().removeprefix(b"W/") for one in wanted.split(b",")]


def _header(scope: HTTPScope, name: bytes) -> bytes:
    """The header's values; several headers of one name are a list of them."""
    return b", ".join([value for key, value in scope["headers"] if key == name])


def _require_json(scope: HTTPScope) -> None:
    if _header(scope, b"content-encoding"):
        raise ProblemError("unsupported-encoding")
    media_type, _, parameters = _header(scope, b"content-type").partition(b";")
    charset = parameters.strip().lower().replace(b'"', b"")
    if media_type.strip().lower() != b"application/json" or charset not in {b"", b"charset=utf-8"}:
        raise ProblemError("unsupported-media-type")


async def _read(scope: HTTPScope, receive: Receive, limit: int) -> bytes:
    stated = _header(scope, b"content-length")
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


async def send_problem(send: Send, error: ProblemError, headers: Headers, *, is_head: bool = False) -> None:
    """A problem as its answer; to a HEAD without the body."""
    about: Headers = [(b"content-type", PROBLEM.encode()), _DO_NOT_STORE, *headers]
    await _send(send, error.problem.status, about, encode(error.problem), is_head=is_head)


async def _send(send: Send, status: int, headers: Headers, body: bytes, *, is_head: bool = False) -> None:
    sized = [] if status in _WITHOUT_BODY else [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, _RULESET_HEADER, *sized]})
    await send({"type": "http.response.body", "body": b"" if is_head else body, "more_body": False})
