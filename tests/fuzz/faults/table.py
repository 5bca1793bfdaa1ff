"""docs/fuzz-faults.md, made from the record of the hunts: no figure in it is typed by hand."""

from collections import Counter

from tests.evidence.record import RECORDS, ROOT, Json
from tests.fuzz.faults import FAULTS
from tests.fuzz.faults.fault import Fault
from tests.fuzz.faults.hunt import EFFORT

RECORD, DOCUMENT = RECORDS / "fuzz-faults.json", ROOT / "docs" / "fuzz-faults.md"
_EFFORT = "{lattice:,} points of the lattice, all bytes and {schemathesis} examples of schemathesis"
_HEAD = """# Seeded faults

Made by `{command}` on {on}, of commit {commit}, from [its record](evidence/fuzz-faults.json); do not edit.

Each fault makes the service wrong in one way, from outside (`tests/fuzz/faults/`: the shipped package has no switch for
one). It is dead when the check that is named for it fails. The engines are tried on the operation that it touches, with
{effort}, until then.

**{faults} faults in {kinds} kinds; {kills:,} of {hunts:,} hunts on {seeds} seeds ended in a kill. The service as it is
was asked the same on the same seeds: {requests:,} requests, {failures} failures.**

| seed | faults killed | requests to the healthy service | its failures | seconds |
|---|---|---|---|---|
{by_seed}
| kind | fault | operation | check that kills it | seeds | met by |
|---|---|---|---|---|---|
"""


def table(record: Json) -> str:
    """The document."""
    seeds = record["seeds"]
    met = {fault.name: Counter(seed["kills"].get(fault.name, "") for seed in seeds.values()) for fault in FAULTS}
    head = _HEAD.format(
        command=record["command"],
        on=record["on"],
        commit=record["commit"],
        effort=_EFFORT.format(**EFFORT),
        faults=len(FAULTS),
        kinds=len({fault.kind for fault in FAULTS}),
        kills=sum(_kills(seed) for seed in seeds.values()),
        hunts=len(seeds) * len(FAULTS),
        seeds=len(seeds),
        requests=sum(sum(seed["healthy"].values()) for seed in seeds.values()),
        failures=sum(len(seed["failures"]) for seed in seeds.values()),
        by_seed="".join(
            f"| {number} | {_kills(seed)} of {len(FAULTS)} | {sum(seed['healthy'].values()):,} "
            f"| {len(seed['failures'])} | {seed['seconds']:,} |\n"
            for number, seed in seeds.items()
        ),
    )
    return head + "".join(_row(fault, met[fault.name], len(seeds)) for fault in FAULTS)


def is_well(record: Json) -> bool:
    """Whether every fault was killed on every seed that was tried, and the healthy service failed nothing."""
    return all(_kills(seed) == len(FAULTS) and not seed["failures"] for seed in record["seeds"].values())


def _kills(seed: Json) -> int:
    return sum(bool(seed["kills"].get(fault.name)) for fault in FAULTS)


def _row(fault: Fault, hunts: Counter[str], seeds: int) -> str:
    killers = Counter({name: count for name, count in hunts.items() if name})
    met = ", ".join(name if count == seeds else f"{name} {count}" for name, count in killers.most_common())
    killed = f"{killers.total()} of {seeds}"
    return f"| {fault.kind} | {fault.what} | {fault.operation} | `{fault.check}` | {killed} | {met or '**none**'} |\n"
