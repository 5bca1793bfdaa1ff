"""Answers as bytes: numbers as plain decimals, never with an exponent."""

import re
from decimal import Decimal

import msgspec

_ENCODER = msgspec.json.Encoder(decimal_format="number")
#: A number with an exponent after a key. Inside a string the quote before the colon has a backslash before it.
_EXPONENT = re.compile(rb'(?<!\\)":(-?\d+(?:\.\d+)?E[-+]?\d+)')


def encode(answer: object) -> bytes:
    """The answer as JSON.

    >>> encode({"value": Decimal("1E-9")})
    b'{"value":0.000000001}'
    """
    body = _ENCODER.encode(answer)
    return _EXPONENT.sub(_plain, body) if _may_have_exponents(body) else body


def _may_have_exponents(body: bytes) -> bool:
    """Whether an `E-` stands anywhere: one letter is looked for many times faster than two, and few answers have it."""
    at = body.find(b"E")
    while at >= 0 and body[at + 1 : at + 2] != b"-":
        at = body.find(b"E", at + 1)
    return at >= 0


def _plain(match: re.Match[bytes]) -> bytes:
    return b'":' + format(Decimal(match[1].decode()), "f").encode()
