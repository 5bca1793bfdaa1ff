"""The committed contract of CDS Hooks is true of what is answered: shapes, headers and codes, token or not."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from dosing.api.app import create_app
from dosing.api.operations import OPERATIONS
from dosing.hooks.client.allowed import clients_of
from dosing.hooks.door import Door, Terms
from tests.contract.contract import CONTRACT, resolved
from tests.hooks.recorded_calls import FOLDER, path_of
from tests.hooks.test_feedback import FITTING
from tests.hooks.tokens import URL, claims, clients_file, signed
from tests.interfaces.client import Client

ROOT = Path(__file__).parents[2]
HOOKS = [operation for operation in OPERATIONS if operation.is_hook]
RECORDED = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.json"))]
Json = dict[str, Any]


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")))


def described(path: str, method: str, status: int) -> Json:
    """The response as the contract has it."""
    return resolved(CONTRACT["paths"][path][method.lower()]["responses"][str(status)])


def has_the_headers(answered: httpx.Response, documented: Json) -> bool:
    """Whether it has those that it must have, and no others than it can have."""
    named = {name.lower(): resolved(header)["required"] for name, header in documented["headers"].items()}
    found = set(answered.headers) - {"content-type", "content-length"}
    return {name for name, is_required in named.items() if is_required} <= found <= set(named)


def test_recorded_calls_and_cards_and_feedback_fit_the_committed_schemas() -> None:
    names = {"/cds-services/dosing-orders": "hookOrders", "/cds-services/dosing-verification": "hookVerification"}
    for one in RECORDED:
        name = names[path_of(one["call"])]
        validator(f"{name}.request").validate(one["call"])
        validator(f"{name}.answer").validate(one["answer"])
    for outcome in FITTING.values():
        validator("feedbackOrders.request").validate({"feedback": [outcome]})


def test_discovery_fits_its_committed_schema_and_no_member_of_it_is_empty(client: Client) -> None:
    found = client.get("/cds-services").json()
    validator("discoverServices.answer").validate(found)
    for service in found["services"]:
        assert all(service.values())
        assert all(template and "draftOrders" not in template for template in service["prefetch"].values())


def test_cards_are_closed_so_that_nothing_is_answered_that_is_not_documented() -> None:
    schema = json.loads((ROOT / "schemas" / "hookOrders.answer.schema.json").read_text(encoding="utf-8"))
    for part in schema["$defs"].values():
        assert part["additionalProperties"] is False


def _asked(client: Client, path: str, method: str) -> Iterator[tuple[str, Any]]:
    """Each way in which a request can be refused, and one that is answered."""
    good = next((one["call"] for one in RECORDED if path_of(one["call"]) == path), {"feedback": [FITTING["no reason"]]})
    kind = {"content-type": "application/json"}
    if method == "GET":
        yield "GET", client.get(path)
    else:
        for body, headers in ((json.dumps(good).encode(), kind), (b"{", kind), (b"{}", kind), (b"{}", {})):
            yield "POST", client.ask("POST", path, headers, body)
        yield "POST", client.ask("POST", path, kind, b" " * 2_000_001)
    yield method, client.ask("DELETE", path)


@pytest.mark.parametrize("operation", HOOKS, ids=lambda one: one.id)
def test_answers_have_the_headers_and_codes_of_the_contract(client: Client, operation: Any) -> None:  # noqa: ANN401 -- of the table
    for _, answered in _asked(client, operation.path, operation.method):
        documented = described(operation.path, operation.method, answered.status_code)
        assert has_the_headers(answered, documented)
        if answered.status_code >= 400:
            code = answered.json()["issue"][0]["details"]["coding"][0]["code"]
            assert code in documented["content"]["application/fhir+json"]["examples"]


def test_what_a_token_and_a_store_can_refuse_is_documented_with_its_headers(tmp_path: Path) -> None:
    path = "/cds-services/dosing-orders/feedback"
    file = clients_file(tmp_path)
    (tmp_path / "in-the-way").write_text("", encoding="utf-8")
    terms = Terms(
        clients=clients_of(file), directory=tmp_path, public_url=URL, feedback=str(tmp_path / "in-the-way" / "file")
    )
    door = Door(terms, {"XDG_STATE_HOME": str(tmp_path)})
    body = json.dumps({"feedback": [FITTING["no reason"]]}).encode()
    with Client(create_app(door)) as client:
        for token, status in ((None, 401), ("x", 401), (signed(claims(path)), 503)):
            headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
            answered = client.ask("POST", path, headers, body)
            assert answered.status_code == status
            assert has_the_headers(answered, described(path, "POST", status))
    door.close()


def test_a_token_is_optional_in_the_contract_on_the_paths_of_hooks_only() -> None:
    for operation in OPERATIONS:
        security = CONTRACT["paths"][operation.path][operation.method.lower()].get("security")
        assert security == ([{}, {"clientToken": []}] if operation.is_hook else None)


def test_neither_cryptography_nor_sqlite_is_loaded_before_it_is_needed() -> None:
    ask = (
        "import asyncio, sys, httpx\n"
        "from dosing.api.app import create_app\n"
        "app = create_app()\n"
        "async def go():\n"
        "    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url='http://x') as client:\n"
        "        assert (await client.get('/cds-services')).status_code == 200\n"
        "asyncio.run(go())\n"
        "print([name for name in ('jwt', 'cryptography', 'sqlite3', 'pint') if name in sys.modules])\n"
    )
    told = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, check=True, capture_output=True, text=True)
    assert told.stdout == "[]\n"
