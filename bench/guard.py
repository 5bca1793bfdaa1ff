"""What must not grow unseen: how many bytecodes CPython executes for a check, which is the same number in every run.

Time moves with the machine; this moves only with the code (and with the version of Python, so it is held for one).
"""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import msgspec

from bench.bytecodes import bytecodes
from bench.call import once
from bench.orders import BODY, ORDER, never_seen, new_patients
from dosing import service
from dosing.api.app import create_app
from dosing.wire.request import AnyOrder

#: The minor version of Python that the ceilings are for.
HELD_FOR = (3, 11)
SAME = "an order that came before"
REQUEST = "the same as a request to the app"
PATIENT = "the usual phases for a patient never seen"
NEW = "patient and phases never seen"
#: A little above what it takes; to be raised only on purpose.
MOST = {SAME: 1_200, REQUEST: 2_200, PATIENT: 3_500, NEW: 8_500}


def counted() -> dict[str, int]:
    """Bytecodes for each, counted in a process of its own: what is remembered is the same each time."""
    command = [sys.executable, "-m", "bench.guard"]
    told = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 -- this module
    return msgspec.json.decode(told, type=dict[str, int])


def _counted() -> dict[str, int]:
    decoder = msgspec.json.Decoder(AnyOrder)
    patients = [decoder.decode(body) for body in new_patients(500)]
    orders = [decoder.decode(body) for body in never_seen(500)]
    for order in (*patients[:-1], *orders[:-1]):
        service.check(order)
    request = once(create_app(), "/v1/orders/check", BODY)
    for _ in range(3):
        service.check(ORDER)
        asyncio.run(request())
    return {
        SAME: bytecodes(lambda: service.check(ORDER)),
        REQUEST: bytecodes_of_coroutine(request),
        PATIENT: bytecodes(lambda: service.check(patients[-1])),
        NEW: bytecodes(lambda: service.check(orders[-1])),
    }


def bytecodes_of_coroutine(request: Callable[[], Any]) -> int:
    """The same for a coroutine that never has to wait: it runs to its end at once."""

    def run() -> None:
        try:
            request().send(None)
        except StopIteration:
            return
        raise AssertionError("it waited for something")

    return bytecodes(run)


def too_many(found: dict[str, int]) -> list[str]:
    """What takes more than it may."""
    if sys.version_info[:2] != HELD_FOR:
        return []
    return [
        f"{name}: {count:,} bytecodes, {MOST[name]:,} at the most"
        for name, count in found.items()
        if count > MOST[name]
    ]


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(_counted()))
