"""A problem as FHIR says it: an OperationOutcome with the same code, title and advice."""

from dosing.fhir.written import Coding, Concept, Issue, OperationOutcome
from dosing.wire.catalog import Problem

#: The system of the problems' codes.
PROBLEMS = "urn:dosing:problem"
_ISSUES = {
    "invalid-host": "value",
    "invalid-json": "structure",
    "duplicate-key": "structure",
    "invalid-request": "structure",
    "body-too-large": "too-long",
    "unsupported-media-type": "not-supported",
    "unsupported-encoding": "not-supported",
    "method-not-allowed": "not-supported",
    "no-token": "login",
    "invalid-token": "login",
    "missing-data": "incomplete",
    "unavailable": "transient",
    "internal-error": "exception",
}


def as_outcome(problem: Problem) -> OperationOutcome:
    """The problem; where it has a pointer, that stands at the end of the sentence that says what is wrong."""
    where = f" (at {problem.pointer or 'the top'})" if isinstance(problem.pointer, str) else ""
    return OperationOutcome(
        (
            Issue(
                severity="fatal" if problem.code == "internal-error" else "error",
                code=_ISSUES.get(problem.code, "not-found"),
                details=Concept((Coding(PROBLEMS, problem.code, problem.title),), problem.title),
                diagnostics=f"{problem.detail.rstrip('.')}{where}.",
            ),
        )
    )
