"""Which branches of the service the three engines reach by themselves, without a single unit test.

python -m tests.fuzz.coverage --out docs/fuzz-coverage.md
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import coverage

ROOT = Path(__file__).parents[2]
#: What must be reached, in percent of the branches.
WANTED = {"core": 100, "translate": 100, "api": 95}
_COMMAND = "python -m tests.fuzz.coverage --out docs/fuzz-coverage.md"
_HEAD = """# What the engines reach

Made by `{command}`; do not edit.

Branches of the service that were taken by the three engines alone, {requests:,} requests in process, each one checked;
no unit test ran. (`make fuzz-deep` asks far more.) What starts the process and what writes `schemas/` is counted too,
though no request goes through it; and guards against broken rules, which no request can reach.

| package | branches | reached | wanted | statements | reached |
|---|---|---|---|---|---|
"""
_MISSED = """
## Not reached

| where | what | tests of it |
|---|---|---|
"""
_NONE = "**none**"
Missed = list[tuple[str, int, str]]


def reached_by() -> dict[str, str]:
    """By file or folder: the tests that reach what the engines do not."""
    found: dict[str, str] = json.loads((Path(__file__).parent / "reached_by.json").read_text(encoding="utf-8"))
    return found


def _test_of(file: str, known: dict[str, str]) -> str:
    return next((test for start, test in known.items() if file.startswith(start)), _NONE)


def _missed(files: dict[str, Any]) -> Missed:
    """Statements that did not run, and branches not taken from statements that did: file, line and its text."""
    missed: Missed = []
    for file, found in sorted(files.items()):
        lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
        sources = {source for source, _ in found["missing_branches"]} | set(found["missing_lines"])
        missed += [(file, line, lines[line - 1].strip()) for line in sorted(sources)]
    return missed


def _table(files: dict[str, Any], requests: int) -> tuple[str, bool]:
    text, is_well = _HEAD.format(command=_COMMAND, requests=requests), True
    for package, wanted in WANTED.items():
        of_package = [found["summary"] for file, found in files.items() if file.startswith(f"dosing/{package}/")]
        branches, taken, statements, ran = (
            sum(one[name] for one in of_package)
            for name in ("num_branches", "covered_branches", "num_statements", "covered_lines")
        )
        percent = 100 * taken / branches
        is_well = is_well and percent >= wanted
        shares = f"{branches} | {percent:.1f} % | {wanted} % | {statements} | {100 * ran / statements:.1f} %"
        text += f"| `dosing/{package}` | {shares} |\n"
    missed, known = _missed(files), reached_by()
    if missed:
        text += _MISSED
    for file, line, what in missed:
        test = _test_of(file, known)
        is_well = is_well and test != _NONE
        text += f"| `{file}:{line}` | `{what.replace('|', chr(92) + '|')}` | {test} |\n"
    return text, is_well


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
    from tests.fuzz.measured import run  # noqa: PLC0415

    requests, failures = run(asked.points, lambda text: sys.stderr.write(f"{text}\n"))
    measured.stop()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        measured.json_report(outfile=str(report), include=[f"dosing/{package}/*" for package in WANTED])
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    table, is_well = _table(files, requests)
    if asked.out is None:
        sys.stdout.write(table)
    else:
        asked.out.write_text(table, encoding="utf-8")
    for name, wrong in failures.items():
        sys.stderr.write(f"{name}: {wrong}\n")
    return 0 if is_well and not failures else 1


if __name__ == "__main__":
    sys.exit(main())
