"""The ways in which the laws are asked about: the library and HTTP. Law 6 says that all the others answer the same."""

import msgspec
import pytest

from tests.edges import Ask, Json, ask, http


def _ask_over_http(path: str, body: Json) -> Json:
    return http(path, msgspec.json.encode(body))


@pytest.fixture(scope="module", params=[ask, _ask_over_http], ids=["library", "http"], name="ask")
def asked_over(request: pytest.FixtureRequest) -> Ask:
    """Asks a path with a body, and gives the answer."""
    found: Ask = request.param
    return found
