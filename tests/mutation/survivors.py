"""Mutants that no test kills, and the list of those that none can: equivalent ones, each with the reason why."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

_LIST = Path(__file__).with_name("survivors.toml")


class Survivor(NamedTuple):
    """A mutant by what it changes: its number would be another after every change to its function."""

    function: str
    was: str
    now: str

    def __str__(self) -> str:
        return f"{self.function}\n  - {self.was}\n  + {self.now}"


def listed() -> list[tuple[Survivor, str]]:
    """The mutants that cannot be killed, and why; of lines that are alike in a function, each mutant for itself."""
    entries = tomllib.loads(_LIST.read_text(encoding="utf-8")).get("equivalent", [])
    return [(Survivor(entry["function"], entry["was"], entry["now"]), entry["because"]) for entry in entries]


def shown(mutant: str, folder: Path) -> Survivor:
    """A mutant of the copy in this folder."""
    ran = subprocess.run(
        [Path(sys.executable).with_name("mutmut"), "show", mutant],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line for line in ran.stdout.splitlines() if line[:1] in {"-", "+"} and line[:3] not in {"---", "+++"}]
    was, now = (" ⏎ ".join(line[1:].strip() for line in lines if line[0] == sign) for sign in "-+")
    return Survivor(function_of(mutant), was, now)


def function_of(mutant: str) -> str:
    """The function of a mutant's name.

    >>> function_of("dosing.core.span.xǁSpanǁholds__mutmut_3")
    'dosing.core.span.Span.holds'
    >>> function_of("dosing.core.convert.x__per_unit__mutmut_12")
    'dosing.core.convert._per_unit'
    """
    module, _, mangled = mutant.rpartition("__mutmut_")[0].rpartition(".")
    return f"{module}.{mangled.removeprefix('x').removeprefix('_').strip('ǁ').replace('ǁ', '.')}"
