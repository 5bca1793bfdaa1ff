"""The parts of an order check as plain calls: decoding, the refusal of repeated keys, the rules, encoding."""

import msgspec

from bench.clock import Timed, interleaved, repeated
from bench.orders import BODY, ORDER
from dosing import service
from dosing.api.body import decode
from dosing.api.numbers import encode
from dosing.wire.request import AnyOrder

DECODE = "decode, typed"
DECODE_ONCE = "decode, and refuse repeated keys"
CHECK = "check: all rules, and the answer"
ENCODE = "encode"


def measured(*, rounds: int, seconds: float) -> dict[str, Timed]:
    """Microseconds of CPU a call."""
    decoder = msgspec.json.Decoder(AnyOrder)
    answer = service.check(ORDER)
    assert decode(decoder, BODY) == ORDER
    works = {
        DECODE: repeated(lambda: decoder.decode(BODY)),
        DECODE_ONCE: repeated(lambda: decode(decoder, BODY)),
        CHECK: repeated(lambda: service.check(ORDER)),
        ENCODE: repeated(lambda: encode(answer)),
    }
    return interleaved(works, rounds=rounds, seconds=seconds)
