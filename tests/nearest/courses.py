"""Courses of daily doses, day by day: an order as one, what makes one lawful, and the nearest by trying every day.

Written without the search that it is compared with: its numbers stand here again, every dose is tried on every day, and
nothing is left out because something else is thought to be better.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

#: Days after the last change of an order that stays: enough for every rise of a titration.
HORIZON = 30
WEEK = 7
DOWN = 14
FALL = 10
LAST = 5


@dataclass(frozen=True)
class Rules:
    """What the profile of the patient allows, in mg/d; only a note that the order breaks already does not count."""

    start: int | None
    step: int | None
    ceiling: int


@dataclass(frozen=True)
class Ordered:
    """Daily doses by days; the last is without days where the order stays at it."""

    phases: tuple[tuple[int, int | None], ...]
    before: int | None = None
    days_at_dose: int | None = None
    days_of_use: int | None = None

    @property
    def stays(self) -> bool:
        """Whether the last dose is ordered until further notice."""
        return self.phases[-1][0] > 0 and self.phases[-1][1] is None

    @property
    def days(self) -> list[int]:
        """The daily dose of each day."""
        tail = HORIZON if self.stays else 1
        return [dose for dose, days in self.phases for _ in range(tail if days is None else days)]

    @property
    def down_from(self) -> int:
        """The index of the first day on which the order is on its way down; behind its end if it is on none."""
        days = self.days
        if days[-1]:
            return len(days)
        taken = [self.before, *days]
        index = len(days)
        while index and taken[index - 1] is not None and (taken[index - 1] or 0) >= days[index - 1]:
            index -= 1
        # Days that only hold a dose are not on the way down, but from a current dose.
        while 0 < index < len(days) and taken[index] == days[index]:
            index += 1
        return index


#: Doses withheld, changes; of an order that stays also the final dose and the day on which it is reached.
Key = tuple[int, int, int, int]


def key(ordered: Ordered, course: list[int]) -> Key:
    """What courses are compared by, the smaller the nearer; of a course that stays as many days as of the order."""
    days = ordered.days
    course = course[: len(days)]
    changes = 1 + sum(one != other for one, other in pairwise(course))
    final = course[-1] if ordered.stays else 0
    since = max((day for day, dose in enumerate(course, 1) if dose < final), default=0) if ordered.stays else 0
    return (-final, since, sum(days) - sum(course), changes)


#: How the dose came about, the dose, days at it, days on the way down.
Taken = tuple[str, int, int, int]
State = tuple[str, int, int, int, int]


def nearest(ordered: Ordered, rules: Rules, domain: tuple[int, ...], *, only_down: bool = False) -> Key | None:
    """The key of the nearest course of doses in the domain; nothing if there is none."""
    if not ordered.stays:
        return min(_ends(ordered, rules, domain, 0, only_down=only_down), default=None)
    for final in sorted(domain, reverse=True):
        keys = [found for found in _ends(ordered, rules, domain, final, only_down=only_down) if found[0] == -final]
        if keys:
            return min(keys)
    return None


def _ends(ordered: Ordered, rules: Rules, domain: tuple[int, ...], final: int, *, only_down: bool) -> Iterator[Key]:
    """The keys with which courses end, the best of each state; of those that stay, since when not below `final`."""
    held = WEEK if ordered.days_at_dose is None else min(ordered.days_at_dose, WEEK)
    states: dict[State, tuple[int, int]] = {("start", ordered.before or 0, held, 0, 0): (0, 0)}
    for day, most in enumerate(ordered.days):
        following: dict[State, tuple[int, int]] = {}
        for state, (withheld, changes) in states.items():
            for dose in domain if most else (0,):
                if dose > most:
                    continue
                cost = (withheld + most - dose, changes + (day == 0 or dose != state[1]))
                since = 0 if not ordered.stays else day + 1 if dose < final else state[4]
                for later in _after(ordered, rules, state[:4], day, dose, only_down=only_down):
                    reached = (*later, since)
                    if reached not in following or cost < following[reached]:
                        following[reached] = cost
        states = following
    for (_, dose, _, _, since), (withheld, changes) in states.items():
        yield (-dose if ordered.stays else 0, since, withheld, changes)


def _after(  # noqa: C901 -- every case of the law, one after the other
    ordered: Ordered, rules: Rules, state: Taken, day: int, dose: int, *, only_down: bool
) -> Iterator[Taken]:
    """The states after a day on which this dose is taken; none if it may not be."""
    way, before, held, down = state
    days = ordered.days
    stops = days[-1] == 0
    is_last_part = stops and 0 not in days[day : len(days) - _zeros(days)]
    is_down = way in {"held", "down"}
    count = min(down + 1, DOWN)
    if dose == 0:
        # Nothing after nothing is no way down, on which alone nothing speaks against a drug that may not be given.
        if (before == 0 and not (only_down and day == 0)) or _may_stop(ordered, state, day, only_down=only_down):
            yield ("none", 0, 0, 0)
        return
    if before == 0:
        if not only_down and dose <= rules.ceiling and (rules.start is None or dose <= rules.start):
            yield ("risen", dose, 1, 0)
        return
    if dose == before:
        if day == 0 and is_last_part and ordered.before:
            yield ("held", dose, 1, 1)
        if day == 0 and not only_down and dose <= rules.ceiling:
            yield ("risen", dose, min(held + 1, WEEK), 0)
        if day > 0:
            yield (way, dose, min(held + 1, WEEK), count if is_down else 0)
        return
    if dose > before:
        step = rules.step is None or dose - before <= rules.step
        if (
            not is_down
            and not only_down
            and held >= WEEK
            and step
            and dose <= rules.ceiling
            and day < ordered.down_from
        ):
            yield ("risen", dose, 1, 0)
        return
    fall = max((ordered.before or 0) - days[0], 0) if day == 0 else days[day - 1] - days[day]
    is_plain = not is_down and not only_down and (day == 0 or fall > 0)
    if is_plain and before - dose <= max(fall, FALL) and dose <= rules.ceiling:
        yield ("fallen", dose, 1, 0)
    if is_last_part and way != "fallen" and before - dose <= FALL and (way != "down" or held >= WEEK):
        yield ("down", dose, 1, count if is_down else 1)


def _zeros(days: list[int]) -> int:
    """The days of the stop at the end."""
    return next((index for index, dose in enumerate(reversed(days)) if dose), len(days))


def _may_stop(ordered: Ordered, state: Taken, day: int, *, only_down: bool) -> bool:
    way, before, held, down = state
    days = ordered.days
    is_last = days[-1] == 0 and day >= len(days) - _zeros(days)
    if is_last and (way == "fallen" or before > FALL or (way == "down" and held < WEEK)):
        return False
    if (only_down and not is_last) or before == 0:
        return False
    use = ordered.days_of_use
    if use is not None and use + day < WEEK:
        return True
    return before <= LAST and down >= DOWN
