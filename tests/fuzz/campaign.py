"""What a run of all three engines consists of: the tasks of the fast lane, of the long one, and of the measuring."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.fuzz.contract import CONTRACT
from tests.fuzz.engines import Outcome, by_bytes, by_contract, by_lattice
from tests.fuzz.engines.contract import PHASES
from tests.fuzz.exchange import MANY

STATEFUL, COVERAGE = "stateful", "coverage"
#: What a task can be of. The boundaries of schemas are a phase of schemathesis, the same for each seed.
KINDS = ("schemathesis", "boundaries", "lattice", "bytes")
#: Points of the lattice in one task.
_CHUNK = 2_000
_ALL = 10**6


@dataclass(frozen=True)
class Effort:
    """How much is asked: examples of schemathesis for each of its seeds, points of the lattice, hostile requests."""

    examples: int
    seeds: tuple[int, ...]
    points: int
    bytes: int
    #: The paths whose boundaries schemathesis leaves out: many orders have those of one order, thousands of them.
    without_boundaries: frozenset[str] = frozenset()


FAST = Effort(examples=100, seeds=(1,), points=1_000, bytes=400, without_boundaries=frozenset({MANY}))
DEEP = Effort(examples=1_000, seeds=(1, 2, 3, 4, 5), points=50_000, bytes=_ALL)
#: For coverage: less than DEEP, so that what it reaches is reached there too.
MEASURED = Effort(
    examples=20,
    seeds=(1,),
    points=1_000,
    bytes=_ALL,
    without_boundaries=frozenset(one.path for one in CONTRACT.operations),
)


@dataclass(frozen=True)
class Task:
    """One engine, or the boundaries of one, on one operation with one seed."""

    engine: str
    operation: str
    seed: int
    count: int
    phases: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.engine} {self.operation} {self.seed}"

    def run(self) -> Outcome:
        """Ask."""
        if self.operation == STATEFUL:
            return by_contract(None, self.seed, self.count, phases=self.phases)
        described = CONTRACT.by_id(self.operation)
        match self.engine:
            case "lattice":
                return by_lattice(described, self.seed, self.count)
            case "bytes":
                return by_bytes(described, self.seed, self.count)
            case _:
                return by_contract(described, self.seed, self.count, phases=self.phases)


def tasks(effort: Effort) -> Iterator[Task]:
    """Everything that is asked with this effort: the bytes, then seed by seed, and the rest of the lattice last."""
    for described in CONTRACT.operations:
        yield Task("bytes", described.id, 1, effort.bytes)
    chunks = [min(_CHUNK, effort.points - start) for start in range(0, effort.points, _CHUNK)]
    for number in range(max(len(chunks), len(effort.seeds))):
        if number < len(effort.seeds):
            yield from _of_contract(effort, effort.seeds[number], is_first=number == 0)
        if number < len(chunks):
            yield from (Task("lattice", described.id, number + 1, chunks[number]) for described in CONTRACT.taking)


def _of_contract(effort: Effort, seed: int, *, is_first: bool) -> Iterator[Task]:
    alone = tuple(phase for phase in PHASES if phase not in {STATEFUL, COVERAGE})
    for described in CONTRACT.operations:
        if is_first and described.path not in effort.without_boundaries:
            yield Task("boundaries", described.id, seed, effort.examples, (COVERAGE,))
        yield Task("schemathesis", described.id, seed, effort.examples, alone)
    yield Task("schemathesis", STATEFUL, seed, effort.examples, (STATEFUL,))


def wrong(outcomes: Iterable[Outcome]) -> dict[str, str]:
    """Every failure, by engine, operation and check."""
    return {f"{one.engine} {one.operation} {check}": text for one in outcomes for check, text in one.failures.items()}
