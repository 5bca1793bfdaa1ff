"""The lists about mutants are complete, and have nothing in them that there is not."""

import pytest

from tests.mutation.__main__ import compared, table
from tests.mutation.source import MUTATED, ROOT
from tests.mutation.survivors import Survivor, listed
from tests.mutation.unmutated import held, unmutated


def test_whatever_cannot_be_mutated_is_held_by_something_else_that_is_named() -> None:
    entries = held()
    assert [
        f"{module}: {name}"
        for module, names in unmutated().items()
        for name in names
        if not any(entry.holds(module, name) for entry in entries)
    ] == []


def test_nothing_is_listed_as_unmutated_that_is_not_there() -> None:
    found = unmutated()
    assert [
        f"{entry.module}: {pattern}"
        for entry in held()
        for pattern in entry.names
        if not any(entry._replace(names=(pattern,)).holds(entry.module, name) for name in found.get(entry.module, []))
    ] == []


def test_every_survivor_has_a_reason() -> None:
    assert [str(survivor) for survivor, reason in listed() if len(reason) < 10] == []


@pytest.mark.parametrize("folder", MUTATED)
def test_no_pragma_hides_a_line_from_mutants(folder: str) -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / folder).rglob("*.py")}
    assert texts
    assert [path for path, text in texts.items() if "no mutate" in text] == []


def test_of_two_mutants_of_lines_that_are_alike_one_entry_excuses_one() -> None:
    one, other = Survivor("f", "a = 1", "a = 2"), Survivor("f", "b = 1", "b = 2")
    assert compared([one, one], [one, other]) == ([one], [other])
    assert compared([one, one], [one, one]) == ([], [])


def test_a_mutant_is_dead_if_a_test_failed_or_it_was_too_slow_and_not_if_something_else_ended_it() -> None:
    became = ("killed", "timeout", "survived", "no tests", "segfault", "suspicious", "not checked", "skipped")
    row = table({"m": {str(index): status for index, status in enumerate(became)}})["m"]
    assert row == {"mutants": 8, "killed": 1, "timed_out": 1, "survived": 6}
