"""An application asked in process, without a socket: every byte as it would be received and sent."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dosing.api.app import create_app
from tests.fuzz.exchange import Answered, Asked, Exchange


class Service:
    """Asks an ASGI application; by default the service as it is shipped."""

    def __init__(self, runner: asyncio.Runner, app: Any = None) -> None:  # noqa: ANN401 -- any ASGI application
        self._runner = runner
        self.app: Any = create_app() if app is None else app

    def ask(self, asked: Asked) -> Exchange:
        """What was asked, with the answer."""
        return Exchange(asked, self._runner.run(self._answer(asked)))

    async def _answer(self, asked: Asked) -> Answered:
        messages: list[dict[str, Any]] = []
        waiting = [{"type": "http.request", "body": asked.body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            return waiting.pop() if waiting else {"type": "http.disconnect"}

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


def _scope(asked: Asked) -> dict[str, Any]:
    headers = {"host": "test", **asked.headers}
    if asked.body and "content-length" not in headers:
        headers["content-length"] = str(len(asked.body))
    path, _, query = asked.path.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": asked.method,
        "scheme": "http",
        "path": path,
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
