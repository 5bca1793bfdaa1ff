"""What is remembered is bounded: memory after orders that came before, and after very many that never did.

`python -m bench.memory 100000` prints MiB before, after a fifth and after all of them, in a process of its own.
"""

import subprocess
import sys

import msgspec

from bench.orders import BODY, never_seen
from bench.process import resident
from dosing import service
from dosing.api.numbers import encode
from dosing.wire.request import AnyOrder

_ALTOGETHER = 800


def measured(count: int) -> list[float]:
    """MiB before, after a fifth and after all of so many orders never seen; nothing where the system does not tell."""
    command = [sys.executable, "-m", "bench.memory", str(count)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 -- this module
    return [float(each) for each in told.split()]


def _main(count: int) -> None:
    decoder = msgspec.json.Decoder(AnyOrder)
    service.check(decoder.decode(BODY))
    held = resident("self")
    for end in (count // 5, count):
        for seed in range(end // _ALTOGETHER):
            for body in never_seen(_ALTOGETHER, phases=8, seed=seed + end):
                encode(service.check(decoder.decode(body)))
        held += resident("self")
    print(*held)


if __name__ == "__main__":
    _main(int(sys.argv[1]))
