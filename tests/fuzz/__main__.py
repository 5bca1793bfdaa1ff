"""The long run of all three engines: every operation, every check, five seeds, and what it came to as a table.

python -m tests.fuzz --out docs/fuzz-run.md
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from itertools import repeat
from pathlib import Path

from rich.console import Console
from rich.progress import track

from tests.fuzz.campaign import DEEP, Effort, Task, tasks, wrong
from tests.fuzz.checks import CHECKS
from tests.fuzz.engines import Outcome
from tests.fuzz.engines.contract import BUILT_IN

_COMMAND = "python -m tests.fuzz --out docs/fuzz-run.md"
_HEAD = """# The long run

Made by `{command}` on {day}; do not edit. {examples:,} examples of schemathesis with each of {seeds} seeds, {points:,}
points of the lattice for each body, every hostile request; {built_in} checks of schemathesis and {own} of our own.

**{requests:,} requests, {wrong} failures{left}.**

| operation | schemathesis | lattice | bytes |
|---|---|---|---|
"""


def _run(task: Task, deadline: float) -> Outcome | None:
    return task.run() if time.time() < deadline else None


def _outcomes(every: Sequence[Task], processes: int, deadline: float, console: Console) -> Iterator[Outcome]:
    with ProcessPoolExecutor(processes) as pool:
        found = pool.map(_run, every, repeat(deadline))
        yield from (one for one in track(found, "engines", len(every), console=console) if one is not None)


def _table(outcomes: Sequence[Outcome], effort: Effort, failed: int, left: int) -> str:
    asked = Counter[tuple[str, str]]()
    for one in outcomes:
        asked[one.operation, one.engine] += one.requests
    head = _HEAD.format(
        command=_COMMAND,
        day=datetime.now(UTC).date(),
        examples=effort.examples,
        seeds=len(effort.seeds),
        points=effort.points,
        built_in=len(BUILT_IN),
        own=len(CHECKS),
        requests=asked.total(),
        wrong=failed,
        left=f"; {left} of the tasks were left when the time was over" if left else "",
    )
    operations = dict.fromkeys(one.operation for one in outcomes)
    rows = (
        f"| {operation} | "
        + " | ".join(f"{asked[operation, engine]:,}" for engine in ("schemathesis", "lattice", "bytes"))
        for operation in operations
    )
    return head + "".join(f"{row} |\n" for row in rows)


def main() -> int:
    """Read the arguments, ask, print or write the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument(
        "--examples", type=int, default=DEEP.examples, help=f"examples of schemathesis ({DEEP.examples:,})"
    )
    parser.add_argument("--seeds", type=int, default=len(DEEP.seeds), help=f"seeds of schemathesis ({len(DEEP.seeds)})")
    parser.add_argument(
        "--points", type=int, default=DEEP.points, help=f"points of the lattice for a body ({DEEP.points:,})"
    )
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many at a time (all)")
    parser.add_argument("--minutes", type=float, default=1e6, help="begin no task after so many (no limit)")
    parser.add_argument("--out", type=Path, help="where to write the table (to the terminal)")
    asked = parser.parse_args()
    seeds = tuple(range(1, asked.seeds + 1))
    effort = replace(DEEP, examples=asked.examples, seeds=seeds, points=asked.points)
    console = Console(stderr=True)
    every = list(tasks(effort))
    outcomes = list(_outcomes(every, asked.processes, time.time() + 60 * asked.minutes, console))
    failures = wrong(outcomes)
    for name, text in failures.items():
        console.print(f"{name}: {text}", markup=False)
    table = _table(outcomes, effort, len(failures), len(every) - len(outcomes))
    if asked.out is None:
        sys.stdout.write(table)
    else:
        asked.out.write_text(table, encoding="utf-8")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
