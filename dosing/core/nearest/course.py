"""The nearest course of daily doses: a search over the days on which something can change, each state visited once.

A course never has a higher dose than ordered, has doses exactly on the days that are ordered to have some, rises and
stops only as the room allows, and falls only on the first day, where the order falls, or on the way down to its stop.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import IntEnum
from itertools import accumulate, pairwise
from typing import Any, TypeAlias

from dosing.core.exact import ZERO
from dosing.core.nearest.room import Room, smaller
from dosing.core.nearest.stock import Stock
from dosing.core.nearest.wish import Wish, days_of_change

#: Moves that a search looks at, at the most: some tens of milliseconds.
MOST_MOVES = 4_000


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


#: Way, dose, days at the dose, days on the way down (only as far as they matter), since when not below the final dose.
State: TypeAlias = tuple[Way, Decimal, int, int, int]
#: Milligrams withheld, changes, and the changes themselves as linked pairs, the last first.
Path: TypeAlias = tuple[Decimal, int, Any]
#: What a course is compared by, the smaller the nearer: the final dose (negative) and the day from which it is never
#: below it, of an order that stays; the milligrams withheld; the changes.
Key: TypeAlias = tuple[Decimal, int, Decimal, int]
Course: TypeAlias = tuple[tuple[int, Decimal], ...]


class Search:
    """The search for one order's nearest course."""

    def __init__(self, wish: Wish, room: Room, stock: Stock, *, only_down: bool) -> None:
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
        self._choices: dict[tuple[Decimal | None, int], Sequence[Decimal]] = {}
        self._best: tuple[Key, Any] | None = None
        self._moves = 0

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
            for state, path in self._moved(day, run, states):
                self._moves += 1
                if self._moves > MOST_MOVES:
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
            is_down = way in {Way.HELD, Way.DOWN}
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

    def _moved(self, day: int, run: int, states: dict[State, Path]) -> Iterator[tuple[State, Path]]:
        """What can be taken on this day: the dose from before, or another."""
        ordered = self._wish.runs[run][1]
        if day == 1:
            yield from self._begun(ordered)
            return
        for state, path in states.items():
            way, dose, *_ = state
            if ordered == ZERO:
                if way is Way.NONE:
                    yield state, path
                elif self._may_stop(state, day, run):
                    yield self._changed(Way.NONE, day, run, ZERO, path)
                continue
            if ZERO < dose <= ordered:
                yield state, path
            yield from (self._changed(to, day, run, new, path, state) for to, new in self._others(state, day, run))

    def _begun(self, ordered: Decimal) -> Iterator[tuple[State, Path]]:
        """The first day: what follows on what is taken before."""
        wish = self._wish
        start: Path = (ZERO, 0, None)
        before = wish.before or ZERO
        known = self._days if wish.days_at_dose is None else min(wish.days_at_dose, self._days)
        state: State = (Way.RISEN if before else Way.NONE, before, known, 0, 0)
        if ordered == ZERO:
            if not before or self._may_stop(state, 1, 0):
                yield self._changed(Way.NONE, 1, 0, ZERO, start)
            return
        holds = before in self._stock.splits and before <= ordered
        if holds and not self._only_down and (self._room.most is None or before <= self._room.most):
            (_, dose, _, down, since), path = self._changed(Way.RISEN, 1, 0, before, start)
            yield (Way.RISEN, dose, known, down, since), path
        if holds and self._may_go_down(0, day=1):
            yield self._changed(Way.HELD, 1, 0, before, start)
        yield from (self._changed(to, 1, 0, new, start) for to, new in self._others(state, 1, 0))

    def _changed(  # noqa: PLR0913, PLR0917 -- a change is all of this
        self, way: Way, day: int, run: int, dose: Decimal, path: Path, state: State | None = None
    ) -> tuple[State, Path]:
        withheld, changes, trace = path
        trace, since = (trace, (day, dose)), 0
        if self._stays and dose >= self._final:
            since = day if state is None or not state[4] else state[4]
        if self._stays and ZERO < dose <= self._lowest[run]:
            # What is withheld is counted to no end; of two courses with one final dose this says of which it is more.
            less = withheld - self._milligrams_before(day, run) + dose * (day - 1)
            self._keep((-dose, since or day, less, changes + 1), trace)
        down = state[3] if state is not None and way is Way.DOWN else 0
        return (way, dose, 0, down, since), (withheld, changes + 1, trace)

    def _milligrams_before(self, day: int, run: int) -> Decimal:
        start, dose = self._wish.runs[run]
        return self._before[run] + dose * (day - start)

    def _others(self, state: State, day: int, run: int) -> Iterator[tuple[Way, Decimal]]:
        """Other doses than the one from before, on a day on which some are ordered."""
        way, dose, days, *_ = state
        room, stock = self._room, self._stock
        ordered = self._wish.runs[run][1]
        is_plain = way in {Way.NONE, Way.RISEN, Way.FALLEN} and not self._only_down
        if is_plain and (self._wish.down_from is None or day < self._wish.down_from):
            if way is Way.NONE:
                most = smaller(room.most, room.first)
            else:
                most = smaller(room.most, None if room.rise is None else dose + room.rise)
            if way is Way.NONE or days >= room.days_before_rise:
                yield from ((Way.RISEN, new) for new in self._largest(most, run) if new > dose)
        if is_plain and dose and (fall := self._ordered_fall(day, run)) is not None:
            for new in self._largest(smaller(room.most, stock.below(dose)), run):
                if new < dose and (room.fall is None or dose - new <= max(fall, room.fall)):
                    yield Way.FALLEN, new
        if dose and self._may_go_down(run, day) and way is not Way.FALLEN:
            if way is Way.DOWN and days < room.days_of_fall:
                return
            least = ZERO if room.fall is None else dose - room.fall
            yield from ((Way.DOWN, new) for new in stock.between(least, stock.below(dose)) if new <= ordered)

    def _ordered_fall(self, day: int, run: int) -> Decimal | None:
        """By how much the order falls on this day; on the first day it may be by nothing."""
        if day == 1:
            return max((self._wish.before or ZERO) - self._wish.runs[0][1], ZERO)
        if day not in self._ordered:
            return None
        fall = self._wish.runs[run - 1][1] - self._wish.runs[run][1]
        return fall if fall > ZERO else None

    def _may_go_down(self, run: int, day: int) -> bool:
        """Whether the way down to the order's stop can have begun; one from before needs what is taken to be known."""
        return self._wish.stops and run >= self._last_part and (day > 1 or bool(self._wish.before))

    def _largest(self, most: Decimal | None, run: int) -> Sequence[Decimal]:
        """The doses to look at under the bound and the order.

        Where the order falls later, each may be the one from which that is reached. Otherwise a larger dose is never in
        the way of what follows: it is the largest.
        """
        key = (most, run)
        if key not in self._choices:
            self._choices[key] = self._chosen(most, run)
        return self._choices[key]

    def _chosen(self, most: Decimal | None, run: int) -> Sequence[Decimal]:
        ordered = self._wish.runs[run][1]
        most = smaller(most, ordered) or ordered
        if run < self._last_fall:
            return self._stock.between(ZERO, most)
        dose = self._stock.up_to(most)
        return [] if dose is None else [dose]

    def _may_stop(self, state: State, day: int, run: int) -> bool:
        way, dose, days, down, _ = state
        is_last = self._wish.stops and run == len(self._wish.runs) - 1
        if is_last and way is Way.FALLEN:
            return False
        if is_last and way is Way.DOWN and days < self._room.days_of_fall:
            return False
        if self._only_down and not is_last:
            return False
        use = None if self._wish.days_of_use is None else self._wish.days_of_use + day - 1
        return self._room.may_stop(dose, days_of_use=use, days_down=down, is_last=is_last)


def nearest_course(wish: Wish, room: Room, stock: Stock, *, only_down: bool = False) -> Course | None:
    """The nearest course that the room leaves; nothing if there is none.

    Raises:
        TooLongError: the search has passed its bound.

    """
    return Search(wish, room, stock, only_down=only_down).course()
