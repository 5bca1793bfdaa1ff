"""Who is let in: every token of an attacker is a 401, and a good one is let in once. Tokens are made by joserfc."""

import base64
import hmac
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import ECKey, RSAKey

from dosing.api.app import create_app
from dosing.hooks.client.allowed import clients_of
from dosing.hooks.client.keys import keys_of
from dosing.hooks.door import Door, Terms
from tests.hooks.tokens import EC, ISSUER, RSA, URL, claims, clients_file, header, jwk_set, signed
from tests.interfaces.client import Client

PATH = "/cds-services"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


def door(folder: Path, **environment: str) -> Door:
    file = clients_file(folder)
    terms = Terms(clients=clients_of(file), directory=folder, public_url=URL, origins=())
    return Door(terms, {"XDG_STATE_HOME": str(folder)} | environment)


@pytest.fixture(scope="module")
def guarded(folder: Path) -> Iterator[Client]:
    """A service that wants a token."""
    behind = door(folder)
    with Client(create_app(behind)) as one:
        yield one
    behind.close()


def ask(client: Client, token: str | None, path: str = PATH) -> int:
    headers = {} if token is None else {"authorization": f"Bearer {token}"}
    return client.ask("GET", path, headers).status_code


@pytest.mark.parametrize("key", [EC, RSA], ids=["ES384", "RS384"])
def test_a_good_token_is_let_in_once(guarded: Client, key: ECKey | RSAKey) -> None:
    token = signed(claims(), key)
    assert [ask(guarded, token), ask(guarded, token)] == [200, 401]


def test_a_token_for_several_audiences_of_which_one_is_this_url_is_let_in(guarded: Client) -> None:
    assert ask(guarded, signed(claims(aud=["https://other.example", URL + PATH]))) == 200


def test_without_a_token_the_answer_says_that_one_is_wanted_and_why_it_is_not_good_else(guarded: Client) -> None:
    answer = guarded.ask("GET", PATH)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="dosing"')
    assert answer.headers["content-type"] == "application/fhir+json"
    assert answer.json()["issue"][0]["details"]["coding"][0]["code"] == "no-token"
    refused = guarded.ask("GET", PATH, {"authorization": "Bearer x.y.z"})
    assert refused.headers["www-authenticate"] == 'Bearer realm="dosing", error="invalid_token"'
    assert refused.json()["issue"][0]["details"]["coding"][0]["code"] == "invalid-token"


WRONG_CLAIMS: dict[str, Callable[[int], dict[str, Any]]] = {
    "expired": lambda now: {"iat": now - 400, "exp": now - 100},
    "issued in the future": lambda now: {"iat": now + 60, "exp": now + 200},
    "not valid yet": lambda now: {"nbf": now + 200},
    "ten years ahead": lambda now: {"exp": now + 315_360_000},
    "one second more than five minutes": lambda now: {"iat": now, "exp": now + 301},
    "longer than five minutes, and issued before": lambda now: {"iat": now - 200, "exp": now + 200},
    "ends before it begins": lambda now: {"iat": now + 3, "exp": now + 1},
    "no exp": lambda _: {"exp": None},
    "no iat": lambda _: {"iat": None},
    "no jti": lambda _: {"jti": None},
    "no aud": lambda _: {"aud": None},
    "no iss": lambda _: {"iss": None},
    "exp as text": lambda now: {"exp": str(now + 100)},
    "iat as text": lambda now: {"iat": str(now)},
    "exp is no number": lambda _: {"exp": float("nan")},
    "exp without end": lambda _: {"exp": float("inf")},
    "exp true": lambda _: {"exp": True},
    "jti empty": lambda _: {"jti": ""},
    "jti of 256 letters": lambda _: {"jti": "x" * 256},
    "jti a number": lambda _: {"jti": 7},
    "jti a list": lambda _: {"jti": ["x"]},
    "an audience one path below": lambda _: {"aud": URL},
    "an audience one path above": lambda _: {"aud": URL + PATH + "/dosing-orders"},
    "an audience with a slash": lambda _: {"aud": URL + PATH + "/"},
    "an audience in capitals": lambda _: {"aud": (URL + PATH).upper()},
    "an audience by http": lambda _: {"aud": (URL + PATH).replace("https", "http")},
    "an audience of another host": lambda _: {"aud": "https://evil.example/cds-services"},
    "no audience in the list": lambda _: {"aud": []},
    "another issuer": lambda _: {"iss": "https://evil.example"},
    "an issuer with a slash": lambda _: {"iss": ISSUER + "/"},
    "an issuer of a list": lambda _: {"iss": [ISSUER]},
}


@pytest.mark.parametrize("changes", WRONG_CLAIMS.values(), ids=WRONG_CLAIMS)
def test_a_well_signed_token_with_wrong_claims_is_a_401(
    guarded: Client, changes: Callable[[int], dict[str, Any]]
) -> None:
    assert ask(guarded, signed(claims(**changes(int(time.time()))))) == 401


WRONG_HEADERS: dict[str, dict[str, Any]] = {
    "no kid": {"kid": None},
    "no such kid": {"kid": "other"},
    "kid of another kind of key": {"kid": "rsa"},
    "kid a path": {"kid": "../../etc/passwd"},
    "no typ": {"typ": None},
    "another typ": {"typ": "at+jwt"},
    "a jku, and none is known": {"jku": "https://ehr.example/keys"},
    "what must be understood": {"crit": ["exp"], "exp": 1},
}


