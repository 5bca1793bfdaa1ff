"""What answers are made of: quantities, sources, and the ruleset they were made by."""

from decimal import Decimal
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from dosing.wire.quantity import Substance

#: Characters of what a client sent that an answer or a problem repeats at the most.
ECHO = 64


class AnsweredQuantity(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A number of at most 15 digits in a UCUM unit; where these do not write it in full, its exact fraction too.

    Attributes:
        value: The number: a plain decimal of at most 15 digits, or of all its digits where an order repeats it.
        unit: The UCUM unit.
        of: Of which substance the amount is, where it matters.
        comparator: `<` or `>`: the number is only an end of what is known.
        exact: The number in full, as a fraction `p/q`, where 15 digits do not write it.

    """

    value: Decimal
    unit: str
    of: Substance | UnsetType = UNSET
    comparator: Literal["<", ">"] | UnsetType = UNSET
    exact: str | UnsetType = UNSET


class Ruleset(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """By which rules an answer was made, so that it can be made again.

    Attributes:
        version: The version, as in the changelog.
        digest: SHA-256 of the rules: equal digests, equal rules.

    """

    version: str
    digest: str


class Source(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A place in a document: the heading under which the fact stands.

    Attributes:
        id: The document's id.
        title: The document's title.
        section: The heading under which the fact stands.
        reference: Where the document is to be found.

    """

    id: str
    title: str
    section: str | UnsetType = UNSET
    reference: str | UnsetType = UNSET
