"""What a client of CDS Hooks does, against a real server: discovers, calls, shows cards, sends feedback; the rates."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from dosing.hooks.identity import rules_of
from tests.fhir.written import dosage, egfr, person, quantity, repeat, searched
from tests.hooks.server import ROOT, serving
from tests.hooks.situations import baclofen, sign
from tests.hooks.tokens import URL, claims, clients_file, signed

RECENT = (datetime.now(UTC) - timedelta(days=30)).date().isoformat()


def _rates(file: Path) -> dict[str, tuple[int, int, float, dict[str, int]]]:
    """What `dosing feedback` tells, by rule."""
    command = [sys.executable, "-m", "dosing", "feedback"]
    environment = os.environ | {"DOSING_FEEDBACK": str(file), "PYTHONPATH": str(ROOT)}
    told = json.loads(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)
    return {
        one["rule"]: (one["accepted"], one["overridden"], one["override_rate"], one["reasons"]) for one in told["rates"]
    }


@pytest.mark.parametrize("wants_token", [False, True], ids=["open", "with a token"])
def test_a_client_discovers_calls_and_tells_what_became_of_cards(tmp_path: Path, *, wants_token: bool) -> None:
    file = tmp_path / "feedback.sqlite3"
    settings = {"DOSING_FEEDBACK": str(file), "XDG_STATE_HOME": str(tmp_path)}
    if wants_token:
        settings |= {"DOSING_CLIENTS": str(clients_file(tmp_path)), "DOSING_PUBLIC_URL": URL}
    with serving(settings) as ((_, address),), httpx.Client(base_url=address) as client:

        def headers(path: str) -> dict[str, str]:
            return {"authorization": f"Bearer {signed(claims(path))}"} if wants_token else {}

        found = client.get("/cds-services", headers=headers("/cds-services"))
        services = {one["hook"]: one for one in found.json()["services"]}
        assert services.keys() == {"order-select", "order-sign", "medication-verify"}
        assert services["order-select"]["id"] == services["order-sign"]["id"] != services["medication-verify"]["id"]
        path = f"/cds-services/{services['order-sign']['id']}"
        fetched = dict.fromkeys(services["order-sign"]["prefetch"])
        fetched |= {"patient": person(), "egfr": searched(egfr(90, RECENT))}
        cards = []
        for dose in (10, 20):
            call = sign(baclofen(dosage(quantity(dose, "mg"), repeat(2))), **fetched)
            answered = client.post(path, json=call, headers=headers(path))
            assert answered.status_code == 200
            (card,) = answered.json()["cards"]
            cards.append(card)
            assert client.get(card["links"][0]["url"].replace(URL, address)).status_code == 200
        review, refused = cards
        assert rules_of(UUID(review["uuid"])) == ("baclofen.start",)
        assert rules_of(UUID(refused["uuid"])) == ("baclofen.daily-max",)
        at = datetime.now(UTC).isoformat()
        chosen = {key: review["overrideReasons"][0][key] for key in ("code", "system")}
        feedback = [
            {
                "card": review["uuid"],
                "outcome": "overridden",
                "overrideReason": {"reason": chosen},
                "outcomeTimestamp": at,
            },
            {
                "card": refused["uuid"],
                "outcome": "accepted",
                "acceptedSuggestions": [{"id": refused["suggestions"][0]["uuid"]}],
                "outcomeTimestamp": at,
            },
        ]
        for _ in range(2):
            sent = client.post(f"{path}/feedback", json={"feedback": feedback}, headers=headers(f"{path}/feedback"))
            assert (sent.status_code, sent.content) == (200, b"")
        assert client.get("/cds-services/another", headers=headers("/cds-services/another")).status_code == 404
    assert _rates(file) == {
        "baclofen.start": (0, 1, 1, {"baclofen.start.established": 1}),
        "baclofen.daily-max": (1, 0, 0, {}),
    }


def test_without_any_feedback_the_rates_are_none(tmp_path: Path) -> None:
    assert _rates(tmp_path / "none") == {}
    assert not (tmp_path / "none").exists()
