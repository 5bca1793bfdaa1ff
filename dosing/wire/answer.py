"""Answers about a drug: the findings, the four lists of rules, and, only where the status is `ok`, the steps.

Shapes of requests and answers are frozen, of values that are: none can be part of itself, so they are not collected
(`gc=False`).
"""

from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

from dosing.wire.answered import AnsweredQuantity, Ruleset, Source
from dosing.wire.nearest import Nearest
from dosing.wire.quantity import Substance
from dosing.wire.step import AmountStep, DoseStep, InfusionStep, VolumeStep

Severity = Annotated[Literal["critical", "warning", "info"], Meta(description="How much harm a broken rule means.")]
Gate = Annotated[
    Literal["stop", "ask", "confirm", "note"],
    Meta(
        description="What the rule does to an answer when it is broken: `stop` refuses, `ask` needs a fact first, "
        "`confirm` needs a person's word, `note` only tells."
    ),
]
Basis = Annotated[
    Literal["documented", "published", "derived"],
    Meta(
        description="What the rule rests on: a number `documented` by its sources, one `published` elsewhere, or one "
        "`derived` from these."
    ),
]
Missing = Annotated[
    tuple[tuple[str, ...], ...],
    Meta(description="The facts that are missing, as lists of JSON pointers: any one of the lists would do."),
]


class Limit(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """The numbers between which all is well; each end says whether it is in.

    Attributes:
        at_least: The least that is in.
        above: What the number must exceed.
        at_most: The most that is in.
        below: What the number must stay under.
        unit: The UCUM unit of the numbers.
        of: Of which substance the amounts are, where it matters.

    """

    at_least: Decimal | UnsetType = UNSET
    above: Decimal | UnsetType = UNSET
    at_most: Decimal | UnsetType = UNSET
    below: Decimal | UnsetType = UNSET
    unit: str
    of: Substance | UnsetType = UNSET


class Reason(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Why a person goes on though the rule is broken.

    Attributes:
        reason: The reason as it was given in `acknowledged`.

    """

    reason: str


class Finding(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A rule that is broken, or that asks for a fact, at one place.

    Attributes:
        rule: The rule's id; `/v1/rules/{id}` tells of it.
        outcome: `outside`: the rule is broken. `unknown`: a fact is missing that the rule must know.
        message: The rule as a sentence, and what is here instead.
        where: A JSON pointer to the part of the request that the finding is about.
        day: The day of the order on which that part begins.
        observed: The number that was judged.
        limit: The numbers between which it would be well.
        sources: Where the rule is documented.
        acknowledged: A person's reason for going on: the finding does not gate any more.

    """

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
    missing: Missing | UnsetType = UNSET
    sources: tuple[Source, ...]
    acknowledged: Reason | UnsetType = UNSET


class RuleLists(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What became of every rule: four lists, disjoint and together all.

    Attributes:
        kept: Ids of rules that were judged and hold.
        outside: Ids of rules that are broken somewhere.
        unknown: Ids of rules that could not be judged: a fact was not given.
        not_applicable: Ids of rules that are not about this patient and order.

    """

    kept: tuple[str, ...]
    outside: tuple[str, ...]
    unknown: tuple[str, ...]
    not_applicable: tuple[str, ...]


class Monitoring(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """What to watch, and on which days of the treatment to look.

    Attributes:
        rule: The id of the text; `/v1/rules/{id}` tells of it.
        text: What to watch.
        days: Days of the treatment on which to look; none named: throughout.
        dates: The same days as dates, where the plan has a start date.

    """

    rule: str
    text: str
    days: tuple[int, ...]
    dates: tuple[str, ...] | UnsetType = UNSET


class UnusedAcknowledgement(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """An acknowledgement for a rule that was not broken, or not there.

    Attributes:
        rule: The rule that was acknowledged.
        reason: The reason that was given.
        where: The place that was named, if one was.

    """

    rule: str
    reason: str
    where: str | UnsetType = UNSET


class Judged(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag_field="status"
):
    """What every answer about a drug has.

    Attributes:
        status: Tells the answers apart: only `ok` has steps, doses and products.
        drug: The drug's id; for a drug without rules the name that was sent.
        findings: The rules that are broken, or that ask for a fact, one for each place.
        rules: What became of every rule.
        monitoring: What to watch during treatment.
        unused_acknowledgements: Acknowledgements that no finding needed.

    """

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
    """Nothing that gates is broken or unknown, but for what a person has acknowledged.

    Attributes:
        profile: The category of patients whose titration this is.

    """

    profile: str | UnsetType = UNSET


class NotOk(Judged, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """No steps, no doses, no products: any one of the lists of pointers in `missing` would do."""

    missing: Missing


class NeedsReview(NotOk, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="needs_review"):
    """A person must acknowledge a broken rule by its id, with a reason; or order what is nearest instead."""

    nearest: Nearest | UnsetType = UNSET


class NeedsInput(NotOk, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="needs_input"):
    """A fact that must be known is missing."""


class Refused(NotOk, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="refused"):
    """A rule is broken that cannot be acknowledged; `nearest` is there unless a fact is missing too."""

    nearest: Nearest | UnsetType = UNSET


class NotCovered(NotOk, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="not_covered"):
    """No rule is about this drug or this indication: neither ok nor an error.

    Attributes:
        why: Why no rule is about it.

    """

    why: str


AnyNotOk: TypeAlias = NeedsReview | NeedsInput | Refused
NOT_OK: dict[str, type[NeedsReview | NeedsInput | Refused]] = {
    "needs_review": NeedsReview,
    "needs_input": NeedsInput,
    "refused": Refused,
}


class OkDoses(Ok, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="ok"):
    """A schedule of daily doses.

    Attributes:
        steps: The schedule, step by step.

    """

    steps: tuple[DoseStep, ...]


class OkAmount(Ok, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="ok"):
    """A schedule of one daily amount.

    Attributes:
        steps: The schedule: one step.

    """

    steps: tuple[AmountStep, ...]


class OkVolume(Ok, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="ok"):
    """A schedule of one daily volume, or of the range of them.

    Attributes:
        steps: The schedule: one step.

    """

    steps: tuple[VolumeStep, ...]


class OkInfusions(Ok, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="ok"):
    """A schedule of weekly infusions.

    Attributes:
        steps: The schedule, week by week.

    """

    steps: tuple[InfusionStep, ...]


class OkOrder(Ok, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag="ok"):
    """An order that may go on as it stands."""


DosesAnswer: TypeAlias = OkDoses | AnyNotOk
AmountAnswer: TypeAlias = OkAmount | AnyNotOk
VolumeAnswer: TypeAlias = OkVolume | AnyNotOk
InfusionsAnswer: TypeAlias = OkInfusions | AnyNotOk
OrderAnswer: TypeAlias = OkOrder | AnyNotOk | NotCovered
Answer: TypeAlias = OkDoses | OkAmount | OkVolume | OkInfusions | OkOrder | AnyNotOk | NotCovered


class OrderAnswers(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """An answer for each order, in the same order.

    Attributes:
        answers: The answers, as many as there were orders.

    """

    answers: tuple[OrderAnswer, ...]
