"""The FHIR R4 resources that are written: each with its name as `resourceType`, and nothing empty in it."""

from decimal import Decimal
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

Text = str | UnsetType


class Coding(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A code of a system."""

    system: str
    code: str
    display: Text = UNSET


class Concept(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Codes that mean the same, and words for it."""

    coding: tuple[Coding, ...] = ()
    text: Text = UNSET


class Reference(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where another resource is, or only what it is."""

    reference: Text = UNSET
    display: Text = UNSET


class Annotation(Struct, frozen=True, forbid_unknown_fields=True):
    """A remark."""

    text: str


class Quantity(Struct, frozen=True, forbid_unknown_fields=True):
    """A number in a UCUM unit."""

    value: Decimal
    unit: str
    system: str
    code: str


class Period(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """From a date to a date, both in."""

    start: str
    end: Text = UNSET


class Repeat(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How often, and for how long."""

    boundsDuration: Quantity | UnsetType = UNSET
    boundsPeriod: Period | UnsetType = UNSET
    count: int | UnsetType = UNSET
    frequency: int | UnsetType = UNSET
    period: Decimal | UnsetType = UNSET
    periodUnit: Text = UNSET
    when: tuple[str, ...] = ()


class Timing(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Dates, or a rule."""

    event: tuple[str, ...] = ()
    repeat: Repeat | UnsetType = UNSET


class DoseAndRate(Struct, frozen=True, forbid_unknown_fields=True):
    """A dose."""

    type: Concept
    doseQuantity: Quantity


class Dosage(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An instruction."""

    sequence: int
    text: str
    timing: Timing
    route: Concept
    doseAndRate: tuple[DoseAndRate, ...]


class MedicationRequest(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="resourceType"):
    """A proposed order: no one has ordered it."""

    status: Literal["draft"]
    intent: Literal["proposal"]
    medicationCodeableConcept: Concept
    subject: Reference
    dosageInstruction: tuple[Dosage, ...]
    authoredOn: Text = UNSET
    note: tuple[Annotation, ...] = ()


class Issue(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing that is to be said."""

    severity: Literal["fatal", "error", "warning", "information"]
    code: str
    details: Concept
    diagnostics: Text = UNSET
    expression: tuple[str, ...] = ()


class OperationOutcome(Struct, frozen=True, forbid_unknown_fields=True, tag_field="resourceType"):
    """All that is to be said; at least one thing is."""

    issue: tuple[Issue, ...]


class DetectedIssue(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="resourceType"):
    """A broken limit, as a clinical issue of the patient."""

    status: Literal["final"]
    code: Concept
    severity: Literal["high", "moderate", "low"]
    detail: str
    implicated: tuple[Reference, ...]
    patient: Reference | UnsetType = UNSET
    identifiedDateTime: Text = UNSET


class Parameter(Struct, frozen=True, forbid_unknown_fields=True):
    """A named resource."""

    name: str
    resource: OperationOutcome | DetectedIssue


class Parameters(Struct, frozen=True, forbid_unknown_fields=True, tag_field="resourceType"):
    """What an operation answers."""

    parameter: tuple[Parameter, ...]
