"""What any timing must keep: the invariants of FHIR's own definition of Timing (tim-1 to tim-10)."""

from dosing.fhir.parts.dosages import Repeat
from dosing.fhir.parts.number import is_written
from dosing.fhir.parts.part_of_day import NO_OFFSET
from dosing.fhir.parts.remark import NotUnderstoodError
from dosing.fhir.parts.required import require


def require_invariants(repeat: Repeat, path: str) -> None:
    """Raise where a rule contradicts its own kind.

    Raises:
        NotUnderstoodError: it does, or a part of it is there without a value.

    """
    unknown = next(iter(repeat.unknown), None)
    if unknown is not None:
        raise NotUnderstoodError(
            "no-timing", "This part of how often is stated to be there, without a value.", f"{path}.{unknown}"
        )
    has_period = is_written(repeat.period)
    require(not has_period or repeat.periodUnit, "timing-invalid", "A period needs its unit.", path)
    require(
        not is_written(repeat.periodMax) or has_period, "timing-invalid", "A longest period needs a shortest one.", path
    )
    require(
        not is_written(repeat.duration) or repeat.durationUnit, "timing-invalid", "A duration needs its unit.", path
    )
    require(
        not is_written(repeat.durationMax) or is_written(repeat.duration),
        "timing-invalid",
        "A longest duration needs a shortest one.",
        path,
    )
    require(
        not is_written(repeat.countMax) or is_written(repeat.count),
        "timing-invalid",
        "A highest count needs a lowest.",
        path,
    )
    require(
        not (repeat.timeOfDay and repeat.when),
        "timing-invalid",
        "Times of day and parts of the day exclude each other.",
        path,
    )
    if is_written(repeat.offset):
        require(
            repeat.when and not set(repeat.when) & NO_OFFSET,
            "timing-invalid",
            "An offset needs an event that it can be counted from.",
            path,
        )
