"""A copy of the project for mutants, in which kept functions can be mutated as well.

The mutation tool leaves decorated functions alone. `@lru_cache` above a function and a line below it that puts the
cache around it are the same; so in the copy, and only there, the decorator becomes such a line.
"""

import ast
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
COPY = ROOT / "build" / "mutation"
_COPIED = ("dosing", "tests", "docs", "schemas", "openapi.yaml", "pyproject.toml", "README.md", "CHANGELOG.md")
_CACHES = {"cache", "lru_cache"}
MUTATED = ("dosing/core", "dosing/translate")
#: The folder in which the tool keeps its mutants.
MUTANTS = "mutants"
#: Which tests call which functions: not to be kept, for it is not renewed for functions that are new or have moved.
CALLS = f"{MUTANTS}/mutmut-stats.json"


def copy(*, is_kept: bool) -> Path:
    """Make the copy anew; the mutants that were made of it, with what became of them, are kept if that is wanted."""
    COPY.mkdir(parents=True, exist_ok=True)
    for old in COPY.iterdir():
        if not (is_kept and old.name == MUTANTS):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    (COPY / CALLS).unlink(missing_ok=True)
    for name in _COPIED:
        source, target = ROOT / name, COPY / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    for folder in MUTATED:
        for path in (COPY / folder).rglob("*.py"):
            path.write_text(with_caches_around(path.read_text(encoding="utf-8")), encoding="utf-8")
    return COPY


def with_caches_around(source: str) -> str:
    r"""The same program, with each cache put around its function by a line below it.

    >>> print(with_caches_around("@cache\ndef one():\n    return 1"))
    def one():
        return 1
    one = cache(one)
    """
    lines = source.splitlines()
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    for function in reversed(functions):
        match function.decorator_list:
            case [only] if name_of(only) in _CACHES and function.end_lineno is not None:
                lines.insert(function.end_lineno, f"{function.name} = {ast.unparse(only)}({function.name})")
                del lines[only.lineno - 1 : only.end_lineno]
    return "\n".join(lines) + "\n" * source.endswith("\n")


def name_of(decorator: ast.expr) -> str:
    """The name of a decorator, called or not."""
    return ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator)
