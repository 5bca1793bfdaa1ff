"""Which branches of the service the three engines reach by themselves, without a single unit test.

python -m tests.fuzz.coverage --out docs/fuzz-coverage.md
"""

import argparse
import json
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import coverage

from tests.fuzz.branches import ROOT, Arc, Branch, branch
from tests.fuzz.reached import AS_PROCESS, Reached, reached

#: What must be reached, in percent of the branches that a request can take.
WANTED: Mapping[str, float | None] = {"core": 100, "translate": 100, "api": 95, "fhir": None, "hooks": None}
#: What starts the process or writes files; no request goes through it.
APART = ("dosing/api/schemas.py", "dosing/api/server.py", "dosing/api/settings.py")
_GUARDS = Path(__file__).with_name("guards.toml")
_COMMAND = "python -m tests.fuzz.coverage --out docs/fuzz-coverage.md"
_HEAD = """# What the engines reach

Made by `{command}` on {on}, of commit {commit}; do not edit.

Branches of the service that were taken by the three engines alone, {requests:,} requests in process, each one checked;
no unit test ran. (`make fuzz-deep` asks far more.) Counted apart is what starts the process and writes `schemas/`, as
no request goes through it: {apart}.

| package | branches | reached | of those that a request can take | wanted |
|---|---|---|---|---|
"""
_MISSED = """
## Not reached

Each with the test that reaches it: these tests were run, and took this branch. *No request* stands where nothing that
can be sent leads there, and why.

| where | function | branch | no request | test that takes it |
|---|---|---|---|---|
"""
_NONE = "**none**"


class Missed(NamedTuple):
    """A branch that no engine took: why no request can, if so; and a test that does."""

    branch: Branch
    why: str
    test: str


def guards() -> dict[tuple[str, str, str], str]:
    """By file, function and decision: why no request can take one of its ways."""
    found = tomllib.loads(_GUARDS.read_text(encoding="utf-8"))
    return {
        (file, function, decision): part["why"] for part in found.values() for file, function, decision in part["ways"]
    }


def _missed(files: dict[str, Any], tests: Reached) -> Iterator[Missed]:
    known = guards()
    for file, found in sorted(files.items()):
        for source, target in found["missing_branches"]:
            arc: Arc = (source, target)
            one = branch(file, arc)
            is_held = WANTED[_package(file)] is not None
            test = next(iter(tests.tests_of(file, arc)), AS_PROCESS.get(file, _NONE)) if is_held else ""
            yield Missed(one, known.get(one[:3], ""), test)


def _package(file: str) -> str:
    return file.split("/")[1]


def _row(name: str, files: dict[str, Any], missed: list[Missed], wanted: float | None) -> tuple[str, bool]:
    every = sum(found["summary"]["num_branches"] for found in files.values())
    of_these = [one for one in missed if one.branch.file in files]
    can = every - sum(bool(one.why) for one in of_these)
    taken = every - len(of_these)
    said = "told only" if wanted is None else f"{wanted} %"
    row = f"| {name} | {every} | {_percent(taken, every)} % | {_percent(taken, can)} % of {can} | {said} |\n"
    return row, wanted is None or 100 * taken >= wanted * can


def _percent(part: int, of: int) -> float:
    """Rounded down, so that 100 is said of all only."""
    return part * 1000 // of / 10


def _table(files: dict[str, Any], missed: list[Missed], now: Mapping[str, Any], requests: int) -> tuple[str, bool]:
    apart = ", ".join(f"`{file}`" for file in APART)
    text = _HEAD.format(command=_COMMAND, requests=requests, apart=apart, on=now["on"], commit=now["commit"])
    wells: list[bool] = []
    for package, wanted in WANTED.items():
        own = {file: found for file, found in files.items() if _package(file) == package and file not in APART}
        row, is_well = _row(f"`dosing/{package}`", own, missed, wanted)
        text, wells = text + row, [*wells, is_well]
    text += _row("apart", {file: files[file] for file in APART}, missed, None)[0]
    held = [one for one in missed if WANTED[_package(one.branch.file)] is not None]
    for one, why, test in held:
        text += _MISSED if one is held[0].branch else ""
        words = " → ".join(f"`{part.replace('|', chr(92) + '|')}`" for part in (one.decision, one.to))
        text += f"| `{one.file}` | `{one.function}` | {words} | {why} | {test} |\n"
    return text, all(wells) and all(one.test != _NONE for one in held)


def main() -> int:
    """Measure, and print or write the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.coverage", description=__doc__)
    parser.add_argument("--out", type=Path, help="where to write the table (to the terminal)")
    parser.add_argument("--points", type=int, default=0, help="points of the lattice for each operation (1,000)")
    asked = parser.parse_args()
    measured = coverage.Coverage(
        data_file=None, branch=True, source=["dosing"], config_file=str(ROOT / "pyproject.toml")
    )
    measured.start()
    # Only now: what was imported before the start would count as never run.
    from tests.fuzz.measured import circumstances, run  # noqa: PLC0415

    now = circumstances()
    requests, failures = run(asked.points, lambda text: sys.stderr.write(f"{text}\n"))
    measured.stop()
    with tempfile.TemporaryDirectory() as name:
        report = Path(name) / "coverage.json"
        measured.json_report(outfile=str(report), include=[f"dosing/{package}/*" for package in WANTED])
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
        missed = list(_missed(files, reached(Path(name))))
    table, is_well = _table(files, missed, now, requests)
    if asked.out is None:
        sys.stdout.write(table)
    else:
        asked.out.write_text(table, encoding="utf-8")
    for name, wrong in failures.items():
        sys.stderr.write(f"{name}: {wrong}\n")
    return 0 if is_well and not failures else 1


if __name__ == "__main__":
    sys.exit(main())
