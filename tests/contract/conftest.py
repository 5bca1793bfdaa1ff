"""One client for the tests of the contract: the service keeps nothing between two requests."""

from collections.abc import Iterator

import pytest

from tests.interfaces.client import Client

#: Imports the package that a test makes.
collect_ignore = ["clients/reading.py"]


@pytest.fixture(scope="session")
def client() -> Iterator[Client]:
    with Client() as one:
        yield one
