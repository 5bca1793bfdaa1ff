"""Where keys come from: https of the site's own list only, without redirects, bounded, kept for a while."""

import asyncio
import datetime as dt
import json
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dosing.hooks.client.allowed import clients_of
from dosing.hooks.client.failure import KeysUnavailableError
from dosing.hooks.client.fetch import LARGEST, from_file, from_https
from dosing.hooks.client.keys import FRESH, PAUSE, Keys
from tests.hooks.tokens import EC, RSA, jwk_set


class _Pages(BaseHTTPRequestHandler):
    """Answers as its path says."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        _Pages.asked.append(self.path)
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "/keys")
            self.end_headers()
            return
        body = {"/keys": jwk_set(EC, RSA).encode(), "/large": b" " * (LARGEST + 1)}.get(self.path)
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _certificate(folder: Path) -> Path:
    """A certificate of localhost's own, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file = folder / "localhost.pem"
    file.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, ssl.SSLContext]]:
    """A server by TLS, and a context that trusts it."""
    file = _certificate(tmp_path_factory.mktemp("tls"))
    server = HTTPServer(("127.0.0.1", 0), _Pages)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://localhost:{server.server_port}", ssl.create_default_context(cafile=str(file))
    server.shutdown()
    server.server_close()


def test_a_set_is_read_by_https(site: tuple[str, ssl.SSLContext]) -> None:
    url, trusting = site
    assert len(json.loads(from_https(f"{url}/keys", trusting))["keys"]) == 2


def test_a_redirect_is_not_followed(site: tuple[str, ssl.SSLContext]) -> None:
    url, trusting = site
    _Pages.asked.clear()
    with pytest.raises(OSError, match="302"):
        from_https(f"{url}/redirect", trusting)
    assert _Pages.asked == ["/redirect"]


@pytest.mark.parametrize("page", ["/large", "/nothing"])
def test_what_is_too_large_or_not_there_is_an_error(site: tuple[str, ssl.SSLContext], page: str) -> None:
    url, trusting = site
    with pytest.raises(OSError, match=f"{LARGEST}|404"):
        from_https(url + page, trusting)


def test_a_certificate_that_is_not_trusted_is_an_error(site: tuple[str, ssl.SSLContext]) -> None:
    with pytest.raises(OSError, match=r"(?i)certificate"):
        from_https(f"{site[0]}/keys")


@pytest.mark.parametrize("url", ["http://localhost/keys", "file:///etc/passwd", "ftp://localhost/keys", "HTTPS://x"])
def test_no_other_way_than_https_is_gone(url: str) -> None:
    with pytest.raises(OSError, match="https only"):
        from_https(url)


def test_a_file_that_is_too_large_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_bytes(b" " * LARGEST)
    assert len(from_file(file)) == LARGEST
    file.write_bytes(b" " * (LARGEST + 1))
    with pytest.raises(OSError, match="more than"):
        from_file(file)


class Place:
    """A place of keys that counts how often it was asked, and a clock."""

    def __init__(self) -> None:
        self.body: bytes | None = jwk_set(EC).encode()
        self.asked = 0
        self.now = 1000.0
        self.keys = Keys(self._fetch, lambda: self.now)

    def _fetch(self) -> bytes:
        self.asked += 1
        if self.body is None:
            raise OSError("no answer")
        return self.body

    def has(self, kid: str, algorithm: str = "ES384") -> bool:
        return asyncio.run(self.keys.find(kid, algorithm)) is not None


def test_keys_are_fetched_once_and_again_when_they_are_older_than_600_seconds() -> None:
    place = Place()
    for passed, asked in ((0, 1), (FRESH, 1), (1, 2)):
        place.now += passed
        assert (place.has("ec"), place.asked) == (True, asked)


def test_an_unknown_key_is_looked_for_once_in_30_seconds() -> None:
    place = Place()
    assert (place.has("rsa", "RS384"), place.asked) == (False, 1)
    place.body = jwk_set(EC, RSA).encode()
    place.now += PAUSE
    assert (place.has("rsa", "RS384"), place.asked) == (False, 1)
    place.now += 1
    assert (place.has("rsa", "RS384"), place.asked) == (True, 2)


def test_fresh_keys_stay_in_use_when_no_new_ones_can_be_had_and_old_ones_do_not() -> None:
    place = Place()
    assert place.has("ec")
    for spoilt in (None, b"<html>", b"{}", b'{"keys":3}', b"\xff"):
        place.body = spoilt
        place.now += PAUSE + 1
        assert not place.has("other")
        assert place.has("ec")
    place.now += FRESH
    with pytest.raises(KeysUnavailableError):
        place.has("ec")


CLIENTS = {
    "no JSON": "clients: []",
    "no client": '{"clients": []}',
    "keys from nowhere": '{"clients": [{"iss": "a"}]}',
    "keys from two places": '{"clients": [{"iss": "a", "jku": "https://a/k", "jwks": "k"}]}',
    "keys by http": '{"clients": [{"iss": "a", "jku": "http://a/k"}]}',
    "an unknown member": '{"clients": [{"iss": "a", "jwks": "k", "secret": "x"}]}',
    "an issuer twice": '{"clients": [{"iss": "a", "jwks": "k"}, {"iss": "a", "jku": "https://a/k"}]}',
}


@pytest.mark.parametrize("text", CLIENTS.values(), ids=CLIENTS)
def test_a_list_of_clients_that_does_not_fit_is_refused_with_its_name(tmp_path: Path, text: str) -> None:
    file = tmp_path / "clients.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"clients\.json"):
        clients_of(file)
    with pytest.raises(ValueError, match=r"missing\.json"):
        clients_of(tmp_path / "missing.json")
