"""Raw ASGI doing the job of the service's order check with no framework: what a request costs at the least.

The same decoder, refusal of repeated keys, rules and encoder; no limits, no checks of headers, no problems.
"""

import msgspec
from litestar.types import Receive, Scope, Send

from dosing import service
from dosing.api.body import decode
from dosing.api.numbers import encode
from dosing.wire import request

_DECODER = msgspec.json.Decoder(request.AnyOrder)


async def check_order(_: Scope, receive: Receive, send: Send) -> None:
    """An order's answer."""
    await _send(send, encode(service.check(decode(_DECODER, await _read(receive)))))


async def echo(_: Scope, receive: Receive, send: Send) -> None:
    """The body as it came: what the measuring itself costs."""
    await _send(send, await _read(receive))


async def _read(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        assert message["type"] == "http.request"
        body += message["body"]
        more = message["more_body"]
    return body


async def _send(send: Send, body: bytes) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
