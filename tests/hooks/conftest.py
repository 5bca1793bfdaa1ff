"""One client for the tests of a file, on the day on which calls were recorded: without a store, nothing is kept."""

from collections.abc import Iterator

import pytest

from dosing.api import hook_operations
from dosing.api.app import create_app
from dosing.hooks.door import Door, Terms
from tests.hooks.recorded_calls import DAY
from tests.interfaces.client import Client


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(hook_operations, "today", lambda: DAY)
        with Client(create_app(Door(Terms(feedback="off")))) as one:
            yield one
