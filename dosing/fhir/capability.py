"""What the FHIR side can do, as FHIR says it: the statement of capabilities."""

from msgspec import Struct

from dosing.fhir.definition import CHECK_DOSAGE, SINCE, TITRATION_SCHEDULE
from dosing.formulary.ruleset import VERSION

FHIR_VERSION = "4.0.1"


class Named(Struct, frozen=True, forbid_unknown_fields=True):
    """An operation, by name and definition.

    Attributes:
        name: The operation's code.
        definition: The URI of its definition.

    """

    name: str
    definition: str


class Interaction(Struct, frozen=True, forbid_unknown_fields=True):
    """What can be done with a type of resource.

    Attributes:
        code: FHIR's code for what can be done.

    """

    code: str


class ResourceCapability(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What can be done with a type of resource.

    Attributes:
        type: The type of resource.
        interaction: What can be done with it.
        operation: The operations that are called on it.

    """

    type: str
    interaction: tuple[Interaction, ...] = ()
    operation: tuple[Named, ...] = ()


class Rest(Struct, frozen=True, forbid_unknown_fields=True):
    """What can be done at all.

    Attributes:
        mode: Always `server`.
        documentation: What there is, and what there is not.
        resource: What can be done with each type of resource.
        operation: The operations that are called at the base.

    """

    mode: str
    documentation: str
    resource: tuple[ResourceCapability, ...]
    operation: tuple[Named, ...]


class Software(Struct, frozen=True, forbid_unknown_fields=True):
    """What this is.

    Attributes:
        name: The software's name.
        version: The version of the ruleset.

    """

    name: str
    version: str


class Implementation(Struct, frozen=True, forbid_unknown_fields=True):
    """What runs here.

    Attributes:
        description: What it does.

    """

    description: str


class CapabilityStatement(Struct, frozen=True, forbid_unknown_fields=True, tag_field="resourceType"):
    """What the service can do.

    Attributes:
        resourceType: Always `CapabilityStatement`.
        status: Always `active`.
        date: Since when it is as it is: the month of the ruleset.
        kind: Always `instance`: what runs here.
        software: What software it is.
        implementation: What runs here.
        fhirVersion: The version of FHIR.
        format: The media types of bodies.
        rest: What can be done over HTTP.

    """

    status: str
    date: str
    kind: str
    software: Software
    implementation: Implementation
    fhirVersion: str
    format: tuple[str, ...]
    rest: tuple[Rest, ...]


def capabilities() -> CapabilityStatement:
    """What the FHIR side can do."""
    check, titrate = (Named(one.code, one.url) for one in (CHECK_DOSAGE, TITRATION_SCHEDULE))
    return CapabilityStatement(
        status="active",
        date=SINCE,
        kind="instance",
        software=Software("dosing", VERSION),
        implementation=Implementation("Doses checked and scheduled by documented limits; nothing is stored."),
        fhirVersion=FHIR_VERSION,
        format=("application/fhir+json", "application/json"),
        rest=(
            Rest(
                mode="server",
                documentation="Two operations; no resource is stored, none can be searched.",
                resource=(
                    ResourceCapability("MedicationRequest", operation=(check,)),
                    ResourceCapability("OperationDefinition", interaction=(Interaction("read"),)),
                ),
                operation=(titrate,),
            ),
        ),
    )
