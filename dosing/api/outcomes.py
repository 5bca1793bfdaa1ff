"""Problems as FHIR's OperationOutcome, for clients that speak FHIR: the same codes, titles and pages as everywhere."""

from msgspec import Struct

from dosing.wire.catalog import Problem

#: The code system of problems; each has a page under `/problems/`.
SYSTEM = "urn:dosing:problems"
#: What FHIR calls a problem, by its status: codes of `http://hl7.org/fhir/issue-type`.
_ISSUES = {
    400: "structure",
    401: "login",
    404: "not-found",
    405: "not-supported",
    412: "incomplete",
    413: "too-long",
    415: "not-supported",
    422: "structure",
    500: "exception",
    503: "transient",
}


class Coding(Struct, frozen=True, forbid_unknown_fields=True):
    """A problem's code."""

    system: str
    code: str
    display: str


class Details(Struct, frozen=True, forbid_unknown_fields=True):
    """A problem's code and title."""

    coding: tuple[Coding, ...]
    text: str


class Issue(Struct, frozen=True, forbid_unknown_fields=True):
    """What is wrong."""

    severity: str
    code: str
    details: Details
    diagnostics: str


class OperationOutcome(
    Struct, frozen=True, forbid_unknown_fields=True, tag_field="resourceType", tag="OperationOutcome"
):
    """FHIR's answer to a request that was refused."""

    issue: tuple[Issue, ...]


def outcome_of(problem: Problem) -> OperationOutcome:
    """The problem, its place in the words."""
    place = f" (at {problem.pointer or 'the top'})" if isinstance(problem.pointer, str) else ""
    coding = Coding(SYSTEM, problem.code, problem.title)
    return OperationOutcome(
        (Issue("error", _ISSUES[problem.status], Details((coding,), problem.title), f"{problem.detail}{place}"),)
    )
