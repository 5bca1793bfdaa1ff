"""docs/evidence.md says what the records say, and the records what can be counted now."""

from pathlib import Path

import pytest

from tests.evidence.document import documents
from tests.evidence.figures import counted
from tests.evidence.measure import FAST
from tests.evidence.record import RECORDS, Json, read
from tests.mutation.survivors import listed

_ANEW = "run: make evidence"


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_the_document_is_what_the_records_make_it(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == documents()[path], "run: make evidence ARGS=--again"


@pytest.mark.parametrize("name", sorted(counted()))
def test_what_can_be_counted_at_once_is_as_the_document_says(name: str) -> None:
    assert read(FAST)["counted"][name] == counted()[name], _ANEW


def test_every_part_of_the_evidence_has_passed() -> None:
    parts: dict[str, Json] = read(FAST)["parts"]
    assert [name for name, part in parts.items() if not 0 < part["tests"] == part["passed"]] == [], _ANEW


@pytest.mark.parametrize("file", sorted(RECORDS.glob("*.json")), ids=lambda file: file.stem)
def test_every_record_says_what_it_is_of_and_how_it_is_made_again(file: str) -> None:
    assert {"command", "commit", "code", "ruleset", "machine", "on"} <= read(RECORDS / file).keys()


def test_no_answer_of_the_long_lane_differs() -> None:
    assert read(RECORDS / "differential.json")["differing"] == 0


def test_what_decides_is_covered_to_the_last_line_and_branch() -> None:
    record = read(RECORDS / "coverage.json")
    assert (record["missing_lines"], record["missing_branches"]) == (0, 0)


def test_98_percent_of_1500_mutants_are_killed_and_as_many_survive_as_are_listed() -> None:
    """Where there is a record: the document says so if there is none."""
    for record in map(read, RECORDS.glob("mutation.json")):
        assert record["total"]["mutants"] >= 1500
        assert record["score"] >= 98
        assert record["total"]["survived"] == len(listed())
