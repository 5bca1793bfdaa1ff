"""The elements that resources are made of: R4, with what R5 spells differently.

Open: what is not named here is passed over without being decoded. Numbers stay as they were written (`number.py`).
"""

from typing import TypeAlias

from msgspec import Raw, Struct

#: A number as it was written; nothing written: an empty one.
Written: TypeAlias = Raw
NOTHING = Raw()


class Coding(Struct, frozen=True):
    """A code of a system."""

    system: str | None = None
    code: str | None = None
    display: str | None = None


class Concept(Struct, frozen=True):
    """A CodeableConcept: codes that mean the same, and words for it."""

    coding: tuple[Coding, ...] | None = None
    text: str | None = None

    @property
    def codings(self) -> tuple[Coding, ...]:
        """The codes; none is none."""
        return self.coding or ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All that it is called: in its own words, and in those of each code."""
        return tuple(filter(None, (self.text, *(coding.display for coding in self.codings))))


class Identifier(Struct, frozen=True):
    """What a system calls somebody."""

    system: str | None = None
    value: str | None = None


class Reference(Struct, frozen=True):
    """Where another resource is, or what it is called."""

    reference: str | None = None
    type: str | None = None
    identifier: Identifier | None = None
    display: str | None = None


class Annotation(Struct, frozen=True):
    """Words beside a resource."""

    text: str | None = None


class CodeableReference(Struct, frozen=True):
    """R5: a concept or a reference."""

    concept: Concept | None = None
    reference: Reference | None = None


class Quantity(Struct, frozen=True):
    """A number and its unit: a code of a system, or only words."""

    value: Written = NOTHING
    comparator: str | None = None
    unit: str | None = None
    system: str | None = None
    code: str | None = None


class Range(Struct, frozen=True):
    """From low to high."""

    low: Quantity | None = None
    high: Quantity | None = None


class Ratio(Struct, frozen=True):
    """So much in so much."""

    numerator: Quantity | None = None
    denominator: Quantity | None = None


class Period(Struct, frozen=True):
    """From a date to a date, both in."""

    start: str | None = None
    end: str | None = None
