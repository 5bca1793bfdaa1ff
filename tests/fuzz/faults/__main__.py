"""Hunts every seeded fault on every seed, and asks the healthy service the same; writes a record and its table.

They are written after each seed, and a run that was stopped goes on with the next one: python -m tests.fuzz.faults
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from rich.console import Console
from rich.progress import track

from tests.evidence.record import Json, read, write
from tests.fuzz.campaign import Task
from tests.fuzz.faults import FAULTS
from tests.fuzz.faults.hunt import SEEDS, killed_by, of_the_healthy
from tests.fuzz.faults.table import DOCUMENT, RECORD, is_well, table
from tests.fuzz.record import tried

#: What must be as it was for a run to go on with what another came to.
_SAME = ("tried", "ruleset")
#: What a hunt or a task came to: the fault and its killer, or the operation, its requests and its failures.
Came = tuple[str, str, int, dict[str, str]]


def _done(job: tuple[int, int] | Task) -> Came:
    if isinstance(job, Task):
        outcome = job.run()
        return "", job.operation, outcome.requests, {f"{job} {name}": text for name, text in outcome.failures.items()}
    number, seed = job
    return FAULTS[number].name, killed_by(FAULTS[number], seed), 0, {}


def _came(seed: int, pool: ProcessPoolExecutor, console: Console) -> Iterator[Came]:
    """The healthy service first: what takes long must not come last."""
    jobs: list[tuple[int, int] | Task] = [*of_the_healthy(seed), *((number, seed) for number in range(len(FAULTS)))]
    yield from track(pool.map(_done, jobs), f"seed {seed}", len(jobs), console=console)


def hunted(seed: int, pool: ProcessPoolExecutor, console: Console) -> Json:
    """What one seed came to."""
    began = time.monotonic()
    kills: dict[str, str] = {}
    healthy: dict[str, int] = {}
    failures: dict[str, str] = {}
    for fault, of, requests, wrong in _came(seed, pool, console):
        if fault:
            kills[fault] = of
        else:
            healthy[of] = healthy.get(of, 0) + requests
        failures |= wrong
    kills = {fault.name: kills[fault.name] for fault in FAULTS}
    return {"kills": kills, "healthy": healthy, "failures": failures, "seconds": round(time.monotonic() - began)}


def main() -> int:
    """Read the arguments and hunt."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.faults", description=__doc__)
    parser.add_argument("--seeds", type=int, default=len(SEEDS), help=f"how many seeds ({len(SEEDS)})")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many at a time (all)")
    asked = parser.parse_args()
    console = Console(stderr=True)
    now = tried() | {"command": "make fuzz-faults", "seeds": {}}
    before = read(RECORD) if RECORD.exists() else {}
    record = before if all(before.get(name) == now[name] for name in _SAME) else now
    with ProcessPoolExecutor(asked.processes) as pool:
        for seed in SEEDS[: asked.seeds]:
            if str(seed) not in record["seeds"]:
                record["seeds"][str(seed)] = hunted(seed, pool, console)
                write(RECORD, record)
                DOCUMENT.write_text(table(record), encoding="utf-8")
            done = record["seeds"][str(seed)]
            killed = f"{sum(map(bool, done['kills'].values()))} of {len(FAULTS)} killed"
            console.print(f"seed {seed}: {killed}, {len(done['failures'])} failures without them")
    for name, text in ((name, text) for done in record["seeds"].values() for name, text in done["failures"].items()):
        console.print(f"{name}: {text}", markup=False)
    return 0 if is_well(record) else 1


if __name__ == "__main__":
    sys.exit(main())
