"""Answers to a client: cards, and what can be done about them.

No member is ever null or empty: what there is none of is left out.
"""

from typing import Literal

from msgspec import UNSET, Raw, Struct, UnsetType

Indicator = Literal["info", "warning", "critical"]


class CardCoding(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A code, its system, and what it means."""

    code: str
    system: str
    display: str


class CardSource(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where the guidance comes from."""

    label: str
    url: str
    topic: CardCoding | UnsetType = UNSET


class Link(Struct, frozen=True, forbid_unknown_fields=True):
    """A page to read."""

    label: str
    url: str
    type: Literal["absolute"] = "absolute"


class Action(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The whole resource as it would be."""

    type: Literal["update"]
    description: str
    resource: Raw


class Suggestion(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, rename="camel", kw_only=True):
    """Something that the client can do at once."""

    label: str
    uuid: str
    actions: tuple[Action, ...]


class Card(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, rename="camel", kw_only=True):
    """What is to be said of one order."""

    uuid: str
    summary: str
    detail: str
    indicator: Indicator
    source: CardSource
    suggestions: tuple[Suggestion, ...] | UnsetType = UNSET
    selection_behavior: Literal["at-most-one"] | UnsetType = UNSET
    override_reasons: tuple[CardCoding, ...] | UnsetType = UNSET
    links: tuple[Link, ...] | UnsetType = UNSET


class Cards(Struct, frozen=True, forbid_unknown_fields=True):
    """All that there is to say; of nothing, none."""

    cards: tuple[Card, ...]


class Service(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, rename="camel", kw_only=True):
    """A service for one hook, as a client discovers it."""

    hook: str
    title: str
    description: str
    id: str
    prefetch: dict[str, str]
    usage_requirements: str
    #: Of the next version of the standard, and harmless in this one.
    version: str
    hook_version: str


class Services(Struct, frozen=True, forbid_unknown_fields=True):
    """All services."""

    services: tuple[Service, ...]
