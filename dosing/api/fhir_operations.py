"""The rows of the operation table that speak FHIR."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dosing.api.examples import typical_fhir
from dosing.api.operation import FHIR_BODY_LIMIT, FHIR_JSON, JSON, Operation, Parameter
from dosing.api.problems import ProblemError
from dosing.api.today import today
from dosing.fhir import capability, definition, operations
from dosing.fhir.sent import SentParameters
from dosing.fhir.written import MedicationRequest, OperationOutcome, Parameters

Plain = Mapping[str, dict[str, Any]]
#: The day of the examples: their results count then.
_EXAMPLE_DAY = date(2026, 11, 21)


def _check(sent: SentParameters) -> Parameters:
    return operations.check_dosage(sent, now=today())


def _titrate(sent: SentParameters) -> MedicationRequest | OperationOutcome:
    return operations.titration_schedule(sent, now=today())


def _check_example(sent: SentParameters) -> Parameters:
    return operations.check_dosage(sent, now=_EXAMPLE_DAY)


def _titrate_example(sent: SentParameters) -> MedicationRequest | OperationOutcome:
    return operations.titration_schedule(sent, now=_EXAMPLE_DAY)


def _definition(operation: str) -> definition.OperationDefinition:
    found = definition.definition(operation)
    if found is None:
        raise ProblemError("unknown-definition")
    return found


def _operation(
    of: definition.OperationDefinition,
    named: tuple[str, str],
    answers: object,
    handle: tuple[Callable[..., Any], Callable[..., Any]],
    plain: Plain,
) -> Operation:
    name, path = named
    on_its_day, on_example_day = handle
    return Operation(
        id=name,
        method="POST",
        path=path,
        tag="fhir",
        summary=of.title,
        description=f"{of.description} Its parameters: /fhir/OperationDefinition/{of.id}.",
        body=SentParameters,
        body_limit=FHIR_BODY_LIMIT,
        takes=(FHIR_JSON, JSON),
        is_open=True,
        media_type=FHIR_JSON,
        answers=answers,
        handle=on_its_day,
        handle_example=on_example_day,
        plain=plain,
    )


FHIR_OPERATIONS = (
    _operation(
        definition.CHECK_DOSAGE,
        ("fhirCheckDosage", "/fhir/MedicationRequest/$check-dosage"),
        Parameters,
        (_check, _check_example),
        typical_fhir.CHECK_DOSAGE,
    ),
    _operation(
        definition.TITRATION_SCHEDULE,
        ("fhirTitrationSchedule", "/fhir/$titration-schedule"),
        MedicationRequest | OperationOutcome,
        (_titrate, _titrate_example),
        typical_fhir.TITRATION_SCHEDULE,
    ),
    Operation(
        id="fhirMetadata",
        method="GET",
        path="/fhir/metadata",
        tag="fhir",
        summary="What the FHIR side can do",
        description="The CapabilityStatement: two operations, and nothing that is stored.",
        media_type=FHIR_JSON,
        answers=capability.CapabilityStatement,
        handle=capability.capabilities,
        is_stable=True,
    ),
    Operation(
        id="fhirOperationDefinition",
        method="GET",
        path="/fhir/OperationDefinition/{id}",
        tag="fhir",
        summary="An operation's definition",
        description="What an operation takes and what it answers, as an OperationDefinition.",
        parameter=Parameter("id", "The operation's code.", tuple(definition.DEFINITIONS)),
        media_type=FHIR_JSON,
        answers=definition.OperationDefinition,
        handle=_definition,
        problems=("unknown-definition",),
        is_stable=True,
    ),
)
