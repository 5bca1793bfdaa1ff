"""A body's bytes as a typed request: decoded once, strictly, and refused if a key stands twice.

Duplicate keys pass every JSON reader silently, and which value wins differs between them: for a dose that is a hazard.
What an open shape passes over is bounded in its depth, so that whoever reads it later may do so by recursion.
"""

import json
import re
from collections import Counter
from itertools import accumulate
from typing import Any, NoReturn

import msgspec

from dosing.api.problems import ProblemError, refuse_shape
from dosing.wire.answered import ECHO

_ENCODER = msgspec.json.Encoder()
#: How deep an open body may be nested: several times what any resource of FHIR is.
MOST_NESTED = 100
_ESCAPED = re.compile(rb"\\.")
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_NO_BRACKETS = bytes(byte for byte in range(256) if byte not in _STEPS)


def decode(decoder: msgspec.json.Decoder[Any], body: bytes, *, is_open: bool = False) -> Any:  # noqa: ANN401 -- what the decoder is for
    """The request; in an open one, keys that are not read may not stand twice either.

    Raises:
        ProblemError: 400 for what is not JSON, has a key twice or is nested too deeply, 422 for what does not fit.

    """
    try:
        request = decoder.decode(body)
    except msgspec.ValidationError as error:
        refuse_shape(str(error), decoder.type, body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ProblemError("invalid-json", _why(error)) from error
    if is_open or _may_repeat_keys(body, request):
        try:
            _refuse_repeated_keys(body)
        except (ValueError, RecursionError) as error:
            # What an open shape passes over is read here for the first time.
            raise ProblemError("invalid-json", _why(error)) from error
    if is_open:
        _refuse_depth(body)
    return request


def _why(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "The body is not UTF-8."
    return "The body is nested too deeply." if isinstance(error, RecursionError) else f"{error}."


def _refuse_depth(body: bytes) -> None:
    """Of JSON: escapes stand in strings only, every other quote ends or begins one, and brackets are pairs."""
    if body.count(b"[") + body.count(b"{") <= MOST_NESTED:
        return
    outside = b"".join(_ESCAPED.sub(b"", body).split(b'"')[::2])
    brackets = outside.translate(None, _NO_BRACKETS)
    if max(accumulate(map(_STEPS.__getitem__, brackets))) > MOST_NESTED:
        raise ProblemError("invalid-json", f"The body is nested more than {MOST_NESTED} deep.")


def _may_repeat_keys(body: bytes, request: object) -> bool:
    """Whether the body may have more keys than the request kept of it.

    Shapes are closed, and without a backslash strings are written out again as they came: so a key that was not kept is
    a colon too few.
    """
    return b"\\" in body or body.count(b":") != _ENCODER.encode(request).count(b":")


def _refuse_repeated_keys(body: bytes) -> None:
    def unique(pairs: list[tuple[str, object]]) -> None:
        if len(dict(pairs)) < len(pairs):
            # The one that stands most often; of several, the first.
            _refuse(Counter(key for key, _ in pairs).most_common(1)[0][0])

    # Numbers are not of interest, and may have more digits than Python makes a number of.
    json.loads(body.decode(), object_pairs_hook=unique, parse_int=len, parse_float=len)


def _refuse(key: str) -> NoReturn:
    raise ProblemError("duplicate-key", f"The key `{key[:ECHO]}` stands twice in one object.")
