"""A TypeScript client made from the committed contract: compiled with every strictness, used for every operation."""

import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.clients import calls
from tests.contract.contract import OPERATIONS, ROOT, Described
from tests.docs.server import Server

NODE = ROOT / "tests" / "contract" / "node"
BUILD = NODE / "build"
TOOLS = NODE / "node_modules" / ".bin"

pytestmark = pytest.mark.node


def _run(*command: str | Path) -> str:
    environment = os.environ | {"NO_COLOR": "1"}
    done = subprocess.run(
        command, cwd=NODE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:]
    return done.stdout


@pytest.fixture(scope="module")
def built() -> Path:
    """The programs that use the client, compiled; with tsc an error of types is an error here."""
    assert TOOLS.is_dir(), "the packages for Node are not installed: run `make test-contract`"
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir()
    _run(TOOLS / "openapi-typescript", ROOT / "openapi.yaml", "--output", BUILD / "contract.ts")
    (BUILD / "calls.ts").write_text(calls.typescript(), encoding="utf-8")
    shutil.copy(NODE / "reading.ts", BUILD)
    assert _run(TOOLS / "tsc", "--project", ".") == ""
    return BUILD / "js"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with Server() as server:
        yield f"http://{server.address}"


def _kind(operation: Described) -> str:
    """What a program is given of an answer: an object, a text, or nothing where there is no body."""
    if "content" not in operation.responses["200"]:
        return "undefined"
    return "string" if operation.answer is None else "object"


def test_every_operation_is_called_with_every_example_each_of_which_the_compiler_has_read(
    built: Path, address: str
) -> None:
    told = [json.loads(line) for line in _run("node", built / "calls.js", address).splitlines()]
    kinds = {one.id: _kind(one) for one in OPERATIONS}
    assert [one for one in told if one[1:] != [True, kinds[one[0]]]] == []
    assert Counter(name for name, *_ in told) == {one.id: max(1, len(one.examples)) for one in OPERATIONS}


def test_an_answer_that_is_one_of_several_is_read_by_its_status(built: Path, address: str) -> None:
    words = _run("node", built / "reading.js", address).splitlines()
    begins = [
        "may go on",
        "broken: baclofen.start.reduced-kidney",
        "missing: /patient/age and /patient/egfr",
        "broken: baclofen.kidney",
        "No rule is about a drug of this name",
        "15 to 30 mL/d",
        "20 mL/d",
    ]
    assert [line[: len(begin)] for line, begin in zip(words, begins, strict=True)] == begins


@pytest.mark.usefixtures("built")
def test_a_program_that_does_not_fit_the_contract_is_not_compiled() -> None:
    wrong = BUILD / "wrong.ts"
    right = (NODE / "reading.ts").read_text(encoding="utf-8")
    wrong.write_text(right.replace('value: 10, unit: "mg"', 'value: 10, unit: "mL"'), encoding="utf-8")
    try:
        with pytest.raises(AssertionError, match=r"wrong\.ts.*Type '\"mL\"' is not assignable"):
            _run(TOOLS / "tsc", "--project", ".", "--noEmit")
    finally:
        wrong.unlink()
