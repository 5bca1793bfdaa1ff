"""What is found, as FHIR says it: issues with their place, and detected issues of the patient.

Nothing here may say that an order is ok which was not understood as a whole.
"""

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import UNSET

from dosing.fhir.order import Reading
from dosing.fhir.parts.remark import KINDS, Remark
from dosing.fhir.written import Coding, Concept, DetectedIssue, Issue, OperationOutcome, Reference
from dosing.wire.answer import AnyNotOk, Finding, Judged, NotCovered
from dosing.wire.answered import Source

#: Systems of codes that are the service's own: rules, kinds of remarks, and what an answer says as a whole.
RULES = "urn:dosing:rule"
REMARKS = "urn:dosing:remark"
STATUSES = "urn:dosing:status"
ACT_CODES = "http://terminology.hl7.org/CodeSystem/v3-ActCode"

NOT_UNDERSTOOD = "not_understood"
_SAYS = {
    "ok": "No limit is in the way, but for what was acknowledged.",
    "needs_review": "A person must acknowledge what is broken, with a reason.",
    "needs_input": "A fact that must be known is missing.",
    "refused": "A limit is broken that cannot be acknowledged.",
    "not_covered": "No rule is about this: it was neither found to be right nor wrong.",
    NOT_UNDERSTOOD: "The order was not understood as a whole: nothing is said of what it would be.",
}
_SEVERITIES = {"critical": "error", "warning": "warning", "info": "information"}
_HARM = {"critical": "high", "warning": "moderate", "info": "low"}

#: What a rule is about in the words of v3-ActCode, by the end of its id; the first that fits.
_ACTS: tuple[tuple[str, str, str], ...] = (
    (".older-adult", "AGE", "Age Alert"),
    (".older-adult.reduced-kidney", "AGE", "Age Alert"),
    ("daily-max.older-adult", "DOSEHINDA", "High Dose for Age Alert"),
    ("daily-max.older-adult.reduced-kidney", "DOSEHINDA", "High Dose for Age Alert"),
    ("single-dose.older-adult", "DOSEHINDA", "High Dose for Age Alert"),
    ("start.older-adult", "DOSEHINDA", "High Dose for Age Alert"),
    ("step.older-adult", "DOSEHINDA", "High Dose for Age Alert"),
    ("daily-max.reduced-kidney", "DOSECOND", "Dosage problem due to condition"),
    ("start.reduced-kidney", "DOSECOND", "Dosage problem due to condition"),
    ("step.reduced-kidney", "DOSECOND", "Dosage problem due to condition"),
    ("daily-max", "DOSEH", "High Dose Alert"),
    ("weekly-max", "DOSEH", "High Dose Alert"),
    (".start", "DOSEH", "High Dose Alert"),
    (".taper.step", "DOSE", "Dosage problem"),
    (".step", "DOSEH", "High Dose Alert"),
    ("daily-min", "DOSEL", "Low Dose Alert"),
    ("weekly-min", "DOSEL", "Low Dose Alert"),
    (".interval", "DOSEIVL", "Dosage interval problem"),
    ("phase-length.known", "DOSEDUR", "Dosage duration problem"),
    (".taper.duration", "DOSEDURL", "Dosage duration too short"),
    (".abrupt-stop", "DOSEDURL", "Dosage duration too short"),
    (".duration", "DOSEDURH", "Dosage duration too long"),
    (".short-trial", "DOSEDURH", "Dosage duration too long"),
    (".age.known", "AGE", "Age Alert"),
    (".age", "AGE", "Age Alert"),
    (".child", "AGE", "Age Alert"),
    (".interactions", "DRG", "Drug Interaction Alert"),
    (".sedatives", "DRG", "Drug Interaction Alert"),
    ("provoking-drug", "DRG", "Drug Interaction Alert"),
    ("deficiency.known", "LAB", "Lab Interaction Issue"),
    (".deficiency", "LAB", "Lab Interaction Issue"),
    (".severe", "LAB", "Lab Interaction Issue"),
    (".high", "LAB", "Lab Interaction Issue"),
    (".low", "LAB", "Lab Interaction Issue"),
    ("kidney.near-band-edge", "LAB", "Lab Interaction Issue"),
    ("kidney.disagreement", "LAB", "Lab Interaction Issue"),
    ("kidney.known", "LAB", "Lab Interaction Issue"),
)
_CONDITIONS = (
    ".kidney",
    ".caution",
    ".acute",
    ".cirrhosis",
    ".cirrhosis.known",
    ".ascites-on-diuretics",
    ".overload",
    ".encephalopathy",
    ".pregnancy",
    ".depletion",
    ".diarrhea",
    ".incapacitating-cramps",
    ".indication.known",
    ".avoid",
)


