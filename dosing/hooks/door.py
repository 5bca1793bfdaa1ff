"""What stands between the net and hooks: who may ask, from which pages, and where feedback goes.

Made once for a process. Cryptography and SQLite are loaded at their first use, not when the service starts.
"""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from dosing.hooks.client.allowed import Client
from dosing.hooks.client.failure import TokenRefusedError
from dosing.hooks.feedback import Outcome
from dosing.hooks.store.place import feedback_file, state_directory

if TYPE_CHECKING:
    from dosing.hooks.client.admission import Admission
    from dosing.hooks.store.feedback import FeedbackStore


_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}")


class FeedbackOffError(Exception):
    """Feedback is not kept here, so none can be acknowledged."""


class Terms(Struct, frozen=True, kw_only=True):
    """What a site has decided."""

    #: The clients that must show a token, by issuer, and where their files lie; none: nobody must.
    clients: Mapping[str, Client] = {}
    directory: Path = Path()
    #: Where clients reach the service, without a slash at the end; empty: where they say that they do.
    public_url: str = ""
    origins: tuple[str, ...] = ("*",)
    #: The file of feedback, `off`, or empty for the usual place.
    feedback: str = ""
    keeps_comments: bool = False
    #: Where nobody has decided: no token is wanted of this machine, and no other is let in.
    is_local_only: bool = False


class Door:
    """The terms of a site, applied."""

    def __init__(self, terms: Terms, environment: Mapping[str, str] = os.environ) -> None:
        self.terms = terms
        self._environment = environment
        self._admission: Admission | None = None
        self._store: FeedbackStore | None = None

    def url(self, scheme: str, host: str) -> str:
        """The service as clients reach it, without a slash at the end; what is no host is not repeated."""
        return self.terms.public_url or f"{scheme}://{host if _HOST.fullmatch(host) else 'localhost'}"

    async def admit(self, authorization: str, url: str, *, is_local: bool) -> None:
        """Let a request pass; `is_local`: it came from this machine.

        Raises:
            TokenRefusedError: it has no token, or none that is good for this URL.
            KeysUnavailableError: the client's keys could not be had.
            StoreError: whether the token was used before cannot be said.

        """
        if not self.terms.clients:
            if self.terms.is_local_only and not is_local:
                raise TokenRefusedError("")
            return
        if not authorization:
            raise TokenRefusedError("")
        if self._admission is None:
            self._admission = _admission(self.terms, self._environment)
        await self._admission.admit(authorization, url)

    async def keep(self, service: str, outcomes: Sequence[Outcome]) -> None:
        """Have feedback on the disk.

        Raises:
            FeedbackOffError: none is kept here.
            StoreError: it was not kept.

        """
        if self._store is None:
            path = feedback_file(self.terms.feedback, self._environment)
            if path is None:
                raise FeedbackOffError
            self._store = _store(path, keeps_comments=self.terms.keeps_comments)
        await self._store.keep(service, outcomes)

    def close(self) -> None:
        """Let files go."""
        for each in (self._store, self._admission):
            if each is not None:
                each.close()


def _admission(terms: Terms, environment: Mapping[str, str]) -> "Admission":
    from dosing.hooks.client.admission import Admission  # noqa: PLC0415 -- cryptography costs memory and time to start
    from dosing.hooks.store.replays import Replays  # noqa: PLC0415 -- SQLite too

    used = Replays(state_directory(environment) / "used-tokens.sqlite3")
    return Admission(terms.clients, terms.directory, used)


def _store(path: Path, *, keeps_comments: bool) -> "FeedbackStore":
    from dosing.hooks.store.feedback import FeedbackStore  # noqa: PLC0415 -- SQLite costs memory and time to start

    return FeedbackStore(path, keeps_comments=keeps_comments)
