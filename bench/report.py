"""The result as tables, for the terminal and for docs/performance.md: figures, their spread, and ratios of one run."""

import os
import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from msgspec import Struct
from rich.console import Console
from rich.table import Table

from bench.clock import Timed
from dosing.translate.outbound import RULESET

_LIBRARIES = ("litestar", "msgspec", "uvicorn", "uvloop", "httptools", "fastapi", "pydantic", "pint")


class Ratio(Struct, frozen=True):
    """What a figure is set against, and what the ratio should not exceed; if it is held, more fails the run."""

    to: str
    most: float | None = None
    is_held: bool = False


class Sheet(Struct, frozen=True):
    """A table: its rows are text, the first column is what the row is about."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    #: Ratios that are held and were exceeded, in words.
    exceeded: tuple[str, ...] = ()


#: By how much a held ratio may be over its target before the run fails: what a paired median moves on a busy machine.
_SLACK = 1.1


def compared(
    title: str, unit: str, figures: dict[str, Timed], ratios: dict[str, Sequence[Ratio]], note: str = ""
) -> Sheet:
    """Figures in this unit, and below those that are set against others their ratios, each round by round."""
    rows: list[tuple[str, ...]] = []
    exceeded: list[str] = []
    for name, timed in figures.items():
        against = [ratio for ratio in ratios.get(name, ()) if ratio.to in figures]
        figure = (name, number(timed.median), f"{timed.spread:.0%}")
        told = [_ratio(timed, figures[ratio.to], ratio) for ratio in against] or [("", "", "", "")]
        rows += [(*(figure if index == 0 else ("", "", "")), *cells) for index, cells in enumerate(told)]
        for ratio in against:
            if ratio.is_held:
                exceeded += over(f"{name} / {ratio.to}", timed.over(figures[ratio.to]).median, ratio.most)
    return Sheet(title, ("", unit, "±", "ratio", "±", "target", "to"), tuple(rows), note, tuple(exceeded))


def over(name: str, found: float, most: float | None) -> Iterator[str]:
    """That a held ratio is further over its target than a busy machine moves it, in words."""
    if most is not None and found > most * _SLACK:
        yield f"{name}: {number(found)}, {number(most)} at the most"


def heading() -> list[str]:
    """The machine and the versions that the figures are from, and how busy the machine was besides."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return [
        f"{_processor()}, {os.cpu_count()} processors, {platform.system()}",
        f"{platform.python_implementation()} {platform.python_version()}, {libraries}",
        f"Ruleset {RULESET.version}. Load when the run began: {load} (over 0.5: what is by the clock was disturbed).",
    ]


def show(about: Sequence[str], sheets: Sequence[Sheet]) -> None:
    """The tables on the terminal, or as wide as they need where the output is no terminal."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=140)
    console.print("\n".join(about), highlight=False)
    for sheet in sheets:
        shown = Table(title=sheet.title, title_justify="left", title_style="bold", caption=sheet.note or None)
        for index, column in enumerate(sheet.columns):
            shown.add_column(column, justify="left" if index in {0, 6} else "right")
        for row in sheet.rows:
            shown.add_row(*row)
        console.print()
        console.print(shown)


def markdown(about: Sequence[str], sheets: Sequence[Sheet]) -> str:
    """The tables as a document's part."""
    lines = [*(f"- {line}" for line in about), ""]
    for sheet in sheets:
        lines += [f"### {sheet.title}", "", *([sheet.note, ""] if sheet.note else [])]
        lines += [_line(sheet.columns), _line(["---", *["---:" for _ in sheet.columns[1:]]])]
        lines += [*map(_line, sheet.rows), ""]
    return "\n".join(lines)


def number(value: float) -> str:
    """Three digits that count."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3g}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _ratio(timed: Timed, other: Timed, against: Ratio) -> tuple[str, ...]:
    ratio = timed.over(other)
    target = "" if against.most is None else f"≤ {number(against.most)}"
    return number(ratio.median), f"{ratio.spread:.0%}", target, against.to


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())
