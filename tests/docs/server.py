"""The service as its users start it: a process of its own, on a port that the system chose."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]


class Server:
    """A running service, stopped at the end."""

    def __init__(self) -> None:
        python = str(Path(sys.executable).parent)
        self.environment = os.environ | {
            "HOST": "127.0.0.1",
            "PORT": "0",
            "PYTHONPATH": str(ROOT),
            "DOSING_FEEDBACK": str(ROOT / "build" / "documented.sqlite3"),
            "PATH": f"{python}{os.pathsep}{os.environ['PATH']}",
        }
        self.address = ""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "dosing", "serve"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        match = re.search(r"http://(\S+)", line)
        assert match, f"the service did not say where it is: {line!r}"
        self.address = match[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.communicate(timeout=15)
