"""Drugs that are ordered by name: what to avoid, what takes caution, what comes second."""

from dosing.formulary.other_cramp_drugs.rules import OTHER_DRUGS

__all__ = ["OTHER_DRUGS"]
