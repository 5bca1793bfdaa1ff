"""A call of an ASGI application in this process, without a socket, and many of them in one event loop."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, cast

from litestar.types import ASGIApp, HTTPScope, Message, Scope

from bench.clock import Work

_LOOP = asyncio.new_event_loop()


def once(app: ASGIApp, path: str, body: bytes) -> Callable[[], Coroutine[Any, Any, None]]:
    """A POST, with a scope of its own each time, as a server makes it."""
    headers = [
        (b"host", b"127.0.0.1:8000"),
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
    ]
    received = {"type": "http.request", "body": body, "more_body": False}

    async def receive() -> Any:  # noqa: ANN401 -- a message
        return received

    async def send(_: Message) -> None:
        pass

    async def request() -> None:
        await app(_scope(path, headers), receive, send)

    return request


def posts(app: ASGIApp, path: str, body: bytes) -> Work:
    """So many times the same POST."""
    request = once(app, path, body)

    async def many(times: int) -> None:
        for _ in range(times):
            await request()

    def work(times: int) -> None:
        _LOOP.run_until_complete(many(times))

    return work


def answer(app: ASGIApp, path: str, body: bytes) -> tuple[int, bytes]:
    """The status and the body that one POST is answered with."""
    sent: list[Any] = []

    async def keep(message: Message) -> None:
        sent.append(message)

    async def tapped(scope: Scope, receive: Any, _: Any) -> None:  # noqa: ANN401 -- as in ASGI
        await app(scope, receive, keep)

    posts(cast("ASGIApp", tapped), path, body)(1)
    return sent[0]["status"], b"".join(message["body"] for message in sent[1:])


def _scope(path: str, headers: list[tuple[bytes, bytes]]) -> HTTPScope:
    return cast(
        "HTTPScope",
        {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": headers,
            "client": ("127.0.0.1", 50_000),
            "server": ("127.0.0.1", 8000),
            "state": {},
        },
    )
