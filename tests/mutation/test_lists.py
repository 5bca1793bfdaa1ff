"""The lists about mutants are complete, and have nothing in them that there is not."""

from tests.mutation.survivors import listed
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
    assert [str(survivor) for survivor, reason in listed().items() if len(reason) < 10] == []
