"""The table of seeded faults: which check kills each, on how many seeds, and by which engine's request.

python -m tests.fuzz.faults --out docs/fuzz-faults.md
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from rich.console import Console
from rich.progress import track

from tests.fuzz.faults import FAULTS
from tests.fuzz.faults.hunt import EFFORT, SEEDS, killed_by

_COMMAND = "python -m tests.fuzz.faults --out docs/fuzz-faults.md"
_HEAD = """# Seeded faults

Made by `{command}`; do not edit.

Each fault makes the service wrong in one way, from outside (`tests/fuzz/faults/`: the shipped package has no switch for
one). It is dead when the check that is named for it fails. The engines are tried on the operation that it touches, with
{effort}, until then.
*Its pin* stands for faults so rare that no engine can be counted on to meet them: for these the one request that pins
them was asked, and nothing is claimed but that the check would notice.

**{faults} faults in {kinds} kinds; {kills} of {hunts} hunts on {seeds} seeds ended in a kill, of {rare} faults by their
pin only.** That the service as it is fails no check on the same seeds is what `make fuzz-deep` shows.

| kind | fault | operation | check that kills it | seeds | met by |
|---|---|---|---|---|---|
"""


def _hunt(task: tuple[int, int], deadline: float) -> tuple[int, str | None]:
    fault, seed = task
    return fault, killed_by(FAULTS[fault], seed) if time.time() < deadline else None


def _row(number: int, hunts: Counter[str]) -> str:
    fault, seeds = FAULTS[number], hunts.total()
    killers = Counter({name: count for name, count in hunts.items() if name})
    met = ", ".join(name if count == seeds else f"{name} {count}" for name, count in killers.most_common())
    killed = f"{killers.total()} of {seeds}"
    return f"| {fault.kind} | {fault.what} | {fault.operation} | `{fault.check}` | {killed} | {met or '**none**'} |\n"


def _table(hunts: dict[int, Counter[str]]) -> str:
    every = sum(each.total() for each in hunts.values())
    effort = (
        f"{EFFORT['lattice']:,} points of the lattice, all bytes and {EFFORT['schemathesis']} examples of schemathesis"
    )
    head = _HEAD.format(
        command=_COMMAND,
        effort=effort,
        faults=len(FAULTS),
        kinds=len({fault.kind for fault in FAULTS}),
        kills=every - sum(each[""] for each in hunts.values()),
        hunts=every,
        seeds=max(each.total() for each in hunts.values()),
        rare=sum(fault.is_rare for fault in FAULTS),
    )
    return head + "".join(_row(number, hunts[number]) for number in range(len(FAULTS)))


def run(seeds: Iterable[int], processes: int, deadline: float, console: Console) -> tuple[str, bool]:
    """Hunt all faults seed by seed; give the table, and whether each was killed on each of the seeds."""
    hunts: dict[int, Counter[str]] = {number: Counter() for number in range(len(FAULTS))}
    tasks = [(number, seed) for seed in seeds for number in range(len(FAULTS))]
    with ProcessPoolExecutor(processes) as pool:
        found = pool.map(_hunt, tasks, repeat(deadline), chunksize=4)
        for number, engine in track(found, "faults", len(tasks), console=console):
            hunts[number].update([] if engine is None else [engine])
    killed = sum(each.total() - each[""] for each in hunts.values())
    return _table(hunts), killed == len(tasks)


def main() -> int:
    """Read the arguments, hunt, print or write the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.faults", description=__doc__)
    parser.add_argument("--seeds", type=int, default=len(SEEDS), help=f"how many seeds ({len(SEEDS)})")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many at a time (all)")
    parser.add_argument("--minutes", type=float, default=1e6, help="begin no hunt after so many (no limit)")
    parser.add_argument("--out", type=Path, help="where to write the table (to the terminal)")
    asked = parser.parse_args()
    deadline = time.time() + 60 * asked.minutes
    table, is_well = run(SEEDS[: asked.seeds], asked.processes, deadline, Console(stderr=True))
    if asked.out is None:
        sys.stdout.write(table)
    else:
        asked.out.write_text(table, encoding="utf-8")
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
