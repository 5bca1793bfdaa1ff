"""CPU time, interleaved: in every round each contestant in turn, so that what disturbs one disturbs all.

Wall-clock time on a shared machine moves twofold between bursts; CPU time of one process, paired by round, by 2 %.
"""

from collections.abc import Callable, Mapping
from statistics import median, quantiles
from time import process_time

from msgspec import Struct

#: Does its job so many times.
Work = Callable[[int], None]


class Timed(Struct, frozen=True):
    """What each round took, in one unit for all."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The round in the middle."""
        return median(self.rounds)

    @property
    def spread(self) -> float:
        """Half the distance between the quartiles, as a part of the median."""
        if len(self.rounds) == 1:
            return 0
        low, _, high = quantiles(self.rounds, n=4, method="inclusive")
        return (high - low) / 2 / self.median

    def over(self, other: "Timed") -> "Timed":
        """The ratio to another, round by round."""
        return Timed(tuple(one / two for one, two in zip(self.rounds, other.rounds, strict=True)))


def repeated(once: Callable[[], object]) -> Work:
    """A call as work."""

    def work(times: int) -> None:
        for _ in range(times):
            once()

    return work


def timed(rounds: Mapping[str, list[float]]) -> dict[str, Timed]:
    """What each round of each took; nothing of what was not measured."""
    return {name: Timed(tuple(each)) for name, each in rounds.items() if each}


def interleaved(works: Mapping[str, Work], *, rounds: int, seconds: float) -> dict[str, Timed]:
    """Microseconds of CPU for one job of each, measured for so many seconds in each round."""
    times = {name: _times(work, seconds) for name, work in works.items()}
    taken: dict[str, list[float]] = {name: [] for name in works}
    order = list(works)
    for _ in range(rounds):
        for name in order:
            taken[name].append(_cpu(works[name], times[name]) / times[name] * 1e6)
        order.reverse()
    return timed(taken)


def _cpu(work: Work, times: int) -> float:
    before = process_time()
    work(times)
    return process_time() - before


def _times(work: Work, seconds: float) -> int:
    """How often the job fits into this time; finding out warms it up."""
    times, taken = 1, _cpu(work, 1)
    while taken < seconds / 4:
        times *= 2
        taken = _cpu(work, times)
    return max(1, round(times * seconds / taken))
