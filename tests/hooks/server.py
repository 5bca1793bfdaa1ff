"""The real server in a process of its own, on a port that the system chose."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@contextmanager
def serving(**settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, and its address; killed in the end if it lives then."""
    environment = os.environ | {"HOST": "127.0.0.1", "PORT": "0", "PYTHONPATH": str(ROOT)} | settings
    command = [sys.executable, "-m", "dosing", "serve"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = re.fullmatch(r"dosing answers on (http://127\.0\.0\.1:[1-9][0-9]*)\n", process.stdout.readline())
        assert said
        try:
            yield process, said[1]
        finally:
            process.kill()
