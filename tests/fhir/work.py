"""How much work an order is to read, without a clock."""

import sys
from types import FrameType
from typing import Any

from tests.fhir.written import Json, read


def lines_of(sent: Json) -> int:
    """How many lines are run to read an order: what a clock would tell, without the machine in it."""
    count = 0

    def trace(_: FrameType, event: str, __: object) -> Any:  # noqa: ANN401 -- a trace function gives itself
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read(sent)
    finally:
        sys.settrace(before)
    return count
