"""Three-valued logic: true, false, and `None` for unknown.

Unknown is never normal: nothing here makes true of it.
"""

from collections.abc import Iterable


def every(parts: Iterable[bool | None]) -> bool | None:
    """Any part false: false; else any unknown: unknown; else true.

    >>> every([None, False]), every([None, True]), every([])
    (False, None, True)
    """
    result: bool | None = True
    for part in parts:
        if part is False:
            return False
        if part is None:
            result = None
    return result


def some(parts: Iterable[bool | None]) -> bool | None:
    """Any part true: true; else any unknown: unknown; else false.

    >>> some([None, True]), some([None, False]), some([])
    (True, None, False)
    """
    result: bool | None = False
    for part in parts:
        if part is True:
            return True
        if part is None:
            result = None
    return result


def negated(part: bool | None) -> bool | None:  # noqa: FBT001 -- a truth value is what it is about
    """The opposite; of unknown, unknown."""
    return None if part is None else not part
