"""A Python client made from the committed contract: typed without an error, and used for every operation."""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.contract.clients import calls
from tests.contract.contract import CONTRACT, JSON, OPERATIONS, ROOT, Json, is_json
from tests.docs.server import Server

READING = ROOT / "tests" / "contract" / "clients" / "reading.py"
#: A client has one media type for each body: where several are taken, what such a client is made of for a required body
#: lacks an import.
_CONTRACT: Json = json.loads(json.dumps(CONTRACT))
for _one in OPERATIONS:
    if _one.takes_body:
        _body = _CONTRACT["paths"][_one.path][_one.method.lower()]["requestBody"]
        _body["content"] = {_one.body_type: _one.body}
#: The code alone: no formatter runs over it. What is JSON of some kind is read as JSON.
_CONFIG = {
    "package_name_override": "dosing_client",
    "post_hooks": [],
    "content_type_overrides": {
        media_type: JSON
        for operation in OPERATIONS
        for part in (operation.part.get("requestBody", {}), *operation.responses.values())
        for media_type in part.get("content", {})
        if is_json(media_type)
    },
}


def _run(folder: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The client's package, and beside it two programs that use it."""
    made = tmp_path_factory.mktemp("client")
    (made / "contract.json").write_text(json.dumps(_CONTRACT), encoding="utf-8")
    (made / "config.json").write_text(json.dumps(_CONFIG), encoding="utf-8")
    (made / "calls.py").write_text(calls.python(), encoding="utf-8")
    (made / "reading.py").write_text(READING.read_text(encoding="utf-8"), encoding="utf-8")
    generate = "from openapi_python_client.cli import app; app()"
    options = ("--path", "contract.json", "--output-path", "dosing_client", "--meta", "none")
    said = _run(made, "-c", generate, "generate", *options, "--config", "config.json")
    # YAML is the one answer that such a client leaves as bytes.
    assert said.count("WARNING") == said.count("WARNING parsing GET /openapi.yaml") == 1
    return made


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with Server() as server:
        yield f"http://{server.address}"


def test_the_client_and_the_programs_that_use_it_are_typed_without_an_error(folder: Path) -> None:
    said = _run(folder, "-m", "mypy", "--strict", "--python-version", "3.11", "dosing_client", "calls.py", "reading.py")
    assert said.startswith("Success: no issues found in ")


def test_every_operation_is_called_with_every_example_and_each_answer_is_read_whole_as_what_it_is(
    folder: Path, address: str
) -> None:
    told: defaultdict[str, list[Any]] = defaultdict(list)
    for line in _run(folder, "calls.py", address).splitlines():
        name, *rest = json.loads(line)
        told[name].append(rest)
    assert set(told) == {operation.id for operation in OPERATIONS}
    for operation in OPERATIONS:
        assert len(told[operation.id]) == max(1, len(operation.examples))
        for is_200, tags, kind, is_whole in told[operation.id]:
            assert is_200
            assert is_whole == (operation.answer is not None)
            assert operation.answer is None or kind == calls.kind_of(operation.answer["schema"], tags)


def test_an_answer_that_is_one_of_several_is_read_by_its_type(folder: Path, address: str) -> None:
    words = _run(folder, "reading.py", address).splitlines()
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
