"""How much is looked at for one order at the most: a request may have a thousand orders, each with a nearest one.

Counted is work, not time: what is counted is the same in every run and on every machine.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import _lru_cache_wrapper
from itertools import product
from types import FrameType
from typing import Any

import msgspec
import pytest

from dosing import service
from dosing.core import products, tablets
from dosing.core.nearest import Proposal, nearest_order, phases, room
from dosing.core.nearest.course import Search
from dosing.service import alike
from dosing.wire.answer import NeedsReview, Refused
from dosing.wire.request import AnyOrder
from tests.edges import Json

_EGFR = "mL/min/{1.73_m2}"
_COUNT = 60
#: The daily dose on each of so many phases, from 0 to 1.
SHAPES: dict[str, Callable[[int], float]] = {
    "to and fro": lambda index: 0.3 + 0.7 * (index % 2),
    "down": lambda index: 1 - index / _COUNT,
    "at random": lambda index: (index * 37 + 11) % 61 / 61,
    "up and down": lambda index: 1 - abs(2 * (index + 1) / _COUNT - 1),
    "with pauses": lambda index: 0 if index % 5 == 4 else 0.2 + 0.4 * (index % 3),
}
STOCKS: dict[str, Sequence[float]] = {
    "usual": (5, 10, 20),
    "fine": (0.5,),
    "many": (20, 17, 4.5, 5, 12.5, 11.5, 3.5, 15, 7, 19.5),
    "odd": tuple(0.2 + index * 0.00123456789123 for index in range(10)),
}
#: The worst twenty kinds of orders that could be made: sixty phases of up to 900 mg a day, and a stop.
KINDS = {f"{shape}, {tablets}": (shape, tablets) for shape, tablets in product(SHAPES, STOCKS)}
#: A quarter more than what the longest of these takes: some ten milliseconds. A move of a search is about twelve calls.
MOST_CALLS = 60_000


def _order(shape: str, strengths: Sequence[float]) -> Json:
    tablets = [round(900 * fraction / strengths[0]) for fraction in map(SHAPES[shape], range(_COUNT))]
    days: list[Json] = [{"doses": _mg(count * strengths[0]) if count else [], "days": 7} for count in tablets]
    return {
        "drug": "baclofen",
        "patient": {"age": {"value": 40, "unit": "a"}, "egfr": {"value": 90, "unit": _EGFR}},
        "current": {"daily_dose": {"value": 30, "unit": "mg/d"}, "days_at_dose": 3, "days_on_drug": 400},
        "phases": [*days, {"doses": []}],
        "tablets": _mg(*strengths),
    }


def _mg(*doses: float) -> list[Json]:
    return [{"value": dose, "unit": "mg"} for dose in doses]


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    _forget()
    yield
    _forget()


def _forget() -> None:
    for module in (products, tablets, room, alike):
        for value in vars(module).values():
            if isinstance(value, _lru_cache_wrapper):
                value.cache_clear()


def _calls(work: Callable[[], object]) -> int:
    """How often anything is called, in Python or beneath it."""
    count = 0

    def noted(_: FrameType, event: str, __: Any) -> None:  # noqa: ANN401 -- as sys.setprofile has it
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(noted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("kind", KINDS)
def test_the_search_for_the_nearest_of_the_worst_kinds_of_orders_is_bounded(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shape, strengths = KINDS[kind]
    order = msgspec.json.decode(msgspec.json.encode(_order(shape, STOCKS[strengths])), type=AnyOrder)
    taken: list[int] = []

    def counted(*asked: Any) -> Proposal | None:  # noqa: ANN401 -- whatever the search is asked
        answers: list[Proposal | None] = []
        taken.append(_calls(lambda: answers.append(nearest_order(*asked))))
        return answers[0]

    monkeypatch.setattr(alike, "nearest_order", counted)
    answer = service.check(order)
    assert isinstance(answer, Refused | NeedsReview)
    assert answer.nearest
    assert len(taken) == 1
    assert taken[0] <= MOST_CALLS


def test_what_was_looked_at_in_one_room_counts_in_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    searches: list[tuple[int, Search]] = []

    class Noted(Search):
        def __init__(self, *asked: Any, moves: int, **more: Any) -> None:  # noqa: ANN401 -- as it is
            super().__init__(*asked, moves=moves, **more)
            searches.append((moves, self))

    monkeypatch.setattr(phases, "Search", Noted)
    doses = (5, 10, 5, 10, 3, 10)
    sent = {
        "drug": "baclofen",
        "patient": {"age": {"value": 70, "unit": "a"}, "egfr": {"value": 90, "unit": _EGFR}},
        "current": {"daily_dose": {"value": 10, "unit": "mg/d"}, "days_on_drug": 100},
        "phases": [{"doses": _mg(dose), "days": 2} for dose in doses],
    }
    service.check(msgspec.json.decode(msgspec.json.encode(sent), type=AnyOrder))
    (nothing, first), (before, second) = searches
    assert nothing == 0
    assert before == first.moves > 0
    assert second.moves > before
