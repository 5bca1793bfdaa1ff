"""The service as functions: a request in, an answer out. Joins what lies below, and decides nothing itself."""

from dosing.service.calculations import convert_amount, estimate_egfr
from dosing.service.orders import check, check_many
from dosing.service.schedules import (
    plan_albumin,
    plan_baclofen,
    plan_baclofen_taper,
    plan_magnesium_hydroxide,
    plan_magnesium_oxide,
)

__all__ = [
    "check",
    "check_many",
    "convert_amount",
    "estimate_egfr",
    "plan_albumin",
    "plan_baclofen",
    "plan_baclofen_taper",
    "plan_magnesium_hydroxide",
    "plan_magnesium_oxide",
]
