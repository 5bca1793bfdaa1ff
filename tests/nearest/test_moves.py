"""How much is looked at for an order: no more than finds the nearest, and it grows no further unseen."""

from typing import Any

import pytest

from dosing.core.nearest import course, phases
from dosing.core.nearest.course import Search
from dosing.service import alike
from tests.edges import CHECK, Json, ask
from tests.nearest.asked import PATIENTS, request
from tests.nearest.courses import Ordered


def _seen(*rules: str) -> list[Json]:
    return [{"rule": f"baclofen.{rule}", "reason": "seen by two"} for rule in rules]


def _tablets(*milligrams: float) -> list[Json]:
    return [{"value": each, "unit": "mg"} for each in milligrams]


#: By what is wrong with it: the order, the patient, what else is sent, and the moves.
_ASKED: dict[str, tuple[Ordered, str, Json, int]] = {
    "too high": (Ordered(((40, None),)), "standard", {}, 18),
    "less than the maximum": (Ordered(((20, None),), before=0), "standard", {}, 10),
    "too high, to an end": (Ordered(((40, 30),)), "standard", {}, 17),
    "too high, to the end of an interval": (Ordered(((40, 7),)), "standard", {}, 1),
    "not as high as hoped": (
        Ordered(((20, 21), (9, 4), (8, 3), (20, None)), before=9, days_at_dose=30),
        "reduced-kidney",
        {"tablets": _tablets(8, 9, 15)},
        78,
    ),
    "too fast": (Ordered(((10, 3), (20, 3), (30, None))), "older-adult", {}, 57),
    "too soon after the last rise": (Ordered(((30, None),), before=10, days_at_dose=3), "standard", {}, 112),
    "up and down": (Ordered(((20, 7), (30, 7), (15, 9), (25, None)), before=10), "reduced-kidney", {}, 141),
    "a pause": (Ordered(((20, 7), (0, 7), (30, None)), before=10), "standard", {}, 4),
    "a pause, and a stop": (Ordered(((20, 7), (0, 7), (20, 20), (0, None)), before=20), "standard", {}, 3),
    "an abrupt stop": (Ordered(((30, 40), (0, None)), before=30, days_at_dose=50), "standard", {}, 281),
    "a stop from what is not known": (Ordered(((30, 20), (20, 20), (0, None))), "older-adult", {}, 209),
    "a stop for whom it is to be avoided": (Ordered(((20, 30), (0, None)), before=20), "avoid", {}, 81),
    "a rise before a stop for whom it is to be avoided": (
        Ordered(((20, 7), (30, 23), (0, None)), before=20),
        "avoid",
        {},
        63,
    ),
    "any day may rise": (Ordered(((30, 9), (40, None))), "older-adult", {"acknowledged": _seen("interval")}, 36),
    "any rise, and dose": (
        Ordered(((50, 9), (60, None))),
        "reduced-kidney",
        {"acknowledged": _seen("step.reduced-kidney", "daily-max.reduced-kidney")},
        10,
    ),
    "any fall": (Ordered(((30, 9), (0, None)), before=30), "standard", {"acknowledged": _seen("taper.step")}, 76),
    "any fall, for long": (
        Ordered(((30, 40), (0, None)), before=30),
        "standard",
        {"acknowledged": _seen("taper.step")},
        333,
    ),
    "fine tablets": (Ordered(((9, 5), (18, 5), (7, None)), before=2), "older-adult", {"tablets": _tablets(1)}, 448),
}


@pytest.mark.parametrize("name", _ASKED)
def test_so_many_moves_are_looked_at(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    looked_at: list[int] = []

    class Counted(Search):
        def course(self) -> Any:  # noqa: ANN401 -- what it is there
            found = super().course()
            looked_at.append(self.moves)
            return found

    monkeypatch.setattr(phases, "Search", Counted)
    alike._alike.cache_clear()
    ordered, patient, more, moves = _ASKED[name]
    assert "nearest" in ask(CHECK, request(ordered, PATIENTS[patient], **more))
    assert looked_at[-1] == moves


@pytest.mark.parametrize(("most", "is_found"), [(18, True), (17, False)])
def test_so_many_moves_are_looked_at_and_no_more(monkeypatch: pytest.MonkeyPatch, most: int, *, is_found: bool) -> None:
    monkeypatch.setattr(course, "MOST_MOVES", most)
    alike._alike.cache_clear()
    ordered, patient, _, moves = _ASKED["too high"]
    found = ask(CHECK, request(ordered, PATIENTS[patient]))["nearest"]
    alike._alike.cache_clear()
    assert moves == 18
    assert ("drug" in found) == is_found
