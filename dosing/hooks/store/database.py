"""One SQLite file: opened at its first use, brought up to date by numbered migrations, written by one thread.

A commit is on the disk before it is reported (WAL, synchronous=FULL); several processes may write. The event loop
never waits for the disk. Nothing here knows what is kept.
"""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from dosing.hooks.store.failure import StoreError

T = TypeVar("T")
#: Statements of one migration; the file's number is how many of them were run.
Migration = tuple[str, ...]
#: Milliseconds that a writer waits for another process.
BUSY_TIMEOUT = 5000
#: Pieces of work that may wait for the thread; more are refused, so that waiting stays bounded.
MOST_WAITING = 256


class Database:
    """A file and its one thread."""

    def __init__(self, path: Path, migrations: Sequence[Migration]) -> None:
        self.path = path
        self._migrations = migrations
        self._connection: sqlite3.Connection | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._waiting = 0

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What the work gives, once its transaction is on the disk.

        Raises:
            StoreError: it could not be done, or too much waits already; what was to be written may be sent again.

        """
        if self._waiting >= MOST_WAITING:
            raise StoreError("too much waits to be written")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self.run_here, work)
        finally:
            self._waiting -= 1

    def run_here(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """The same in this thread, for a program that has no event loop.

        Raises:
            StoreError: it could not be done.

        """
        try:
            if self._connection is None:
                self._connection = _opened(self.path, self._migrations)
            return _in_transaction(self._connection, work)
        except (sqlite3.Error, OSError) as error:
            self._let_go()
            raise StoreError(f"{type(error).__name__}: {error}") from error

    def close(self) -> None:
        """Let the thread end and the file go."""
        self._thread.submit(self._let_go).result()
        self._thread.shutdown()

    def _let_go(self) -> None:
        """The next piece of work opens the file anew: it may have been replaced, or its disk come back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _opened(path: Path, migrations: Sequence[Migration]) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # The owner's alone, before SQLite would make it readable by all.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    # Work runs one after the other: in the thread, or in a program without one.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        _in_transaction(connection, lambda one: _migrate(one, migrations))
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    (done,) = connection.execute("PRAGMA user_version").fetchone()
    if done > len(migrations):
        raise StoreError(f"the file is of a newer version: {done} migrations, of which {len(migrations)} are known")
    for migration in migrations[done:]:
        for statement in migration:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version={len(migrations)}")


def _in_transaction(connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = work(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return done
