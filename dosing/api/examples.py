"""Examples of requests in the contract: those of the test vectors, which stand at the boundaries of the rules."""

from typing import Any

import msgspec

from dosing.service.catalog import vectors

#: Examples shown for one operation.
MOST = 12


def examples_of(path: str) -> dict[str, Any]:
    """Named requests for this path, spread over the rules that they hold."""
    of_path = [vector for vector in vectors().vectors if vector.operation == path]
    first_of_rule = {vector.holds: vector for vector in reversed(of_path)}
    chosen = list(first_of_rule.values())[::-1][:MOST]
    return {
        vector.id.replace("/", "."): {"summary": vector.because, "value": msgspec.json.decode(vector.request)}
        for vector in chosen
    }
