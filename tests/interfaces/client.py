"""The service asked in process, byte for byte: what stands here goes to the application as it is, and comes back so.

No socket and no server are between; what these change is tested with real ones.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any, Self

import httpx

from dosing.api.app import create_app

JSON = "application/json"
Headers = dict[str, str]


class Client:
    """Asks an application, by default a new one, and waits for the answer; an error inside is answered, not raised."""

    def __init__(self, app: Any = None) -> None:  # noqa: ANN401 -- any ASGI application
        self.app: Any = create_app() if app is None else app

    def __enter__(self) -> Self:
        self._runner = asyncio.Runner()
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        self._http = httpx.AsyncClient(transport=transport, base_url="http://test")
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._http.aclose())
        self._runner.close()

    def ask(self, method: str, path: str, headers: Headers | None = None, body: bytes = b"") -> httpx.Response:
        """The answer to a request with only these headers of its own."""
        return self._runner.run(self._http.request(method, path, headers=headers, content=body))

    def get(self, path: str, **headers: str) -> httpx.Response:
        """The answer to a GET; `if_none_match` stands for If-None-Match."""
        return self.ask("GET", path, {name.replace("_", "-"): value for name, value in headers.items()})

    def post(self, path: str, body: bytes, media_type: str = JSON) -> httpx.Response:
        """The answer to a body of JSON, or of what is said to be JSON."""
        return self.ask("POST", path, {"content-type": media_type}, body)

    def post_in_parts(self, path: str, parts: Sequence[bytes]) -> httpx.Response:
        """The answer to a body that comes in parts, without a Content-Length."""

        async def stream() -> AsyncIterator[bytes]:
            for part in parts:
                yield part

        asked = self._http.request("POST", path, headers={"content-type": JSON}, content=stream())
        return self._runner.run(asked)
