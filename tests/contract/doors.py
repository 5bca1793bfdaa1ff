"""What CDS Hooks can be refused at the door: without a token, with a bad one, with a store that fails or is off."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import httpx

from dosing.api.app import create_app
from dosing.hooks.client.allowed import clients_of
from dosing.hooks.door import Door, Terms
from tests.contract.contract import Described, Json
from tests.fhir.written import dosage, quantity, repeat
from tests.hooks.situations import baclofen, sign, verify
from tests.hooks.tokens import URL, claims, clients_file, signed
from tests.interfaces.client import Client

_ORDER = baclofen(dosage(quantity(5, "mg"), repeat(2)))
#: Nothing was brought along, and of the dose there is nothing to say.
_UNKNOWN = {
    name: {key: value for key, value in call.items() if key != "prefetch"}
    for name, call in {"hookOrders": sign(_ORDER), "hookVerification": verify(_ORDER)}.items()
}


def refusals(operation: Described, folder: Path) -> Iterator[httpx.Response]:
    """The answers to a request that is good but for what the site has decided, or cannot do."""
    body = next(iter(operation.examples.values()))["value"] if operation.takes_body else {}
    (folder / "file").write_text("", encoding="utf-8")
    strict = Terms(clients=clients_of(clients_file(folder)), directory=folder, public_url=URL)
    token = signed(claims(operation.path))
    with _Site(operation, strict, folder) as site:
        yield site.ask(body)
        yield site.ask(body, "no token")
    with _Site(operation, strict, folder / "file") as site:
        yield site.ask(body, token)
    with _Site(operation, Terms(feedback="off"), folder) as site:
        if "404" in operation.responses:
            yield site.ask(body)
        if "412" in operation.responses:
            yield site.ask(_UNKNOWN[operation.id])


class _Site:
    """A service with these terms, which keeps what it keeps in this folder."""

    def __init__(self, operation: Described, terms: Terms, folder: Path) -> None:
        self._operation = operation
        self._door = Door(terms, {"XDG_STATE_HOME": str(folder)})

    def __enter__(self) -> Self:
        self._client = Client(create_app(self._door)).__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._client.__exit__()
        self._door.close()

    def ask(self, body: Json, token: str = "") -> httpx.Response:
        """The answer to this body with this token."""
        typed = {"content-type": self._operation.body_type} if self._operation.takes_body else {}
        about = typed | ({"authorization": f"Bearer {token}"} if token else {})
        sent = json.dumps(body).encode() if self._operation.takes_body else b""
        return self._client.ask(self._operation.method, self._operation.path, about, sent)
