"""Seeded faults: each makes the service wrong in one way, and names the check that must notice."""

from tests.fuzz.faults import of_answers, of_bodies, of_http, of_rules, of_sums
from tests.fuzz.faults.fault import Fault

__all__ = ["FAULTS", "Fault"]

FAULTS: tuple[Fault, ...] = (*of_http.FAULTS, *of_bodies.FAULTS, *of_rules.FAULTS, *of_answers.FAULTS, *of_sums.FAULTS)
