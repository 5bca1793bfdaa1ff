"""What an installation can set, by environment: read once, refused with its name if it does not fit."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from dosing.hooks.client.allowed import clients_of
from dosing.hooks.door import Terms

Port = Annotated[int, Meta(ge=0, le=65535)]
#: Where clients reach the service, without a slash at the end: an audience is this and the path that was asked.
PublicUrl = Annotated[str, Meta(pattern=r"^(?:|https?://[A-Za-z0-9.:\[\]-]{1,255}(?:/[A-Za-z0-9._~-]+){0,9})$(?!\n)")]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Where to listen, who may ask, and what is kept; empty means as usual."""

    host: Annotated[str, Meta(min_length=1)] = "127.0.0.1"
    #: Port 0: one that the system chooses.
    port: Port = 8000
    #: Seconds that a stop waits for open requests.
    grace: Annotated[int, Meta(ge=0, le=600)] = 10
    #: Whether clients of CDS Hooks must show a token; unsaid: if clients are named.
    auth: Literal["", "jwt", "none"] = ""
    #: The file that names the clients of CDS Hooks.
    clients: str = ""
    public_url: PublicUrl = ""
    #: The web origins that may ask, separated by commas; unsaid: any where no token is asked for, else none.
    origins: str = ""
    #: The file that keeps feedback, or `off`.
    feedback: str = ""
    comments: Literal["", "keep", "drop"] = ""

    @property
    def asks_for_token(self) -> bool:
        """Whether clients of CDS Hooks must show a token."""
        return self.auth == "jwt" or (not self.auth and bool(self.clients))

    @property
    def allowed_origins(self) -> tuple[str, ...]:
        """The web origins that may ask; `*` for any."""
        said = self.origins or ("" if self.asks_for_token else "*")
        return tuple(origin.strip() for origin in said.split(",") if origin.strip())


_NAMES = {
    "host": "HOST",
    "port": "PORT",
    "grace": "DOSING_GRACE_SECONDS",
    "auth": "DOSING_AUTH",
    "clients": "DOSING_CLIENTS",
    "public_url": "DOSING_PUBLIC_URL",
    "origins": "DOSING_ORIGINS",
    "feedback": "DOSING_FEEDBACK",
    "comments": "DOSING_FEEDBACK_COMMENTS",
}
#: What those take that do not take every text.
_TAKES = {
    "port": "a whole number from 0 to 65535; 0 is one that the system chooses",
    "grace": "a whole number of seconds, from 0 to 600",
    "auth": "`jwt` or `none`",
    "public_url": "`http://` or `https://`, a host, perhaps a port and a path, and no slash at the end",
    "comments": "`keep` or `drop`",
}
#: An address of version 6 as it stands in a URL; to listen, it is wanted without brackets.
_BRACKETED = re.compile(r"^\[([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)\]$(?!\n)")


def settings_from(environment: Mapping[str, str]) -> Settings:
    """The settings that the environment names; the rest as usual.

    Raises:
        ValueError: a value does not fit, or two do not fit together; the message names the variable.

    >>> settings_from({"PORT": "9000"}).port
    9000

    """
    given = {field: environment[name] for field, name in _NAMES.items() if environment.get(name)}
    if "host" in given:
        given["host"] = _BRACKETED.sub(r"\1", given["host"])
    try:
        settings = msgspec.convert(given, Settings, strict=False)
    except msgspec.ValidationError as error:
        refused = next(field for field in _TAKES if str(error).endswith(f"$.{field}`"))
        raise ValueError(f"{_NAMES[refused]}: it takes {_TAKES[refused]}") from error
    _require_whole(settings)
    return settings


def _require_whole(settings: Settings) -> None:
    if settings.asks_for_token and not settings.clients:
        raise ValueError("DOSING_CLIENTS: with DOSING_AUTH=jwt, name the file that lists the clients")
    if settings.asks_for_token and not settings.public_url:
        raise ValueError("DOSING_PUBLIC_URL: tokens are for a URL; say where clients reach the service")
    if not settings.auth and not settings.asks_for_token and not _is_loopback(settings.host):
        raise ValueError(
            f"DOSING_AUTH: {settings.host} can be reached by others. Name the clients of CDS Hooks (DOSING_CLIENTS and "
            "DOSING_PUBLIC_URL), or say DOSING_AUTH=none to answer without a token"
        )


def _is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address; of a name, only `localhost` is known to be one."""
    parts = host.split(".")
    is_v4 = len(parts) == len(["127", "0", "0", "1"]) and all(part.isdigit() for part in parts)
    return host in {"localhost", "::1"} or (is_v4 and parts[0] == "127")


def terms_of(settings: Settings) -> Terms:
    """What the settings mean for CDS Hooks.

    Raises:
        ValueError: the file of clients cannot be read, or does not fit.

    """
    file = Path(settings.clients)
    return Terms(
        clients=clients_of(file) if settings.asks_for_token else {},
        directory=file.parent,
        public_url=settings.public_url,
        origins=settings.allowed_origins,
        feedback=settings.feedback,
        keeps_comments=settings.comments == "keep",
    )