def act_of(rule: str) -> Coding:
    """What a rule is about, as a code of v3-ActCode; of what has none of its own, a problem with the dosage."""
    ends = [(end, code, display) for end, code, display in _ACTS if rule.endswith(end)]
    if ends:
        _, code, display = max(ends, key=lambda act: len(act[0]))
        return Coding(ACT_CODES, code, display)
    if rule.endswith(_CONDITIONS):
        return Coding(ACT_CODES, "COND", "Condition Alert")
    return Coding(ACT_CODES, "DOSE", "Dosage problem")


#: The FHIRPaths of what a finding points at.
Places = Callable[[str], tuple[str, ...]]


def outcome(
    answer: Judged | None, remarks: Sequence[Remark], places: Places, *, is_understood: bool
) -> OperationOutcome:
    """What the answer says as a whole first, then its findings, then what was said while reading."""
    status = answer.status if answer is not None and is_understood else NOT_UNDERSTOOD
    findings = answer.findings if answer is not None else ()
    return OperationOutcome(
        (
            _as_a_whole(status, answer, places("")),
            *(issue_of(finding, places(finding.where)) for finding in findings),
            *map(remark_issue, remarks),
        )
    )


def _as_a_whole(status: str, answer: Judged | None, expression: tuple[str, ...]) -> Issue:
    is_good = status in {"ok", "not_covered"}
    said = _SAYS[status]
    if isinstance(answer, NotCovered) and status == "not_covered":
        said = f"{said} {answer.why}"
    return Issue(
        severity="information" if is_good else "error",
        code="informational" if is_good else "incomplete" if status == "needs_input" else "business-rule",
        details=Concept((Coding(STATUSES, status),), said),
        diagnostics=_missing(answer) if status == "needs_input" else UNSET,
        expression=expression,
    )


def _missing(answer: Judged | None) -> str:
    """Which facts would do."""
    ways = answer.missing if isinstance(answer, AnyNotOk) else ()
    return "Any one of these would do: " + "; or ".join(
        " and ".join(pointer.strip("/").replace("/", ".") for pointer in way) for way in ways
    )


def issue_of(finding: Finding, expression: tuple[str, ...]) -> Issue:
    """A finding; an acknowledged one is shown, and stops nothing."""
    severity = "warning" if finding.acknowledged and finding.severity == "critical" else _SEVERITIES[finding.severity]
    sources = "; ".join(map(_cited, finding.sources))
    about = f"Gate: {finding.gate}; basis: {finding.basis}; at {finding.where}. Source: {sources}."
    return Issue(
        severity=severity,  # type: ignore[arg-type] # a value of the table above
        code="required" if finding.outcome == "unknown" else "business-rule",
        details=Concept((Coding(RULES, finding.rule),), finding.message),
        diagnostics=f"{about} Acknowledged: {finding.acknowledged.reason}" if finding.acknowledged else about,
        expression=expression,
    )


def _cited(source: Source) -> str:
    return f"{source.title}, {source.section}" if source.section else source.title


def remark_issue(remark: Remark) -> Issue:
    """A remark on what was read."""
    return Issue(
        severity=remark.severity,
        code=remark.issue,
        details=Concept((Coding(REMARKS, remark.code, KINDS[remark.code].means),), remark.text),
        expression=(remark.expression,) if remark.expression else (),
    )


def detected_issues(reading: Reading, answer: Judged, *, now: date) -> tuple[DetectedIssue, ...]:
    """Each finding as a clinical issue; a rule that is broken at several places has one for each."""
    subject = subject_of(reading)
    return tuple(
        DetectedIssue(
            status="final",
            code=Concept((act_of(finding.rule), Coding(RULES, finding.rule)), finding.rule),
            severity=_HARM[finding.severity],  # type: ignore[arg-type] # a value of the table above
            detail=finding.message,
            implicated=(_order_of(reading),),
            patient=subject if subject.reference is not UNSET else UNSET,
            identifiedDateTime=now.isoformat(),
        )
        for finding in answer.findings
    )


def _order_of(reading: Reading) -> Reference:
    found = reading.request.id if reading.request else None
    return (
        Reference(reference=f"MedicationRequest/{found}") if found else Reference(display="the order of this request")
    )


def subject_of(reading: Reading) -> Reference:
    """The patient of an order, as it refers to one."""
    subject = reading.request.subject if reading.request else None
    if subject is not None and subject.reference:
        return Reference(reference=subject.reference)
    return Reference(display="the patient of this request")
