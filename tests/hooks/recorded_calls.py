"""Recorded calls and their cards: `python -m tests.hooks.recorded_calls` records them anew, to be read first.

They were recorded as if it were always the same day, by a service that is reached at the same place.
"""

import asyncio
import json
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx

from dosing.api import hook_operations
from dosing.api.app import create_app
from dosing.hooks.door import Door, Terms
from tests.hooks.situations import SITUATIONS

FOLDER = Path(__file__).with_name("recorded")
DAY = date(2026, 11, 21)
URL = "https://dosing.example"
SERVICES = {"medication-verify": "dosing-verification"}
Json = dict[str, Any]


def path_of(call: Json) -> str:
    """Where a call goes."""
    return f"/cds-services/{SERVICES.get(call['hook'], 'dosing-orders')}"


async def ask(*calls: Json) -> list[httpx.Response]:
    """The answers, on that day."""
    app: Any = create_app(Door(Terms(public_url=URL, feedback="off")))
    transport = httpx.ASGITransport(app)
    with patch.object(hook_operations, "today", lambda: DAY):
        async with httpx.AsyncClient(transport=transport, base_url=URL) as client:
            return [await client.post(path_of(call), json=call) for call in calls]


def main() -> None:
    """Record every situation."""
    for file in FOLDER.glob("*.json"):
        file.unlink()
    calls = [make() for make in SITUATIONS.values()]
    answers = asyncio.run(ask(*calls))
    for name, call, answered in zip(SITUATIONS, calls, answers, strict=True):
        recorded = {"call": call, "status": answered.status_code, "answer": answered.json()}
        text = json.dumps(recorded, indent=1, ensure_ascii=False) + "\n"
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
