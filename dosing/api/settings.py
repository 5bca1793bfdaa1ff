"""What an installation can set, by environment: read once, refused with its name if it does not fit."""

from collections.abc import Mapping
from typing import Annotated

import msgspec

Port = Annotated[int, msgspec.Meta(ge=0, le=65535)]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Where to listen (port 0: one that the system chooses), and how many seconds a stop waits for open requests."""

    host: Annotated[str, msgspec.Meta(min_length=1)] = "127.0.0.1"
    port: Port = 8000
    grace: Annotated[int, msgspec.Meta(ge=0, le=600)] = 10


_NAMES = {"host": "HOST", "port": "PORT", "grace": "DOSING_GRACE_SECONDS"}


def settings_from(environment: Mapping[str, str]) -> Settings:
    """The settings that the environment names; the rest as usual.

    Raises:
        ValueError: a value does not fit; the message names the variable.

    >>> settings_from({"PORT": "9000"}).port
    9000

    """
    given = {field: environment[name] for field, name in _NAMES.items() if environment.get(name)}
    try:
        return msgspec.convert(given, Settings, strict=False)
    except msgspec.ValidationError as error:
        named = next((name for field, name in _NAMES.items() if f"$.{field}`" in str(error)), "the environment")
        raise ValueError(f"{named}: {error}") from error
