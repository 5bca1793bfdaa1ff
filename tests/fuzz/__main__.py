"""The long run of all three engines: every operation, every check, five seeds.

What it comes to is written after each task, and a run that was stopped goes on: python -m tests.fuzz
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

from rich.console import Console

from tests.fuzz.campaign import DEEP, Task, tasks
from tests.fuzz.engines import Outcome
from tests.fuzz.record import begun, keep, left

Ran = tuple[Task, Outcome, float]


def _run(task: Task, deadline: float) -> Ran | None:
    began = time.monotonic()
    return (task, task.run(), time.monotonic() - began) if time.time() < deadline else None


def _ran(every: Sequence[Task], processes: int, deadline: float) -> Iterator[Ran]:
    """What the tasks came to, each as soon as those before it are done too."""
    with ProcessPoolExecutor(processes) as pool:
        futures = [pool.submit(_run, task, deadline) for task in every]
        for future in futures:
            ran = future.result()
            if ran is not None:
                yield ran


def main() -> int:
    """Read the arguments, ask, write the record."""
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
    asked = parser.parse_args()
    effort = replace(DEEP, examples=asked.examples, seeds=DEEP.seeds[: asked.seeds], points=asked.points)
    console, every = Console(stderr=True, soft_wrap=True), list(tasks(effort))
    record = begun(effort, "make fuzz-deep")
    record["tasks"]["of"] = len(every)
    for task, outcome, seconds in _ran(left(record, every), asked.processes, time.time() + 60 * asked.minutes):
        keep(record, task, outcome, seconds)
        for check, text in outcome.failures.items():
            console.print(f"{task} {check}: {text}", markup=False)
        so_far = f"{record['tasks']['done']} of {len(every)} tasks, {record['requests']:,} requests"
        console.print(f"{task}: {outcome.requests:,} in {seconds:.0f} s; {so_far}, {len(record['failures'])} failures")
    return 1 if record["failures"] else 0


if __name__ == "__main__":
    sys.exit(main())
