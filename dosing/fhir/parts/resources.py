"""The resources that are read: R4, with what R5 spells differently and STU3 put elsewhere.

Open, as the elements are (`elements.py`).
"""

from msgspec import Raw, Struct

from dosing.fhir.parts.dosages import Dosage
from dosing.fhir.parts.elements import Annotation, CodeableReference, Concept, Period, Quantity, Ratio, Reference


class Ingredient(Struct, frozen=True):
    """What a product holds, and how much in how much."""

    modifierExtension: tuple[Raw, ...] | None = None
    itemCodeableConcept: Concept | None = None
    itemReference: Reference | None = None
    item: CodeableReference | None = None
    isActive: bool | None = None
    strength: Ratio | None = None
    #: R5 has a ratio, a quantity in one of the product, or a concept.
    strengthRatio: Ratio | None = None
    strengthQuantity: Quantity | None = None
    strengthCodeableConcept: Concept | None = None

    @property
    def concept(self) -> Concept | None:
        """What it is, where that is said here."""
        return self.itemCodeableConcept or (self.item.concept if self.item else None)

    @property
    def reference(self) -> Reference | None:
        """Where it is said what it is."""
        return self.itemReference or (self.item.reference if self.item else None)


class Medication(Struct, frozen=True):
    """A product."""

    id: str | None = None
    status: str | None = None
    modifierExtension: tuple[Raw, ...] | None = None
    implicitRules: str | None = None
    code: Concept | None = None
    form: Concept | None = None
    #: R5 calls it so.
    doseForm: Concept | None = None
    ingredient: tuple[Ingredient, ...] | None = None


class Dispense(Struct, frozen=True):
    """What may be dispensed for an order, and until when."""

    validityPeriod: Period | None = None


class Adherence(Struct, frozen=True):
    """R5: whether what is stated to be taken really is."""

    code: Concept | None = None


class MedicationRequest(Struct, frozen=True):
    """An order; also a MedicationStatement, as far as both tell what is taken."""

    id: str | None = None
    implicitRules: str | None = None
    modifierExtension: tuple[Raw, ...] | None = None
    contained: tuple[Raw, ...] | None = None
    status: str | None = None
    intent: str | None = None
    doNotPerform: bool | None = None
    medicationCodeableConcept: Concept | None = None
    medicationReference: Reference | None = None
    medication: CodeableReference | None = None
    subject: Reference | None = None
    authoredOn: str | None = None
    reasonCode: tuple[Concept, ...] | None = None
    reason: tuple[CodeableReference, ...] | None = None
    dosageInstruction: tuple[Dosage, ...] | None = None
    #: R5: all instructions in words.
    renderedDosageInstruction: str | None = None
    note: tuple[Annotation, ...] | None = None
    dispenseRequest: Dispense | None = None
    #: R5 has here when it is to be given.
    effectiveDosePeriod: Period | None = None
    #: Where a MedicationStatement has its instructions, when it holds, and since when that is known.
    dosage: tuple[Dosage, ...] | None = None
    effectivePeriod: Period | None = None
    effectiveDateTime: str | None = None
    dateAsserted: str | None = None
    #: STU3 and R5 have here whether it is taken at all.
    taken: str | None = None
    adherence: Adherence | None = None


class Kind(Struct, frozen=True):
    """All that is looked at of a resource before it is known to be wanted."""

    resourceType: str | None = None
    id: str | None = None
