"""Pages of other origins: any may ask where no token is wanted, else only those that the site names."""

import json
from collections.abc import Iterator

import pytest

from dosing.api import hook_operations
from dosing.api.app import create_app
from dosing.api.settings import settings_from, terms_of
from dosing.hooks.door import Door, Terms
from tests.hooks.situations import baclofen, sign
from tests.hooks.tokens import URL, clients_file
from tests.interfaces.client import Client

PATHS = ("/cds-services", "/cds-services/dosing-orders", "/cds-services/dosing-orders/feedback")
SANDBOX, OTHER = "https://sandbox.example", "https://other.example"
ALLOWED, VARY = "access-control-allow-origin", "vary"


def preflight(client: Client, path: str, origin: str) -> dict[str, str]:
    headers = {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
    }
    answer = client.ask("OPTIONS", path, headers)
    assert (answer.status_code, answer.content) == (204, b"")
    return dict(answer.headers)


@pytest.fixture
def one_origin() -> Iterator[Client]:
    with Client(create_app(Door(Terms(origins=(SANDBOX,), feedback="off")))) as client:
        yield client


@pytest.mark.parametrize("path", PATHS)
def test_any_page_may_ask_where_any_is_allowed(path: str) -> None:
    with Client(create_app(Door(Terms(feedback="off")))) as client:
        said = preflight(client, path, OTHER)
        assert (said[ALLOWED], said["access-control-allow-headers"]) == ("*", "Content-Type, Authorization")
        assert said["access-control-allow-methods"] == said["allow"]
        assert "access-control-allow-credentials" not in said
        for method in ("GET", "POST", "DELETE"):
            assert client.ask(method, path, {"origin": OTHER}).headers[ALLOWED] == "*"


@pytest.mark.parametrize("path", PATHS)
def test_only_pages_of_a_named_origin_may_ask_where_one_is_named(one_origin: Client, path: str) -> None:
    assert preflight(one_origin, path, SANDBOX)[ALLOWED] == SANDBOX
    for origin in (OTHER, SANDBOX + ".evil.example", SANDBOX.upper(), "null", ""):
        refused = preflight(one_origin, path, origin)
        assert ALLOWED not in refused, origin
        assert "access-control-allow-methods" not in refused
    assert preflight(one_origin, path, OTHER)[VARY] == "Origin"
    assert one_origin.ask("GET", path, {"origin": SANDBOX}).headers[ALLOWED] == SANDBOX
    assert ALLOWED not in one_origin.ask("GET", path, {"origin": OTHER}).headers


def test_a_preflight_needs_no_token_and_no_page_may_ask_unless_named_where_a_token_is_wanted(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    file = str(clients_file(tmp_path_factory.mktemp("site")))
    environment = {"DOSING_CLIENTS": file, "DOSING_PUBLIC_URL": URL}
    with Client(create_app(Door(terms_of(settings_from(environment))))) as client:
        assert ALLOWED not in preflight(client, PATHS[0], SANDBOX)
        assert client.ask("GET", PATHS[0], {"origin": SANDBOX}).status_code == 401
    named = settings_from(environment | {"DOSING_ORIGINS": f"{OTHER}, {SANDBOX}"})
    with Client(create_app(Door(terms_of(named)))) as client:
        assert preflight(client, PATHS[0], SANDBOX)[ALLOWED] == SANDBOX
        refused = client.ask("GET", PATHS[0], {"origin": SANDBOX})
        assert (refused.status_code, refused.headers[ALLOWED]) == (401, SANDBOX)


def test_a_failure_inside_is_a_500_that_the_page_can_read_and_that_tells_nothing_of_it(
    one_origin: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails() -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(hook_operations, "today", fails)
    call = json.dumps(sign(baclofen(), patient=None)).encode()
    headers = {"origin": SANDBOX, "content-type": "application/json"}
    failed = one_origin.ask("POST", PATHS[1], headers, call)
    assert (failed.status_code, failed.headers[ALLOWED]) == (500, SANDBOX)
    assert failed.json()["issue"][0]["details"]["coding"][0]["code"] == "internal-error"
    assert "secret" not in failed.text
    assert "a secret of the inside" in caplog.text


def test_the_paths_of_the_service_itself_let_no_page_of_others_ask() -> None:
    with Client() as client:
        for path in ("/v1/rules", "/v1/orders/check", "/health/live"):
            assert ALLOWED not in client.ask("OPTIONS", path, {"origin": SANDBOX}).headers
            assert ALLOWED not in client.ask("GET", path, {"origin": SANDBOX}).headers
