"""Feedback of a client on cards that it showed: what was accepted, what was overridden and why.

Open objects, as the standard says: members that are not known here are passed over.
"""

from typing import Annotated, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

from dosing.wire.request import DATE_PATTERN

#: A card's and a suggestion's id come back as they were given; ids of others are taken too.
Id = Annotated[str, Meta(min_length=1, max_length=100)]
Text = Annotated[str, Meta(min_length=1, max_length=200)]
#: What a person wrote. It may be about a patient, so it is bounded, never logged, and kept only where a site says so.
Comment = Annotated[str, Meta(max_length=2000)]
#: RFC 3339, with its offset.
INSTANT_PATTERN = (
    DATE_PATTERN.removesuffix(r"$(?!\n)")
    + r"[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,9})?"
    + r"(?:[Zz]|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])$(?!\n)"
)
Instant = Annotated[str, Meta(pattern=INSTANT_PATTERN, max_length=40)]


class AcceptedSuggestion(Struct, frozen=True, omit_defaults=True):
    """A suggestion of a card that a person accepted.

    Attributes:
        id: Its id, as the card had it.

    """

    id: Id


class Chosen(Struct, frozen=True, omit_defaults=True):
    """A reason of those that the card offered, or one of the client's own.

    Attributes:
        code: The code.
        system: The URI of the system that the code is of.

    """

    code: Text
    system: Annotated[str, Meta(max_length=200)] | UnsetType | None = UNSET


class OverrideReason(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Why a card was overridden: a reason that was chosen, a comment, or both.

    Attributes:
        reason: The reason that was chosen.
        user_comment: What a person wrote; kept only where the site says so.

    """

    reason: Chosen | UnsetType | None = UNSET
    user_comment: Comment | UnsetType | None = UNSET


class Accepted(
    Struct, frozen=True, omit_defaults=True, rename="camel", tag_field="outcome", tag="accepted", kw_only=True
):
    """At least one suggestion of the card was accepted.

    Attributes:
        outcome: What became of the card.
        card: The id of the card.
        accepted_suggestions: The suggestions that were accepted.
        outcome_timestamp: When, by RFC 3339 with an offset.

    """

    card: Id
    accepted_suggestions: Annotated[tuple[AcceptedSuggestion, ...], Meta(min_length=1, max_length=20)]
    outcome_timestamp: Instant


class Overridden(
    Struct, frozen=True, omit_defaults=True, rename="camel", tag_field="outcome", tag="overridden", kw_only=True
):
    """The card was overridden.

    Attributes:
        outcome: What became of the card.
        card: The id of the card.
        override_reason: Why, if it was told.
        outcome_timestamp: When, by RFC 3339 with an offset.

    """

    card: Id
    override_reason: OverrideReason | UnsetType | None = UNSET
    outcome_timestamp: Instant


Outcome: TypeAlias = Accepted | Overridden


class FeedbackList(Struct, frozen=True, omit_defaults=True):
    """What became of some cards; the same may be sent again, and is kept once.

    Attributes:
        feedback: What became of each card.

    """

    feedback: Annotated[tuple[Outcome, ...], Meta(min_length=1, max_length=100)]


def outcomes(sent: FeedbackList) -> tuple[Outcome, ...]:
    """What is to be kept of it: every outcome."""
    return sent.feedback
