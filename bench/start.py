"""A cold start: a new process from its beginning to its first answer, and the memory that it then holds.

Wall-clock time moves with the machine, CPU time hardly; the service and an empty litestar application take turns.
"""

from time import perf_counter, sleep

from msgspec import Struct

from bench import empty
from bench.clock import Timed, timed
from bench.orders import BODY
from bench.process import cpu, free_port, resident, started, wait_for_answer
from bench.requests import PATH

SERVICE = "the service"
EMPTY = "empty litestar app"
_COMMANDS = {
    SERVICE: (("dosing", "serve"), PATH, BODY),
    EMPTY: (("bench.empty",), "/", empty.BODY),
}


class Starts(Struct, frozen=True):
    """For each server: milliseconds to its first answer, of them on a processor, and MiB after it."""

    wall: dict[str, Timed]
    cpu: dict[str, Timed]
    memory: dict[str, Timed]


def measured(*, rounds: int) -> Starts:
    """The servers started in turns; what the system does not tell is left out."""
    taken: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    used: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    held: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    for _ in range(rounds):
        for name, (module, path, body) in _COMMANDS.items():
            port = free_port()
            before = perf_counter()
            with started(module, port) as process:
                wait_for_answer(process, port, path, body)
                taken[name].append((perf_counter() - before) * 1e3)
                used[name] += [seconds * 1e3 for seconds in [cpu(process.pid)] if seconds]
                sleep(0.2)
                held[name] += resident(process.pid)
    return Starts(timed(taken), timed(used), timed(held))
