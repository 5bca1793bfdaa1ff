"""Whether a request comes from a client that the site lets in: its token is signed, fresh, for this URL, and unused.

No token is logged or kept; of a used one its id is, until it has expired.
"""

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import jwt
import msgspec
from msgspec import UNSET

from dosing.hooks.client.allowed import Client
from dosing.hooks.client.failure import TokenRefusedError
from dosing.hooks.client.fetch import from_file, from_https
from dosing.hooks.client.keys import Keys
from dosing.hooks.store.replays import Replays

ALGORITHMS = ("ES384", "RS384")
#: Seconds that a token may live at the most, and that two clocks may differ.
LONGEST_LIFE, LEEWAY = 300, 5
LONGEST_TOKEN, LONGEST_ID = 8192, 255
_REQUIRED = ["iss", "aud", "exp", "iat", "jti"]
_SCHEME = "bearer "


class _Header(msgspec.Struct):
    """What a token says of itself, of which nothing is believed. `crit` names what must be understood: nothing is."""

    alg: str
    kid: str
    typ: str
    jku: str | None = None
    crit: Any = UNSET


class _Claims(msgspec.Struct):
    """The claims, with the types that they must have; times are whole seconds or parts of them, never text."""

    iss: str
    jti: str
    exp: float
    iat: float


class Admission:
    """The clients of a site, their keys, and the tokens that they have used."""

    def __init__(self, clients: Mapping[str, Client], directory: Path, replays: Replays) -> None:
        self._clients = clients
        self._keys = {issuer: Keys(_source(client, directory)) for issuer, client in clients.items()}
        self._replays = replays

    async def admit(self, authorization: str, url: str) -> None:
        """Let a request to this URL pass.

        Raises:
            TokenRefusedError: it does not; the message says why in a few words, and nothing of the token.
            KeysUnavailableError: the client's keys could not be had.
            StoreError: whether the token was used before cannot be said.

        """
        token = _token(authorization)
        header = _read(jwt.get_unverified_header, token, _Header)
        _require(header.alg in ALGORITHMS, "its algorithm is not ES384 or RS384")
        _require(header.typ.upper() == "JWT" and header.crit is UNSET, "its header is not that of a plain JWT")
        issuer = _read(_unverified_claims, token, _Claims).iss
        client = self._clients.get(issuer)
        if client is None:
            raise TokenRefusedError("its issuer is not known here")
        _require(header.jku is None or header.jku == client.jku, "its jku is not that of its issuer")
        key = await self._keys[issuer].find(header.kid, header.alg)
        if key is None:
            raise TokenRefusedError("its issuer has no such key")
        verify = partial(self._verified, key=key, algorithm=header.alg, issuer=issuer, url=url)
        claims = _read(verify, token, _Claims)
        _require(0 < claims.exp - claims.iat <= LONGEST_LIFE, "it lives for more than five minutes")
        _require(0 < len(claims.jti) <= LONGEST_ID, "its jti is empty or too long")
        expires = int(claims.exp) + LEEWAY + 1
        is_first = await self._replays.is_first_use(issuer, claims.jti, expires=expires, now=int(time.time()))
        _require(is_first, "it was used before")

    def close(self) -> None:
        """Let files go."""
        self._replays.close()

    @staticmethod
    def _verified(token: str, *, key: Any, algorithm: str, issuer: str, url: str) -> Any:  # noqa: ANN401 -- any JSON
        return jwt.decode(
            token,
            key,
            algorithms=[algorithm],
            audience=url,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": _REQUIRED},
        )


def _source(client: Client, directory: Path) -> Callable[[], bytes]:
    if client.jku is not UNSET:
        return partial(from_https, client.jku)
    return partial(from_file, directory / str(client.jwks))


def _token(authorization: str) -> str:
    _require(authorization[: len(_SCHEME)].lower() == _SCHEME, "there is no bearer token")
    token = authorization[len(_SCHEME) :].strip()
    _require(token.isascii() and len(token) <= LONGEST_TOKEN, "it is too long, or no token")
    return token


def _unverified_claims(token: str) -> Any:  # noqa: ANN401 -- any JSON
    return jwt.decode(token, options={"verify_signature": False})


def _read(read: Callable[[str], Any], token: str, kind: type[Any]) -> Any:  # noqa: ANN401 -- of this kind
    try:
        return msgspec.convert(read(token), kind)
    except jwt.PyJWTError as error:
        raise TokenRefusedError(_REASONS.get(type(error), "it is no valid token")) from error
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise TokenRefusedError("it is no valid token") from error


_REASONS: dict[type[Exception], str] = {
    jwt.ExpiredSignatureError: "it has expired",
    jwt.ImmatureSignatureError: "it is not valid yet",
    jwt.InvalidAudienceError: "its audience is not this URL",
    jwt.InvalidSignatureError: "its signature is wrong",
    jwt.MissingRequiredClaimError: "a claim is missing",
}


def _require(holds: bool, why: str) -> None:  # noqa: FBT001 -- reads as the sentence that it is
    if not holds:
        raise TokenRefusedError(why)
