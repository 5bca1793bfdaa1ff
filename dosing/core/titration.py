"""A daily dose that rises by the week to a target, or falls by the week to a stop.

Steps, ceilings and intervals are those of the drug's rules; nothing here goes over them, and nothing is halved.
"""

from decimal import Decimal

from dosing.core.bounds import Bounds
from dosing.core.exact import EXACT, ZERO
from dosing.core.order import Current
from dosing.core.rule import Profile, Titration

#: A daily dose in mg/d, and for how many days; none: until further notice.
Step = tuple[Decimal, int | None]


def _floor(dose: Decimal, grid: Decimal) -> Decimal:
    """The largest multiple of the grid that is not above the dose."""
    return EXACT.subtract(dose, EXACT.remainder(dose, grid))


def rising(
    titration: Titration, bounds: Bounds, profile: Profile, *, current: Current | None, target: Decimal | None
) -> tuple[Step, ...]:
    """A daily dose a week, until nothing rises; the last one until further notice. Empty for a target under the grid.

    A target above the profile's ceiling is for callers who hold its acknowledgement; over the maximum nothing goes.
    """
    week = int(bounds.least(titration.interval))
    top = min(bounds.most(profile.ceiling) if target is None else target, bounds.most(titration.maximum))
    step = bounds.most(profile.step) if profile.step else ZERO

    def after(dose: Decimal) -> Decimal:
        return _floor(min(EXACT.add(dose, step), top), titration.grid)

    if current is None or current.daily_dose == ZERO:
        dose = _floor(min(bounds.most(profile.start), top), titration.grid)
        if dose == ZERO:
            return ()
    else:
        dose = current.daily_dose
        if current.days_at_dose is not None and current.days_at_dose >= week:
            dose = max(dose, after(dose))
    doses = [dose]
    while step and (following := after(doses[-1])) > doses[-1]:
        doses.append(following)
    return (*((dose, week) for dose in doses[:-1]), (doses[-1], None))


def falling(titration: Titration, bounds: Bounds, current: Decimal) -> tuple[Step, ...]:
    """The largest multiple of the grid below the current dose, then less by the grid each week, to nothing.

    The last dose is held until the way down has lasted as long as it must; from a dose on or under the grid it is
    that dose itself.
    """
    week, duration = int(bounds.least(titration.taper_interval)), int(bounds.least(titration.taper_duration))
    below = _floor(current, titration.grid)
    if below == current:
        below -= titration.grid
    doses = [titration.grid * count for count in range(int(below / titration.grid), 0, -1)] or [current]
    held = max(week, duration - week * (len(doses) - 1))
    return (*((dose, week) for dose in doses[:-1]), (doses[-1], held), (ZERO, None))
