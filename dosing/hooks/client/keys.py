"""The public keys of a client, by id: fetched when they are first needed, kept for a while, fetched anew for a new id.

Only keys that may sign here are kept: EC P-384 for ES384, RSA of at least 2048 bits for RS384. No verdict is kept.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ec import SECP384R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import PyJWK, PyJWTError

from dosing.hooks.client.failure import KeysUnavailableError

#: Seconds that keys are used for before they are fetched again, and that must lie between two fetches.
FRESH, PAUSE = 600, 30
SMALLEST_RSA = 2048
_ALGORITHMS = {"EC": "ES384", "RSA": "RS384"}

PublicKey = EllipticCurvePublicKey | RSAPublicKey


class _Jwk(msgspec.Struct):
    """What is read of a key before it is one; a key with private parts is none that should be trusted."""

    kty: str
    kid: str = ""
    alg: str | None = None
    use: str | None = None
    d: Any = None


class _JwkSet(msgspec.Struct):
    keys: list[msgspec.Raw]


class Keys:
    """The keys of one client."""

    def __init__(self, fetch: Callable[[], bytes], clock: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._clock = clock
        self._keys: dict[tuple[str, str], PublicKey] = {}
        self._fetched = self._tried = -float("inf")
        self._lock = asyncio.Lock()

    async def find(self, kid: str, algorithm: str) -> PublicKey | None:
        """The key of this id for this algorithm, or none.

        Raises:
            KeysUnavailableError: the keys could not be had.

        """
        async with self._lock:
            now = self._clock()
            is_wanted = now - self._fetched > FRESH or (kid, algorithm) not in self._keys
            if is_wanted and now - self._tried > PAUSE:
                self._tried = now
                await self._renew(now)
            if now - self._fetched > FRESH:
                raise KeysUnavailableError
            return self._keys.get((kid, algorithm))

    async def _renew(self, now: float) -> None:
        """Keys that are still fresh stay in use where no new ones can be had."""
        try:
            self._keys = keys_of(await asyncio.to_thread(self._fetch))
        except (OSError, ValueError):
            return
        self._fetched = now


def keys_of(body: bytes) -> dict[tuple[str, str], PublicKey]:
    """The keys of a JWK set that may sign, by id and algorithm; others are passed over.

    Raises:
        ValueError: it is no JWK set.

    """
    try:
        found = msgspec.json.decode(body, type=_JwkSet).keys
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ValueError("it is no JWK set") from error
    keys: dict[tuple[str, str], PublicKey] = {}
    for raw in found:
        usable = _usable(bytes(raw))
        if usable is not None:
            keys.setdefault(usable[0], usable[1])
    return keys


def _usable(raw: bytes) -> tuple[tuple[str, str], PublicKey] | None:
    try:
        jwk = msgspec.json.decode(raw, type=_Jwk)
        algorithm = _ALGORITHMS.get(jwk.kty)
        if algorithm is None or jwk.d is not None or not jwk.kid:
            return None
        if jwk.alg not in {None, algorithm} or jwk.use not in {None, "sig"}:
            return None
        key = PyJWK(msgspec.json.decode(raw), algorithm).key
    except (msgspec.MsgspecError, PyJWTError, ValueError, TypeError, UnicodeDecodeError):
        return None
    return ((jwk.kid, algorithm), key) if _may_sign(key) else None


def _may_sign(key: object) -> bool:
    if isinstance(key, EllipticCurvePublicKey):
        return isinstance(key.curve, SECP384R1)
    return isinstance(key, RSAPublicKey) and key.key_size >= SMALLEST_RSA
