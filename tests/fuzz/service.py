"""An application asked in process, without a socket: every byte as it would be received and sent."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import unquote

from dosing.api.app import create_app
from dosing.hooks.door import Door, Terms
from tests.fuzz.exchange import Answered, Asked, Exchange

#: Bytes of a piece, of a body that is sent in pieces and of no stated length.
_PIECE = 50_000


@cache
def _state() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="dosing-fuzz-")


def door(terms: Terms | None = None) -> Door:
    """What the service keeps, such as feedback that was made up, goes with this process."""
    return Door(terms or Terms(), {"XDG_STATE_HOME": _state().name})


class Service:
    """Asks an ASGI application; by default the service as it is shipped."""

    def __init__(self, runner: asyncio.Runner, app: Any = None) -> None:  # noqa: ANN401 -- any ASGI application
        self._runner = runner
        self.app: Any = create_app(door()) if app is None else app

    def ask(self, asked: Asked) -> Exchange:
        """What was asked, with the answer."""
        return Exchange(asked, self._runner.run(self._answer(asked)))

    async def _answer(self, asked: Asked) -> Answered:
        messages: list[dict[str, Any]] = []
        waiting = _pieces(asked)

        async def receive() -> dict[str, Any]:
            return next(waiting, {"type": "http.disconnect"})

        async def send(message: dict[str, Any]) -> None:
            messages.append(message)

        try:
            await self.app(_scope(asked), receive, send)
        except Exception:  # noqa: BLE001 -- what a server answers when an application raises
            return Answered(500, {}, b"")
        headers: dict[str, str] = {}
        for name, value in messages[0].get("headers", ()):
            key, text = name.decode().lower(), value.decode("latin-1")
            headers[key] = f"{headers[key]}, {text}" if key in headers else text
        return Answered(messages[0]["status"], headers, b"".join(message.get("body", b"") for message in messages[1:]))


def _pieces(asked: Asked) -> Iterator[dict[str, Any]]:
    """The body as a server hands it on; of one that is said to be longer than it is, the rest never comes."""
    stated = asked.headers.get("content-length", "")
    is_cut = stated.isdigit() and len(stated) < len(str(2**63)) and int(stated) > len(asked.body)
    size = _PIECE if "transfer-encoding" in asked.headers else max(1, len(asked.body))
    parts = [asked.body[start : start + size] for start in range(0, len(asked.body), size)] or [b""]
    for number, part in enumerate(parts, start=1):
        yield {"type": "http.request", "body": part, "more_body": is_cut or number < len(parts)}


def _scope(asked: Asked) -> dict[str, Any]:
    headers = {"host": "test", **asked.headers}
    if asked.body and not headers.keys() & {"content-length", "transfer-encoding"}:
        headers["content-length"] = str(len(asked.body))
    path, _, query = asked.path.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": asked.method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("test", 80),
    }


@contextmanager
def service(app: Any = None) -> Iterator[Service]:  # noqa: ANN401 -- any ASGI application
    """A service for as long as it is asked."""
    with asyncio.Runner() as runner:
        yield Service(runner, app)
