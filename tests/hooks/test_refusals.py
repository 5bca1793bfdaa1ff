"""What a call or feedback that does not fit is told: what is wrong, where, and what would fit, for people."""

import json

import pytest

from tests.hooks.recorded_calls import path_of
from tests.hooks.situations import FORTY, baclofen, sign
from tests.interfaces.client import Client


def told(client: Client, path: str, body: object) -> str:
    answered = client.post(path, json.dumps(body).encode())
    assert answered.status_code == 422, answered.text
    said: str = answered.json()["issue"][0]["diagnostics"]
    return said


@pytest.mark.parametrize("key", ["egfr", "a key of 25 characters!!!", "a` - at `$.context", "x - at `$.hook`"])
def test_what_was_prefetched_and_is_no_object_is_told_by_its_key(client: Client, key: str) -> None:
    call = sign(baclofen(FORTY)) | {"prefetch": {"patient": None, key: "90"}}
    assert told(client, path_of(call), call) == f"Expected `object | null` as `{key}` (at /prefetch)."


def test_of_a_key_with_more_than_64_characters_the_first_64_are_repeated(client: Client) -> None:
    call = sign(baclofen(FORTY)) | {"prefetch": {"k" * 64 + "l": 1}}
    assert told(client, path_of(call), call) == f"Expected `object | null` as `{'k' * 64}…` (at /prefetch)."


@pytest.mark.parametrize("at", ["today", "2026-11-21", "2026-11-21T10:00:00", "2027-02-29T00:00:00Z"])
def test_a_time_that_is_none_is_told_in_words_and_not_as_a_pattern(client: Client, at: str) -> None:
    outcome = {"card": "x", "outcome": "overridden", "outcomeTimestamp": at}
    said = told(client, "/cds-services/dosing-orders/feedback", {"feedback": [outcome]})
    assert said == (
        "Expected a moment as YYYY-MM-DDThh:mm:ss with Z or an offset, of a day that there is, of the years 2000 to "
        "2099 (at /feedback/0/outcomeTimestamp)."
    )
