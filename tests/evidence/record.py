"""Figures of runs as small JSON files, each with its command, and the commit, ruleset and machine that it is from."""

import json
import os
import platform
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from dosing.formulary.ruleset import DIGEST, VERSION

Json = dict[str, Any]

ROOT = Path(__file__).parents[2]
RECORDS = ROOT / "docs" / "evidence"
_CODE = ("dosing", "tests")
#: What is installed below them is not theirs.
_INSTALLED = "node_modules"


def circumstances() -> Json:
    """When, where and of what a figure is measured."""
    return {
        "on": datetime.now(UTC).date().isoformat(),
        "commit": _commit(),
        "code": code_digest(),
        "ruleset": {"version": VERSION, "digest": DIGEST},
        "machine": f"{os.cpu_count()} × {_processor()}, {platform.system()}, Python {platform.python_version()}",
    }


def _commit() -> str:
    """The commit that is checked out, with a `+` where the code in the working tree is not the commit's."""
    commit = _git("rev-parse", "--short=12", "HEAD")
    return f"{commit}+" if _git("status", "--porcelain", "--", *_CODE) else commit


def _git(*words: str) -> str:
    ran = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return ran.stdout.strip()


def code_digest(places: Iterable[str] = _CODE) -> str:
    """A digest of folders and files, of all code unless told: two runs with the same one are of the same thing."""
    digest = sha256()
    for place in (ROOT / name for name in places):
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.suffix in {".py", ".json", ".toml"} and _INSTALLED not in path.parts:
                digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    lines = about.read_text(encoding="utf-8").splitlines() if about.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def read(file: Path) -> Json:
    """A record."""
    found: Json = json.loads(file.read_bytes())
    return found


def write(file: Path, figures: Json) -> None:
    """Write a record, the same for the same figures."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
