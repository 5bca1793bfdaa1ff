"""The three engines: schemathesis from the contract, hostile bytes, and the lattice of edge values.

Each asks one operation of an application in process and gives back how often it asked and which checks failed.
"""

from typing import Any, Protocol

from tests.fuzz.contract import Described
from tests.fuzz.engines.bytes import by_bytes
from tests.fuzz.engines.contract import by_contract
from tests.fuzz.engines.edges import by_lattice
from tests.fuzz.engines.outcome import Outcome

__all__ = ["ENGINES", "Engine", "Outcome", "by_bytes", "by_contract", "by_lattice"]


class Engine(Protocol):
    """Asks an operation with a seed, so much, of an ASGI application (none: the service), until a check fails."""

    def __call__(
        self,
        described: Described,
        seed: int,
        count: int,
        app: Any = None,  # noqa: ANN401 -- any ASGI application
        until: str = "",
    ) -> Outcome:
        """What it came to."""


ENGINES: dict[str, Engine] = {"lattice": by_lattice, "bytes": by_bytes, "schemathesis": by_contract}
