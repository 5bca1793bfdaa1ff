"""Nothing that was acknowledged is lost: the server is killed while feedback comes in, again and again."""

import json
import os
import random
import sqlite3
import threading
import time
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.hooks.server import serving

#: Clients that send at the same time, to each of two processes that write to one file.
CLIENTS = 2
PATH = "/cds-services/dosing-orders/feedback"


def _send(address: str, acknowledged: list[str]) -> None:
    """Send one outcome after the other until the server is gone; note those that it acknowledged."""
    with httpx.Client(base_url=address, timeout=5) as client:
        while True:
            card = str(uuid4())
            outcome = {"card": card, "outcome": "overridden", "outcomeTimestamp": "2026-11-21T10:00:00Z"}
            body = json.dumps({"feedback": [outcome]}).encode()
            try:
                answer = client.post(PATH, content=body, headers={"content-type": "application/json"})
            except httpx.HTTPError:
                return
            if answer.status_code == 200:
                acknowledged.append(card)


def _round(file: Path, seconds: float) -> list[str]:
    """Two servers write to the file, and are killed after some time: what they had acknowledged."""
    acknowledged: list[str] = []
    with serving({"DOSING_FEEDBACK": str(file)}, count=2) as servers:
        senders = [
            threading.Thread(target=_send, args=(address, acknowledged))
            for _, address in servers
            for _ in range(CLIENTS)
        ]
        for sender in senders:
            sender.start()
        while not acknowledged:
            time.sleep(0.001)
        time.sleep(seconds)
        for process, _ in servers:
            process.kill()
        for sender in senders:
            sender.join()
    return acknowledged


@pytest.mark.parametrize("rounds", [3, pytest.param(200, marks=pytest.mark.deep)])
def test_nothing_acknowledged_is_lost_when_servers_are_killed(tmp_path: Path, rounds: int) -> None:
    file = tmp_path / "feedback.sqlite3"
    chance = random.Random(os.environ.get("SEED", "1"))  # noqa: S311 -- when to kill, no secret
    acknowledged: set[str] = set()
    for number in range(rounds):
        fresh = _round(file, chance.uniform(0, 0.1))
        assert fresh, number
        acknowledged.update(fresh)
        with sqlite3.connect(file) as connection:
            kept = {card for (card,) in connection.execute("SELECT card FROM feedback")}
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert acknowledged - kept == set(), number
    assert len(acknowledged) > rounds
