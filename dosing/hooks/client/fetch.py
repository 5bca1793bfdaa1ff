"""A JWK set's bytes from its one place: a file, or https without redirects, within a time and a size.

Only URLs of the site's own list come here, never one that a token names.
"""

import ssl
from http.client import HTTPMessage
from pathlib import Path
from typing import IO
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

#: Seconds for each wait, and bytes of a set at the most.
TIMEOUT = 3
LARGEST = 256_000


class _NoRedirect(HTTPRedirectHandler):
    """A redirect is an error: it could lead anywhere."""

    def redirect_request(  # noqa: PLR0913, PLR0917 -- the signature is that of the library
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Go nowhere."""


def from_https(url: str, context: ssl.SSLContext | None = None) -> bytes:
    """The bytes.

    Raises:
        OSError: no answer in time, no trusted certificate, any status but 200, or too many bytes.

    """
    if not url.startswith("https://"):
        raise OSError("keys are fetched by https only")
    opener = build_opener(_NoRedirect, HTTPSHandler(context=context or ssl.create_default_context()))
    request = Request(url, headers={"Accept": "application/jwk-set+json, application/json"})  # noqa: S310 -- https, seen above
    with opener.open(request, timeout=TIMEOUT) as answer:
        body: bytes = answer.read(LARGEST + 1)
    return _bounded(body)


def from_file(path: Path) -> bytes:
    """The bytes.

    Raises:
        OSError: there is no such file, or it is too large.

    """
    with path.open("rb") as file:
        return _bounded(file.read(LARGEST + 1))


def _bounded(body: bytes) -> bytes:
    if len(body) > LARGEST:
        raise OSError(f"more than {LARGEST} bytes")
    return body
