"""All own checks by name. A check gets one exchange and yields what is wrong with it, in words."""

from collections.abc import Callable, Iterator
from functools import wraps

from tests.fuzz.exchange import Exchange

Check = Callable[[Exchange], Iterator[str]]
CHECKS: dict[str, Check] = {}


#: What reading an answer can come to that is not of the form that it should have.
_UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def check(function: Check) -> Check:
    """Register a check under the name of its function; an answer that it cannot even read fails it."""

    @wraps(function)
    def guarded(exchange: Exchange) -> Iterator[str]:
        try:
            yield from function(exchange)
        except _UNREADABLE as error:
            yield f"cannot be read: {error!r}"

    CHECKS[function.__name__] = guarded
    return function
