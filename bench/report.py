"""The result as a table: each figure with its spread, and beside it the ratio to another of the same run."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from msgspec import Struct
from rich.console import Console
from rich.table import Table

from bench.clock import Timed
from dosing.translate.outbound import RULESET

_LIBRARIES = ("litestar", "msgspec", "pint", "uvicorn")


class Ratio(Struct, frozen=True):
    """What a figure is set against, and what the ratio should not exceed."""

    to: str
    most: float | None = None


def heading() -> str:
    """The machine and the versions that the figures are from."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return (
        f"{_processor()}, {os.cpu_count()} processors, {platform.system()} {platform.release()}\n"
        f"{platform.python_implementation()} {platform.python_version()}, {libraries}; ruleset {RULESET.version}"
    )


def table(title: str, unit: str, figures: dict[str, Timed], ratios: dict[str, Ratio]) -> Table:
    """Figures in this unit, and the ratios of those that are set against another."""
    shown = Table(title=title, title_justify="left", title_style="bold", min_width=100)
    shown.add_column("", ratio=1)
    for name in (unit, "±", "ratio", "±", "target"):
        shown.add_column(name, justify="right", no_wrap=True)
    shown.add_column("to")
    for name, timed in figures.items():
        figure = [name, _number(timed.median), f"{timed.spread:.0%}"]
        against = ratios.get(name)
        shown.add_row(*figure, *(_ratio(timed, figures[against.to], against) if against else ()))
    return shown


def show(tables: list[Table]) -> None:
    """The tables on the terminal, or as wide as they need where the output is no terminal."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=120)
    console.print(heading(), highlight=False)
    for each in tables:
        console.print()
        console.print(each)


def _ratio(timed: Timed, other: Timed, against: Ratio) -> tuple[str, ...]:
    ratio = timed.over(other)
    target = "" if against.most is None else f"≤ {_number(against.most)}"
    return _number(ratio.median), f"{ratio.spread:.0%}", target, against.to


def _number(value: float) -> str:
    """Three digits that count."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3g}"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())
