"""Runs the tests that the evidence is about, and keeps what they came to: passed, failed, seconds, for each part."""

import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.evidence.figures import counted
from tests.evidence.record import RECORDS, ROOT, Json, circumstances, write

FAST = RECORDS / "fast.json"
LAWS = ("1", "2", "3", "4", "5", "6", "7", "8")
#: Which tests each part of the evidence rests on.
PARTS: dict[str, tuple[str, ...]] = {
    "vectors": ("tests/vectors/test_every_edge.py", "tests/vectors/test_processes.py"),
    "nudges": ("tests/vectors/test_numbers_held.py",),
    "rules about rules": ("tests/formulary", "tests/vectors/test_coverage.py", "tests/docs/test_rules_document.py"),
    "oracle": ("tests/oracle",),
    "differential": ("tests/differential",),
    "proofs": ("tests/properties/test_proofs.py",),
    **{f"law {law}": (f"tests/properties/test_law_{law}.py",) for law in LAWS},
    "law 6": ("tests/properties/test_law_6.py", "tests/properties/test_law_6_fhir.py"),
    "seeded errors": ("tests/seeded",),
    "texts": ("tests/texts",),
}
COMMAND = ("-m", "pytest", "-q", "-n", "auto", "-m", "not deep")


def measure() -> Json:
    """Run them all once, and write the record."""
    now = circumstances()
    places = [place for part in PARTS.values() for place in part]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        subprocess.run([sys.executable, *COMMAND, f"--junitxml={report}", *places], cwd=ROOT, check=True)
        cases = list(ET.parse(report).iter("testcase"))  # noqa: S314 -- pytest wrote it just now
    parts = {name: _part([case for case in cases if _is_of(case, PARTS[name])]) for name in PARTS}
    figures = now | {"command": "make evidence", "parts": parts, "counted": counted()}
    write(FAST, figures)
    return figures


def _is_of(case: ET.Element, places: tuple[str, ...]) -> bool:
    module = case.get("classname", "")
    return any(f"{module}.".startswith(f"{place.removesuffix('.py').replace('/', '.')}.") for place in places)


def _part(cases: list[ET.Element]) -> Json:
    """How many tests passed, and whatever else they counted."""
    part: Json = {
        "tests": len(cases),
        "passed": sum(not list(case.iter("failure")) and not list(case.iter("skipped")) for case in cases),
        "seconds": round(sum(float(case.get("time", 0)) for case in cases), 1),
    }
    for found in (found for case in cases for found in case.iter("property")):
        name = found.get("name", "")
        part[name] = part.get(name, 0) + int(found.get("value", 0))
    return part
