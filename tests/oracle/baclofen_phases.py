"""The phases of baclofen: which are on the way down, and which count as one."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, takewhile
from typing import Any

from .tri import Tri
from .units import milligrams


@dataclass(frozen=True)
class Current:
    """What is taken now; a dose of None is unknown, 0 is a new start."""

    dose: Fraction | None
    days_at_dose: int | None
    days_on_drug: int | None


@dataclass(frozen=True)
class Phase:
    """Some days at one daily dose; the last may have no end."""

    where: str
    doses: tuple[Fraction, ...]
    daily: Fraction
    days: int | None
    first_day: int | None
    is_down: bool


@dataclass(frozen=True)
class Run:
    """Equal consecutive phases, which count as one."""

    phases: tuple[Phase, ...]
    daily: Fraction
    days: int
    has_unknown_days: bool

    @property
    def is_down(self) -> bool:
        """Say if the run is on the way down."""
        return self.phases[0].is_down

    @property
    def judged_by_all(self) -> Phase | None:
        """Give the first phase that is not on the way down."""
        return next((phase for phase in self.phases if not phase.is_down), None)


UNKNOWN_CURRENT = Current(None, None, None)
NEW_START = Current(Fraction(0), None, None)


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def current_of(body: dict[str, Any], if_absent: Current) -> Current:
    """Read the current dose of a request."""
    if "current" not in body:
        return if_absent
    current = body["current"]
    return Current(
        milligrams(current["daily_dose"]),
        _whole(current.get("days_at_dose")),
        _whole(current.get("days_on_drug")),
    )


def _fall_to_zero(daily: list[Fraction]) -> list[bool]:
    """Say for each of these if there is no rise from it on and a phase of no doses is reached."""
    falls = [daily[-1] == 0]
    for earlier, later in reversed(list(pairwise(daily))):
        falls.append(falls[-1] and later <= earlier)
    return falls[::-1]


def _has_end(daily: list[Fraction], days: list[int | None]) -> bool:
    """Say if the first phase and those equal to it all have their days."""
    equal = takewhile(lambda phase: phase[0] == daily[0], zip(daily, days, strict=True))
    return all(length is not None for _, length in equal)


def _down_flags(daily: list[Fraction], days: list[int | None], current: Current) -> list[bool]:
    flags: list[bool] = []
    for index, (dose, falls) in enumerate(zip(daily, _fall_to_zero(daily), strict=True)):
        before = daily[index - 1] if index else current.dose
        if before is None or dose > before:
            flags.append(False)
        elif dose < before:
            flags.append(falls)
        elif index:
            # Equal consecutive phases count as one.
            flags.append(flags[index - 1])
        else:
            has_end = _has_end(daily, days)
            flags.append(dose > 0 and has_end and falls)
    return flags


def phases_of(
    doses: list[tuple[Fraction, ...]],
    daily: list[Fraction],
    days: list[int | None],
    current: Current,
    base: str,
) -> list[Phase]:
    """Build the phases of an order (base "/phases") or of a schedule ("/steps")."""
    flags = _down_flags(daily, days, current)
    phases: list[Phase] = []
    first_day: int | None = 1
    for index, dose in enumerate(daily):
        where = f"{base}/{index}"
        length = days[index]
        phases.append(Phase(where, doses[index], dose, length, first_day, flags[index]))
        first_day = None if first_day is None or length is None else first_day + length
    return phases


def runs_of(phases: list[Phase]) -> list[Run]:
    """Put equal neighbours together."""
    groups: list[list[Phase]] = []
    for phase in phases:
        if groups and groups[-1][0].daily == phase.daily:
            groups[-1].append(phase)
        else:
            groups.append([phase])
    return [
        Run(
            tuple(group),
            group[0].daily,
            sum(phase.days or 0 for phase in group),
            any(phase.days is None for phase in group),
        )
        for group in groups
    ]


def reaches(days: int, limit: int, *, has_unknown: bool) -> Tri:
    """Judge days ≥ limit where some of the days may be unknown."""
    if days >= limit:
        return True
    return None if has_unknown else False


def days_at_dose_before(runs: list[Run], index: int, current: Current, limit: int) -> Tri:
    """Judge if the dose before this run was taken for at least so many days."""
    if index == 0:
        return reaches(current.days_at_dose or 0, limit, has_unknown=current.days_at_dose is None)
    run = runs[index - 1]
    days, has_unknown = run.days, run.has_unknown_days
    if index == 1 and run.daily == current.dose:
        days += current.days_at_dose or 0
        has_unknown = has_unknown or current.days_at_dose is None
    return reaches(days, limit, has_unknown=has_unknown)


def is_long_use(runs: list[Run], index: int, current: Current) -> bool:
    """Say if there are ≥ 7 days of use before this run, or use of unknown length."""
    earlier = runs[:index]
    if current.dose is None or any(run.has_unknown_days for run in earlier):
        return True
    days = sum(run.days for run in earlier)
    if current.dose > 0:
        if current.days_on_drug is None:
            return True
        days += max(current.days_on_drug, current.days_at_dose or 0)
    return days >= 7
