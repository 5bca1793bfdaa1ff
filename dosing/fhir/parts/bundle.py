"""A Bundle: resources together, which are not decoded with it."""

from msgspec import Raw, Struct

_NOTHING = Raw()


class Link(Struct, frozen=True):
    """A page of a Bundle; one called `next` means that there is more."""

    relation: str | None = None
    url: str | None = None


class Entry(Struct, frozen=True):
    """A place in a Bundle."""

    fullUrl: str | None = None
    resource: Raw = _NOTHING


class Bundle(Struct, frozen=True):
    """Resources together."""

    type: str | None = None
    link: tuple[Link, ...] | None = None
    entry: tuple[Entry, ...] | None = None
