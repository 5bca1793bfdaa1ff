"""What must not grow unseen: how many bytecodes CPython executes for a check, which is the same number in every run.

Time moves with the machine; this moves only with the code (and with the version of Python, so it is held for one).
"""

import asyncio
import subprocess
import sys
from collections import Counter
from collections.abc import Coroutine, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec

from bench.bytecodes import by_file
from bench.call import once
from bench.orders import BODY, ORDER, never_seen, new_patients
from dosing import service
from dosing.api.app import create_app
from dosing.wire.request import AnyOrder, BaclofenOrder

#: The minor version of Python that the ceilings are for.
HELD_FOR = (3, 11)
SAME = "an order that came before"
REQUEST = "the same as a request to the app"
PATIENT = "the usual phases for a patient never seen"
NEW = "patient and phases never seen"
#: A little above what it takes; to be raised only on purpose.
MOST = {SAME: 255, REQUEST: 1_270, PATIENT: 1_140, NEW: 23_500}
#: Orders judged before the counting, and orders counted.
_BEFORE, _COUNTED = 2_000, 100


def counted() -> dict[str, dict[str, int]]:
    """Bytecodes for each, by file, counted in a process of its own: what is remembered is the same each time."""
    command = [sys.executable, "-m", "bench.guard"]
    told = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 -- this module
    return msgspec.json.decode(told, type=dict[str, dict[str, int]])


def _counted() -> dict[str, Counter[str]]:
    decoder = msgspec.json.Decoder(AnyOrder)
    patients = [decoder.decode(body) for body in new_patients(_BEFORE + _COUNTED)]
    orders = [decoder.decode(body) for body in never_seen(_BEFORE + _COUNTED)]
    request = once(create_app(), "/v1/orders/check", BODY)
    for order in (*patients[:_BEFORE], ORDER, ORDER):
        service.check(order)
    asyncio.run(request())
    same = by_file(lambda: service.check(ORDER))
    requested = by_file(lambda: _to_its_end(request()))
    for_patients = _on_average(patients[_BEFORE:])
    for order in orders[:_BEFORE]:
        service.check(order)
    return {SAME: same, REQUEST: requested, PATIENT: for_patients, NEW: _on_average(orders[_BEFORE:])}


def _on_average(orders: Sequence[BaclofenOrder]) -> Counter[str]:
    found: Counter[str] = Counter()
    for order in orders:
        found += by_file(partial(service.check, order))
    return Counter({name: count // len(orders) for name, count in found.items()})


def _to_its_end(request: Coroutine[Any, Any, None]) -> None:
    """A coroutine that never has to wait, without an event loop."""
    try:
        request.send(None)
    except StopIteration:
        return
    raise AssertionError("it waited for something")


def too_many(found: Mapping[str, Mapping[str, int]]) -> list[str]:
    """What takes more than it may."""
    if sys.version_info[:2] != HELD_FOR:
        return []
    taken = {name: sum(each.values()) for name, each in found.items()}
    return [
        f"{name}: {count:,} bytecodes, {MOST[name]:,} at the most"
        for name, count in taken.items()
        if count > MOST[name]
    ]


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(_counted()))
