"""The real server: says where it is, answers over a socket, and ends when it is told to, with 0."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from dosing.translate.outbound import RULESET

ROOT = Path(__file__).parents[2]
ORDER = {"drug": "other", "name": "aspirin"}


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a port that the system chose, and its address."""
    environment = os.environ | {"HOST": "127.0.0.1", "PORT": "0", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "dosing", "serve"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = re.fullmatch(r"dosing answers on (http://127\.0\.0\.1:[1-9][0-9]*)\n", process.stdout.readline())
        assert said
        yield process, said[1]
        process.kill()


def _raw(address: str, text: bytes) -> bytes:
    """What comes back on a connection for these bytes, until the server ends it."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(text)
        connection.shutdown(socket.SHUT_WR)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def test_it_answers_once_it_has_said_where_it_is(server: tuple[subprocess.Popen[str], str]) -> None:
    with httpx.Client(base_url=server[1]) as http:
        live = http.get("/health/live")
        assert live.json() == {"status": "ok", "ruleset": {"version": RULESET.version, "digest": RULESET.digest}}
        for _ in range(3):
            answer = http.post("/v1/orders/check", json=ORDER)
            assert (answer.status_code, answer.json()["status"]) == (200, "not_covered")
        tag = http.get("/v1/rules").headers["etag"]
        assert http.get("/v1/rules", headers={"if-none-match": tag}).status_code == 304
        assert (http.head("/v1/rules").status_code, http.options("/v1/rules").status_code) == (200, 204)


def test_no_header_tells_what_it_is_made_of(server: tuple[subprocess.Popen[str], str]) -> None:
    answer = httpx.get(f"{server[1]}/nowhere")
    assert answer.status_code == 404
    assert set(answer.headers) == {"content-type", "content-length", "cache-control", "ruleset-digest"}


def test_a_body_in_chunks_is_read_and_one_byte_over_256000_is_refused(
    server: tuple[subprocess.Popen[str], str],
) -> None:
    body = json.dumps(ORDER).encode().ljust(256_000)
    headers = {"content-type": "application/json"}
    for sent, status in ((body, 200), (body + b" ", 413)):
        chunks = (sent[start : start + 100_000] for start in range(0, len(sent), 100_000))
        assert httpx.post(f"{server[1]}/v1/orders/check", content=chunks, headers=headers).status_code == status


@pytest.mark.parametrize(
    "text",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /v1/egfr HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /v1/egfr HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
        b"POST /v1/egfr HTTP/1.1\r\nHost: x\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n{}",
    ],
    ids=["TLS", "no path", "HTTP 9.9", "a length of -1", "two lengths", "a length of 5,000 digits"],
)
def test_what_is_no_http_is_a_400_and_the_server_goes_on(
    server: tuple[subprocess.Popen[str], str], text: bytes
) -> None:
    answer = _raw(server[1], text)
    assert answer.startswith(b"HTTP/1.1 400") or not answer
    assert httpx.get(f"{server[1]}/health/ready").status_code == 200


def _told_to_stop() -> tuple[int, str]:
    """How a server ends that is told to while a connection is kept open: its code, and its standard error."""
    environment = os.environ | {"HOST": "127.0.0.1", "PORT": "0", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "dosing", "serve"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        with httpx.Client(base_url=address) as kept_open:
            assert kept_open.get("/health/live").status_code == 200
            process.send_signal(signal.SIGTERM)
            _, error = process.communicate(timeout=5)
        return process.returncode, error


@pytest.fixture(scope="module")
def stopped() -> tuple[int, str]:
    return _told_to_stop()


def test_sigterm_ends_it_within_5_seconds_and_without_a_word(stopped: tuple[int, str]) -> None:
    assert stopped[1] == ""


def test_sigterm_ends_it_with_0(stopped: tuple[int, str]) -> None:
    assert stopped[0] == 0


def test_a_port_that_is_in_use_ends_it_with_3_and_says_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        environment = os.environ | {"HOST": "127.0.0.1", "PORT": str(port), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "dosing", "serve"]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=20, check=False)
    assert (ended.returncode, ended.stdout) == (3, "")
    assert str(port) in ended.stderr
