"""The patient: facts known and facts unknown; a fact that was not given is absent.

Nothing here may stand in for an absent fact.
"""

from msgspec import Struct

from dosing.core.amount import Amount
from dosing.core.fact import Fact, Value
from dosing.core.kidney import KidneyFunction, derived_facts


class Patient(Struct, frozen=True, eq=False):
    """What was given of a patient, and how the numbers were stated, to be shown again as they were."""

    facts: dict[Fact, Value]
    stated: dict[Fact, Amount]


#: The same patient is asked about while an order is written, and order after order; so many are remembered.
REMEMBERED = 256


def known_facts(patient: Patient, kidney: KidneyFunction) -> dict[Fact, Value]:
    """What was given, and what follows from it about kidney function."""
    return {**patient.facts, **derived_facts(kidney, patient.facts)}
