"""What answers are made of: quantities, sources, and the ruleset they were made by."""

from decimal import Decimal
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from dosing.wire.quantity import Substance

#: Characters of what a client sent that an answer or a problem repeats at the most.
ECHO = 64


class AnsweredQuantity(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A number of at most 15 digits in a UCUM unit; where these do not write it in full, its exact fraction too."""

    value: Decimal
    unit: str
    of: Substance | UnsetType = UNSET
    comparator: Literal["<", ">"] | UnsetType = UNSET
    exact: str | UnsetType = UNSET


class Ruleset(Struct, frozen=True, forbid_unknown_fields=True):
    """By which rules an answer was made, so that it can be made again."""

    version: str
    digest: str


class Source(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A place in a document: the heading under which the fact stands."""

    id: str
    title: str
    section: str | UnsetType = UNSET
    reference: str | UnsetType = UNSET
