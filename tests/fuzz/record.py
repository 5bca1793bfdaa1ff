"""What the long run came to, in a small file: written after each task, so that a run that was stopped goes on."""

from collections.abc import Iterable

from tests.evidence.record import RECORDS, Json, circumstances, code_digest, read, write
from tests.fuzz.campaign import KINDS, Effort, Task
from tests.fuzz.checks import CHECKS
from tests.fuzz.engines import Outcome
from tests.fuzz.engines.contract import BUILT_IN

RECORD = RECORDS / "fuzz.json"
#: What decides the answers, what is asked, and what the answers are held to.
_TRIED = (
    *("dosing", "tests/answers.py", "tests/differential/compare.py", "tests/edges.py", "tests/formulary", "tests/fuzz"),
    *("tests/hooks/tokens.py", "tests/interfaces", "tests/oracle"),
)
#: What must be as it was for a run to go on with what another came to.
_SAME = ("tried", "ruleset", "effort")


def tried() -> Json:
    """When, where and with what: runs with the same digest of what was tried are of the same thing."""
    return circumstances() | {"tried": code_digest(_TRIED)}


def begun(effort: Effort, command: str) -> Json:
    """The record to go on with: the one that is there if it is of the same code and effort, else a new one."""
    now = tried() | {
        "command": command,
        "effort": {
            "examples": effort.examples,
            "seeds": list(effort.seeds),
            "points": effort.points,
            "checks": {"schemathesis": len(BUILT_IN), "own": len(CHECKS)},
        },
        "tasks": {"done": 0, "of": 0},
        "requests": 0,
        "seconds": 0,
        "failures": {},
        "done": [],
    }
    before = read(RECORD) if RECORD.exists() else {}
    return before if all(before.get(name) == now[name] for name in _SAME) else now


def left(record: Json, every: Iterable[Task]) -> list[Task]:
    """The tasks that the record does not have yet."""
    done = {(row["engine"], row["operation"], seed) for row in record["done"] for seed in row["seeds"]}
    return [task for task in every if (task.engine, task.operation, task.seed) not in done]


def keep(record: Json, task: Task, outcome: Outcome, seconds: float) -> None:
    """Add what a task came to, and write it down."""
    rows = {(row["engine"], row["operation"]): row for row in record["done"]}
    new = {"engine": task.engine, "operation": task.operation, "requests": 0, "seeds": []}
    row = rows.setdefault((task.engine, task.operation), new)
    row["requests"] += outcome.requests
    row["seeds"] = sorted([*row["seeds"], task.seed])
    record["done"] = [rows[key] for key in sorted(rows, key=lambda key: (KINDS.index(key[0]), key[1]))]
    record["requests"] += outcome.requests
    record["seconds"] = round(record["seconds"] + seconds, 1)
    record["tasks"]["done"] += 1
    record["failures"] |= {f"{task} {check}": text for check, text in outcome.failures.items()}
    write(RECORD, record)
