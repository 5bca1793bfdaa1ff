"""What is said of a resource that was read: what was assumed, what was not used, and what could not be understood.

An error means that the resource was not understood as a whole, and that nothing may be called ok that rests on it.
"""

from types import TracebackType
from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "information"]


class Kind(Struct, frozen=True):
    """A kind of remark: how grave, and what FHIR calls it."""

    severity: Severity
    #: A code of `http://hl7.org/fhir/issue-type`.
    issue: str
    means: str


#: Every kind of remark by its code.
KINDS: dict[str, Kind] = {
    # What an operation was given.
    "parameter-unknown": Kind("warning", "not-supported", "A parameter is none that is read."),
    "parameter-wrong": Kind("error", "value", "A parameter is missing, or is not what it can be."),
    "acknowledgement-unused": Kind("warning", "informational", "An acknowledgement settles nothing of the answer."),
    # What keeps an order from being judged.
    "unreadable": Kind("error", "structure", "It is not in a form that can be read."),
    "modifier": Kind("error", "extension", "An extension may change what it means, and is not known."),
    "not-in-force": Kind("error", "business-rule", "The resource is no order that is, or is to be, in force."),
    "no-medication": Kind("error", "required", "What is ordered is not said."),
    "medication-not-found": Kind("error", "not-found", "The Medication that is referred to was not sent."),
    "medication-unclear": Kind("error", "code-invalid", "What is ordered cannot be told for sure."),
    "wrong-number": Kind("error", "value", "A number is missing, or not one that it can be."),
    "no-dose": Kind("error", "incomplete", "An instruction has no dose that can be read."),
    "no-timing": Kind("error", "incomplete", "It cannot be told how often, or for how long."),
    "unit": Kind("error", "code-invalid", "A unit is not one that is read here."),
    "unit-unclear": Kind("error", "code-invalid", "The code and the words of a unit mean different units."),
    "strength-missing": Kind(
        "error", "incomplete", "A counted dose means nothing without the strength of the product."
    ),
    "timing-invalid": Kind("error", "invariant", "Parts of a timing contradict one another."),
    "not-supported": Kind("error", "not-supported", "An instruction is of a kind that is not read here."),
    "text-disagrees": Kind(
        "error", "invariant", "The words and the coded dose of an instruction say different things."
    ),
    "period-disagrees": Kind("error", "invariant", "A dose over its own maximum for a period."),
    "not-daily": Kind(
        "error", "business-rule", "There may be days without a dose, and this drug must not be stopped suddenly."
    ),
    "way-unclear": Kind("error", "code-invalid", "It cannot be told in which way the drug is given."),
    # What no rule is about.
    "other-way": Kind("warning", "informational", "The drug is given another way than its rules are about."),
    # What was judged otherwise than it may be meant.
    "duration-as-bounds": Kind("warning", "invariant", "How long a dose lasts was read as how long it is taken."),
    "gap": Kind("warning", "business-rule", "Between two instructions there are days without a dose."),
    "end-assumed": Kind("warning", "incomplete", "An instruction without an end ends where the next begins."),
    "not-every-day": Kind("warning", "informational", "Days differ: the most on any one day was judged."),
    "evidence-unreadable": Kind("warning", "structure", "Something in the record was not understood, and not used."),
    "evidence-not-used": Kind("warning", "informational", "Something in the record was not used."),
    "evidence-unit": Kind(
        "warning", "code-invalid", "A result's unit is not one of what it measures: it was not used."
    ),
    "evidence-old": Kind("warning", "incomplete", "The newest result is too old to count: the fact is unknown."),
    "evidence-conflict": Kind("warning", "business-rule", "Results of the same time differ."),
    "evidence-unclear": Kind("warning", "business-rule", "The record contradicts itself, or leaves a fact open."),
    "age-unclear": Kind("warning", "incomplete", "The birth date leaves it open on which side of a limit the age is."),
    "patient-differs": Kind("error", "invariant", "What was sent is about different patients."),
    "patient-unclear": Kind("error", "incomplete", "It cannot be told which patient the order is for."),
    "patient-deceased": Kind("error", "business-rule", "The death of the patient is recorded."),
    # What was assumed, and is said.
    "unit-alias": Kind("information", "code-invalid", "A unit is no UCUM code, but means one."),
    "as-needed": Kind("information", "informational", "Taken as needed: the most that it allows was judged."),
    "high-end": Kind("information", "informational", "Of a range the high end was judged."),
    "low-end": Kind("information", "informational", "Of a range of days the fewest were judged."),
    "meals": Kind("information", "informational", "With meals was read as three times a day."),
    "at-least": Kind(
        "information", "incomplete", "How often is not clear: one dose by itself was compared with the maxima."
    ),
    "alternatives": Kind("information", "informational", "Of several statements of one dose one was read."),
    "older-form": Kind("information", "informational", "The dose stands where STU3 has it."),
    "weeks-assumed": Kind("information", "informational", "An order without an end was judged over its usual weeks."),
    "days-spread": Kind("information", "informational", "Infusions were put on days as evenly as a week allows."),
    "substance-assumed": Kind(
        "information", "informational", "Milligrams were read as those of the ordered substance."
    ),
    "largest-day": Kind("information", "informational", "Of several daily doses the largest was judged."),
    "read-as": Kind("information", "informational", "A drug was judged as the class that it belongs to."),
    "reason-unknown": Kind("information", "code-invalid", "The reason is not one that is read: it was left open."),
    "age-of-month": Kind("information", "informational", "The birth date is not exact, and no limit lies in between."),
    "taken-as-absent": Kind("information", "informational", "The record is complete and has it not: taken as absent."),
    "current-dose": Kind("information", "informational", "The current dose was read from the record."),
    "replaces": Kind(
        "information", "business-rule", "Another order of the drug is in force: this one was read as replacing it."
    ),
    "evidence-over": Kind("information", "informational", "A medication of the record is over: it was not used."),
}


