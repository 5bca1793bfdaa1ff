"""Answers about a drug: the findings, the four lists of rules, and, only where the status is `ok`, the steps."""

from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import UNSET, Struct, UnsetType

from dosing.wire.answered import AnsweredQuantity, Ruleset, Source
from dosing.wire.nearest import Nearest
from dosing.wire.quantity import Substance
from dosing.wire.step import AmountStep, DoseStep, InfusionStep, VolumeStep

Severity = Literal["critical", "warning", "info"]
Gate = Literal["stop", "ask", "confirm", "note"]
Basis = Literal["documented", "published", "derived"]


class Limit(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """The numbers between which all is well; each end says whether it is in."""

    at_least: Decimal | UnsetType = UNSET
    above: Decimal | UnsetType = UNSET
    at_most: Decimal | UnsetType = UNSET
    below: Decimal | UnsetType = UNSET
    unit: str
    of: Substance | UnsetType = UNSET


class Reason(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a person goes on though the rule is broken."""

    reason: str


class Finding(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A rule that is broken, or that asks for a fact, at one place."""

    rule: str
    outcome: Literal["outside", "unknown"]
    severity: Severity
    gate: Gate
    basis: Basis
    message: str
    where: str
    day: int | UnsetType = UNSET
    observed: AnsweredQuantity | UnsetType = UNSET
    limit: Limit | UnsetType = UNSET
    missing: tuple[tuple[str, ...], ...] | UnsetType = UNSET
    sources: tuple[Source, ...]
    acknowledged: Reason | UnsetType = UNSET


class RuleLists(Struct, frozen=True, forbid_unknown_fields=True):
    """What became of every rule: four lists, disjoint and together all."""

    kept: tuple[str, ...]
    outside: tuple[str, ...]
    unknown: tuple[str, ...]
    not_applicable: tuple[str, ...]


class Monitoring(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What to watch, and on which days of the treatment to look."""

    rule: str
    text: str
    days: tuple[int, ...]
    dates: tuple[str, ...] | UnsetType = UNSET


class UnusedAcknowledgement(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """An acknowledgement for a rule that was not broken, or not there."""

    rule: str
    reason: str
    where: str | UnsetType = UNSET


class Judged(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag_field="status"):
    """What every answer about a drug has."""

    drug: str
    findings: tuple[Finding, ...]
    rules: RuleLists
    monitoring: tuple[Monitoring, ...]
    unused_acknowledgements: tuple[UnusedAcknowledgement, ...]
    ruleset: Ruleset

    @property
    def status(self) -> str:
        """`ok`, `needs_review`, `needs_input`, `refused` or `not_covered`."""
        return str(self.__struct_config__.tag)


class Ok(Judged, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """Nothing that gates is broken or unknown, but for what a person has acknowledged."""

    profile: str | UnsetType = UNSET


class NotOk(Judged, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """No steps, no doses, no products: any one of the lists of pointers in `missing` would do."""

    missing: tuple[tuple[str, ...], ...]


class NeedsReview(NotOk, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="needs_review"):
    """A person must acknowledge a broken rule by its id, with a reason; or order what is nearest instead."""

    nearest: Nearest | UnsetType = UNSET


class NeedsInput(NotOk, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="needs_input"):
    """A fact that must be known is missing."""


class Refused(NotOk, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="refused"):
    """A rule is broken that cannot be acknowledged; `nearest` is there unless a fact is missing too."""

    nearest: Nearest | UnsetType = UNSET


class NotCovered(NotOk, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="not_covered"):
    """No rule is about this drug or this indication: neither ok nor an error."""

    why: str


AnyNotOk: TypeAlias = NeedsReview | NeedsInput | Refused | NotCovered
NOT_OK: dict[str, type[NeedsReview | NeedsInput | Refused]] = {
    "needs_review": NeedsReview,
    "needs_input": NeedsInput,
    "refused": Refused,
}


class OkDoses(Ok, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="ok"):
    """A schedule of daily doses."""

    steps: tuple[DoseStep, ...]


class OkAmount(Ok, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="ok"):
    """A schedule of one daily amount."""

    steps: tuple[AmountStep, ...]


class OkVolume(Ok, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="ok"):
    """A schedule of one daily volume, or of the range of them."""

    steps: tuple[VolumeStep, ...]


class OkInfusions(Ok, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="ok"):
    """A schedule of weekly infusions."""

    steps: tuple[InfusionStep, ...]


class OkOrder(Ok, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="ok"):
    """An order that may go on as it stands."""


DosesAnswer: TypeAlias = OkDoses | AnyNotOk
AmountAnswer: TypeAlias = OkAmount | AnyNotOk
VolumeAnswer: TypeAlias = OkVolume | AnyNotOk
InfusionsAnswer: TypeAlias = OkInfusions | AnyNotOk
OrderAnswer: TypeAlias = OkOrder | AnyNotOk
Answer: TypeAlias = OkDoses | OkAmount | OkVolume | OkInfusions | OkOrder | AnyNotOk


class OrderAnswers(Struct, frozen=True, forbid_unknown_fields=True):
    """An answer for each order, in the same order."""

    answers: tuple[OrderAnswer, ...]
