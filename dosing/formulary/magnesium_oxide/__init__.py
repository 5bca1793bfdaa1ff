"""Magnesium oxide for documented hypomagnesemia in adults."""

from dosing.formulary.magnesium_oxide.rules import MAGNESIUM_OXIDE_DRUG

__all__ = ["MAGNESIUM_OXIDE_DRUG"]
