"""A server in a process of its own, on a port that the system chose; pinned to one processor where that can be done."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import sleep

PATIENCE = 30
_RSS = re.compile(r"VmRSS:\s*(\d+) kB")
#: The server's processor and the clients'.
SERVER, CLIENT = 0, 1


@contextmanager
def started(module: tuple[str, ...], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A Python module as a server on this port, until the end of the block."""
    environment = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port)}
    command = [sys.executable, "-m", *module]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 -- this very Python
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_for_answer(process: subprocess.Popen[bytes], port: int, path: str, body: bytes) -> int:
    """Ask until there is an answer; its status, which is none of a failure, and how long it is.

    Raises:
        RuntimeError: the process ended, or refused the request.

    """
    while process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("POST", path, body, {"content-type": "application/json"})
            answer = connection.getresponse()
            status, length = answer.status, len(answer.read())
        except ConnectionRefusedError:
            sleep(0.002)
            continue
        finally:
            connection.close()
        if status >= 300:
            raise RuntimeError(f"{process.args!r} answered with {status}")
        return length
    raise RuntimeError(f"{process.args!r} ended before it answered")


def pin(pid: int, processor: int) -> None:
    """Keep a process (0: this one) on one processor, where the system can and has as many."""
    if sys.platform == "linux" and (os.cpu_count() or 1) > processor:
        os.sched_setaffinity(pid, {processor})


def unpin() -> None:
    """Let this process run on all processors again."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, range(os.cpu_count() or 1))


def resident(pid: int | str) -> list[float]:
    """MiB of memory that the process holds; nothing where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    found = _RSS.search(status.read_text()) if status.exists() else None
    return [int(found[1]) / 1024] if found else []


def cpu(pid: int) -> float:
    """Seconds of CPU that the process has used; 0 where the system does not tell."""
    told = Path(f"/proc/{pid}/stat")
    if not told.exists():
        return 0.0
    user, system = told.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
