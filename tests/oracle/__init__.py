"""A second, independent reading of the documented limits, to compare the service with."""

from typing import Any

from . import (
    albumin,
    baclofen,
    calculations,
    magnesium_hydroxide,
    magnesium_oxide,
    other,
)


def answer(path: str, body: dict[str, Any]) -> dict[str, Any]:
    """Answer a schema-valid request for a path of the interface."""
    operations = {
        "/v1/schedules/baclofen": baclofen.titration,
        "/v1/schedules/baclofen-taper": baclofen.taper,
        "/v1/schedules/magnesium-oxide": magnesium_oxide.schedule,
        "/v1/schedules/magnesium-hydroxide": magnesium_hydroxide.schedule,
        "/v1/schedules/albumin": albumin.schedule,
        "/v1/orders/check": other.check,
        "/v1/convert": calculations.convert,
        "/v1/egfr": calculations.egfr,
    }
    return operations[path](body)


__all__ = ["answer"]
