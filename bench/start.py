"""A cold start: a new process from its beginning to its first answer, and the memory that it then holds.

Wall-clock time, so it moves with the machine; the service and an empty litestar application take turns.
"""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter, sleep

from bench import empty
from bench.clock import Timed
from bench.orders import BODY
from bench.requests import PATH

SERVICE = "the service"
EMPTY = "empty litestar app"
_COMMANDS = {
    SERVICE: (("dosing", "serve"), PATH, BODY),
    EMPTY: (("bench.empty",), "/", empty.BODY),
}
_PATIENCE = 30
_RSS = re.compile(r"VmRSS:\s*(\d+) kB")


def measured(*, rounds: int) -> tuple[dict[str, Timed], dict[str, Timed]]:
    """Milliseconds to the first answer, and MiB after it (none where the system does not tell)."""
    taken: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    held: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    for _ in range(rounds):
        for name, (arguments, path, body) in _COMMANDS.items():
            port = _free_port()
            before = perf_counter()
            with _started(arguments, port) as process:
                _answered(process, port, path, body)
                taken[name].append((perf_counter() - before) * 1e3)
                sleep(0.2)
                held[name] += _resident(process.pid)
    return _timed(taken), _timed(held)


def _timed(each: dict[str, list[float]]) -> dict[str, Timed]:
    return {name: Timed(tuple(values)) for name, values in each.items() if values}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def _started(arguments: tuple[str, ...], port: int) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port)}
    command = [sys.executable, "-m", *arguments]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 -- this very Python
    try:
        yield process
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _answered(process: subprocess.Popen[bytes], port: int, path: str, body: bytes) -> None:
    """Ask until there is an answer.

    Raises:
        RuntimeError: the process ended, or refused the request.

    """
    while process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        try:
            connection.request("POST", path, body, {"content-type": "application/json"})
            status = connection.getresponse().status
        except ConnectionRefusedError:
            sleep(0.002)
            continue
        finally:
            connection.close()
        if status >= 300:
            raise RuntimeError(f"{process.args!r} answered with {status}")
        return
    raise RuntimeError(f"{process.args!r} ended before it answered")


def _resident(pid: int) -> list[float]:
    status = Path(f"/proc/{pid}/status")
    found = _RSS.search(status.read_text()) if status.exists() else None
    return [int(found[1]) / 1024] if found else []
