"""Dosing schedules and order checks from documented limits: exact, cited, unit-checked.

>>> from dosing import check, convert, egfr, plan
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dosing.library import (
        InvalidRequestError,
        check,
        convert,
        drugs,
        egfr,
        plan,
        rules,
        sources,
        to_json,
        vectors,
    )

__all__ = [
    "InvalidRequestError",
    "check",
    "convert",
    "drugs",
    "egfr",
    "plan",
    "rules",
    "sources",
    "to_json",
    "vectors",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- whichever of the names above
    """The public names, loaded when one is asked for: who imports a part of the package pays for that part only."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from dosing import library  # noqa: PLC0415 -- what makes it lazy

    return getattr(library, name)
