"""Reads a document of rules (a Python file with `RULES`) and says where it is broken: file, line and what is wrong.

Nothing here says what a rule must be: that the program itself refuses, and Python.
"""

import ast
import re
import runpy
import traceback
from collections.abc import Iterator
from pathlib import Path

from dosing.core.compile import BrokenRuleError, compile_rules
from dosing.formulary.substances import SUBSTANCES


def refusal(path: Path) -> str:
    """`file:line: what is wrong` of a document that is refused; nothing of one that is whole."""
    try:
        rules = runpy.run_path(str(path))["RULES"]
    except SyntaxError as error:
        return f"{path.name}:{error.lineno}: {error.msg}"
    except Exception as error:  # noqa: BLE001 -- whatever is wrong with a document is said with its place
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
        return f"{path.name}:{lines[-1] if lines else 1}: {error}"
    try:
        compile_rules(rules, SUBSTANCES)
    except BrokenRuleError as error:
        lines = list(lines_of(str(error).partition(":")[0], path))
        return f"{path.name}:{lines[-1]}: {error}"
    return ""


def lines_of(rule: str, path: Path) -> Iterator[int]:
    """The lines of a document on which a rule with this id begins: written so, or else with a drug's name put in."""
    ids = [
        (node.lineno, given.value)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"Rule", "Monitoring"}
        for given in node.keywords
        if given.arg == "id"
    ]
    written = [line for line, value in ids if isinstance(value, ast.Constant) and value.value == rule]
    yield from written or (line for line, value in ids if re.fullmatch(_pattern(value), rule))


def _pattern(written: ast.expr) -> str:
    """What an id can be as it is written: a text, or one with a drug's name put in."""
    match written:
        case ast.Constant(value=str(text)):
            return re.escape(text)
        case ast.JoinedStr(values=parts):
            return "".join(map(_pattern, parts))
        case _:
            return "[a-z-]+"
