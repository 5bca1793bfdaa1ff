"""Reads what `make coverage` measured, prints what is not covered, keeps the figures.

Ends with 1 where a line or branch of what decides is not covered. FHIR and CDS Hooks have a figure of their own, which
holds nothing: they translate what the rest decides.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.evidence.record import RECORDS, ROOT, Json, circumstances, write

#: Rooms whose coverage is measured and told; every other that is measured must be covered as a whole.
TOLD = {"dosing/fhir", "dosing/hooks"}


def main() -> int:
    """Report and record."""
    coverage = [sys.executable, "-m", "coverage"]
    subprocess.run([*coverage, "report", "--skip-covered"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        subprocess.run([*coverage, "json", "-q", "-o", report], cwd=ROOT, check=True)
        found = json.loads(report.read_bytes())
    files = {Path(file): told["summary"] for file, told in found["files"].items() if file != "dosing/__init__.py"}
    decides = _figures({file: told for file, told in files.items() if _room(file) not in TOLD})
    beside = _figures({file: told for file, told in files.items() if _room(file) in TOLD})
    write(RECORDS / "coverage.json", circumstances() | {"command": "make coverage"} | decides | {"beside": beside})
    for part in (decides, beside):
        sys.stdout.write(f"{part['percent']} % of {', '.join(part['of'])}\n")
    return 1 if decides["missing_lines"] or decides["missing_branches"] else 0


def _room(file: Path) -> str:
    return "/".join(file.parts[:2])


def _figures(files: dict[Path, Json]) -> Json:
    """The sums of some files; percent is rounded down, so that 100 is said of all only."""
    of = {
        name: sum(told[name] for told in files.values())
        for name in ("num_statements", "num_branches", "missing_lines", "missing_branches")
    }
    whole = of["num_statements"] + of["num_branches"]
    missing = of["missing_lines"] + of["missing_branches"]
    return {
        "percent": (whole - missing) * 1000 // whole / 10,
        "lines": of["num_statements"],
        "branches": of["num_branches"],
        "missing_lines": of["missing_lines"],
        "missing_branches": of["missing_branches"],
        "of": sorted({_room(file) for file in files}),
    }


if __name__ == "__main__":
    sys.exit(main())
