"""What a run of the long lane came to: kept in a small file, to which a run that goes on adds its own."""

from pathlib import Path
from typing import NamedTuple

from tests.differential.cases import covered
from tests.evidence.record import Json, code_digest, read, write

#: What decides an answer, and what it is compared with.
_COMPARED = (
    *("dosing/api/numbers.py", "dosing/core", "dosing/formulary", "dosing/service", "dosing/translate"),
    *("dosing/units.py", "dosing/wire", "tests/differential", "tests/oracle"),
)
#: What must be as it was for a run to go on with another's count.
_SAME = ("compared", "machine")


class Compared(NamedTuple):
    """How far a run came."""

    seed: int
    numbers: range
    differing: int
    seconds: int

    def __str__(self) -> str:
        places = (
            f"{count:,} of {size:,} places of the {name}" for name, (count, size) in covered(self.numbers).items()
        )
        compared = f"{len(self.numbers):,} compared in {self.seconds:,} s, {self.differing:,} differ"
        return f"{compared}; {', '.join(places)}."


def keep(run: Compared, now: Json, file: Path) -> Compared:
    """Write the figures of a run, with those of the run that it goes on with if there is one; give both as one."""
    before = read(file) if file.exists() else {}
    now |= {"compared": code_digest(_COMPARED)}
    is_same = all(before.get(name) == now[name] for name in _SAME) and before.get("seed") == run.seed
    if is_same and before["start"] + before["cases"] == run.numbers.start:
        numbers = range(before["start"], run.numbers.stop)
        run = Compared(run.seed, numbers, run.differing + before["differing"], run.seconds + before["seconds"])
    figures = {
        "command": f"make differential SEED={run.seed} START={run.numbers.start} CASES={len(run.numbers)}",
        "seed": run.seed,
        "start": run.numbers.start,
        "cases": len(run.numbers),
        "differing": run.differing,
        "seconds": run.seconds,
        **{name: {"covered": count, "of": size} for name, (count, size) in covered(run.numbers).items()},
    }
    write(file, now | figures)
    return run
