"""A client that sends when a request is due, whether or not the last one was answered.

A latency is counted from when its request was due, so a server that falls behind cannot hide it.
"""

import asyncio
from time import perf_counter
from typing import cast

import uvloop

_CONNECTIONS = 64
_WARM_UP = 0.5
_PATIENCE = 30


class _Connection(asyncio.Protocol):
    """Sends one request at a time; an answer ends when as many bytes came as its head and its body have."""

    def __init__(self, client: "_Client") -> None:
        self._client = client
        self._due = 0.0
        self._left = -1
        self._head = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's transports do not inherit from it
        self._client.free.append(self)

    def send(self, due: float) -> None:
        self._due = due
        self._transport.write(self._client.request)

    def data_received(self, data: bytes) -> None:
        if self._left < 0:
            self._head += data
            end = self._head.find(b"\r\n\r\n")
            if end < 0:
                return
            assert self._head.startswith(b"HTTP/1.1 200"), self._head
            self._left = end + 4 + self._client.length - len(self._head)
            self._head = b""
        else:
            self._left -= len(data)
        if self._left == 0:
            self._left = -1
            self._client.answered(self, self._due)


class _Client:
    def __init__(self, request: bytes, length: int) -> None:
        self.request = request
        self.length = length
        self.free: list[_Connection] = []
        self.waiting: list[float] = []
        self.latencies: list[tuple[float, float]] = []
        self._wanted = -1
        self._done = asyncio.Event()

    async def all_answered(self, count: int) -> None:
        """Wait until so many answers came."""
        self._wanted = count
        if len(self.latencies) < count:
            await self._done.wait()

    def answered(self, connection: _Connection, due: float) -> None:
        self.latencies.append((due, perf_counter() - due))
        if len(self.latencies) == self._wanted:
            self._done.set()
        if self.waiting:
            connection.send(self.waiting.pop(0))
        else:
            self.free.append(connection)

    def due(self, when: float) -> None:
        if self.free:
            self.free.pop().send(when)
        else:
            self.waiting.append(when)


def request_of(port: int, path: str, body: bytes) -> bytes:
    """A POST as bytes."""
    head = (
        f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncontent-type: application/json\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def run(port: int, request: bytes, length: int, *, rate: int, seconds: float) -> tuple[list[float], list[float]]:
    """Seconds of latency of each request, and how late the client itself was to send each.

    `length` is that of the answer's body.
    """
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_run(port, _Client(request, length), rate, seconds))


async def _run(port: int, client: _Client, rate: int, seconds: float) -> tuple[list[float], list[float]]:
    loop = asyncio.get_running_loop()
    for _ in range(_CONNECTIONS):
        await loop.create_connection(lambda: _Connection(client), "127.0.0.1", port)
    lateness: list[float] = []
    begin = perf_counter()
    count, sent = int(rate * (seconds + _WARM_UP)), 0
    while sent < count:
        now = perf_counter()
        while sent < count and (when := begin + sent / rate) <= now:
            lateness.append(now - when)
            client.due(when)
            sent += 1
        await asyncio.sleep(0)
    async with asyncio.timeout(_PATIENCE):
        await client.all_answered(count)
    counted = [latency for due, latency in client.latencies if due >= begin + _WARM_UP]
    return counted, lateness[int(rate * _WARM_UP) :]
