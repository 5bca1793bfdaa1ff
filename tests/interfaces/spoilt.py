"""JSON as trees that can also hold what JSON cannot: raw bytes in a value's place, and a key twice in an object."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

Path = tuple[str | int, ...]
Node = Any


class Raw(bytes):
    """Bytes that are written as they are."""

    __slots__ = ()


class Pairs(list[tuple[bytes, Node]]):
    """An object by its pairs: each key with its quotes and all up to the value, as written."""


def written(node: Node) -> bytes:
    """The tree as text, without white space."""
    if isinstance(node, Raw):
        return bytes(node)
    if isinstance(node, Pairs):
        return b"{" + b",".join(key + written(value) for key, value in node) + b"}"
    if isinstance(node, dict):
        return written(pairs(node))
    if isinstance(node, list):
        return b"[" + b",".join(map(written, node)) + b"]"
    return json.dumps(node, ensure_ascii=False).encode()


def pairs(node: dict[str, Node]) -> Pairs:
    """An object's keys as they are usually written."""
    return Pairs((json.dumps(key, ensure_ascii=False).encode() + b":", value) for key, value in node.items())


def places(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every value of a tree, with the steps that lead to it."""
    yield path, node
    steps: Sequence[tuple[str | int, Node]] = ()
    if isinstance(node, dict):
        steps = list(node.items())
    elif isinstance(node, list):
        steps = list(enumerate(node))
    for step, part in steps:
        yield from places(part, (*path, step))


def replaced(node: Node, path: Path, change: Callable[[Node], Node]) -> Node:
    """The tree with another value at a place."""
    if not path:
        return change(node)
    step, *rest = path
    if isinstance(node, dict):
        return {key: replaced(part, tuple(rest), change) if key == step else part for key, part in node.items()}
    return [replaced(part, tuple(rest), change) if index == step else part for index, part in enumerate(node)]


def with_value(body: Node, path: Path, value: Node) -> bytes:
    """The body's text with this value at a place; `Raw` for what is no JSON."""
    return written(replaced(body, path, lambda _: value))


def pointer(path: Path) -> str:
    """The JSON pointer to a place; no key here needs an escape."""
    return "".join(f"/{step}" for step in path)
