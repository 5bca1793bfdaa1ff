"""Differences that are known, each with the request that shows it: counted, shown, and to be removed once mended.

Nothing is left out here without a test in `test_differential.py` that fails as soon as the difference is gone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from tests.differential.compare import Case, Difference
from tests.differential.values import quantity

_GRID = Decimal("0.5")
#: The parts of an answer that hang on whether the schedule can be made.
_OF_STEPS = frozenset({"status", "profile", "findings", "kept", "outside", "not_applicable", "unused", "steps"})
_IN_MG = {"mg": Decimal(1), "g": Decimal(1000), "ug": Decimal("0.001")}


@dataclass(frozen=True)
class Known:
    """What differs and what the documents say, a request that shows it, and how to tell such a difference."""

    says: str
    shown_by: Case
    is_it: Callable[[Difference], bool]


def _has_strengths_off_the_grid(difference: Difference) -> bool:
    path, body = difference.case
    strengths = {Decimal(str(tablet["value"])) * _IN_MG[tablet["unit"]] for tablet in body.get("tablets", ())}
    is_mixed = len(strengths) > 1 and any(strength % _GRID for strength in strengths)
    is_about_steps = _OF_STEPS.issuperset(difference.parts)
    return path.startswith("/v1/schedules/baclofen") and is_mixed and is_about_steps


KNOWN = (
    Known(
        says="limits.md, Divided doses: the fewest doses that the stock can make, each matched by tablets of one"
        " strength; 5 mg of 2.3 and 2.7 mg tablets are two doses. The service tries one strength for all doses.",
        shown_by=(
            "/v1/schedules/baclofen-taper",
            {
                "patient": {},
                "current": {"daily_dose": quantity(10, "mg/d")},
                "tablets": [quantity(2.3, "mg"), quantity(2.7, "mg")],
            },
        ),
        is_it=_has_strengths_off_the_grid,
    ),
)


def is_known(difference: Difference) -> bool:
    """Whether a difference is one of those that are known."""
    return any(known.is_it(difference) for known in KNOWN)
