"""The three engines: schemathesis from the contract, hostile bytes, and the lattice of edge values.

Each asks one operation of an application in process and gives back how often it asked and which checks failed.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from tests.fuzz.contract import Described
from tests.fuzz.engines.bytes import by_bytes
from tests.fuzz.engines.contract import by_contract
from tests.fuzz.engines.edges import by_lattice
from tests.fuzz.engines.outcome import Outcome

__all__ = ["ENGINES", "Engine", "Outcome", "by_bytes", "by_contract", "by_lattice"]

#: An operation, a seed, how much to ask, an ASGI application (none: the service), and the check at which to stop.
Engine: TypeAlias = Callable[[Described, int, int, Any, str], Outcome]
ENGINES: dict[str, Engine] = {"lattice": by_lattice, "bytes": by_bytes, "schemathesis": by_contract}
