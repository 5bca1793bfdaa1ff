"""Every number of the formulary is held: changed by its resolution, up or down, it fails a vector.

So is every comparison (at least or above, at most or below), every severity, gate and basis, every part of a condition.
"""

from functools import cache

import pytest
from msgspec.structs import replace

from dosing.core.compile import BrokenRuleError
from dosing.core.exact import ZERO
from dosing.core.rule import Titration
from dosing.core.span import Span
from dosing.core.tablets import single_doses
from dosing.formulary import FORMULARY
from dosing.wire.catalog import Vector
from dosing.wire.request import OtherOrder
from tests.edges import decoded, library
from tests.vectors.instead import Change, all_changes, instead
from tests.vectors.nudges import step
from tests.vectors.runner import Json, differences, expected, vectors


@cache
def _asked() -> list[tuple[Vector, str, Json]]:
    """Each vector with the drug that it is about, and what it expects; one that fails anyway holds nothing."""
    asked = [(vector, _drug_of(vector), expected(vector)) for vector in vectors()]
    return [(vector, drug, expect) for vector, drug, expect in asked if not _differs(vector, expect)]


def _drug_of(vector: Vector) -> str:
    """The drug of an order or a schedule; the operation itself where it is about none."""
    if vector.operation != "/v1/orders/check":
        return vector.operation.rsplit("/", 1)[1].removesuffix("-taper")
    order = decoded(vector.operation, bytes(vector.request))
    name: str = order.name.lower() if isinstance(order, OtherOrder) else str(order.__struct_config__.tag)
    return name


#: The operations and drugs that a change outside of any drug's rules can be seen in.
_SEEN_IN = {
    "kidney": ("egfr", "baclofen", "magnesium-oxide", "magnesium-hydroxide"),
    "substances": ("convert", "magnesium-oxide", "magnesium-hydroxide"),
}


def that_may_see(change: Change) -> list[tuple[Vector, Json]]:
    """Vectors that hold the rule, then those of its drug."""
    if change.drug:
        drugs: tuple[str, ...] = (change.drug,)
    else:
        drugs = _SEEN_IN.get(change.root, ())
    near = [(vector, expect) for vector, drug, expect in _asked() if not drugs or drug in drugs]
    return sorted(near, key=lambda pair: change.rule not in pair[0].holds)


def _is_held(change: Change) -> bool:
    """Whether the service, so changed, gives a vector another answer, or none."""
    near = that_may_see(change)
    try:
        with instead(change):
            return any(_differs(vector, expect) for vector, expect in near)
    except BrokenRuleError:
        return _is_held(with_the_end_moved(change))


def with_the_end_moved(change: Change) -> Change:
    """A rule that schedules are made by must have the side that it has, or the service does not start.

    At the resolution "below 30" is "at most 29.999999": so the vectors are asked about the side as well.
    """
    assert isinstance(change.old, Span)
    end = "at_most" if change.new.at_most != change.old.at_most else "at_least"
    number = getattr(change.old, end)
    by = step(number, end, change.old.unit)
    return change._replace(new=replace(change.old, **{end: number - by if end == "at_most" else number + by}))


def _differs(vector: Vector, expect: Json) -> bool:
    try:
        return bool(differences(expect, library(vector.operation, bytes(vector.request))))
    except (TypeError, ArithmeticError, StopIteration):
        return True


def is_invisible(change: Change) -> bool:
    """Whether no request can show the change.

    - A monitoring text is no finding, so its basis stands in the catalog of rules alone.
    - Only phases of daily doses go down, and a start, a rise or a dose that stays is never on the way down.
    - 24 doses of 20 mg are 480 mg/d, the most that a taper starts from: a 25th is never needed.
    - The younger adults' profiles stand before the older adults' and claim their ages first.
    - A split that is the fewest doses in any stock is what the search for the fewest doses finds as well.
    """
    match change.path:
        case (*_, "monitoring", _, "basis"):
            return True
        case (*_, "judges_going_down") if not change.old:
            return change.drug not in {"", "baclofen"} or change.rule.startswith(_NEVER_GOING_DOWN)
        case (*_, "large_most_doses"):
            return bool(change.new > change.old)
        case (*_, "profiles", 2 | 3, "when", "parts", _, "spans", _, "at_least"):
            return bool(change.new < change.old)
        case (*_, "usual", row, _):
            return _is_found_anyway(int(row))
        case _:
            return False


_NEVER_GOING_DOWN = (
    "baclofen.start",
    "baclofen.step",
    "baclofen.interval",
    "baclofen.daily-min",
    "baclofen.direction",
    "baclofen.stock",
)


def _is_found_anyway(row: int) -> bool:
    """Whether the doses of a usual split are the same without it."""
    shape = FORMULARY.drugs[0].shape
    assert isinstance(shape, Titration)
    doses = shape.splits.usual[row]
    splits = replace(shape.splits, usual=tuple(other for other in shape.splits.usual if other != doses))
    return single_doses(sum(doses, ZERO), replace(shape, splits=splits), shape.tablets) == doses


def _parts() -> dict[str, list[Change]]:
    """All changes, by the drug that they are in, and else by the root."""
    parts: dict[str, list[Change]] = {}
    for change in all_changes():
        parts.setdefault(change.drug or f"{change.root} of every drug", []).append(change)
    return parts


@pytest.mark.parametrize("part", _parts())
def test_whatever_is_changed_fails_a_vector(part: str) -> None:
    assert [str(change) for change in _parts()[part] if not is_invisible(change) and not _is_held(change)] == []
