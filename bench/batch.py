"""Many orders in one request: decoded, checked with full answers and encoded in this process, beside decoding alone."""

import msgspec

from bench.clock import Timed, interleaved
from bench.orders import BODY, many, never_seen, new_patients
from bench.parts import each_in_turn
from dosing import service
from dosing.api.body import decode
from dosing.api.numbers import encode
from dosing.wire.request import OrderList

SAME = "the same order each time"
PATIENTS = "the usual phases, patients never seen"
NEW = "patients and phases never seen"
#: How many times the decoding a full answer may cost, and of which orders that is held.
MOST = 10
HELD = (SAME, PATIENTS)
#: Orders in a request, and requests: together more than is remembered of anything.
_EACH = 250
_REQUESTS = 32


def measured(*, rounds: int, seconds: float) -> dict[str, dict[str, Timed]]:
    """For each sort of orders the microseconds of CPU an order: decoding alone, with the check, and all of it."""
    count = _EACH * _REQUESTS
    sorts = {SAME: [BODY] * count, PATIENTS: new_patients(count), NEW: never_seen(count)}
    return {name: _measured(bodies, rounds=rounds, seconds=seconds) for name, bodies in sorts.items()}


DECODE, CHECK, ALL = "decode", "decode, check, encode", "with repeated keys refused"


def _measured(bodies: list[bytes], *, rounds: int, seconds: float) -> dict[str, Timed]:
    requests = [many(bodies[at : at + _EACH]) for at in range(0, len(bodies), _EACH)]
    decoder = msgspec.json.Decoder(OrderList)
    works = {
        DECODE: each_in_turn(decoder.decode, requests),
        CHECK: each_in_turn(lambda body: encode(service.check_many(decoder.decode(body))), requests),
        ALL: each_in_turn(lambda body: encode(service.check_many(decode(decoder, body))), requests),
    }
    timed = interleaved(works, rounds=rounds, seconds=seconds)
    return {name: Timed(tuple(taken / _EACH for taken in each.rounds)) for name, each in timed.items()}
