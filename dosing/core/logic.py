"""Three-valued logic: true, false, and `None` for unknown.

Unknown is never normal: nothing here makes true of it.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def every(judges: Iterable[Callable[[T], bool | None]], of: T) -> bool | None:
    """Any part false: false; else any unknown: unknown; else true.

    >>> unknown, true, false = [lambda _, value=value: value for value in (None, True, False)]
    >>> every([unknown, false], 0), every([unknown, true], 0), every([], 0)
    (False, None, True)
    """
    result: bool | None = True
    for judge in judges:
        part = judge(of)
        if part is False:
            return False
        if part is None:
            result = None
    return result


def some(judges: Iterable[Callable[[T], bool | None]], of: T) -> bool | None:
    """Any part true: true; else any unknown: unknown; else false.

    >>> unknown, true, false = [lambda _, value=value: value for value in (None, True, False)]
    >>> some([unknown, true], 0), some([unknown, false], 0), some([], 0)
    (True, None, False)
    """
    result: bool | None = False
    for judge in judges:
        part = judge(of)
        if part is True:
            return True
        if part is None:
            result = None
    return result


def negated(part: bool | None) -> bool | None:  # noqa: FBT001 -- a truth value is what it is about
    """The opposite; of unknown, unknown."""
    return None if part is None else not part
