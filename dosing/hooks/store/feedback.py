"""Feedback on cards, each outcome once however often it is sent, and what it comes to by rule.

Of what a person wrote only that there was something is kept, unless the site says otherwise: it may be about a patient.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import UNSET, Struct

from dosing.hooks.feedback import Accepted, Outcome, Overridden
from dosing.hooks.identity import card_of, rules_of
from dosing.hooks.store.database import Database

MIGRATIONS = (
    (
        """CREATE TABLE feedback (
            id INTEGER PRIMARY KEY,
            service TEXT NOT NULL,
            card TEXT NOT NULL,
            rules TEXT NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'overridden')),
            at TEXT NOT NULL,
            suggestions TEXT NOT NULL,
            reason_system TEXT,
            reason_code TEXT,
            has_comment INTEGER NOT NULL,
            comment TEXT,
            received TEXT NOT NULL,
            UNIQUE (service, card, outcome, at)
        )""",
    ),
)


class Kept(Struct, frozen=True):
    """What is read of one outcome."""

    service: str
    card: str
    rules: tuple[str, ...]
    outcome: str
    reason: str


class FeedbackStore:
    """A file of feedback."""

    def __init__(self, path: Path, *, keeps_comments: bool = False) -> None:
        self._database = Database(path, MIGRATIONS)
        self._keeps_comments = keeps_comments

    async def keep(self, service: str, outcomes: Sequence[Outcome]) -> None:
        """Have all of them on the disk, or none; those that are there already stay as they are.

        Raises:
            StoreError: they are not kept, and may be sent again.

        """
        received = datetime.now(UTC)
        rows = [_row(service, outcome, received, keeps_comment=self._keeps_comments) for outcome in outcomes]
        await self._database.run(lambda connection: _insert(connection, rows))

    def latest(self) -> list[Kept]:
        """The last outcome of each card.

        Raises:
            StoreError: they cannot be read.

        """
        rows = self._database.run_here(
            lambda connection: connection.execute(
                "SELECT service, card, rules, outcome, coalesce(reason_code, ''), max(at) FROM feedback"
                " GROUP BY service, card ORDER BY id"
            ).fetchall()
        )
        return [
            Kept(service, card, tuple(json.loads(rules)), outcome, reason)
            for service, card, rules, outcome, reason, _ in rows
        ]

    def close(self) -> None:
        """Let the file go."""
        self._database.close()


def kept_in(file: Path) -> list[Kept]:
    """What a file keeps; nothing where there is none yet.

    Raises:
        StoreError: it cannot be read.

    """
    if not file.exists():
        return []
    store = FeedbackStore(file)
    try:
        return store.latest()
    finally:
        store.close()


Row = tuple[str | int | None, ...]


def _insert(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    connection.executemany(
        "INSERT INTO feedback (service, card, rules, outcome, at, suggestions, reason_system, reason_code,"
        " has_comment, comment, received) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        rows,
    )


def _row(service: str, outcome: Outcome, received: datetime, *, keeps_comment: bool) -> Row:
    system, code, comment = _why(outcome)
    accepted = [one.id for one in outcome.accepted_suggestions] if isinstance(outcome, Accepted) else []
    card = card_of(outcome.card)
    return (
        service,
        str(card or outcome.card),
        json.dumps(rules_of(card) if card else ()),
        str(outcome.__struct_config__.tag),
        _in_utc(datetime.fromisoformat(outcome.outcome_timestamp.upper())),
        json.dumps(accepted),
        system,
        code,
        int(bool(comment)),
        comment if keeps_comment else None,
        _in_utc(received),
    )


def _in_utc(instant: datetime) -> str:
    """One text for one instant, whatever its offset; texts are in the order of time."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def _why(outcome: Outcome) -> tuple[str | None, str | None, str | None]:
    """The system and code of the reason that was chosen, and the comment, as far as they were given."""
    why = outcome.override_reason if isinstance(outcome, Overridden) else None
    if why is None or why is UNSET:
        return None, None, None
    chosen = why.reason or None
    return (
        (chosen.system or None) if chosen else None,
        chosen.code if chosen else None,
        why.user_comment or None,
    )
