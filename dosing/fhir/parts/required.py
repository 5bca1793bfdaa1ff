"""Numbers and conditions without which a part means nothing."""

from decimal import Decimal

from msgspec import Raw

from dosing.fhir.parts.number import is_written, number
from dosing.fhir.parts.remark import NotUnderstoodError


def whole(written: Raw, path: str, least: int = 1) -> int | None:
    """A whole number, if one stands there.

    Raises:
        NotUnderstoodError: what stands there is none.

    """
    if not is_written(written):
        return None
    value = number(written)
    if value is None or value != value.to_integral_value() or value < least:
        raise NotUnderstoodError("wrong-number", f"A whole number of at least {least} is needed here.", path)
    return int(value)


def positive(written: Raw, path: str) -> Decimal | None:
    """A number over 0, if one stands there.

    Raises:
        NotUnderstoodError: what stands there is none.

    """
    if not is_written(written):
        return None
    value = number(written)
    if value is None or value <= 0:
        raise NotUnderstoodError("wrong-number", "A number over 0 is needed here.", path)
    return value


def require(holds: object, code: str, text: str, path: str) -> None:
    """Go on only if it holds.

    Raises:
        NotUnderstoodError: it does not.

    """
    if not holds:
        raise NotUnderstoodError(code, text, path)
