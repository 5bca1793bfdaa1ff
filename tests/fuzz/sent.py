"""A body as JSON, read strictly and without the service: what it is decides how the service must answer."""

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NoReturn

#: Digits past which no number is within any bound; Python itself refuses to read more than some thousands.
_LONGEST = 40


@dataclass(frozen=True)
class Sent:
    """A value, and whether its text is JSON at all, has each key once, and only letters that can be written."""

    value: Any
    is_json: bool
    has_keys_twice: bool = False
    #: Half a surrogate pair, or a number beyond any double: JSON by its grammar, and nothing that can be kept.
    is_strange: bool = False


class _NoJsonError(ValueError):
    pass


def _refuse(constant: str) -> NoReturn:
    raise _NoJsonError(constant)


def _whole(digits: str) -> float:
    return int(digits) if len(digits) < _LONGEST else float(digits)


@lru_cache(maxsize=256)
def read(body: bytes) -> Sent:
    """The body, by the letter of RFC 8259: UTF-8 without a mark, no NaN, no second value after it."""
    twice = False

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        made = dict(found)
        twice = twice or len(made) != len(found)
        return made

    try:
        text = body.decode("utf-8")
        value = json.loads(text, parse_constant=_refuse, parse_int=_whole, object_pairs_hook=pairs)
    except (ValueError, RecursionError):
        return Sent(None, is_json=False)
    return Sent(value, is_json=True, has_keys_twice=twice, is_strange=_is_strange(value))


def _is_strange(node: Any) -> bool:  # noqa: ANN401 -- JSON
    if isinstance(node, str):
        return not node.isascii() and any("\ud800" <= letter <= "\udfff" for letter in node)
    if isinstance(node, float):
        return math.isinf(node)
    if isinstance(node, dict):
        return any(_is_strange(key) or _is_strange(part) for key, part in node.items())
    return isinstance(node, list) and any(map(_is_strange, node))
