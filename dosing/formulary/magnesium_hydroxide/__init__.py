"""Magnesium hydroxide suspension for children of 6 to 11 years."""

from dosing.formulary.magnesium_hydroxide.rules import MAGNESIUM_HYDROXIDE_DRUG

__all__ = ["MAGNESIUM_HYDROXIDE_DRUG"]
