"""Reads what `make coverage` measured, prints what is not covered, keeps the figures; ends with 1 under 100 %."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.evidence.record import RECORDS, ROOT, circumstances, write


def main() -> int:
    """Report and record."""
    coverage = [sys.executable, "-m", "coverage"]
    subprocess.run([*coverage, "report", "--skip-covered"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        subprocess.run([*coverage, "json", "-q", "-o", report], cwd=ROOT, check=True)
        found = json.loads(report.read_bytes())
    totals = found["totals"]
    parts = sorted({"/".join(Path(file).parts[:2]) for file in found["files"]} - {"dosing/__init__.py"})
    figures = {
        "command": "make coverage",
        "percent": round(totals["percent_covered"], 2),
        "lines": totals["num_statements"],
        "branches": totals["num_branches"],
        "missing_lines": totals["missing_lines"],
        "missing_branches": totals["missing_branches"],
        "of": parts,
    }
    write(RECORDS / "coverage.json", circumstances() | figures)
    return 1 if totals["missing_lines"] or totals["missing_branches"] else 0


if __name__ == "__main__":
    sys.exit(main())
