"""What the docstrings of the wire's types say of each field, for the schemas: each meaning stands once, there."""

import re
from collections.abc import Iterable
from inspect import getdoc
from typing import Any

from msgspec import Struct, inspect

_SECTION = re.compile(r"\n+Attributes:\n")
_FIELD = re.compile(r"^    (\w+): ((?:.|\n(?=     ))*)", re.MULTILINE)


def summary(kind: type[Struct]) -> str:
    """What a type is.

    >>> from dosing.wire.answered import Ruleset
    >>> summary(Ruleset)
    'By which rules an answer was made, so that it can be made again.'
    """
    return _SECTION.split(getdoc(kind) or "")[0].replace("\n", " ")


def fields(kind: type[Struct]) -> dict[str, str]:
    """What each field of a type is, by its name in JSON; a type speaks for those that are made from it.

    >>> from dosing.wire.answer import OkOrder
    >>> fields(OkOrder)["drug"]
    "The drug's id; for a drug without rules the name that was sent."
    """
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        _, *sections = _SECTION.split(getdoc(base) or "" if "__doc__" in vars(base) else "")
        found |= {name: " ".join(words.split()) for section in sections for name, words in _FIELD.findall(section)}
    if not found:
        return found
    in_json = dict(zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True))
    return {in_json.get(name, name): words for name, words in found.items()}


def structs(types: Iterable[Any]) -> dict[str, type[Struct]]:
    """Every struct in these types, by its name.

    Raises:
        ValueError: two have the same name, so that the contract could not tell them apart.

    """
    found: dict[str, type[Struct]] = {}
    left: list[Any] = list(inspect.multi_type_info(types))
    while left:
        match left.pop():
            case inspect.StructType() as kind:
                if found.get(kind.cls.__name__, kind.cls) is not kind.cls:
                    raise ValueError(f"Two types are called {kind.cls.__name__}: {kind.cls.__module__} has one")
                if kind.cls.__name__ not in found:
                    found[kind.cls.__name__] = kind.cls
                    left += [field.type for field in kind.fields]
            case inspect.UnionType(types=parts):
                left += parts
            case inspect.VarTupleType(item_type=part) | inspect.Metadata(type=part):
                left.append(part)
            case _:
                pass
    return found
