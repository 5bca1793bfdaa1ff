"""Whether the engines find a fault by themselves, seed by seed, on the operation that it touches."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from tests.fuzz.checks import failures
from tests.fuzz.contract import CONTRACT
from tests.fuzz.engines import ENGINES
from tests.fuzz.faults.fault import Fault
from tests.fuzz.service import service

SEEDS = (1, 2, 3, 4, 5)
#: How much each engine asks for one fault and one seed; of bytes, all that there are.
EFFORT = {"lattice": 2_000, "bytes": 10**6, "schemathesis": 100}
PINNED = "its pin"


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
    with quiet(), fault.broken() as broken:
        described = CONTRACT.by_id(fault.operation)
        if fault.is_rare:
            with service(broken) as faulty:
                return PINNED if fault.check in failures(faulty.ask(fault.pin)) else ""
        for name in _order(fault):
            outcome = ENGINES[name](described, seed, EFFORT[name], app=broken, until=fault.check)
            if fault.check in outcome.failures:
                return name
    return ""


def _order(fault: Fault) -> tuple[str, ...]:
    """The engine first that is likely to find it: what fits its schema is the lattice's."""
    with service() as well:
        exchange = well.ask(fault.pin)
    if exchange.fits and exchange.is_media_type_taken:
        return ("lattice", "bytes", "schemathesis")
    return ("bytes", "lattice", "schemathesis")
