"""What a call is answered with, for tests: its cards, or what stands first on each of them."""

import json
from typing import Any

from tests.hooks.recorded_calls import path_of
from tests.interfaces.client import Client

Json = dict[str, Any]


def cards(client: Client, call: Json) -> list[Json]:
    answered = client.post(path_of(call), json.dumps(call).encode())
    assert answered.status_code == 200, answered.text
    found: list[Json] = answered.json()["cards"]
    return found


def summaries(client: Client, call: Json) -> list[str]:
    return [card["summary"] for card in cards(client, call)]
