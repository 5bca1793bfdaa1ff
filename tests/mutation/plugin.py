"""For mutants: forgets whatever was worked out before the mutant came, so that none hides behind a kept answer.

A mutant wakes up in a process in which all is imported, compiled and kept already, by code that was still in order.
"""

import signal
import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from types import FrameType

import pytest

from dosing.core.monograph import Knowledge, monographs
from dosing.formulary import FORMULARY
from dosing.formulary.kidney import KIDNEY
from dosing.formulary.substances import SUBSTANCES
from dosing.service import books

#: Tests that ask the service as a whole: what compiles its rules is a part of what they try.
_WHOLE = ("tests/mutation", "tests/texts", "tests/nearest", "tests/contract")

_COUNTING = "tests/nearest/test_work.py"
#: Parts of the names of tests in the order in which they are asked.
_TURNS = (
    "test_no_answer_changes_unseen",
    "tests/mutation",
    "test_grade.py",
    "test_searches.py",
    "tests/contract",
    "tests/texts",
    "nearest/test_law.py",
    "nearest/test_shapes.py",
    "nearest/test_exhaustive.py",
)
#: Before which of them all others are asked.
_ELSE = 1.5
#: Seconds of CPU that a test may take of a mutant: several times what it takes of the program itself.
_MOST, _MOST_OF_LATE = 15, 60


def forget() -> None:
    """Empty every cache of the program and of the tests, and compile the rules anew."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in {"dosing", "tests"}:
            for value in list(vars(module).values()):
                if isinstance(value, _lru_cache_wrapper):
                    value.cache_clear()
    books.BOOKS.update(monographs(FORMULARY, Knowledge(KIDNEY, SUBSTANCES)))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that notice most in the least time first; what counts calls not at all, for of a mutant there are more."""
    items[:] = sorted((item for item in items if not item.nodeid.startswith(_COUNTING)), key=_turn)


def _turn(item: pytest.Item) -> float:
    return next((turn for turn, part in enumerate(_TURNS) if part in item.nodeid), _ELSE)


def pytest_collection_finish() -> None:
    """When all tests are found and none has run."""
    forget()


@pytest.fixture(autouse=True)
def _anew(request: pytest.FixtureRequest) -> None:
    """Compile the rules as a part of the test, so that it is known to try whatever compiles them."""
    if request.node.nodeid.startswith(_WHOLE):
        forget()


@pytest.fixture(autouse=True)
def _in_time(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that a mutant keeps from ending."""

    def over(_: int, __: FrameType | None) -> None:
        raise TimeoutError

    signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, _MOST if _turn(request.node) <= _ELSE else _MOST_OF_LATE)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
