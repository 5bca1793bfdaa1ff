"""Baclofen by mouth for muscle cramps in adults (off-label)."""

from dosing.formulary.baclofen.rules import BACLOFEN

__all__ = ["BACLOFEN"]
