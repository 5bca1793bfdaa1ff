"""How many bytecodes CPython executes for a call: a cost that is the same in every run and on every machine."""

import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType
from typing import Any

_OURS = "dosing"


def by_file(call: Callable[[], object]) -> Counter[str]:
    """How many bytecodes the call executes in each file of the service, and in all others together."""
    counts: Counter[str] = Counter()

    def trace(frame: FrameType, event: str, _: Any) -> Any:  # noqa: ANN401 -- as sys.settrace has it
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        if event == "opcode":
            counts[frame.f_code.co_filename] += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    named: Counter[str] = Counter()
    for path, count in counts.items():
        named[_name(path)] += count
    return named


def bytecodes(call: Callable[[], object]) -> int:
    """How many bytecodes the call executes, in all that it calls."""
    return by_file(call).total()


def _name(path: str) -> str:
    _, ours, within = path.rpartition(f"/{_OURS}/")
    return within if ours else "others"
