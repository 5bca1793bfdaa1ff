"""The clients that a site lets in: by issuer, each with the one place that its keys come from.

A token never says where keys are to be fetched from: its `jku` must be the one that stands here.
"""

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

Issuer = Annotated[str, Meta(min_length=1, max_length=500)]
HttpsUrl = Annotated[str, Meta(pattern=r"^https://[!-~]+$(?!\n)", max_length=500)]


class Client(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An issuer, and its JWK set: at a URL, or in a file (beside this one, unless its path is absolute)."""

    iss: Issuer
    jku: HttpsUrl | UnsetType = UNSET
    jwks: str | UnsetType = UNSET

    def __post_init__(self) -> None:
        """Keys come from one place.

        Raises:
            ValueError: from none, or from two.

        """
        if (self.jku is UNSET) == (self.jwks is UNSET):
            raise ValueError("a client has `jku` or `jwks`, and not both")


class Clients(Struct, frozen=True, forbid_unknown_fields=True):
    """The file of a site."""

    clients: Annotated[tuple[Client, ...], Meta(min_length=1)]


def clients_of(path: Path) -> dict[str, Client]:
    """The clients by issuer.

    Raises:
        ValueError: the file cannot be read, does not fit, or names an issuer twice.

    """
    try:
        read = msgspec.json.decode(path.read_bytes(), type=Clients)
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        raise ValueError(f"{path}: {error}") from error
    by_issuer = {client.iss: client for client in read.clients}
    if len(by_issuer) < len(read.clients):
        raise ValueError(f"{path}: an issuer stands twice")
    return by_issuer
