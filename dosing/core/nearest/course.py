"""The nearest course of daily doses: a search over the days on which something can change, each state visited once.

A course never has a higher dose than ordered, has doses exactly on the days that are ordered to have some, rises and
stops only as the room allows, and falls only on the first day, where the order falls, or on the way down to its stop.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import Any, TypeAlias

from dosing.core.exact import ZERO
from dosing.core.nearest.options import DOWN, HELD, NONE, PLAIN, RISEN, Options, State, Today, Way
from dosing.core.nearest.room import Room
from dosing.core.nearest.stock import Stock
from dosing.core.nearest.wish import TooLongError, Wish, days_of_change

#: Moves that are looked at for one order, at the most: some ten milliseconds, for a request may have a thousand orders.
#: Five phases of odd doses that end in a stop take up to some thousands, a dozen plain ones some hundreds.
MOST_MOVES = 6_000


#: Milligrams withheld, changes, and the changes themselves as linked pairs, the last first.
Path: TypeAlias = tuple[Decimal, int, Any]
#: What a course is compared by, the smaller the nearer: the final dose (negative) and the day from which it is never
#: below it, of an order that stays; the milligrams withheld; the changes.
Key: TypeAlias = tuple[Decimal, int, Decimal, int]
Course: TypeAlias = tuple[tuple[int, Decimal], ...]


class Search:
    """The search for one order's nearest course, after so many moves were looked at for it."""

    def __init__(self, wish: Wish, room: Room, stock: Stock, *, only_down: bool, moves: int) -> None:
        self._wish, self._room, self._stock, self._only_down = wish, room, stock, only_down
        self._options = Options(wish, room, stock, only_down=only_down)
        self._starts = [day for day, _ in wish.runs]
        self._days = max(room.days_before_rise, room.days_of_fall)
        self._stays = not wish.stops and wish.end is None
        self._final = stock.up_to(wish.runs[-1][1]) or ZERO
        #: The milligrams ordered before each run.
        whole = (dose * (later - day) for (day, dose), (later, _) in pairwise(wish.runs))
        self._before = [ZERO, *accumulate(whole)]
        #: The lowest dose from each run on to the end.
        self._lowest = [*accumulate((dose for _, dose in reversed(wish.runs)), min)][::-1]
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
            for state, path in self._moved(self._options.today(day, run), states):
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
            is_down = way not in PLAIN
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

    def _moved(self, today: Today, states: dict[State, Path]) -> Iterator[tuple[State, Path]]:
        """What can be taken on this day: the dose from before, or another."""
        ordered = today.ordered
        if today.day == 1:
            yield from self._begun(today)
        elif ordered == ZERO:
            for state, path in states.items():
                if state[0] is NONE:
                    yield state, path
                elif self._options.may_stop(state, today):
                    yield self._changed(NONE, ZERO, today, path)
        else:
            for state, path in states.items():
                if ZERO < state[1] <= ordered:
                    yield state, path
                for way, dose in self._options.others(state, today):
                    yield self._changed(way, dose, today, path, state)

    def _begun(self, today: Today) -> Iterator[tuple[State, Path]]:
        """The first day: what follows on what is taken before."""
        wish = self._wish
        start: Path = (ZERO, 0, None)
        before = wish.before or ZERO
        known = self._days if wish.days_at_dose is None else min(wish.days_at_dose, self._days)
        state: State = (RISEN if before else NONE, before, known, 0, 0)
        if today.ordered == ZERO:
            if not before or self._options.may_stop(state, today):
                yield self._changed(NONE, ZERO, today, start)
            return
        holds = before in self._stock.splits and before <= today.ordered
        if holds and not self._only_down and (self._room.most is None or before <= self._room.most):
            (_, dose, _, down, since), path = self._changed(RISEN, before, today, start)
            yield (RISEN, dose, known, down, since), path
        if holds and today.may_go_down:
            yield self._changed(HELD, before, today, start)
        yield from (self._changed(way, dose, today, start) for way, dose in self._options.others(state, today))

    def _changed(
        self, way: Way, dose: Decimal, today: Today, path: Path, state: State | None = None
    ) -> tuple[State, Path]:
        withheld, changes, trace = path[0], path[1] + 1, (path[2], (today.day, dose))
        since = 0
        if self._stays and dose >= self._final:
            since = today.day if state is None or not state[4] else state[4]
        if self._stays and ZERO < dose <= self._lowest[today.run]:
            # What is withheld is counted to no end; of two courses with one final dose this says of which it is more.
            less = withheld - self._milligrams_before(today) + dose * today.day
            self._keep((-dose, since or today.day, less, changes), trace)
        down = state[3] if state is not None and way is DOWN else 0
        return (way, dose, 0, down, since), (withheld, changes, trace)

    def _milligrams_before(self, today: Today) -> Decimal:
        start, dose = self._wish.runs[today.run]
        return self._before[today.run] + dose * (today.day - start)
