"""Errors put in on purpose are noticed, each by tests that are named; without them the same tests pass."""

import pytest

from tests.seeded.errors import ERRORS, SeededError, Watch

_WATCHED = [
    pytest.param(error, watch, id=f"{error.kind}: {watch.name}") for error in ERRORS for watch in error.noticed_by
]


@pytest.mark.parametrize(("error", "watch"), _WATCHED)
def test_the_named_test_fails_with_the_error_and_passes_without_it(error: SeededError, watch: Watch) -> None:
    watch.run()
    with error.put_in(), pytest.raises(AssertionError):
        watch.run()
    watch.run()


def test_there_is_an_error_of_each_kind() -> None:
    assert [error.kind for error in ERRORS] == [
        "a bound off by a millionth",
        "`<` for `<=`",
        "unknown as normal",
        "a cap applied silently",
        "tablets that do not add up",
    ]


def test_every_error_is_noticed_by_a_test_that_stands_in_the_suite(pytestconfig: pytest.Config) -> None:
    for error in ERRORS:
        for watch in error.noticed_by:
            place, _, name = watch.name.partition("::")
            text = (pytestconfig.rootpath / place).read_text(encoding="utf-8")
            assert f"def {name.partition('[')[0]}(" in text
