"""Services of sites that decide otherwise than by default: what CDS Hooks answers there to what it is asked anywhere.

Some pages only may ask, tokens are wanted, feedback is off, or it cannot be kept. Such a refusal comes before what is
wrong with a body, so whether a body is refused rightly is not judged here; everything else is.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from dosing.api.app import create_app
from dosing.api.settings import settings_from, terms_of
from dosing.hooks.door import Door
from tests.fuzz.exchange import Asked
from tests.hooks.tokens import URL, claims, clients_file, signed

HOOKS = "/cds-services"
PAGE, OTHER = "https://pages.example", "https://others.example"
#: What a service does not come to if it refuses for what its site has decided; 503 is said of what cannot be kept.
NOT_JUDGED = frozenset(
    {
        *("what_fits_is_accepted", "what_does_not_fit_is_refused", "wrong_media_type_is_415", "too_large_is_413"),
        "service_never_fails",
    }
)
_WRONG = ("", "x", "Basic YTpi", "Bearer", "Bearer x", "Bearer a.b.c", "Bearer é", "Bearer " + "x" * 20_000)
_CLAIMS: tuple[Mapping[str, Any], ...] = ({}, {"exp": 1}, {"jti": None}, {"iss": "nobody"}, {"aud": URL}, {"iat": "x"})


@contextmanager
def apps() -> Iterator[list[Any]]:
    """An application for each of the sites, made as the process makes its own: from an environment."""
    with tempfile.TemporaryDirectory(prefix="dosing-sites-") as name:
        folder = Path(name)
        file = folder / "file"
        file.touch()
        state = {"XDG_STATE_HOME": name}
        sites = (
            {"DOSING_ORIGINS": f"{PAGE},https://more.example", "DOSING_FEEDBACK": "off"},
            {"DOSING_CLIENTS": str(clients_file(folder)), "DOSING_PUBLIC_URL": URL},
            {"DOSING_FEEDBACK": str(file / "feedback.sqlite3")},
        )
        doors = [Door(terms_of(settings_from(site)), state) for site in sites]
        try:
            yield [create_app(door) for door in doors]
        finally:
            for door in doors:
                door.close()


def asked_elsewhere(every: Iterable[Asked]) -> Iterator[Asked]:
    """Each request from a page that may ask or may not, with a token that is good or is not."""
    for number, asked in enumerate(every):
        page = (PAGE, OTHER, "null", "")[number % 4]
        more = {"authorization": _token(number, asked.path.partition("?")[0]), "origin": page}
        yield replace(asked, headers={**asked.headers, **{name: value for name, value in more.items() if value}})


def _token(number: int, path: str) -> str:
    """One after the other: what is no token, a good one for the path, and ones that are wrong in one thing."""
    place = number % (len(_WRONG) + len(_CLAIMS))
    if place < len(_WRONG):
        return _WRONG[place]
    return f"Bearer {signed(claims(path, **_CLAIMS[place - len(_WRONG)]))}"
