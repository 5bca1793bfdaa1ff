"""The ways in which the service can be asked: each takes a path and a body of JSON, and gives the answer as JSON.

Vectors and laws go through all of `EDGES`: a new way in is a line more there. Numbers of answers are `Decimal` and
`int`, never floats.
"""

import json
from atexit import register
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec
from click.testing import CliRunner

from dosing.api.numbers import encode
from dosing.api.operations import OPERATIONS as TABLE
from dosing.cli import main
from tests.interfaces.client import Client

Json = dict[str, Any]
Edge = Callable[[str, bytes], Json]
#: Path and body, not written out yet.
Ask = Callable[[str, Json], Json]

CHECK = "/v1/orders/check"

#: Path by path: what decodes a body, and what answers it.
OPERATIONS: dict[str, tuple[msgspec.json.Decoder[Any], Callable[[Any], Any]]] = {
    operation.path: (msgspec.json.Decoder(operation.body), operation.handle)
    for operation in TABLE
    if operation.body is not None
}


def read(answer: bytes) -> Json:
    """An answer's text."""
    found: Json = json.loads(answer, parse_float=Decimal)
    return found


def library(path: str, body: bytes) -> Json:
    """The functions of `dosing.service`: the body decoded strictly, the answer as it stands on the wire."""
    return read(encode(OPERATIONS[path][1](decoded(path, body))))


@cache
def decoded(path: str, body: bytes) -> Any:  # noqa: ANN401 -- the request type of the path
    """The body as a request; each body once, for the vectors are asked over and over."""
    return OPERATIONS[path][0].decode(body)


def among_others(path: str, body: bytes) -> Json:
    """Orders as one of many: between others, which must change nothing."""
    if path != CHECK:
        return library(path, body)
    other = b'{"drug": "other", "name": "quinine", "indication": "muscle-cramps"}'
    many = b'{"orders": [' + b", ".join([other, body, other]) + b"]}"
    found: Json = library("/v1/orders/check-many", many)["answers"][1]
    return found


@cache
def _client() -> Client:
    client = Client().__enter__()
    register(client.__exit__)
    return client


def http(path: str, body: bytes) -> Json:
    """The application, in process."""
    response = _client().post(path, body)
    assert response.status_code == 200, response.text
    return read(response.content)


_COMMANDS = {CHECK: ["check"], "/v1/convert": ["convert"], "/v1/egfr": ["egfr"]}


def command_of(path: str) -> list[str]:
    """The words of the command that asks what this path does, with the body from standard input."""
    return [*(_COMMANDS.get(path) or ["plan", path.rpartition("/")[2]]), "-"]


def command_line(path: str, body: bytes) -> Json:
    """The command line, in process; of many orders it has none."""
    if path == "/v1/orders/check-many":
        return library(path, body)
    result = CliRunner().invoke(main, command_of(path), input=body)
    answer = read(result.stdout_bytes)
    assert result.exit_code == (answer["status"] != "ok"), result.output
    return answer


EDGES: dict[str, Edge] = {
    "library": library,
    "check-many": among_others,
    "http": http,
    "command line": command_line,
}


def ask(path: str, body: Json) -> Json:
    """The library, asked with a request that is not written out yet."""
    decoder, operation = OPERATIONS[path]
    return read(encode(operation(decoder.decode(msgspec.json.encode(body)))))
