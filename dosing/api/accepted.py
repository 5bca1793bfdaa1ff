"""What a place of a request accepts, in words: the values of a choice, the units of a quantity, the keys of an object.

For people who read a refusal; nothing is decided here.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from msgspec import inspect

#: Values listed at the most.
MOST = 40


@lru_cache(maxsize=512)
def choices(kind: Any, pointer: str) -> tuple[str, ...]:  # noqa: ANN401 -- any type of the wire
    """The words that the place takes; none where it takes something else.

    >>> from dosing.wire.calculation import EgfrRequest
    >>> choices(EgfrRequest, "/age/unit")
    ('a', 'mo', 'wk', 'd')
    """
    *path, last = pointer.split("/")[1:] or [""]
    words: list[str] = []
    for place in _at(kind, path):
        if isinstance(place, inspect.StructType):
            if place.tag_field == last:
                words.append(str(place.tag))
            for inner in _within(place, last):
                words += [str(value) for value in inner.values] if isinstance(inner, inspect.LiteralType) else []
    return tuple(dict.fromkeys(words))[:MOST]


@lru_cache(maxsize=512)
def keys(kind: Any, pointer: str) -> tuple[str, ...]:  # noqa: ANN401 -- any type of the wire
    """The keys that the object at the place can have."""
    found: dict[str, None] = {}
    for place in _at(kind, pointer.split("/")[1:]):
        if isinstance(place, inspect.StructType):
            found |= {place.tag_field: None} if place.tag_field else {}
            found |= {field.encode_name: None for field in place.fields}
    return tuple(found)


def _at(kind: Any, path: Iterable[str]) -> list[inspect.Type]:  # noqa: ANN401 -- any type of the wire
    places = list(_alternatives(inspect.type_info(kind)))
    for name in path:
        places = [inner for place in places for inner in _within(place, name)]
    return places


def _within(place: inspect.Type, name: str) -> Iterator[inspect.Type]:
    match place:
        case inspect.StructType():
            for field in place.fields:
                if field.encode_name == name:
                    yield from _alternatives(field.type)
        case inspect.VarTupleType():
            yield from _alternatives(place.item_type)
        case _:
            return


def _alternatives(kind: inspect.Type) -> Iterator[inspect.Type]:
    """A type without what only annotates it; of a union, each of its types."""
    match kind:
        case inspect.Metadata():
            yield from _alternatives(kind.type)
        case inspect.UnionType():
            for each in kind.types:
                yield from _alternatives(each)
        case _:
            yield kind