class Remark(Struct, frozen=True):
    """Something said of one place, which is a FHIRPath."""

    code: str
    text: str
    expression: str

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return KINDS[self.code].severity

    @property
    def issue(self) -> str:
        """What FHIR calls it."""
        return KINDS[self.code].issue


class NotUnderstoodError(Exception):
    """Why a part cannot be read; nothing that rests on it may be used."""

    def __init__(self, code: str, text: str, expression: str) -> None:
        super().__init__(text)
        self.remark = Remark(code, text, expression)


#: More remarks than this nobody reads; an error is never left out.
MOST_REMARKS = 200


class Remarks:
    """The remarks on one resource, in the order in which they were made; the same one once."""

    def __init__(self) -> None:
        self._made: dict[Remark, None] = {}

    def say(self, code: str, text: str, expression: str) -> None:
        """Make a remark."""
        self.keep(Remark(code, text, expression))

    def keep(self, remark: Remark) -> None:
        """Make a remark that was made elsewhere."""
        if len(self._made) < MOST_REMARKS or remark.severity == "error":
            self._made[remark] = None

    def keep_all(self, heard: "Remarks", only: frozenset[str] | None = None) -> None:
        """Make the remarks that were made elsewhere: all of them, or only those of some codes."""
        for remark in heard.made:
            if only is None or remark.code in only:
                self.keep(remark)

    def catching(self) -> "Catching":
        """Keep why a part was not understood, and go on behind it."""
        return Catching(self)

    @property
    def made(self) -> tuple[Remark, ...]:
        """All of them."""
        return tuple(self._made)

    @property
    def has_errors(self) -> bool:
        """Whether something was not understood."""
        return any(remark.severity == "error" for remark in self._made)


class Catching:
    """A part that may not be understood."""

    def __init__(self, said: Remarks) -> None:
        self._said = said

    def __enter__(self) -> None:
        """Begin the part."""

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None) -> bool:
        """Keep the reason, if there is one."""
        if not isinstance(error, NotUnderstoodError):
            return False
        self._said.keep(error.remark)
        return True
