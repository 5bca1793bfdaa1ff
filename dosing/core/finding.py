"""What judging an order yields: an outcome for every rule, findings for the broken ones, and a status.

Nothing here may hold a dose: an answer that is not ok shows none.
"""

from enum import IntEnum, StrEnum

from msgspec import Struct

from dosing.core.amount import Amount, ExactAmount
from dosing.core.place import Place
from dosing.core.rule import Rule
from dosing.core.span import Span


class Status(StrEnum):
    """What an answer says as a whole."""

    OK = "ok"
    NEEDS_REVIEW = "needs_review"
    NEEDS_INPUT = "needs_input"
    REFUSED = "refused"
    NOT_COVERED = "not_covered"


class Outcome(IntEnum):
    """What became of a rule; of several places, the greatest counts."""

    NOT_APPLICABLE = 0
    KEPT = 1
    UNKNOWN = 2
    OUTSIDE = 3


class Acknowledgement(Struct, frozen=True):
    """A person's word for going on though a rule is broken: everywhere, or at one place."""

    rule: str
    reason: str
    where: str | None = None

    def covers(self, rule: str, where: str) -> bool:
        """Whether it is about this rule at this place."""
        return self.rule == rule and self.where in {None, where}


class Finding(Struct, frozen=True, kw_only=True):
    """A rule that is broken, or that asks for a fact, at one place."""

    rule: Rule
    outcome: Outcome
    message: str
    #: With the facts of its own; those of the patient hold there too.
    place: Place
    observed: Amount | ExactAmount | None = None
    limit: Span | None = None
    #: Any one of these lists of facts, each by its JSON pointer, would do.
    missing: tuple[tuple[str, ...], ...] = ()
    acknowledgement: Acknowledgement | None = None

    @property
    def where(self) -> str:
        """The place, by its JSON pointer."""
        return self.place.where

    @property
    def day(self) -> int | None:
        """The day of the order on which the place begins, if that is known."""
        return self.place.day


class Outcomes(Struct, frozen=True, kw_only=True, cache_hash=True):
    """Four lists of rules, disjoint and together all, each in the order of the formulary."""

    kept: tuple[str, ...]
    outside: tuple[str, ...]
    unknown: tuple[str, ...]
    not_applicable: tuple[str, ...]


class Report(Struct, frozen=True, kw_only=True):
    """All outcomes, the findings, and the status."""

    status: Status
    findings: tuple[Finding, ...]
    outcomes: Outcomes
    missing: tuple[tuple[str, ...], ...]
    unused: tuple[Acknowledgement, ...]
