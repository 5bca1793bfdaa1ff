"""docs/fuzzing.md: its commands run, its files and checks are there, its tables are of what there is."""

import re
import subprocess
import sys
from pathlib import Path

from tests.docs.server import ROOT, Server
from tests.evidence.record import read
from tests.fuzz.checks import CHECKS
from tests.fuzz.engines.contract import BUILT_IN
from tests.fuzz.faults import FAULTS
from tests.fuzz.faults.table import DOCUMENT, RECORD, is_well, table

_TEXT = (ROOT / "docs" / "fuzzing.md").read_text(encoding="utf-8")
_MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
_NAMED = set(re.findall(r"`([^`\n]+)`", _TEXT))


def _commands() -> list[str]:
    block = re.search(r"```console\n(.*?)```", _TEXT, re.DOTALL)
    assert block is not None
    return [line.removeprefix("$ ") for line in block[1].splitlines()]


def test_the_running_service_is_fuzzed_in_three_commands_the_first_two_of_make() -> None:
    first, second, third = _commands()
    assert third.startswith(".venv/bin/schemathesis run openapi.yaml --url http://127.0.0.1:8000")
    for command in (first, second):
        assert f"\n{command.split()[1]}:" in _MAKEFILE


def test_the_third_command_finds_nothing_with_our_checks_besides_those_of_schemathesis() -> None:
    with Server() as server:
        command = _commands()[2].replace("127.0.0.1:8000", server.address).split()
        # One operation and its examples are enough to see that the command is right: the engines ask the rest.
        command += ["--include-path", "/v1/egfr", "--phases", "examples,fuzzing", "--max-examples", "5"]
        ran = subprocess.run(
            [str(Path(sys.executable).parent / "schemathesis"), *command[1:]],
            cwd=ROOT,
            env=server.environment | {"SCHEMATHESIS_HOOKS": "tests.fuzz.engines.contract"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Configuration" in ran.stdout


def test_every_file_of_checks_is_described() -> None:
    files = {file.name for file in (ROOT / "tests" / "fuzz" / "checks").glob("*.py")} - {"__init__.py", "registry.py"}
    assert files <= _NAMED


def test_every_check_that_is_named_is_one() -> None:
    rows = [name for name in _NAMED if re.fullmatch(r"[a-z]+(_[a-z0-9]+){2,}", name)]
    assert len(rows) > 8
    assert set(rows) <= {*CHECKS, *BUILT_IN}


def test_every_target_that_is_named_is_one() -> None:
    targets = {name.removeprefix("make ") for name in _NAMED if name.startswith("make ")}
    assert targets >= {"fuzz-deep", "fuzz-faults", "fuzz-coverage"}
    for target in targets:
        assert f"\n{target}:" in _MAKEFILE


def test_the_table_of_faults_has_a_row_for_each_and_each_was_killed_on_every_seed() -> None:
    table = (ROOT / "docs" / "fuzz-faults.md").read_text(encoding="utf-8")
    for fault in FAULTS:
        row = next(line for line in table.splitlines() if line.startswith(f"| {fault.kind} | {fault.what} | "))
        assert f"`{fault.check}`" in row
        killed, seeds = re.findall(r"\| (\d+) of (\d+) \|", row)[0]
        assert killed == seeds != "0"


def test_the_table_of_faults_is_made_from_its_record_and_the_service_without_them_failed_nothing() -> None:
    record = read(RECORD)
    assert DOCUMENT.read_text(encoding="utf-8") == table(record)
    assert is_well(record)
