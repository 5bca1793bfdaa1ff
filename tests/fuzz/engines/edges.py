"""The lattice as an engine: bodies of edge values, each of which must be accepted and answered right."""

from typing import Any

from tests.fuzz.contract import Described
from tests.fuzz.engines.outcome import Outcome
from tests.fuzz.exchange import post
from tests.fuzz.lattice.points import points
from tests.fuzz.service import service


def by_lattice(described: Described, seed: int, count: int, app: Any = None, until: str = "") -> Outcome:  # noqa: ANN401 -- any ASGI application
    """So many points of the lattice; an operation that takes no body has none."""
    outcome = Outcome("lattice", described.id)
    if described.body is None:
        return outcome
    with service(app) as asked:
        return outcome.run(asked, (post(described.path, body) for body in points(described, seed, count)), until)
