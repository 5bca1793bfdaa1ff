"""The branches of the service by names that an edit elsewhere leaves as they are: function, condition, where it leads.

A line number says nothing a day later; these names say which decision it is.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
#: From a line to a line, as coverage counts branches; a negative one is the end of what begins there.
Arc = tuple[int, int]
_LEAVES = "the end of it"


class Branch(NamedTuple):
    """A way from a decision to what follows it."""

    file: str
    function: str
    decision: str
    to: str

    def __str__(self) -> str:
        return f"{self.file}: {self.function}: {self.decision} → {self.to}"


def branch(file: str, arc: Arc) -> Branch:
    """The branch that an arc is in the file as it stands."""
    source, target = arc
    lines, functions = _read(file)
    to = _LEAVES if target < 0 else lines[target - 1].strip()
    return Branch(file, functions.get(source, "the module"), lines[source - 1].strip(), to)


def decisions(file: str, function: str) -> set[str]:
    """The lines of a function, as decisions are named by them."""
    lines, functions = _read(file)
    return {lines[line - 1].strip() for line, name in functions.items() if name == function}


@cache
def _read(file: str) -> tuple[list[str], dict[int, str]]:
    """The lines, and for each line the innermost function or class that it is in."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return text.splitlines(), {
        line: name
        for name, node in _definitions(ast.parse(text), "")
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def _definitions(tree: ast.AST, within: str) -> Iterator[tuple[str, Definition]]:
    """Outer ones before what is in them."""
    for node in ast.iter_child_nodes(tree):
        name = within
        if isinstance(node, Definition):
            name = f"{within}.{node.name}" if within else node.name
            yield name, node
        yield from _definitions(node, name)
