"""Mutates `dosing/core` and `dosing/translate`, and says which mutants no test notices.

Ends with 1 if a mutant survives that is not listed in `survivors.toml`, if one is listed that does not survive, or if
fewer than 98 % are killed.

python -m tests.mutation --processes 2

What was stopped, or has changed in a few functions, goes on with `--again`: mutants that are dead stay dead, unless
their function has changed; with `--survivors` those that survived and are not listed are tried once more, as after new
tests.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Container
from math import floor
from pathlib import Path

from mutmut.stats import status_by_exit_code

from tests.evidence.record import RECORDS, Json, circumstances, write
from tests.mutation.source import CALLS, MUTANTS, copy
from tests.mutation.survivors import Survivor, listed, shown

_LEAST = 98
#: The tests that most mutants do not survive: whole answers to thousands of requests; then those of parts, in seconds.
_FIRST = (["tests/mutation/test_whole.py"], ["tests/core", "tests/formulary", "tests/texts"])
#: A test failed, or did not end. Whatever else ends a process, such as too little memory, shows nothing.
_DEAD = {"killed", "timeout"}
_SELECTION = re.compile(r"^(pytest_add_cli_args_test_selection) = .*$", re.MULTILINE)


def statuses(folder: Path) -> dict[str, dict[str, str]]:
    """What became of every mutant, by the module that it is of."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((folder / MUTANTS).rglob("*.meta")):
        codes: dict[str, int | None] = json.loads(path.read_bytes())["exit_code_by_key"]
        if codes:
            name = str(path.relative_to(folder / MUTANTS)).removesuffix(".meta")
            found[name] = {mutant: status_by_exit_code[code] for mutant, code in codes.items()}
    return found


def survived(folder: Path) -> set[str]:
    """The mutants that have survived all tests that they were tried with."""
    modules = statuses(folder).values()
    return {mutant for mutants in modules for mutant, status in mutants.items() if status == "survived"}


def forget(folder: Path, kept: Container[str]) -> None:
    """Have those that are not dead tried again, but for some."""
    for path in (folder / MUTANTS).rglob("*.meta"):
        record = json.loads(path.read_bytes())
        codes: dict[str, int | None] = record["exit_code_by_key"]
        for mutant, code in codes.items():
            if status_by_exit_code[code] not in _DEAD and mutant not in kept:
                codes[mutant] = None
        path.write_text(json.dumps(record, indent=4), encoding="utf-8")


def try_all(folder: Path, processes: int) -> None:
    """First with the tests that kill most mutants soonest; those that survive these, with all tests."""
    mutmut = Path(sys.executable).with_name("mutmut")
    command: list[str | Path] = [mutmut, "run", "--max-children", str(processes)]
    settings = folder / "pyproject.toml"
    before, every = survived(folder), settings.read_text(encoding="utf-8")
    for chosen in (*(_SELECTION.sub(rf"\1 = {json.dumps(tests)}", every) for tests in _FIRST), every):
        settings.write_text(chosen, encoding="utf-8")
        forget(folder, before)
        (folder / CALLS).unlink(missing_ok=True)
        subprocess.run(command, cwd=folder, check=True)


def table(modules: dict[str, dict[str, str]]) -> dict[str, Json]:
    """Mutants, and how many of them were killed, in vain, or by being too slow; for each module."""
    made: dict[str, Json] = {}
    for module, mutants in modules.items():
        count = Counter(mutants.values())
        timed_out = count["timeout"]
        dead = sum(count[status] for status in _DEAD)
        made[module] = {
            "mutants": len(mutants),
            "killed": dead - timed_out,
            "timed_out": timed_out,
            "survived": len(mutants) - dead,
        }
    return made


def survivors(modules: dict[str, dict[str, str]], folder: Path) -> list[Survivor]:
    """Every mutant that lives."""
    alive = [name for mutants in modules.values() for name, status in mutants.items() if status not in _DEAD]
    return [shown(name, folder) for name in alive]


def compared(found: list[Survivor], excused: list[Survivor]) -> tuple[list[Survivor], list[Survivor]]:
    """Those that live and are not listed, and those that are listed and do not live."""
    alive, known = Counter(found), Counter(excused)
    return list((alive - known).elements()), list((known - alive).elements())


def say(words: str) -> None:
    """Print a line, if there is something to say."""
    if words:
        sys.stdout.write(words.rstrip() + "\n")


def main() -> int:
    """Make mutants, try them, keep the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many at a time (all)")
    parser.add_argument("--record", type=Path, default=RECORDS / "mutation.json", help="the file for the figures")
    parser.add_argument("--again", action="store_true", help="go on where the last run came to")
    parser.add_argument("--survivors", action="store_true", help="and try unlisted survivors once more")
    asked = parser.parse_args()
    now, folder, began = circumstances(), copy(is_kept=asked.again), time.monotonic()
    excused = [survivor for survivor, _ in listed()]
    if asked.survivors:
        forget(folder, {mutant for mutant in survived(folder) if shown(mutant, folder) in excused})
    try_all(folder, asked.processes)
    modules = statuses(folder)
    found = survivors(modules, folder)
    unlisted, dead = compared(found, excused)
    rows = table(modules)
    total = {name: sum(row[name] for row in rows.values()) for name in ("mutants", "killed", "timed_out", "survived")}
    score = 100 * (total["killed"] + total["timed_out"]) / total["mutants"]
    more = " ".join(f"--{name}" for name in ("again", "survivors") if getattr(asked, name))
    command = f'make mutation ARGS="{more}"' if more else "make mutation"
    figures = {"command": command, "seconds": round(time.monotonic() - began)}
    write(asked.record, now | figures | {"score": floor(score * 100) / 100, "total": total, "modules": rows})
    say(f"{total['mutants']:,} mutants, {score:.2f} % killed, {len(found)} survive, {len(unlisted)} of them unlisted.")
    say("".join(f"Survives: {survivor}\n" for survivor in unlisted))
    say("".join(f"Listed, but no survivor: {survivor}\n" for survivor in dead))
    return 1 if unlisted or dead or score < _LEAST else 0


if __name__ == "__main__":
    sys.exit(main())
