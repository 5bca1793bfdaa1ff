"""Requests through sockets as fast as they are answered (wrk), and at a steady pace whatever the answers do.

One worker on one processor, the client on another. Wall-clock: on a machine with other work it moves twofold.
"""

import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from bench import paced
from bench.clock import Timed, timed
from bench.orders import BODY
from bench.process import CLIENT, SERVER, cpu, free_port, pin, started, unpin, wait_for_answer
from bench.requests import PATH

SERVICE = "the service"
RAW = "raw ASGI, the same job"
MODEL = "FastAPI + pydantic, response model"
BYTES = "FastAPI + pydantic, answer as bytes"
PINT = "FastAPI + pint"
_MODULES = {
    SERVICE: ("dosing", "serve"),
    RAW: ("bench.serve", "raw"),
    MODEL: ("bench.serve", "model"),
    BYTES: ("bench.serve", "bytes"),
    PINT: ("bench.serve", "pint"),
}
WRK_MISSING = "wrk is not there: no sockets were measured at full speed. On Debian and Ubuntu: apt install wrk"
_CONNECTIONS = 16
_RATE = re.compile(r"(\d+) requests in .*Requests/sec:\s*([\d.]+)", re.DOTALL)
_REFUSED = re.compile(r"Non-2xx|Socket errors")


class Pace(Struct, frozen=True):
    """Milliseconds of latency at so many requests a second, from when each was due."""

    p50: float
    p99: float
    p999: float
    #: How late the client itself was, at the 99th of 100.
    late: float


def at_full_speed(*, rounds: int, seconds: float) -> tuple[dict[str, Timed], dict[str, Timed]]:
    """Of each server, in turns: requests a second, and its CPU in microseconds a request; nothing without wrk."""
    wrk = shutil.which("wrk")
    rates: dict[str, list[float]] = {name: [] for name in _MODULES}
    used: dict[str, list[float]] = {name: [] for name in _MODULES}
    for _ in range(rounds if wrk else 0):
        for name, module in _MODULES.items():
            rate, taken = _rate(str(wrk), module, seconds)
            rates[name].append(rate)
            used[name].append(taken)
    return timed(rates), timed(used)


def _rate(wrk: str, module: tuple[str, ...], seconds: float) -> tuple[float, float]:
    port = free_port()
    with TemporaryDirectory() as folder, started(module, port) as server:
        wait_for_answer(server, port, PATH, BODY)
        pin(server.pid, SERVER)
        script = Path(folder) / "post.lua"
        script.write_text(
            f"wrk.method = 'POST'\nwrk.body = [[{BODY.decode()}]]\nwrk.headers['content-type'] = 'application/json'\n"
        )
        url = f"http://127.0.0.1:{port}{PATH}"
        command = [wrk, "-t1", f"-c{_CONNECTIONS}", f"-d{max(1, round(seconds))}s", "-s", str(script), url]
        pin(0, CLIENT)
        before = cpu(server.pid)
        try:
            told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 -- wrk
        finally:
            unpin()
        used = cpu(server.pid) - before
    found = _RATE.search(told)
    if found is None or _REFUSED.search(told):
        raise RuntimeError(told)
    return float(found[2]), used / int(found[1]) * 1e6


def at_pace(rate: int, *, rounds: int, seconds: float) -> list[Pace]:
    """The service at so many checks a second, one new server each round."""
    paces: list[Pace] = []
    for _ in range(rounds):
        port = free_port()
        with started(_MODULES[SERVICE], port) as server:
            length, request = wait_for_answer(server, port, PATH, BODY), paced.request_of(port, PATH, BODY)
            pin(server.pid, SERVER)
            pin(0, CLIENT)
            try:
                latencies, lateness = paced.run(port, request, length, rate=rate, seconds=seconds)
            finally:
                unpin()
        paces.append(
            Pace(
                p50=_at(latencies, 0.5),
                p99=_at(latencies, 0.99),
                p999=_at(latencies, 0.999),
                late=_at(lateness, 0.99),
            )
        )
    return paces


def _at(values: list[float], part: float) -> float:
    """In milliseconds; of sorted values the one at this part of them."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1e3
