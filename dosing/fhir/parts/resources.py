"""The parts of orders, products and Bundles that are read: R4, with what R5 spells differently and STU3 put elsewhere.

Open: what is not named here is passed over without being decoded. Numbers stay as they were written (`number.py`).
"""

from typing import TypeAlias

from msgspec import Raw, Struct, field

from dosing.fhir.parts.number import is_written

#: A number as it was written; nothing written: an empty one.
Written: TypeAlias = Raw
_NOTHING = Raw()


class Coding(Struct, frozen=True):
    """A code of a system."""

    system: str | None = None
    code: str | None = None
    display: str | None = None


class Concept(Struct, frozen=True):
    """A CodeableConcept: codes that mean the same, and words for it."""

    coding: tuple[Coding, ...] | None = None
    text: str | None = None

    @property
    def codings(self) -> tuple[Coding, ...]:
        """The codes; none is none."""
        return self.coding or ()


class Identifier(Struct, frozen=True):
    """What a system calls somebody."""

    system: str | None = None
    value: str | None = None


class Reference(Struct, frozen=True):
    """Where another resource is, or what it is called."""

    reference: str | None = None
    type: str | None = None
    identifier: Identifier | None = None
    display: str | None = None


class Annotation(Struct, frozen=True):
    """Words beside a resource."""

    text: str | None = None


class CodeableReference(Struct, frozen=True):
    """R5: a concept or a reference."""

    concept: Concept | None = None
    reference: Reference | None = None


class Quantity(Struct, frozen=True):
    """A number and its unit: a code of a system, or only words."""

    value: Written = _NOTHING
    comparator: str | None = None
    unit: str | None = None
    system: str | None = None
    code: str | None = None


class Range(Struct, frozen=True):
    """From low to high."""

    low: Quantity | None = None
    high: Quantity | None = None


class Ratio(Struct, frozen=True):
    """So much in so much."""

    numerator: Quantity | None = None
    denominator: Quantity | None = None


class Period(Struct, frozen=True):
    """From a date to a date, both in."""

    start: str | None = None
    end: str | None = None


class Repeat(Struct, frozen=True):
    """How often, on which days, at what times, and for how long in all."""

    modifierExtension: tuple[Raw, ...] | None = None
    boundsDuration: Quantity | None = None
    boundsRange: Range | None = None
    boundsPeriod: Period | None = None
    count: Written = _NOTHING
    countMax: Written = _NOTHING
    duration: Written = _NOTHING
    durationMax: Written = _NOTHING
    durationUnit: str | None = None
    frequency: Written = _NOTHING
    frequencyMax: Written = _NOTHING
    period: Written = _NOTHING
    periodMax: Written = _NOTHING
    periodUnit: str | None = None
    dayOfWeek: tuple[str, ...] | None = None
    timeOfDay: tuple[str, ...] | None = None
    when: tuple[str, ...] | None = None
    offset: Written = _NOTHING
    #: What is said of a value, also where there is none: that it is unknown, for one.
    about_count: Written = field(name="_count", default=_NOTHING)
    about_countMax: Written = field(name="_countMax", default=_NOTHING)
    about_frequency: Written = field(name="_frequency", default=_NOTHING)
    about_frequencyMax: Written = field(name="_frequencyMax", default=_NOTHING)
    about_period: Written = field(name="_period", default=_NOTHING)
    about_periodMax: Written = field(name="_periodMax", default=_NOTHING)
    about_dayOfWeek: Written = field(name="_dayOfWeek", default=_NOTHING)
    about_timeOfDay: Written = field(name="_timeOfDay", default=_NOTHING)
    about_when: Written = field(name="_when", default=_NOTHING)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The parts of how often of which something is said, but no value."""
        names = (name for name in self.__struct_fields__ if hasattr(self, f"about_{name}"))
        return tuple(name for name in names if is_written(getattr(self, f"about_{name}")) and not self._has(name))

    def _has(self, name: str) -> bool:
        value = getattr(self, name)
        return is_written(value) if isinstance(value, Raw) else bool(value)


class Timing(Struct, frozen=True):
    """When: at dates, by a rule, or by a code for one."""

    modifierExtension: tuple[Raw, ...] | None = None
    event: tuple[str, ...] | None = None
    repeat: Repeat | None = None
    code: Concept | None = None


class DoseAndRate(Struct, frozen=True):
    """A dose, a rate, or both; ordered or calculated."""

    type: Concept | None = None
    doseQuantity: Quantity | None = None
    doseRange: Range | None = None
    rateQuantity: Quantity | None = None
    rateRange: Range | None = None
    rateRatio: Ratio | None = None


class Dosage(Struct, frozen=True):
    """One instruction."""

    modifierExtension: tuple[Raw, ...] | None = None
    sequence: Written = _NOTHING
    text: str | None = None
    additionalInstruction: tuple[Concept, ...] | None = None
    patientInstruction: str | None = None
    timing: Timing | None = None
    asNeededBoolean: bool | None = None
    asNeededCodeableConcept: Concept | None = None
    #: R5 has a flag, and what for.
    asNeeded: bool | None = None
    #: What is said of the flag, also where there is none.
    about_as_needed_boolean: Written = field(name="_asNeededBoolean", default=_NOTHING)
    about_as_needed: Written = field(name="_asNeeded", default=_NOTHING)
    asNeededFor: tuple[Concept, ...] | None = None
    site: Concept | None = None
    route: Concept | None = None
    method: Concept | None = None
    doseAndRate: tuple[DoseAndRate, ...] | None = None
    #: STU3 has these here.
    doseQuantity: Quantity | None = None
    doseRange: Range | None = None
    #: R4 has one, R5 a list.
    maxDosePerPeriod: Ratio | tuple[Ratio, ...] | None = None
    maxDosePerAdministration: Quantity | None = None
    maxDosePerLifetime: Raw = _NOTHING

    @property
    def is_as_needed(self) -> bool:
        """Whether it is taken only when needed."""
        return bool(self.asNeededBoolean or self.asNeededCodeableConcept or self.asNeeded or self.asNeededFor)

    @property
    def is_need_unknown(self) -> bool:
        """Whether something is said of the flag for as needed, but not what it is."""
        flags = ((self.asNeededBoolean, self.about_as_needed_boolean), (self.asNeeded, self.about_as_needed))
        return any(flag is None and is_written(about) for flag, about in flags)

    @property
    def additional(self) -> tuple[Concept, ...]:
        """What else is to be minded; nothing is none."""
        return self.additionalInstruction or ()

    @property
    def maxima(self) -> tuple[Ratio, ...]:
        """The most in a period, all of which hold."""
        most = self.maxDosePerPeriod
        return () if most is None else (most,) if isinstance(most, Ratio) else most


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
