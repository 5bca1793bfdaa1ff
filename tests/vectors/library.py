"""The library as an edge: the body decoded strictly, as every edge does it, and the answer as it is written."""

import json
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from tests.edges import OPERATIONS
from tests.vectors.runner import Json

_ENCODER = msgspec.json.Encoder(decimal_format="number")


class Library:
    """The functions of `dosing.service`, path by path."""

    name = "library"

    def call(self, path: str, body: bytes) -> Json:
        """The answer, as it would stand on the wire."""
        answer = OPERATIONS[path][1](self.decoded(path, body))
        found: Json = json.loads(_ENCODER.encode(answer), parse_float=Decimal)
        return found

    @staticmethod
    @cache
    def decoded(path: str, body: bytes) -> Any:  # noqa: ANN401 -- the request type of the path
        """The body as a request; each body once, for the vectors are asked over and over."""
        return OPERATIONS[path][0].decode(body)
