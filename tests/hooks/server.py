"""The real server in a process of its own, on a port that the system chose."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


Process = subprocess.Popen[str]


def _started(settings: dict[str, str]) -> Process:
    environment = os.environ | {"HOST": "127.0.0.1", "PORT": "0", "PYTHONPATH": str(ROOT)} | settings
    command = [sys.executable, "-m", "dosing", "serve"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def _address(process: Process) -> str:
    """Where it answers, once it does."""
    assert process.stdout is not None
    said = re.fullmatch(r"dosing answers on (http://127\.0\.0\.1:[1-9][0-9]*)\n", process.stdout.readline())
    assert said
    return said[1]


@contextmanager
def serving(settings: dict[str, str], count: int = 1) -> Iterator[list[tuple[Process, str]]]:
    """So many processes that start at the same time, each with its address; killed in the end if they live then."""
    with ExitStack() as stack:
        processes = [stack.enter_context(_started(settings)) for _ in range(count)]
        for process in processes:
            stack.callback(process.kill)
        yield [(process, _address(process)) for process in processes]
