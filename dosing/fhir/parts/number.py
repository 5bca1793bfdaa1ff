"""Numbers of FHIR: every digit as it was written; text, NaN and numbers past all measure are none."""

import re
from decimal import Decimal

from msgspec import Raw

_NUMBER = re.compile(rb"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d{1,4})?")
#: More digits, or a larger or smaller number, than anything that is measured has.
_LONGEST = 64
_MAGNITUDE = 30


def number(written: Raw) -> Decimal | None:
    """The number, exactly; none where nothing was written, or no number that measures anything.

    >>> number(Raw(b"2.50")), number(Raw(b'"2.5"')), number(Raw(b"1e999")), number(Raw())
    (Decimal('2.50'), None, None, None)
    """
    text = bytes(written).strip()
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text):
        return None
    value = Decimal(text.decode())
    return value if value == 0 or abs(value.adjusted()) <= _MAGNITUDE else None


def is_written(written: Raw) -> bool:
    """Whether something stands there; null is nothing.

    >>> is_written(Raw(b"0")), is_written(Raw(b"null")), is_written(Raw())
    (True, False, False)
    """
    return bytes(written).strip() not in {b"", b"null"}
