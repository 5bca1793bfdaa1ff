"""Where stores are kept unless an installation says otherwise: the directory for state of a service, or of a user."""

from collections.abc import Mapping
from pathlib import Path

from dosing.hooks.store.failure import StoreError

#: The word that switches a store off.
OFF = "off"


def state_directory(environment: Mapping[str, str]) -> Path:
    """The directory that systemd gives a service, or the usual one of the user.

    Raises:
        StoreError: nothing says where the user's is.

    >>> state_directory({"STATE_DIRECTORY": "/var/lib/dosing"}).as_posix()
    '/var/lib/dosing'
    >>> state_directory({"XDG_STATE_HOME": "/home/a/.state"}).as_posix()
    '/home/a/.state/dosing'

    """
    given = environment.get("STATE_DIRECTORY", "").partition(":")[0]
    if given:
        return Path(given)
    given = environment.get("XDG_STATE_HOME", "")
    return (Path(given) if given else _home() / ".local" / "state") / "dosing"


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError as error:
        raise StoreError("there is no home directory: name the file, or set XDG_STATE_HOME") from error


def feedback_file(said: str, environment: Mapping[str, str]) -> Path | None:
    """The file that feedback is kept in; none where it is switched off.

    Raises:
        StoreError: nothing says where that is.

    >>> feedback_file("off", {})
    >>> feedback_file("", {"STATE_DIRECTORY": "/var/lib/dosing"}).as_posix()
    '/var/lib/dosing/feedback.sqlite3'

    """
    if said == OFF:
        return None
    return Path(said) if said else state_directory(environment) / "feedback.sqlite3"
