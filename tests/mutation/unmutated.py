"""What the mutation tool cannot change, found in the source, and what holds it instead.

It mutates bodies of functions. Module constants, class bodies and functions that stay decorated are as they are.
"""

import ast
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from tests.mutation.source import MUTATED, ROOT, with_caches_around

_LIST = Path(__file__).with_name("unmutated.toml")


class Held(NamedTuple):
    """Names of a module that cannot be mutated, and what holds them."""

    module: str
    names: tuple[str, ...]
    by: str

    def holds(self, module: str, name: str) -> bool:
        """Whether the name is one of these."""
        return module == self.module and any(fnmatchcase(name, pattern) for pattern in self.names)


def unmutated() -> dict[str, list[str]]:
    """For each module the names of what is never mutated."""
    found: dict[str, list[str]] = {}
    for folder in MUTATED:
        for path in sorted((ROOT / folder).rglob("*.py")):
            module = ast.parse(with_caches_around(path.read_text(encoding="utf-8")))
            wrapped = {node.name for node in module.body if isinstance(node, ast.FunctionDef)}
            if names := [name for name in _names(module.body) if name not in wrapped]:
                found[str(path.relative_to(ROOT))] = names
    return found


def _names(body: list[ast.stmt], within: str = "") -> Iterator[str]:
    for node in body:
        match node:
            case ast.Assign(targets=[target], value=value) if not _is_type(value):
                yield f"{within}{ast.unparse(target)}"
            case ast.AnnAssign(target=target, value=ast.expr()) if ast.unparse(node.annotation) != "TypeAlias":
                yield f"{within}{ast.unparse(target)}"
            case ast.FunctionDef(name=name, decorator_list=[_, *_]):
                yield f"{within}{name}()"
            case ast.ClassDef(name=name):
                yield from _names(node.body, f"{within}{name}.")
            case _:
                pass


def _is_type(value: ast.expr) -> bool:
    """Whether what is named is a type alone: it does nothing."""
    match value:
        case ast.Subscript() | ast.BinOp(op=ast.BitOr()):
            return True
        case ast.Call(func=ast.Name(id="TypeVar")):
            return True
        case _:
            return False


def held() -> list[Held]:
    """What holds each of them."""
    entries = tomllib.loads(_LIST.read_text(encoding="utf-8"))["held"]
    return [Held(entry["module"], tuple(entry["names"]), entry["by"]) for entry in entries]


def table() -> str:
    """All of it as a document."""
    found = unmutated()
    rows = [
        f"| `{entry.module}` | {', '.join(f'`{name}`' for name in names)} | {entry.by} |"
        for entry in held()
        for names in [[name for name in found.get(entry.module, []) if entry.holds(entry.module, name)]]
    ]
    head = "# What cannot be mutated, and what holds it\n\nFound by `tests/mutation/unmutated.py`.\n\n"
    return head + "\n".join(["| module | what | held by |", "|---|---|---|", *rows]) + "\n"
