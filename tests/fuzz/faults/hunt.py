"""Whether the engines find a fault by themselves, seed by seed, on the operation it touches; and nothing without it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from tests.fuzz.campaign import Task
from tests.fuzz.checks import failures
from tests.fuzz.contract import CONTRACT
from tests.fuzz.engines import ENGINES
from tests.fuzz.engines.contract import PHASES
from tests.fuzz.faults import FAULTS
from tests.fuzz.faults.fault import Fault
from tests.fuzz.service import service

SEEDS = (1, 2, 3, 4, 5)
#: How much each engine asks for one fault and one seed; of bytes, all that there are.
EFFORT = {"lattice": 2_000, "bytes": 10**6, "schemathesis": 100}


@contextmanager
def quiet() -> Iterator[None]:
    """Without the log of failures that are meant to happen."""
    was = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(was)


def pinned(fault: Fault) -> tuple[dict[str, str], dict[str, str]]:
    """What fails when the fault's own request is asked of the healthy service, and of the faulty one."""
    with quiet(), fault.broken() as broken, service(broken) as faulty:
        found = failures(faulty.ask(fault.pin))
    with service() as healthy:
        return failures(healthy.ask(fault.pin)), found


def killed_by(fault: Fault, seed: int) -> str:
    """The engine of which a request made the fault's own check fail; nothing: the fault survived."""
    order = _order(fault.name)
    with quiet(), fault.broken() as broken:
        described = CONTRACT.by_id(fault.operation)
        for name in order:
            outcome = ENGINES[name](described, seed, EFFORT[name], app=broken, until=fault.check)
            if fault.check in outcome.failures:
                return name
    return ""


@cache
def _order(name: str) -> tuple[str, ...]:
    """The engine first that is likely to find the fault of this name: what fits its schema is the lattice's."""
    fault = next(fault for fault in FAULTS if fault.name == name)
    with service() as well:
        exchange = well.ask(fault.pin)
    if exchange.fits and exchange.is_media_type_taken:
        return ("lattice", "bytes", "schemathesis")
    return ("bytes", "lattice", "schemathesis")


def of_the_healthy(seed: int) -> Iterator[Task]:
    """The same asked of the service as it is: whatever an engine could have asked a faulty one with this seed.

    The bytes and the boundaries of schemas are the same for every seed, but for their order: once is enough.
    """
    phases = PHASES if seed == SEEDS[0] else tuple(phase for phase in PHASES if phase != "coverage")
    for operation in dict.fromkeys(fault.operation for fault in FAULTS):
        yield Task("lattice", operation, seed, EFFORT["lattice"])
        yield Task("schemathesis", operation, seed, EFFORT["schemathesis"], phases)
        if seed == SEEDS[0]:
            yield Task("bytes", operation, seed, EFFORT["bytes"])
