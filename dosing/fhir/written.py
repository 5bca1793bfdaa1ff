"""The FHIR R4 resources that are written: each with its name as `resourceType`, and nothing empty in it."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Raw, Struct, UnsetType

Text = str | UnsetType


class Coding(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A code of a system.

    Attributes:
        system: The system that the code is of, as a URI.
        code: The code.
        display: What the code means, in words.

    """

    system: str
    code: str
    display: Text = UNSET


class Concept(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Codes that mean the same, and words for it.

    Attributes:
        coding: The codes.
        text: The words.

    """

    coding: tuple[Coding, ...] = ()
    text: Text = UNSET


class Reference(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where another resource is, or only what it is.

    Attributes:
        reference: The other resource, as type and id.
        display: What it is, in words.

    """

    reference: Text = UNSET
    display: Text = UNSET


class Annotation(Struct, frozen=True, forbid_unknown_fields=True):
    """A remark.

    Attributes:
        text: The remark's words.

    """

    text: str


class Quantity(Struct, frozen=True, forbid_unknown_fields=True):
    """A number in a UCUM unit.

    Attributes:
        value: The number.
        unit: The unit, to be read by people.
        system: The system of the unit's code: that of UCUM.
        code: The unit as UCUM has it.

    """

    value: Decimal
    unit: str
    system: str
    code: str


class Period(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """From a date to a date, both in.

    Attributes:
        start: The first day, as YYYY-MM-DD.
        end: The last day, as YYYY-MM-DD; without it, there is no end.

    """

    start: str
    end: Text = UNSET


class Repeat(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How often, and for how long.

    Attributes:
        boundsDuration: For how long.
        boundsPeriod: From when, and until when.
        count: How many times in all.
        frequency: How many times in each period.
        period: How long a period is, in `periodUnit`.
        periodUnit: The unit of `period`, as UCUM has it.
        when: At what time of the day, as codes of FHIR's EventTiming.

    """

    boundsDuration: Quantity | UnsetType = UNSET
    boundsPeriod: Period | UnsetType = UNSET
    count: int | UnsetType = UNSET
    frequency: int | UnsetType = UNSET
    period: Decimal | UnsetType = UNSET
    periodUnit: Text = UNSET
    when: tuple[str, ...] = ()


class Timing(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Dates, or a rule.

    Attributes:
        event: The days, each as YYYY-MM-DD.
        repeat: The rule.

    """

    event: tuple[str, ...] = ()
    repeat: Repeat | UnsetType = UNSET


class DoseAndRate(Struct, frozen=True, forbid_unknown_fields=True):
    """A dose.

    Attributes:
        type: That the dose is one to be ordered, not worked out from another.
        doseQuantity: How much at a time.

    """

    type: Concept
    doseQuantity: Quantity


class Dosage(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An instruction.

    Attributes:
        sequence: Its place among the instructions: those of one step have the same.
        text: The instruction in words, with the same numbers.
        timing: When, how often and for how long.
        route: The way in which it is taken.
        doseAndRate: How much at a time.

    """

    sequence: int
    text: str
    timing: Timing
    route: Concept
    doseAndRate: tuple[DoseAndRate, ...]


class MedicationRequest(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="resourceType"):
    """A proposed order: no one has ordered it.

    Attributes:
        resourceType: Always `MedicationRequest`.
        status: Always `draft`: it is in force only when a person makes it so.
        intent: Always `proposal`.
        medicationCodeableConcept: The drug.
        subject: The patient.
        dosageInstruction: What to take, step after step.
        authoredOn: The day on which it was written, as YYYY-MM-DD.
        note: What else is to be known: findings, what to watch, and what was said while reading.

    """

    status: Literal["draft"]
    intent: Literal["proposal"]
    medicationCodeableConcept: Concept
    subject: Reference
    dosageInstruction: tuple[Dosage, ...]
    authoredOn: Text = UNSET
    note: tuple[Annotation, ...] = ()


class Issue(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing that is to be said.

    Attributes:
        severity: How grave it is.
        code: FHIR's code for the sort of issue.
        details: What it is: a code of this service, and its words.
        diagnostics: More about it, for those who look for the reason.
        expression: What it is about, as FHIRPath.

    """

    severity: Literal["fatal", "error", "warning", "information"]
    code: str
    details: Concept
    diagnostics: Text = UNSET
    expression: tuple[str, ...] = ()


class OperationOutcome(Struct, frozen=True, forbid_unknown_fields=True, tag_field="resourceType"):
    """All that is to be said; at least one thing is.

    Attributes:
        resourceType: Always `OperationOutcome`.
        issue: What is to be said, the answer as a whole first.

    """

    issue: tuple[Issue, ...]


class DetectedIssue(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="resourceType"):
    """A broken limit, as a clinical issue of the patient.

    Attributes:
        resourceType: Always `DetectedIssue`.
        status: Always `final`.
        code: What sort of issue it is, and which rule is broken.
        severity: How grave it is.
        detail: The finding in words.
        implicated: The order that it is about.
        patient: The patient, where the order names one.
        identifiedDateTime: The day on which it was found, as YYYY-MM-DD.

    """

    status: Literal["final"]
    code: Concept
    severity: Literal["high", "moderate", "low"]
    detail: str
    implicated: tuple[Reference, ...]
    patient: Reference | UnsetType = UNSET
    identifiedDateTime: Text = UNSET


_ORDER = {
    "type": "object",
    "required": ["resourceType"],
    "properties": {"resourceType": {"const": "MedicationRequest"}},
}


class Parameter(Struct, frozen=True, forbid_unknown_fields=True):
    """A named resource.

    Attributes:
        name: `return` for the outcome, `detected` for a finding, `nearest` for the closest order that keeps the limits.
        resource: What is answered under this name.

    """

    name: str
    resource: OperationOutcome | DetectedIssue | Annotated[Raw, Meta(extra_json_schema=_ORDER)]


class Parameters(Struct, frozen=True, forbid_unknown_fields=True, tag_field="resourceType"):
    """What an operation answers.

    Attributes:
        resourceType: Always `Parameters`.
        parameter: `return` first, then `nearest` where there is one, then each `detected`.

    """

    parameter: tuple[Parameter, ...]
