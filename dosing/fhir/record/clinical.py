"""The parts of a patient's record that are read, and every type of resource by its name.

Open, as all that is read of FHIR (`resources.py`): what is not named here is passed over without being decoded.
"""

from typing import Any, TypeAlias

from msgspec import Raw, Struct

from dosing.fhir.parts.elements import Concept, Identifier, Period, Quantity, Range, Reference
from dosing.fhir.parts.resources import Medication, MedicationRequest


class Patient(Struct, frozen=True):
    """A person."""

    id: str | None = None
    implicitRules: str | None = None
    modifierExtension: tuple[Raw, ...] | None = None
    identifier: tuple[Identifier, ...] | None = None
    gender: str | None = None
    birthDate: str | None = None
    deceasedBoolean: bool | None = None
    deceasedDateTime: str | None = None

    @property
    def is_deceased(self) -> bool:
        """Whether a death is recorded."""
        return bool(self.deceasedBoolean or self.deceasedDateTime)


class Observation(Struct, frozen=True):
    """A result."""

    id: str | None = None
    implicitRules: str | None = None
    modifierExtension: tuple[Raw, ...] | None = None
    status: str | None = None
    code: Concept | None = None
    subject: Reference | None = None
    #: Who or what it is about, where that is not the subject.
    focus: tuple[Reference, ...] | None = None
    effectiveDateTime: str | None = None
    effectiveInstant: str | None = None
    effectivePeriod: Period | None = None
    valueQuantity: Quantity | None = None
    dataAbsentReason: Concept | None = None


class Condition(Struct, frozen=True):
    """What a patient has, or had, or has not."""

    id: str | None = None
    implicitRules: str | None = None
    modifierExtension: tuple[Raw, ...] | None = None
    clinicalStatus: Concept | None = None
    verificationStatus: Concept | None = None
    code: Concept | None = None
    subject: Reference | None = None
    abatementDateTime: str | None = None
    abatementPeriod: Period | None = None
    abatementAge: Quantity | None = None
    abatementRange: Range | None = None
    abatementString: str | None = None
    #: STU3 has a flag.
    abatementBoolean: bool | None = None


AnyResource: TypeAlias = Patient | Observation | Condition | MedicationRequest | Medication
#: The types that are read, by name.
TYPES: dict[str, Any] = {
    "Patient": Patient,
    "Observation": Observation,
    "Condition": Condition,
    "MedicationRequest": MedicationRequest,
    "MedicationStatement": MedicationRequest,
    "Medication": Medication,
}
