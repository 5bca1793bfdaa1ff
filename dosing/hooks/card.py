"""Answers to a client: cards, and what can be done about them.

No member is ever null or empty: what there is none of is left out.
"""

from typing import Literal

from msgspec import UNSET, Raw, Struct, UnsetType

Indicator = Literal["info", "warning", "critical"]


class CardCoding(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A code, its system, and what it means.

    Attributes:
        code: The code.
        system: The URI of the system that the code is of.
        display: What it means.

    """

    code: str
    system: str
    display: str


class CardSource(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where the guidance comes from.

    Attributes:
        label: The title of the document that the card's first rule comes from; without a rule, the ruleset.
        url: The page of the rule.
        topic: The rule.

    """

    label: str
    url: str
    topic: CardCoding | UnsetType = UNSET


class Link(Struct, frozen=True, forbid_unknown_fields=True):
    """A page to read.

    Attributes:
        label: What the page is.
        url: Its address.
        type: It is opened as it is, without a launch of an app.

    """

    label: str
    url: str
    type: Literal["absolute"] = "absolute"


class Action(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The whole resource as it would be.

    Attributes:
        type: The order is replaced by the resource.
        description: What is changed, in words.
        resource: The order that was sent, with other instructions.

    """

    type: Literal["update"]
    description: str
    resource: Raw


class Suggestion(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, rename="camel", kw_only=True):
    """Something that the client can do at once.

    Attributes:
        label: What it does, in words for a button.
        uuid: Its id, for feedback.
        actions: The one action of which it consists.

    """

    label: str
    uuid: str
    actions: tuple[Action, ...]


class Card(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, rename="camel", kw_only=True):
    """What is to be said of one order.

    Attributes:
        uuid: Its id, for feedback: the same for the same order, patient, rules and ruleset.
        summary: The gravest of it, in fewer than 140 characters.
        detail: All that there is to say, in Markdown.
        indicator: How grave it is.
        source: Where the gravest of it comes from.
        suggestions: The nearest order that keeps the limits, where there is one that FHIR can say.
        selection_behavior: At most one suggestion can be accepted.
        override_reasons: The reasons that settle what can be settled by a reason.
        links: The pages of its rules.

    """

    uuid: str
    summary: str
    detail: str
    indicator: Indicator
    source: CardSource
    suggestions: tuple[Suggestion, ...] | UnsetType = UNSET
    selection_behavior: Literal["at-most-one"] | UnsetType = UNSET
    override_reasons: tuple[CardCoding, ...] | UnsetType = UNSET
    links: tuple[Link, ...] | UnsetType = UNSET


class CardList(Struct, frozen=True, forbid_unknown_fields=True):
    """All that there is to say; of nothing, none.

    Attributes:
        cards: The cards, in the order in which the orders were sent.

    """

    cards: tuple[Card, ...]


class Service(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, rename="camel", kw_only=True):
    """A service for one hook, as a client discovers it.

    Attributes:
        hook: The hook.
        title: Its name for people.
        description: What it does.
        id: The last part of its path.
        prefetch: What to fetch beforehand: queries of FHIR by key.
        usage_requirements: What a client has to know.
        version: The version of CDS Hooks that is spoken.
        hook_version: The version of the hook.

    """

    hook: str
    title: str
    description: str
    id: str
    prefetch: dict[str, str]
    usage_requirements: str
    #: Of the next version of the standard, and harmless in this one.
    version: str
    hook_version: str


class ServiceList(Struct, frozen=True, forbid_unknown_fields=True):
    """All services.

    Attributes:
        services: The services, one for each hook; two of them share an id.

    """

    services: tuple[Service, ...]
