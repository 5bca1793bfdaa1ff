"""Human albumin by infusion, for muscle cramps in adults with cirrhosis."""

from dosing.formulary.albumin.rules import ALBUMIN

__all__ = ["ALBUMIN"]
