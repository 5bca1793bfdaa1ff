"""The commands of the README and docs/fhir.md, executed as they stand: what is shown must be part of the answer."""

import doctest
import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.docs.server import Server

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands(document: Path = README) -> list[tuple[str, str]]:
    """Every command with what is shown below it."""
    shown: list[tuple[str, str]] = []
    for block in _BLOCK.findall(document.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, answer = _cut(part)
            shown.append((command, answer))
    return shown


def _cut(part: str) -> tuple[str, str]:
    """A command may go over several lines, as long as a quote is open."""
    lines = part.splitlines(keepends=True)
    for count in range(1, len(lines) + 1):
        command = "".join(lines[:count])
        try:
            shlex.split(command)
        except ValueError:
            continue
        return command.strip(), "".join(lines[count:]).strip()
    raise AssertionError(part)


def holds(shown: object, given: object, place: str = "") -> list[str]:
    """Where what is shown is not part of what was given; lists are compared item by item."""
    if isinstance(shown, dict) and isinstance(given, dict):
        return [
            problem
            for key, value in shown.items()
            for problem in (
                holds(value, given[key], f"{place}/{key}") if key in given else [f"{place}/{key}: not in the answer"]
            )
        ]
    if isinstance(shown, list) and isinstance(given, list):
        if len(shown) != len(given):
            return [f"{place}: {len(shown)} shown, {len(given)} given"]
        pairs = zip(shown, given, strict=True)
        return [problem for index, pair in enumerate(pairs) for problem in holds(*pair, f"{place}/{index}")]
    return [] if shown == given else [f"{place}: {shown!r} shown, {given!r} given"]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


SHOWN = [*commands(), *commands(ROOT / "docs" / "fhir.md")]


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=lambda value: value[:60])
def test_the_documents_show_what_the_service_answers(command: str, shown: str, server: Server) -> None:
    line = command.replace("localhost:8000", server.address).replace(".venv/bin/dosing", "python -m dosing")
    done = subprocess.run(
        ["sh", "-c", line], cwd=ROOT, env=server.environment, capture_output=True, text=True, check=True
    )
    decoder = json.JSONDecoder(parse_float=Decimal)
    expected, end = decoder.raw_decode(shown)
    given, given_end = decoder.raw_decode(done.stdout)
    assert not holds(expected, given)
    assert done.stdout[given_end:].strip() == shown[end:].strip()


def test_the_readme_has_the_commands_that_it_is_known_for() -> None:
    assert len(commands()) >= 15
    assert len(SHOWN) - len(commands()) == 2


def test_the_readme_imports_what_it_says() -> None:
    results = doctest.testfile(str(README), module_relative=False)
    assert results.attempted >= 4
    assert results.failed == 0
