"""What remembering gives: bytecodes of a check as it is, and with one technique after the other switched off."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import _lru_cache_wrapper, partial
from unittest.mock import patch

import msgspec

from bench.bytecodes import bytecodes
from bench.orders import ORDER, new_patients
from dosing import service
from dosing.core import sheet
from dosing.core.category import Category
from dosing.core.monograph import Monograph
from dosing.core.sheet import Graded, Verdict
from dosing.service import alike
from dosing.wire.request import AnyOrder, BaclofenOrder

AS_IT_IS = "as it is"
NOT_ALIKE = "no answer is made once for all of a category"
JUDGED = "and every rule is judged again, no verdict looked up by grades"
FORGOTTEN = "and nothing else is remembered: sentences, limits, patients, phases, rooms"
#: Orders judged before the counting, and orders counted.
_BEFORE, _COUNTED = 500, 30


def counted() -> dict[str, tuple[int, int]]:
    """For each the bytecodes of an order that came before, and of the usual phases for a patient never seen."""
    command = [sys.executable, "-m", "bench.without"]
    told = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 -- this module
    return msgspec.json.decode(told, type=dict[str, tuple[int, int]])


def _counted() -> Iterator[tuple[str, tuple[int, int]]]:
    decoder = msgspec.json.Decoder(AnyOrder)
    orders = [decoder.decode(body) for body in new_patients(_BEFORE + _COUNTED * 4)]
    for order in (*orders[:_BEFORE], ORDER, ORDER):
        service.check(order)
    groups = iter([orders[at : at + _COUNTED] for at in range(_BEFORE, len(orders), _COUNTED)])

    def both(before: Callable[[], None] = lambda: None) -> tuple[int, int]:
        service.check(ORDER)
        return _mean([ORDER], before), _mean(next(groups), before)

    yield AS_IT_IS, both()
    with patch.object(alike, "SHORT", 0):
        yield NOT_ALIKE, both()
        with patch.object(Category, "verdict", _judged):
            yield JUDGED, both()
            yield FORGOTTEN, both(_forget)


def _mean(orders: Sequence[BaclofenOrder], before: Callable[[], None]) -> int:
    total = 0
    for order in orders:
        before()
        total += bytecodes(partial(service.check, order))
    return total // len(orders)


def _judged(category: Category, graded: Graded) -> Verdict:
    return graded.sheet.judge((object(), object()), category.facts, graded.place.facts)


def _forget() -> None:
    """But for the sheets of rules, which are made ready once."""
    Monograph.patient.cache_clear()
    for name, module in list(sys.modules.items()):
        if name.startswith(("dosing.core", "dosing.translate", "dosing.service")) and module is not sheet:
            for value in vars(module).values():
                if isinstance(value, _lru_cache_wrapper):
                    value.cache_clear()


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(dict(_counted())))
