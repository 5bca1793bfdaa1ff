"""What can follow on a dose on a day, as far as the room, the stock and the order allow: the options of the search.

Nothing here compares courses; which of the options lead to the nearest one is found by `course.py`.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import IntEnum
from typing import TypeAlias

from msgspec import Struct

from dosing.core.exact import ZERO
from dosing.core.nearest.room import Room, smaller
from dosing.core.nearest.stock import Stock
from dosing.core.nearest.wish import Wish


class Way(IntEnum):
    """How the dose that is taken came about, which decides what may follow."""

    NONE = 0
    RISEN = 1
    #: Fallen, but not to a stop: rises again, or stays.
    FALLEN = 2
    #: The current dose held, and only falls from there.
    HELD = 3
    DOWN = 4

    #: An enum hashes by a Python call; as a part of states these are looked up at every move.
    __hash__ = int.__hash__


#: An enum's member is looked up by a Python call as well.
NONE, RISEN, FALLEN, HELD, DOWN = Way
PLAIN = frozenset({NONE, RISEN, FALLEN})

#: Way, dose, days at the dose, days on the way down (only as far as they matter), since when not below the final dose.
State: TypeAlias = tuple[Way, Decimal, int, int, int]
#: How another dose would come about, and the dose.
Option: TypeAlias = tuple[Way, Decimal]


class Today(Struct, frozen=True, kw_only=True):
    """A day on which something can change, and what can, whatever is taken."""

    day: int
    #: The index of the run that is ordered, and its dose.
    run: int
    ordered: Decimal
    may_rise: bool
    #: By how much the dose may fall where the order falls; nothing where it does not.
    fall: Decimal | None
    may_go_down: bool


class Options:
    """What can follow on what, for one order."""

    def __init__(self, wish: Wish, room: Room, stock: Stock, *, only_down: bool) -> None:
        self._wish, self._room, self._stock, self._only_down = wish, room, stock, only_down
        self._ordered = dict(wish.runs)
        zeros = [index for index, (_, dose) in enumerate(wish.runs[:-1]) if dose == ZERO]
        #: The index of the run from which on nothing is ordered to stop but for good.
        self._last_part = zeros[-1] + 1 if zeros else 0
        doses = [dose for _, dose in wish.runs]
        #: The last run that is lower than the one before it.
        self._last_fall = max((index for index in range(1, len(doses)) if doses[index] < doses[index - 1]), default=0)
        #: By a dose and the run in which it changes: the rises from it, and the falls on the way down.
        self._rises: dict[tuple[Decimal, int], Sequence[Option]] = {}
        self._downs: dict[tuple[Decimal, int], Sequence[Option]] = {}

    def today(self, day: int, run: int) -> Today:
        """What can change on a day of a run, whatever is taken."""
        wish, is_plain = self._wish, not self._only_down
        return Today(
            day=day,
            run=run,
            ordered=wish.runs[run][1],
            may_rise=is_plain and (wish.down_from is None or day < wish.down_from),
            fall=self._ordered_fall(day, run) if is_plain else None,
            # Whether the way down to the order's stop can have begun.
            may_go_down=wish.stops and run >= self._last_part,
        )

    def may_stop(self, state: State, today: Today) -> bool:
        """Whether nothing may follow on a state on this day, on which nothing is ordered."""
        way, dose, days, down, _ = state
        is_last = self._wish.stops and today.run == len(self._wish.runs) - 1
        if is_last and way is FALLEN:
            return False
        if is_last and way is DOWN and days < self._room.days_of_fall:
            return False
        use = None if self._wish.days_of_use is None else self._wish.days_of_use + today.day - 1
        return self._room.may_stop(dose, days_of_use=use, days_down=down, is_last=is_last)

    def others(self, state: State, today: Today) -> list[Option]:
        """Other doses than the one from before, on a day on which some are ordered."""
        way, dose, days, *_ = state
        room, found = self._room, list[Option]()
        if today.may_rise and way in PLAIN and (way is NONE or days >= room.days_before_rise):
            found += self._higher(dose, today.run)
        if today.fall is not None and way in PLAIN and dose:
            found += self._fallen(dose, today.fall, today.run)
        if today.may_go_down and way is not FALLEN and dose and (way is not DOWN or days >= room.days_of_fall):
            found += self._lower(dose, today.run)
        return found

    def _higher(self, dose: Decimal, run: int) -> Sequence[Option]:
        """What a dose, or none, can rise to."""
        key, room = (dose, run), self._room
        if key not in self._rises:
            step = room.rise if room.rise is None else dose + room.rise
            most = smaller(room.most, step if dose else room.first)
            self._rises[key] = [(RISEN, new) for new in self._largest(most, run) if new > dose]
        return self._rises[key]

    def _fallen(self, dose: Decimal, fall: Decimal, run: int) -> Sequence[Option]:
        """What a dose can fall to where the order falls by so much."""
        room = self._room
        doses = self._largest(smaller(room.most, self._stock.below(dose)), run)
        most = None if room.fall is None else max(fall, room.fall)
        return [(FALLEN, new) for new in doses if new < dose and (most is None or dose - new <= most)]

    def _lower(self, dose: Decimal, run: int) -> Sequence[Option]:
        """What can follow on a dose on the way down."""
        key, fall, stock = (dose, run), self._room.fall, self._stock
        if key not in self._downs:
            least, ordered = (ZERO if fall is None else dose - fall), self._wish.runs[run][1]
            self._downs[key] = [(DOWN, new) for new in stock.between(least, stock.below(dose)) if new <= ordered]
        return self._downs[key]

    def _ordered_fall(self, day: int, run: int) -> Decimal | None:
        """By how much the order falls on this day; on the first day it may be by nothing."""
        if day == 1:
            return max((self._wish.before or ZERO) - self._wish.runs[0][1], ZERO)
        if day not in self._ordered:
            return None
        fall = self._wish.runs[run - 1][1] - self._wish.runs[run][1]
        return fall if fall > ZERO else None

    def _largest(self, most: Decimal | None, run: int) -> Sequence[Decimal]:
        """The doses to look at under the bound and the order.

        Where the order falls later, each may be the one from which that is reached. Otherwise a larger dose is never in
        the way of what follows: it is the largest.
        """
        ordered = self._wish.runs[run][1]
        most = smaller(most, ordered) or ordered
        if run < self._last_fall:
            return self._stock.between(ZERO, most)
        dose = self._stock.up_to(most)
        return [] if dose is None else [dose]
