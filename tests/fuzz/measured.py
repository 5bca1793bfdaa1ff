"""The three engines, one after the other in this process, for the measuring of coverage.

Apart from `coverage.py`, which must begin to measure before anything of the service is imported.
"""

from collections.abc import Callable
from dataclasses import replace

from tests.evidence.record import circumstances
from tests.fuzz.campaign import MEASURED, tasks, wrong

__all__ = ["circumstances", "run"]


def run(points: int, said: Callable[[str], object]) -> tuple[int, dict[str, str]]:
    """Ask; give the number of requests, and what was wrong with the answers."""
    effort = replace(MEASURED, points=points or MEASURED.points)
    outcomes = []
    # The lattice goes first: it reaches nearly all, so what the others add can be seen from what is said.
    for task in sorted(tasks(effort), key=lambda task: task.engine != "lattice"):
        outcomes.append(task.run())
        said(f"{task}: {outcomes[-1].requests} requests")
    return sum(one.requests for one in outcomes), wrong(outcomes)
