"""One version: of the ruleset, the package and the newest entry of the changelog."""

import re
import tomllib
from pathlib import Path

from dosing.formulary.ruleset import VERSION

_ROOT = Path(__file__).parents[2]


def test_the_newest_entry_is_of_this_ruleset() -> None:
    newest = re.search(
        r"^## (\S+) — \d{4}-\d{2}-\d{2}$", (_ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert newest is not None
    assert newest[1] == VERSION


def test_the_package_is_built_with_the_version_of_the_ruleset() -> None:
    found = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["version"]
    assert re.findall(found["pattern"], (_ROOT / found["path"]).read_text(encoding="utf-8")) == [VERSION]
