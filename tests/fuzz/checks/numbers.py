"""Numbers on the wire are plain decimals, their fractions are theirs, and the library says the same byte for byte."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from dosing.api.numbers import encode
from tests.answers import within
from tests.edges import OPERATIONS
from tests.fuzz.checks.registry import check
from tests.fuzz.exchange import INDEPENDENT, Exchange

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')
_NO_PLAIN = re.compile(rb"[0-9][eE]|NaN|Infinity|-0(?![.0-9])")
_LONG = re.compile(rb"[0-9][0-9.]{15,}")
_DIGITS = 15


@lru_cache(maxsize=8)
def _without_strings(text: bytes) -> bytes:
    return _STRING.sub(b'""', text)


@check
def numbers_are_plain(exchange: Exchange) -> Iterator[str]:
    """No exponent, no NaN, no Infinity, no minus zero in any number, and none of more than 15 digits."""
    if "json" not in exchange.answered.headers.get("content-type", ""):
        return
    bare = _without_strings(exchange.answered.body)
    if found := _NO_PLAIN.search(bare):
        yield bare[max(0, found.start() - 20) : found.end() + 20].decode()
    if exchange.described is None or exchange.described.method != "POST":
        return  # what is read, such as vectors, may hold the numbers of requests
    for long in _LONG.findall(bare):
        if len(long.replace(b".", b"").strip(b"0")) > _DIGITS:
            yield f"{long.decode()} has more than {_DIGITS} digits"


@check
def fractions_are_of_their_numbers(exchange: Exchange) -> Iterator[str]:
    """`exact` is in lowest terms, needed, and rounds to the value that it stands beside."""
    if not _may_have_fractions(exchange):
        return
    for path, part in within(exchange.document):
        if isinstance(part, dict) and "exact" in part and "value" in part:
            yield from _misses(part, "/".join(path))


def _may_have_fractions(exchange: Exchange) -> bool:
    return exchange.described is not None and exchange.described.method == "POST" and exchange.answered.status == 200


def _misses(quantity: dict[str, Any], place: str) -> Iterator[str]:
    text = str(quantity["exact"])
    try:
        exact, value = Fraction(text), Fraction(quantity["value"])
    except (ValueError, TypeError, ZeroDivisionError):
        yield f"{text!r} at {place}"
        return
    if text != f"{exact.numerator}/{exact.denominator}":
        yield f"{text} is not in lowest terms, at {place}"
    if exact == value:
        yield f"{text} is not needed beside {quantity['value']}, at {place}"
    if abs(exact - value) * 2 * 10 ** (_DIGITS - 1) > abs(exact):
        yield f"{quantity['value']} is not {text} to {_DIGITS} digits, at {place}"


@check
def library_agrees(exchange: Exchange) -> Iterator[str]:
    """The library answers the same request with the same bytes."""
    if exchange.answered.status != 200 or not exchange.fits or exchange.described is None:
        return
    if exchange.described.path not in INDEPENDENT:
        return  # many orders are compared one by one, with a check of their own; standards have no library here
    decoder, handle = OPERATIONS[exchange.described.path]
    expected = encode(handle(decoder.decode(exchange.asked.body)))
    if expected != exchange.answered.body:
        at = next(
            (at for at, pair in enumerate(zip_longest(expected, exchange.answered.body)) if pair[0] != pair[1]), 0
        )
        yield f"library {expected[at : at + 80]!r}, HTTP {exchange.answered.body[at : at + 80]!r}"
