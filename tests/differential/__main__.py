"""The long lane: compares service and oracle on as many cases as there is time for, on all processors.

python -m tests.differential --cases 20_000_000 --seed 1 --start 0
"""

import argparse
import gc
import os
import sys
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from tests.differential.cases import cases
from tests.differential.compare import compared
from tests.differential.record import Compared, keep
from tests.evidence.record import circumstances

_CHUNK = 2000
_SHOWN = 20
#: Where there is no terminal for a bar, a line after so many.
_LOGGED = 100_000
_AHEAD = 4
#: Objects made between two looks for cycles: cases leave few, and every look costs.
_COLLECTED_AFTER = 200_000

#: The numbers of the chunk, and the differences in words.
Outcome = tuple[range, list[str]]


def compare_chunk(seed: int, numbers: range) -> Outcome:
    """All cases of these numbers compared."""
    return numbers, [str(found) for found in map(compared, cases(seed, numbers)) if found]


def _collect_rarely() -> None:
    gc.freeze()
    gc.set_threshold(_COLLECTED_AFTER)


def _in_order(seed: int, numbers: range, processes: int) -> Iterator[Outcome]:
    """The outcomes, chunk after chunk; only a few chunks are under way at a time."""
    chunks = (numbers[at : at + _CHUNK] for at in range(0, len(numbers), _CHUNK))
    with ProcessPoolExecutor(processes, initializer=_collect_rarely) as pool:
        under_way: deque[Future[Outcome]] = deque()
        for chunk in chunks:
            under_way.append(pool.submit(compare_chunk, seed, chunk))
            if len(under_way) >= processes * _AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def _progress(console: Console) -> Progress:
    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]} a second, {task.fields[differing]} differ"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
    )


def run(numbers: range, seed: int, *, processes: int, record: Path | None = None) -> int:
    """Compare the cases of these numbers, keep a record if there is a place for it; give the number of differences."""
    console = Console(soft_wrap=True)
    differing, done, began, now = 0, 0, time.monotonic(), circumstances()
    with _progress(console) as progress:
        bar = progress.add_task("", total=len(numbers), rate="–", differing=0)
        try:
            for chunk, differences in _in_order(seed, numbers, processes):
                for difference in differences[: max(0, _SHOWN - differing)]:
                    console.print(difference, markup=False, highlight=False)
                differing, done = differing + len(differences), done + len(chunk)
                rate = f"{done / (time.monotonic() - began):,.0f}"
                progress.update(bar, completed=done, rate=rate, differing=differing)
                if not console.is_terminal and done % _LOGGED == 0:
                    console.print(f"{done:,} compared, {rate} a second, {differing:,} differ")
        except KeyboardInterrupt:
            console.print("Stopped.")
    compared = Compared(seed, numbers[:done], differing, round(time.monotonic() - began))
    if record is not None:
        compared = keep(compared, now, record)
    console.print(str(compared), markup=False, highlight=False)
    following = compared.numbers.stop
    console.print(f"To go on: make differential SEED={seed} START={following} CASES={max(0, numbers.stop - following)}")
    return differing


def main() -> int:
    """Read the arguments and compare."""
    parser = argparse.ArgumentParser(prog="python -m tests.differential", description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000_000, help="how many cases (20,000,000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other requests at random (1)")
    parser.add_argument("--start", type=int, default=0, help="the number of the first case, to go on after a stop (0)")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many at a time (all)")
    parser.add_argument("--record", type=Path, help="a file for the figures; a run that goes on adds to it")
    asked = parser.parse_args()
    numbers = range(asked.start, asked.start + asked.cases)
    return 1 if run(numbers, asked.seed, processes=asked.processes, record=asked.record) else 0


if __name__ == "__main__":
    sys.exit(main())
