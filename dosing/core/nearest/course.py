"""The nearest course of daily doses: a search over the days on which something can change, each state visited once.

A course never has a higher dose than ordered, has doses exactly on the days that are ordered to have some, rises and
stops only as the room allows, and falls only on the first day, where the order falls, or on the way down to its stop.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import IntEnum
from itertools import accumulate, pairwise
from typing import Any, TypeAlias

from msgspec import Struct

from dosing.core.exact import ZERO
from dosing.core.nearest.room import Room, smaller
from dosing.core.nearest.stock import Stock
from dosing.core.nearest.wish import Wish, days_of_change

#: Moves that are looked at for one order, at the most: some ten milliseconds, for a request may have a thousand orders.
#: Five phases of odd doses that end in a stop take up to some thousands, a dozen plain ones some hundreds.
MOST_MOVES = 6_000


class TooLongError(Exception):
    """The search was given up: there is more to look at than its bound."""


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
_PLAIN = frozenset({NONE, RISEN, FALLEN})

#: Way, dose, days at the dose, days on the way down (only as far as they matter), since when not below the final dose.
State: TypeAlias = tuple[Way, Decimal, int, int, int]
#: Milligrams withheld, changes, and the changes themselves as linked pairs, the last first.
Path: TypeAlias = tuple[Decimal, int, Any]
#: What a course is compared by, the smaller the nearer: the final dose (negative) and the day from which it is never
#: below it, of an order that stays; the milligrams withheld; the changes.
Key: TypeAlias = tuple[Decimal, int, Decimal, int]
Course: TypeAlias = tuple[tuple[int, Decimal], ...]
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


class Search:
    """The search for one order's nearest course, after so many moves were looked at for it."""

    def __init__(self, wish: Wish, room: Room, stock: Stock, *, only_down: bool, moves: int) -> None:
        self._wish, self._room, self._stock, self._only_down = wish, room, stock, only_down
        self._ordered = dict(wish.runs)
        self._starts = [day for day, _ in wish.runs]
        self._days = max(room.days_before_rise, room.days_of_fall)
        zeros = [index for index, (_, dose) in enumerate(wish.runs[:-1]) if dose == ZERO]
        #: The index of the run from which on nothing is ordered to stop but for good.
        self._last_part = zeros[-1] + 1 if zeros else 0
        self._stays = not wish.stops and wish.end is None
        self._final = stock.up_to(smaller(room.most, wish.runs[-1][1]) or ZERO) or ZERO
        doses = [dose for _, dose in wish.runs]
        #: The last run that is lower than the one before it.
        self._last_fall = max((index for index in range(1, len(doses)) if doses[index] < doses[index - 1]), default=0)
        #: The milligrams ordered before each run.
        lengths = [later - day for (day, _), (later, _) in pairwise(wish.runs)]
        self._before = [ZERO, *accumulate(dose * days for dose, days in zip(doses[:-1], lengths, strict=True))]
        #: The lowest dose from each run on to the end.
        self._lowest = [*accumulate((dose for _, dose in reversed(wish.runs)), min)][::-1]
        #: By a dose and the run in which it changes: the rises from it, and the falls on the way down.
        self._rises: dict[tuple[Decimal, int], Sequence[Option]] = {}
        self._downs: dict[tuple[Decimal, int], Sequence[Option]] = {}
        self._best: tuple[Key, Any] | None = None
        self.moves = moves

    def course(self) -> Course | None:
        """The nearest course; nothing if there is none.

        Raises:
            TooLongError: the search has passed its bound.

        """
        self._search()
        if self._best is not None and self._stays and -self._best[0][0] != self._final:
            # Not as high as was hoped for; only now it is known since when the course is not below its final dose.
            self._final, self._best = -self._best[0][0], None
            self._search()
        return self._unlinked()

    def _search(self) -> None:
        states: dict[State, Path] = {}
        run = -1
        days = days_of_change(self._wish, self._room)
        for place, day in enumerate(days):
            if run + 1 < len(self._starts) and self._starts[run + 1] == day:
                run += 1
            following: dict[State, Path] = {}
            for state, path in self._moved(self._today(day, run), states):
                self.moves += 1
                if self.moves > MOST_MOVES:
                    raise TooLongError
                if state not in following or path[:2] < following[state][:2]:
                    following[state] = path
            if self._wish.stops and run == len(self._starts) - 1:
                self._finish(following)
                return
            until = days[place + 1] if place + 1 < len(days) else self._wish.end
            if until is None or not following:
                return
            states = self._held(following, until - day, self._wish.runs[run][1])
            if place + 1 == len(days):
                self._finish(states)

    def _finish(self, states: dict[State, Path]) -> None:
        for withheld, changes, trace in states.values():
            self._keep((ZERO, 0, withheld, changes), trace)

    def _keep(self, key: Key, trace: Any) -> None:  # noqa: ANN401 -- linked pairs
        if self._best is None or key < self._best[0]:
            self._best = key, trace

    def _unlinked(self) -> Course | None:
        if self._best is None:
            return None
        changes, trace = [], self._best[1]
        while trace:
            trace, change = trace
            changes.append(change)
        return tuple(reversed(changes))

    def _held(self, states: dict[State, Path], days: int, ordered: Decimal) -> dict[State, Path]:
        """The states after so many more days."""
        later: dict[State, Path] = {}
        for (way, dose, at_dose, down, since), (withheld, changes, trace) in states.items():
            is_down = way not in _PLAIN
            state = (
                way,
                dose,
                min(at_dose + days, self._days),
                min(down + days, self._room.days_down) if is_down else 0,
                since,
            )
            path = (withheld + (ordered - dose) * days, changes, trace)
            if state not in later or path[:2] < later[state][:2]:
                later[state] = path
        return later

    def _today(self, day: int, run: int) -> Today:
        wish, is_plain = self._wish, not self._only_down
        return Today(
            day=day,
            run=run,
            ordered=wish.runs[run][1],
            may_rise=is_plain and (wish.down_from is None or day < wish.down_from),
            fall=self._ordered_fall(day, run) if is_plain else None,
            may_go_down=self._may_go_down(day, run),
        )

    def _moved(self, today: Today, states: dict[State, Path]) -> Iterator[tuple[State, Path]]:
        """What can be taken on this day: the dose from before, or another."""
        ordered = today.ordered
        if today.day == 1:
            yield from self._begun(today)
        elif ordered == ZERO:
            for state, path in states.items():
                if state[0] is NONE:
                    yield state, path
                elif self._may_stop(state, today):
                    yield self._changed(NONE, ZERO, today, path)
        else:
            for state, path in states.items():
                if ZERO < state[1] <= ordered:
                    yield state, path
                for way, dose in self._others(state, today):
                    yield self._changed(way, dose, today, path, state)

    def _begun(self, today: Today) -> Iterator[tuple[State, Path]]:
        """The first day: what follows on what is taken before."""
        wish = self._wish
        start: Path = (ZERO, 0, None)
        before = wish.before or ZERO
        known = self._days if wish.days_at_dose is None else min(wish.days_at_dose, self._days)
        state: State = (RISEN if before else NONE, before, known, 0, 0)
        if today.ordered == ZERO:
            if not before or self._may_stop(state, today):
                yield self._changed(NONE, ZERO, today, start)
            return
        holds = before in self._stock.splits and before <= today.ordered
        if holds and not self._only_down and (self._room.most is None or before <= self._room.most):
            (_, dose, _, down, since), path = self._changed(RISEN, before, today, start)
            yield (RISEN, dose, known, down, since), path
        if holds and today.may_go_down:
            yield self._changed(HELD, before, today, start)
        yield from (self._changed(way, dose, today, start) for way, dose in self._others(state, today))

    def _changed(
        self, way: Way, dose: Decimal, today: Today, path: Path, state: State | None = None
    ) -> tuple[State, Path]:
        withheld, changes, trace = path
        trace, since = (trace, (today.day, dose)), 0
        if self._stays and dose >= self._final:
            since = today.day if state is None or not state[4] else state[4]
        if self._stays and ZERO < dose <= self._lowest[today.run]:
            # What is withheld is counted to no end; of two courses with one final dose this says of which it is more.
            less = withheld - self._milligrams_before(today) + dose * (today.day - 1)
            self._keep((-dose, since or today.day, less, changes + 1), trace)
        down = state[3] if state is not None and way is DOWN else 0
        return (way, dose, 0, down, since), (withheld, changes + 1, trace)

    def _milligrams_before(self, today: Today) -> Decimal:
        start, dose = self._wish.runs[today.run]
        return self._before[today.run] + dose * (today.day - start)

    def _others(self, state: State, today: Today) -> list[Option]:
        """Other doses than the one from before, on a day on which some are ordered."""
        way, dose, days, *_ = state
        room, found = self._room, list[Option]()
        if today.may_rise and way in _PLAIN and (way is NONE or days >= room.days_before_rise):
            found += self._higher(dose, today.run)
        if today.fall is not None and way in _PLAIN and dose:
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

    def _may_go_down(self, day: int, run: int) -> bool:
        """Whether the way down to the order's stop can have begun; one from before needs what is taken to be known."""
        return self._wish.stops and run >= self._last_part and (day > 1 or bool(self._wish.before))

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

    def _may_stop(self, state: State, today: Today) -> bool:
        way, dose, days, down, _ = state
        is_last = self._wish.stops and today.run == len(self._wish.runs) - 1
        if is_last and way is FALLEN:
            return False
        if is_last and way is DOWN and days < self._room.days_of_fall:
            return False
        if self._only_down and not is_last:
            return False
        use = None if self._wish.days_of_use is None else self._wish.days_of_use + today.day - 1
        return self._room.may_stop(dose, days_of_use=use, days_down=down, is_last=is_last)
