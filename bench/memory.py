"""What is remembered is bounded: memory after orders that came before, and after very many that never did.

`python -m bench.memory 100000` prints MiB before and after, in a process of its own.
"""

import subprocess
import sys

import msgspec

from bench.orders import BODY, never_seen
from bench.process import resident
from dosing import service
from dosing.api.numbers import encode
from dosing.wire.request import AnyOrder

_ALTOGETHER = 2_000


def measured(count: int) -> tuple[float, float] | None:
    """MiB before and after so many orders never seen; nothing where the system does not tell."""
    command = [sys.executable, "-m", "bench.memory", str(count)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603 -- this module
    return (float(told[0]), float(told[1])) if len(told) == 2 else None


def _main(count: int) -> None:
    decoder = msgspec.json.Decoder(AnyOrder)
    service.check(decoder.decode(BODY))
    before = resident("self")
    for start in range(0, count, _ALTOGETHER):
        for body in never_seen(_ALTOGETHER, phases=8, seed=start):
            encode(service.check(decoder.decode(body)))
    print(*before, *resident("self"))


if __name__ == "__main__":
    _main(int(sys.argv[1]))
