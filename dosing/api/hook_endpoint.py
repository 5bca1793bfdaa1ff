"""A path of CDS Hooks as an ASGI callable: any page that the site allows may ask, with a token where it wants one.

In this order: preflight, 405, 401, 415, 413, 400, 422, then the operation. Refusals are OperationOutcomes, and so is a
failure: a page may read each of them where it may read an answer.
"""

import logging
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

import msgspec
from litestar.types import HTTPScope, Receive, Send

from dosing.api.body import decode
from dosing.api.endpoint import NO_METHOD, Headers, headers_of, read, require_method, require_type, send_bytes
from dosing.api.numbers import encode
from dosing.api.operation import FHIR_JSON, JSON, Operation
from dosing.api.outcome import as_outcome
from dosing.api.problems import ProblemError
from dosing.hooks.answer import NothingKnownError
from dosing.hooks.client.failure import KeysUnavailableError, TokenRefusedError
from dosing.hooks.door import Door, FeedbackOffError
from dosing.hooks.feedback import FeedbackList
from dosing.hooks.store.failure import StoreError

_LOG = logging.getLogger("dosing")
_DO_NOT_STORE = (b"cache-control", b"no-store")
_ALLOW_ORIGIN = b"access-control-allow-origin"
_ANY = "*"
#: Seconds after which to try again what a store could not do.
_RETRY = (b"retry-after", b"2")
_CHALLENGE = b'Bearer realm="dosing"'
_PREFLIGHT: Headers = [
    (b"access-control-allow-headers", b"Content-Type, Authorization"),
    (b"access-control-max-age", b"600"),
]


class HookEndpoint:
    """The operations of one path."""

    def __init__(self, path: str, operations: Mapping[str, Operation], door: Door) -> None:
        self._path = path
        self._service = path.split("/")[2] if operations.keys() == {"POST"} else ""
        self._door = door
        self._allow = ", ".join([*operations, *(["HEAD"] if "GET" in operations else []), "OPTIONS"]).encode()
        self._operations = {
            method: (operation, msgspec.json.Decoder(operation.body) if operation.body is not None else None)
            for method, operation in operations.items()
        }

    async def __call__(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Answer one request; a failure inside is answered here, so that a page that may ask can read that too."""
        method, headers = scope["method"], headers_of(scope)
        origin = self._allowed(headers.get(b"origin", b""))
        if method == "OPTIONS":
            is_allowed = any(name == _ALLOW_ORIGIN for name, _ in origin)
            allowed = [(b"access-control-allow-methods", self._allow), *_PREFLIGHT] if is_allowed else []
            await send_bytes(send, 204, [(b"allow", self._allow), *origin, *allowed], b"")
            return
        try:
            operation, decoder = require_method(self._operations.get("GET" if method == "HEAD" else method))
            url = self._door.url(scope.get("scheme", "http"), headers.get(b"host", b"").decode("latin-1"))
            token = headers.get(b"authorization", b"").decode("latin-1")
            await self._door.admit(token, f"{url}{self._path}", is_local=is_local(scope))
            if decoder is None:
                body = encode(operation.handle())
            else:
                require_type(headers, operation.takes)
                sent = await read(headers.get(b"content-length", b""), receive, operation.body_limit)
                request = decode(decoder, sent, is_open=operation.is_open)
                body = await self._answer(operation, request, url)
        except (ProblemError, TokenRefusedError, StoreError, KeysUnavailableError, FeedbackOffError) as error:
            about = [*origin, *([(b"allow", self._allow)] if _is_no_method(error) else [])]
            await _refuse(send, error, about, is_head=method == "HEAD")
            return
        except Exception as error:  # noqa: BLE001 -- whatever it is, it is logged, and a page can read that it failed
            _LOG.exception("a request failed")
            await _refuse(send, error, origin, is_head=method == "HEAD")
            return
        kind = [(b"content-type", JSON.encode())] if body else []
        await send_bytes(send, 200, [*kind, _DO_NOT_STORE, *origin], body, is_head=method == "HEAD")

    async def _answer(self, operation: Operation, request: Any, url: str) -> bytes:  # noqa: ANN401 -- any body
        """The answer's bytes; feedback is on the disk when it is acknowledged."""
        if isinstance(request, FeedbackList):
            await self._door.keep(self._service, operation.handle(request))
            return b""
        try:
            return encode(operation.handle(request, url))
        except NothingKnownError as error:
            raise ProblemError("missing-data", f"No prefetch was sent, and this is needed: {error}.") from error

    def _allowed(self, origin: bytes) -> Headers:
        """The headers for a page of this origin, if it may ask."""
        origins = self._door.terms.origins
        if _ANY in origins:
            return [(_ALLOW_ORIGIN, b"*")]
        allowed = [(_ALLOW_ORIGIN, origin)] if origin.decode("latin-1") in origins else []
        return [*allowed, (b"vary", b"Origin")] if origins else []


def is_local(scope: HTTPScope) -> bool:
    """Whether a request came from this machine, by the addresses of both ends; of an unknown client it did not.

    A client's name is no address: a proxy may have taken it from a header. A server's is given by none but a client in
    this process.
    """
    client, server = scope.get("client"), scope.get("server")
    is_here = client is not None and _is_loopback(client[0]) is True
    return is_here and (server is None or _is_loopback(server[0]) is not False)


def _is_loopback(host: str) -> bool | None:
    """Whether an address is this machine's own; of a name it cannot be told."""
    try:
        found = ip_address(host)
    except ValueError:
        return None
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback


def _is_no_method(error: Exception) -> bool:
    return isinstance(error, ProblemError) and error.problem.code == NO_METHOD


async def _refuse(send: Send, error: Exception, headers: Headers, *, is_head: bool) -> None:
    more: Headers = []
    match error:
        case ProblemError():
            problem = error.problem
        case TokenRefusedError():
            why = str(error)
            problem = ProblemError("invalid-token" if why else "no-token", why and f"The token: {why}.").problem
            more = [(b"www-authenticate", _CHALLENGE + (b', error="invalid_token"' if why else b""))]
        case FeedbackOffError():
            problem = ProblemError("feedback-off").problem
        case StoreError() | KeysUnavailableError():
            problem, more = ProblemError("unavailable").problem, [_RETRY]
        case _:
            problem = ProblemError("internal-error").problem
    about: Headers = [(b"content-type", FHIR_JSON.encode()), _DO_NOT_STORE, *headers, *more]
    await send_bytes(send, problem.status, about, encode(as_outcome(problem)), is_head=is_head)
