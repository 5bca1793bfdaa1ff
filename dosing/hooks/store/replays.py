"""The tokens that were used, by every process of the service: each is good for one request.

An id is kept until its token has expired; after that the token is refused anyway.
"""

import sqlite3
from pathlib import Path

from dosing.hooks.store.database import Database

MIGRATIONS = (
    (
        """CREATE TABLE used (
            issuer TEXT NOT NULL,
            token TEXT NOT NULL,
            expires INTEGER NOT NULL,
            PRIMARY KEY (issuer, token)
        ) WITHOUT ROWID""",
        "CREATE INDEX used_expires ON used (expires)",
    ),
)


class Replays:
    """The ids of used tokens."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path, MIGRATIONS)

    async def is_first_use(self, issuer: str, token: str, *, expires: int, now: int) -> bool:
        """Whether no process has seen this token before; from now on it has been seen.

        Raises:
            StoreError: it cannot be said.

        """

        def note(connection: sqlite3.Connection) -> bool:
            connection.execute("DELETE FROM used WHERE expires < ?", (now,))
            noted = connection.execute(
                "INSERT INTO used VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (issuer, token, expires)
            )
            return noted.rowcount == 1

        return await self._database.run(note)

    def close(self) -> None:
        """Let the file go."""
        self._database.close()
