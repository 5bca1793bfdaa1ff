"""Numbers on the wire are plain decimals, their fractions are theirs, and the library says the same byte for byte."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import zip_longest
from typing import Any, TypeGuard

from dosing.api.numbers import encode
from tests.answers import within
from tests.edges import OPERATIONS
from tests.fuzz.checks.registry import check
from tests.fuzz.exchange import INDEPENDENT, Exchange

#: Possessive: a string is passed over at once, letter by letter would take longer than the service.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"')
_NO_PLAIN = re.compile(rb"[0-9][eE]|NaN|Infinity|-0(?![.0-9])")
_LONG = re.compile(rb"[0-9][0-9.]{15,}")
_DIGITS = 15
_DOSE_OF_A_STEP = ("steps", "doses", "value")
#: Doses are shown in mg or mg/d: how many of these each unit of a request is.
_SHOWN = {
    f"{unit}{rate}": factor
    for unit, factor in (("ug", Decimal("0.001")), ("mg", Decimal(1)), ("g", Decimal(1000)))
    for rate in ("", "/d")
}


@lru_cache(maxsize=8)
def _without_strings(text: bytes) -> bytes:
    return _STRING.sub(b'""', text)


@check
def numbers_are_plain(exchange: Exchange) -> Iterator[str]:
    """No exponent, no NaN, no Infinity, no minus zero in any number, and none of more than 15 digits.

    The nearest order is there to be sent again, and a request has no fractions: what it keeps of the request must be
    the very double that was sent, which can have 17 digits. So in `nearest` a long number is right if the request holds
    the same decimal, in the unit in which it is shown. The doses of a step are there to be sent, too, and are sums of
    tablets: `tablets_add_up` reads all their digits. Anywhere else a long number is wrong.
    """
    if "json" not in exchange.answered.headers.get("content-type", ""):
        return
    bare = _without_strings(exchange.answered.body)
    if found := _NO_PLAIN.search(bare):
        yield bare[max(0, found.start() - 20) : found.end() + 20].decode()
    if exchange.described is None or exchange.described.method != "POST":
        return  # what is read, such as vectors, may hold the numbers of requests
    if any(_is_long(number.decode()) for number in _LONG.findall(bare)):
        sent = _decimals(exchange.sent.value)
        for names, part in within(exchange.document):
            if not _is_number(part) or not _is_long(f"{abs(part):f}") or names[-3:] == _DOSE_OF_A_STEP:
                continue
            if "nearest" not in names or Decimal(part) not in sent:
                yield f"{part} has more than {_DIGITS} digits"


def _is_long(number: str) -> bool:
    return len(number.replace(".", "").strip("0")) > _DIGITS


def _is_number(part: Any) -> TypeGuard[int | Decimal]:  # noqa: ANN401 -- JSON
    return isinstance(part, int | Decimal) and not isinstance(part, bool)


def _decimals(node: Any) -> set[Decimal]:  # noqa: ANN401 -- JSON
    """Every number of a request as it was written, and each amount also in the unit in which doses are shown."""
    if isinstance(node, dict):
        shown = {Decimal(repr(node["value"])) * _SHOWN[node["unit"]]} if _is_amount(node) else set()
        return shown.union(*map(_decimals, node.values()))
    if isinstance(node, list):
        return set().union(*map(_decimals, node))
    return {Decimal(repr(node))} if isinstance(node, int | float) and not isinstance(node, bool) else set()


def _is_amount(node: dict[str, Any]) -> bool:
    return node.get("unit") in _SHOWN and isinstance(node.get("value"), int | float)


@check
def fractions_are_of_their_numbers(exchange: Exchange) -> Iterator[str]:
    """`exact` is in lowest terms, needed, and rounds to the value that it stands beside."""
    if not _may_have_fractions(exchange):
        return
    for path, part in within(exchange.document):
        if isinstance(part, dict) and "exact" in part and "value" in part:
            yield from _misses(part, "/".join(path))


def _may_have_fractions(exchange: Exchange) -> bool:
    is_computed = exchange.described is not None and exchange.described.method == "POST"
    return is_computed and exchange.answered.status == 200 and b'"exact"' in exchange.answered.body


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
