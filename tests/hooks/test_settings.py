"""What a site decides about hooks: nothing is open to others that was not said to be."""

import re
from pathlib import Path

import pytest

from dosing.api.settings import settings_from, terms_of
from tests.hooks.tokens import ISSUER, URL, clients_file


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "::1"])
def test_on_loopback_no_token_is_wanted_unless_clients_are_named(host: str, tmp_path: Path) -> None:
    assert terms_of(settings_from({"HOST": host})).clients == {}
    named = {"HOST": host, "DOSING_CLIENTS": str(clients_file(tmp_path)), "DOSING_PUBLIC_URL": URL}
    assert terms_of(settings_from(named)).clients.keys() == {ISSUER}
    assert terms_of(settings_from(named | {"DOSING_AUTH": "none"})).clients == {}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example", "128.0.0.1", "localhost.example"])  # noqa: S104 -- that they are refused
def test_where_others_can_reach_it_a_service_without_tokens_must_be_said(host: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="DOSING_AUTH"):
        settings_from({"HOST": host})
    assert not settings_from({"HOST": host, "DOSING_AUTH": "none"}).asks_for_token
    named = {"HOST": host, "DOSING_CLIENTS": str(clients_file(tmp_path)), "DOSING_PUBLIC_URL": URL}
    assert settings_from(named).asks_for_token


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"DOSING_AUTH": "jwt"}, "DOSING_CLIENTS"),
        ({"DOSING_AUTH": "jwt", "DOSING_CLIENTS": "x"}, "DOSING_PUBLIC_URL"),
        ({"DOSING_AUTH": "basic"}, "DOSING_AUTH"),
        ({"DOSING_PUBLIC_URL": "dosing.example"}, "DOSING_PUBLIC_URL"),
        ({"DOSING_PUBLIC_URL": "https://dosing.example/"}, "DOSING_PUBLIC_URL"),
        ({"DOSING_PUBLIC_URL": "ftp://dosing.example"}, "DOSING_PUBLIC_URL"),
        ({"DOSING_FEEDBACK_COMMENTS": "yes"}, "DOSING_FEEDBACK_COMMENTS"),
    ],
)
def test_settings_that_do_not_fit_are_refused_with_their_name(environment: dict[str, str], named: str) -> None:
    with pytest.raises(ValueError, match=f"^{named}:"):
        settings_from(environment)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORT", "abc", "a whole number from 0 to 65535; 0 is one that the system chooses"),
        ("PORT", "65536", "a whole number from 0 to 65535; 0 is one that the system chooses"),
        ("DOSING_GRACE_SECONDS", "601", "a whole number of seconds, from 0 to 600"),
        ("DOSING_AUTH", "basic", "`jwt` or `none`"),
        ("DOSING_FEEDBACK_COMMENTS", "yes", "`keep` or `drop`"),
        (
            "DOSING_PUBLIC_URL",
            "x",
            "`http://` or `https://`, a host, perhaps a port and a path, and no slash at the end",
        ),
    ],
)
def test_a_setting_that_does_not_fit_is_told_what_would_in_words(name: str, value: str, says: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(f'{name}: it takes {says}')}$"):
        settings_from({name: value})


@pytest.mark.parametrize(("host", "address"), [("[::1]", "::1"), ("::1", "::1"), ("127.0.0.1", "127.0.0.1")])
def test_an_address_of_version_6_may_stand_in_brackets_as_in_a_url(host: str, address: str) -> None:
    assert settings_from({"HOST": host}).host == address
    for other in ("[::]", "[10.0.0.1]", "[::1", "::1]", "[]"):
        with pytest.raises(ValueError, match=r"^DOSING_AUTH: "):
            settings_from({"HOST": other})


def test_a_public_url_may_have_a_path_and_counts_in_audiences_and_links() -> None:
    assert terms_of(settings_from({"DOSING_PUBLIC_URL": f"{URL}/a/b"})).public_url == f"{URL}/a/b"


def test_clients_that_cannot_be_read_stop_the_start() -> None:
    with pytest.raises(ValueError, match=r"nowhere\.json"):
        terms_of(settings_from({"DOSING_CLIENTS": "nowhere.json", "DOSING_PUBLIC_URL": URL}))
