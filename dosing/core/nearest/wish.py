"""An order as a course of daily doses that is wished for, and the days on which the nearest to it can change.

Nothing here chooses a dose.
"""

from decimal import Decimal
from math import ceil

from msgspec import Struct

from dosing.core.exact import ZERO
from dosing.core.nearest.room import Room, smaller
from dosing.core.order import PhasedOrder
from dosing.core.phases import are_going_down, runs_of

#: Rises, or falls, one after the other between two days on which the order changes.
MOST_LINKS = 100


class TooLongError(Exception):
    """There is more to look at than a search may."""


class Wish(Struct, frozen=True, kw_only=True):
    """The order as a course: the first day and the daily dose of each run, and the day after its end if it has one."""

    runs: tuple[tuple[int, Decimal], ...]
    end: int | None
    #: What is taken before (none: not known), for how many days (none: for long enough), and since when at all.
    before: Decimal | None
    days_at_dose: int | None
    days_of_use: int | None
    #: The day from which the order is on its way down.
    down_from: int | None

    @property
    def stops(self) -> bool:
        """Whether it ends with a stop."""
        return self.runs[-1][1] == ZERO


def wish_of(order: PhasedOrder) -> Wish:
    """The order as a course. All phases but the last have their days."""
    runs = runs_of(order.phases)
    going_down = are_going_down(runs, order.current)
    current = order.current
    wished, day = list[tuple[int, Decimal]](), 1
    for run in runs:
        wished.append((day, run.daily_dose))
        day += run.days.at_least
    use = None
    if current is not None and current.daily_dose == ZERO:
        use = 0
    elif current is not None and current.days_on_drug is not None:
        use = max(current.days_on_drug, current.days_at_dose or 0)
    return Wish(
        runs=tuple(wished),
        end=day if order.phases[-1].days is not None else None,
        before=current.daily_dose if current else None,
        days_at_dose=current.days_at_dose if current else None,
        days_of_use=use,
        down_from=wished[going_down.index(True)][0] if True in going_down else None,
    )


def days_of_change(wish: Wish, room: Room) -> list[int]:
    """The days on which a change can be best: so many intervals after, or before, one on which the order changes.

    Rises are best as early, falls on the way down as late as possible; so each lies a number of intervals away
    from a day on which it is the order that changes.
    """
    starts = [day for day, _ in wish.runs]
    last = starts[-1]
    top = max(dose for _, dose in wish.runs)
    anchors = [*starts]
    if wish.days_at_dose is not None and (ready := 1 + room.days_before_rise - wish.days_at_dose) > 1:
        anchors.append(ready)
    rises = _links(smaller(top, room.most) or top, room.rise) if room.rise else 1
    days = {anchor + max(room.days_before_rise, 1) * count for anchor in anchors for count in range(rises + 1)}
    if wish.stops:
        falls = _links(top, room.fall) if room.fall else 2
        days |= {start - max(room.days_of_fall, 1) * count for start in starts for count in range(falls + 1)}
        days.add(last - room.days_down)
    end = last + 1 if wish.stops else wish.end
    return sorted(day for day in days if day >= 1 and (end is None or day < end))


def _links(dose: Decimal, step: Decimal) -> int:
    """How many steps lead to a dose, or from it, and one more."""
    links = ceil(dose / step) + 1
    if links > MOST_LINKS:
        raise TooLongError
    return links
