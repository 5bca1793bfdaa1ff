"""Where a number comes from: the document, the place in it, and how firmly it stands there.

Nothing here may be without a source: a rule that cites nothing is refused when it is compiled.
"""

from enum import StrEnum

from msgspec import Struct


class Basis(StrEnum):
    """How a limit is grounded, which decides whether a site may change it."""

    DOCUMENTED = "documented"
    PUBLISHED = "published"
    DERIVED = "derived"


class Source(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A document: one of the five that the service was made from, or a public label, guideline or study."""

    id: str
    title: str
    reference: str = ""


class Citation(Struct, frozen=True):
    """A place in a source: the heading under which the fact stands."""

    source: Source
    section: str
