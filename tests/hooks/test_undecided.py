"""An application in a server of one's own, where nobody has decided who may ask: this machine may, and no other."""

import asyncio
from typing import Any

import httpx
import pytest

from dosing.api.app import create_app
from dosing.hooks.door import Door, Terms

End = tuple[str, int]


def status(app: Any, client: End | None, server: End | None, path: str = "/cds-services") -> int:  # noqa: ANN401 -- any
    """The answer to a request between these two ends."""

    async def between(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 -- ASGI
        await app(scope | {"client": client, "server": server}, receive, send)

    async def ask() -> int:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(between), base_url="http://test") as http:
            return (await http.get(path)).status_code

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("client", "server"),
    [
        (("127.0.0.1", 5000), ("127.0.0.1", 8000)),
        (("127.8.0.1", 5000), ("127.0.0.1", 8000)),
        (("::1", 5000), ("::1", 8000)),
        (("::ffff:127.0.0.1", 5000), ("::ffff:127.0.0.1", 8000)),
        (("127.0.0.1", 5000), None),
        (("127.0.0.1", 5000), ("testserver", 80)),
    ],
)
def test_without_a_door_this_machine_needs_no_token(client: End, server: End | None) -> None:
    assert status(create_app(), client, server) == 200


@pytest.mark.parametrize(
    ("client", "server"),
    [
        (("192.0.2.7", 5000), ("192.0.2.1", 8000)),
        (("128.0.0.1", 5000), ("127.0.0.1", 8000)),
        (("127.0.0.1", 5000), ("192.0.2.1", 8000)),
        (("2001:db8::7", 5000), ("::1", 8000)),
        (("::ffff:192.0.2.7", 5000), ("127.0.0.1", 8000)),
        (("testclient", 5000), ("127.0.0.1", 8000)),
        (None, ("127.0.0.1", 8000)),
        (None, None),
    ],
)
def test_without_a_door_every_other_machine_is_asked_for_a_token(client: End | None, server: End | None) -> None:
    assert status(create_app(), client, server) == 401
    assert status(create_app(), client, server, "/health/live") == 200, "only hooks want a token"


def test_with_a_door_that_wants_none_every_machine_may_ask() -> None:
    assert status(create_app(Door(Terms())), ("192.0.2.7", 5000), ("192.0.2.1", 8000)) == 200
