"""Which test reaches a branch: tests are run, and each is kept with the branches that it takes."""

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from coverage import CoverageData

from tests.fuzz.branches import ROOT, Arc

#: Tests of what requests do not come to: broken rules, the deepest bodies, the start of the process, files written.
TESTS = (
    *(
        "tests/formulary/test_broken_rules.py",
        "tests/core",
        "tests/nearest/test_ends.py",
        "tests/nearest/test_shapes.py",
    ),
    *("tests/hooks/test_settings.py", "tests/hooks/test_origins.py", "tests/interfaces/test_problems.py"),
    *("tests/interfaces/test_server.py", "tests/contract/test_generated.py", "tests/contract/test_made.py"),
    "tests/fhir/test_depth.py",
)
#: What only a process of its own does is tested as one, where it is not measured.
AS_PROCESS = {"dosing/api/server.py": "tests/interfaces/test_server.py, as a process"}
_SETTINGS = """[run]
branch = true
source = dosing
dynamic_context = test_function
data_file = {data}
"""


class Reached:
    """What the tests reached."""

    def __init__(self, data: CoverageData) -> None:
        self._data = data

    def tests_of(self, file: str, arc: Arc) -> Iterable[str]:
        """The tests that take this branch, as pytest would name them, without their parameters."""
        for context in sorted(filter(None, self._data.measured_contexts())):
            self._data.set_query_contexts([f"^{re.escape(context)}$"])
            if arc in (self._data.arcs(str(ROOT / file)) or ()):
                yield _as_pytest(context)


def _as_pytest(context: str) -> str:
    """`tests.core.test_bounds.test_it` as a file and a name."""
    module, _, name = context.rpartition(".")
    return f"{module.replace('.', '/')}.py::{name}"


def reached(folder: Path) -> Reached:
    """Run the tests, with what is measured kept in the folder.

    Raises:
        CalledProcessError: a test failed.

    """
    data, settings = folder / "reached", folder / "reached.ini"
    settings.write_text(_SETTINGS.format(data=data), encoding="utf-8")
    measured = [sys.executable, "-m", "coverage", "run", f"--rcfile={settings}", "-m", "pytest"]
    subprocess.run([*measured, "-q", "-p", "no:xdist", "-m", "not deep and not node", *TESTS], cwd=ROOT, check=True)
    found = CoverageData(str(data))
    found.read()
    return Reached(found)
