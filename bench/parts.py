"""The parts of an order check as plain calls: decoding, the refusal of repeated keys, the rules, encoding."""

from collections.abc import Callable, Sequence
from itertools import cycle
from typing import TypeVar

import msgspec

from bench.clock import Timed, Work, interleaved, repeated
from bench.orders import BODY, ORDER, never_seen, new_patients
from dosing import service
from dosing.api.body import decode
from dosing.api.numbers import encode
from dosing.wire.request import AnyOrder

DECODE = "decode, typed"
DECODE_ONCE = "decode, and refuse repeated keys"
CHECK = "check: all rules, and the answer"
CHECK_PATIENTS = "check: the usual phases for a patient never seen"
CHECK_NEW = "check: patient and phases never seen"
ENCODE = "encode"
#: More than is remembered of anything.
_ORDERS = 8_000
T = TypeVar("T")


def measured(*, rounds: int, seconds: float) -> dict[str, Timed]:
    """Microseconds of CPU a call."""
    decoder = msgspec.json.Decoder(AnyOrder)
    answer = service.check(ORDER)
    assert decode(decoder, BODY) == ORDER
    works = {
        DECODE: repeated(lambda: decoder.decode(BODY)),
        DECODE_ONCE: repeated(lambda: decode(decoder, BODY)),
        CHECK: repeated(lambda: service.check(ORDER)),
        CHECK_PATIENTS: each_in_turn(service.check, [decoder.decode(body) for body in new_patients(_ORDERS)]),
        CHECK_NEW: each_in_turn(service.check, [decoder.decode(body) for body in never_seen(_ORDERS)]),
        ENCODE: repeated(lambda: encode(answer)),
    }
    return interleaved(works, rounds=rounds, seconds=seconds)


def each_in_turn(call: Callable[[T], object], things: Sequence[T]) -> Work:
    """The call for each of the things, one after the other, and from the beginning again."""
    endless = cycle(things)

    def work(times: int) -> None:
        for _ in range(times):
            call(next(endless))

    return work