@pytest.mark.parametrize("changes", WRONG_HEADERS.values(), ids=WRONG_HEADERS)
def test_a_token_with_a_wrong_header_is_a_401(guarded: Client, changes: dict[str, Any]) -> None:
    try:
        token = signed(claims(), EC, **changes)
    except JoseError:
        token = _unsigned(header(EC, **changes), signature=b"x" * 96)
    assert ask(guarded, token) == 401


def _unsigned(head: dict[str, Any], signature: bytes = b"") -> str:
    parts = (json.dumps(head).encode(), json.dumps(claims()).encode(), signature)
    return ".".join(map(_text, parts))


def _text(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "algorithm", ["none", "None", "NONE", "HS256", "HS384", "HS512", "RS256", "ES256", "PS384", "EdDSA"]
)
def test_no_other_algorithm_is_taken_signed_or_not(guarded: Client, algorithm: str) -> None:
    assert ask(guarded, _unsigned(header(EC, alg=algorithm))) == 401
    assert ask(guarded, _unsigned(header(RSA, alg=algorithm), b"x" * 256)) == 401


@pytest.mark.parametrize("key", [EC, RSA], ids=["EC", "RSA"])
def test_the_public_key_is_no_shared_secret(guarded: Client, key: ECKey | RSAKey) -> None:
    head, body, _ = _unsigned(header(key, alg="HS384")).split(".")
    for secret in (key.as_pem(private=False), key.as_der(private=False)):
        made = hmac.digest(secret, f"{head}.{body}".encode(), "sha384")
        assert ask(guarded, f"{head}.{body}.{_text(made)}") == 401


def test_a_key_in_the_header_is_not_believed(guarded: Client) -> None:
    own = ECKey.generate_key("P-384", {"kid": "own"}, private=True)
    head = {"jwk": own.as_dict(private=False), "kid": "own"}
    assert ask(guarded, signed(claims(), own, **head)) == 401
    assert ask(guarded, signed(claims(), own, **(head | {"kid": "ec"}))) == 401


def test_another_key_of_the_same_id_does_not_sign_for_the_client(guarded: Client) -> None:
    for other in (
        ECKey.generate_key("P-384", {"kid": "ec"}, private=True),
        RSAKey.generate_key(2048, {"kid": "rsa"}, private=True),
    ):
        assert ask(guarded, signed(claims(), other)) == 401


def test_a_signature_or_a_claim_that_was_changed_is_a_401(guarded: Client) -> None:
    head, body, signature = signed(claims()).split(".")
    other = signed(claims()).split(".")[1]
    for tail in (f"{other}.{signature}", f"{body}.{signature[:-4]}AAAA", f"{body}.", body):
        assert ask(guarded, f"{head}.{tail}") == 401


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Bearer a", "Bearer a.b", "Bearer " + "a" * 9000],
)
def test_what_is_no_bearer_token_is_a_401(guarded: Client, authorization: str) -> None:
    assert guarded.ask("GET", PATH, {"authorization": authorization}).status_code == 401


def test_a_token_is_for_one_path_each_and_every_path_of_hooks_wants_one(guarded: Client) -> None:
    token = signed(claims())
    for below in ("/dosing-orders", "/dosing-orders/feedback", "/dosing-verification", "/dosing-verification/feedback"):
        for sent, status in ((token, 401), (signed(claims(PATH + below)), 422)):
            headers = {"content-type": "application/json", "authorization": f"Bearer {sent}"}
            assert guarded.ask("POST", PATH + below, headers, b"{}").status_code == status
    assert ask(guarded, token) == 200
    assert guarded.get("/health/live").status_code == 200


def test_a_token_that_was_used_is_refused_by_every_other_process_too(folder: Path) -> None:
    token = signed(claims())
    first, second = door(folder), door(folder)
    with Client(create_app(first)) as one, Client(create_app(second)) as other:
        assert [ask(one, token), ask(other, token)] == [200, 401]
    first.close()
    second.close()


def test_if_used_tokens_cannot_be_looked_up_nobody_is_let_in_and_calculations_go_on(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file, not a directory", encoding="utf-8")
    broken = door(tmp_path, XDG_STATE_HOME=str(tmp_path / "state"))
    with Client(create_app(broken)) as client:
        answer = client.ask("GET", PATH, {"authorization": f"Bearer {signed(claims())}"})
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
        assert client.get("/v1/rules/baclofen.step").status_code == 200
    broken.close()


def _small() -> RSAKey:
    with pytest.warns(SecurityWarning, match="2048"):
        return RSAKey.generate_key(1024, {"kid": "weak"}, private=True)


WEAK = {
    "RSA of 1024 bits": _small(),
    "RSA for another algorithm": RSAKey.generate_key(2048, {"kid": "weak", "alg": "RS256"}, private=True),
    "EC P-256": ECKey.generate_key("P-256", {"kid": "weak"}, private=True),
    "EC for encryption": ECKey.generate_key("P-384", {"kid": "weak", "use": "enc"}, private=True),
}


@pytest.mark.parametrize("key", WEAK.values(), ids=WEAK)
def test_a_key_that_is_too_weak_or_for_something_else_is_none(key: ECKey | RSAKey) -> None:
    assert keys_of(jwk_set(key, EC).encode()).keys() == {("ec", "ES384")}


def test_a_key_that_is_published_with_its_private_part_is_none() -> None:
    assert keys_of(jwk_set(EC, private=True).encode()) == {}
    assert keys_of(jwk_set(EC).encode()).keys() == {("ec", "ES384")}
