"""Feedback: on the disk when it is acknowledged, once however often it comes, and a failing disk harms nothing else."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from dosing.api.app import create_app
from dosing.hooks.door import Door, Terms
from dosing.hooks.identity import MOST_RULES, card_id, card_of, rules_of
from dosing.hooks.store.feedback import FeedbackStore
from dosing.hooks.store.rates import rates
from dosing.service.catalog import rule_ids
from tests.interfaces.client import Client

PATH = "/cds-services/dosing-orders/feedback"
AT = "2026-11-21T10:00:00Z"
CARD = str(card_id([b"an order"], ["baclofen.step", "baclofen.interval"]))
Json = dict[str, Any]


def overridden(card: str = CARD, at: str = AT, **why: object) -> Json:
    return {"card": card, "outcome": "overridden", "outcomeTimestamp": at} | ({"overrideReason": why} if why else {})


def accepted(card: str = CARD, at: str = AT) -> Json:
    suggestions = [{"id": str(uuid4())}]
    return {"card": card, "outcome": "accepted", "acceptedSuggestions": suggestions, "outcomeTimestamp": at}


def send(client: Client, *outcomes: Json) -> int:
    answer = client.post(PATH, json.dumps({"feedback": outcomes}).encode())
    assert answer.status_code != 200 or (answer.content == b"" and "content-type" not in answer.headers)
    return answer.status_code


def rows(file: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(file) as connection:
        return connection.execute("SELECT * FROM feedback").fetchall()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "feedback.sqlite3"


@pytest.fixture
def client(file: Path) -> Iterator[Client]:
    door = Door(Terms(feedback=str(file)))
    with Client(create_app(door)) as one:
        yield one
    door.close()


def test_feedback_is_answered_with_200_and_nothing_and_is_then_in_the_file(client: Client, file: Path) -> None:
    assert send(client, overridden(), accepted(str(uuid4()))) == 200
    assert len(rows(file)) == 2


def test_the_same_outcome_sent_again_in_any_spelling_of_its_time_is_kept_once(client: Client, file: Path) -> None:
    for at in (AT, AT, "2026-11-21T10:00:00.000Z", "2026-11-21T11:00:00+01:00", "2026-11-21T04:30:00-05:30"):
        assert send(client, overridden(at=at)) == 200
    assert send(client, overridden(f"urn:uuid:{CARD}"), overridden(CARD.upper())) == 200
    assert len(rows(file)) == 1
    assert send(client, overridden(at="2026-11-21T10:00:00.000001Z"), accepted()) == 200
    assert len(rows(file)) == 3


def test_all_of_one_request_is_kept_or_nothing(client: Client, file: Path) -> None:
    assert send(client, overridden(), {"card": CARD, "outcome": "accepted", "outcomeTimestamp": AT}) == 422
    assert not file.exists()


def test_the_file_is_the_owners_alone_and_written_through_to_the_disk(client: Client, file: Path) -> None:
    send(client, overridden())
    assert {one.stat().st_mode & 0o077 for one in (file.parent, *file.parent.iterdir())} == {0}
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_comment_is_not_kept_unless_the_site_says_so(client: Client, file: Path, tmp_path: Path) -> None:
    comment = "Mrs. Doe of ward 3 tolerates it"
    assert send(client, overridden(userComment=comment)) == 200
    assert (comment.encode() in file.with_name(f"{file.name}-wal").read_bytes(), rows(file)[0][-3:-1]) == (
        False,
        (1, None),
    )
    other = Door(Terms(feedback=str(tmp_path / "with"), keeps_comments=True))
    with Client(create_app(other)) as keeping:
        assert send(keeping, overridden(userComment=comment)) == 200
    assert rows(tmp_path / "with")[0][-2] == comment
    other.close()


def test_no_comment_and_no_card_is_logged(client: Client, caplog: pytest.LogCaptureFixture, file: Path) -> None:
    file.parent.write_text("a file in the way of the directory", encoding="utf-8")
    with caplog.at_level(0):
        assert send(client, overridden(userComment="Mrs. Doe")) == 503
    assert "Doe" not in caplog.text
    assert CARD not in caplog.text


FITTING: dict[str, Json] = {
    "no reason": overridden(),
    "a reason": overridden(reason={"code": "a", "system": "urn:x", "display": "A"}),
    "a reason without a system": overridden(reason={"code": "a"}),
    "a comment": overridden(userComment="words"),
    "a comment of 2,000 letters": overridden(userComment="é" * 2000),
    "nothing in its reason": overridden(extension={}),
    "nulls": overridden() | {"overrideReason": None},
    "nulls inside": overridden(reason=None, userComment=None),
    "a card of others": overridden("their card 7"),
    "unknown members": accepted() | {"extension": {"x": [1]}, "overrideReason": 3},
    "nine digits of a second": overridden(at="2026-11-21T10:00:00.123456789Z"),
    "the last offset": overridden(at="2099-12-31T23:59:59-14:59"),
    "the 29th of February": overridden(at="2028-02-29T00:00:00Z"),
}
NOT_FITTING: dict[str, Json] = {
    "accepted without a suggestion": accepted() | {"acceptedSuggestions": []},
    "accepted without the member": {key: value for key, value in accepted().items() if key != "acceptedSuggestions"},
    "another outcome": accepted() | {"outcome": "ignored"},
    "no card": {key: value for key, value in overridden().items() if key != "card"},
    "an empty card": overridden(""),
    "no time": {key: value for key, value in overridden().items() if key != "outcomeTimestamp"},
    "a time without offset": overridden(at="2026-11-21T10:00:00"),
    "a day that there is not": overridden(at="2027-02-29T00:00:00Z"),
    "a line behind the time": overridden(at=f"{AT}\n"),
    "a comment of 2,001 letters": overridden(userComment="é" * 2001),
    "a reason without a code": overridden(reason={"system": "urn:x"}),
}


@pytest.mark.parametrize("outcome", FITTING.values(), ids=FITTING)
def test_what_fits_is_kept(client: Client, outcome: Json, file: Path) -> None:
    assert (send(client, outcome), len(rows(file))) == (200, 1)


@pytest.mark.parametrize("outcome", NOT_FITTING.values(), ids=NOT_FITTING)
def test_what_does_not_fit_is_a_422(client: Client, outcome: Json) -> None:
    assert send(client, outcome) == 422


def test_where_feedback_is_switched_off_none_is_acknowledged() -> None:
    with Client(create_app(Door(Terms(feedback="off")))) as client:
        answer = client.post(PATH, json.dumps({"feedback": [overridden()]}).encode())
        assert (answer.status_code, answer.json()["issue"][0]["details"]["coding"][0]["code"]) == (404, "feedback-off")


def test_a_disk_that_fails_is_a_503_and_calculations_go_on_until_it_is_there_again(client: Client, file: Path) -> None:
    file.parent.write_text("in the way", encoding="utf-8")
    answer = client.post(PATH, json.dumps({"feedback": [overridden()]}).encode())
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert answer.headers["content-type"] == "application/fhir+json"
    assert client.post("/v1/orders/check", b'{"drug":"other","name":"x"}').status_code == 200
    file.parent.unlink()
    assert (send(client, overridden()), len(rows(file))) == (200, 1)


def test_a_file_of_a_newer_version_is_left_alone(client: Client, file: Path) -> None:
    send(client, overridden())
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version=2")
    door = Door(Terms(feedback=str(file)))
    with Client(create_app(door)) as newer:
        assert send(newer, accepted()) == 503
    assert len(rows(file)) == 1
    door.close()


def test_of_a_card_the_last_outcome_counts_for_each_of_its_rules(client: Client, file: Path) -> None:
    step = str(card_id([b"another"], ["baclofen.step"]))
    reason = {"code": "baclofen.step.seen", "system": "urn:x"}
    send(client, accepted(CARD, "2026-11-21T10:00:00Z"), overridden(CARD, "2026-11-21T09:00:00Z"))
    send(client, overridden(step, reason=reason), overridden("theirs"))
    store = FeedbackStore(file)
    found = {rate.rule: (rate.accepted, rate.overridden, rate.reasons) for rate in rates(store.latest())}
    store.close()
    assert found == {
        "baclofen.step": (1, 1, {"baclofen.step.seen": 1}),
        "baclofen.interval": (1, 0, {}),
        "-": (0, 1, {}),
    }


def test_a_card_id_names_its_first_three_rules_is_stable_and_of_version_8() -> None:
    for count in range(6):
        named = rule_ids()[:count]
        card = card_id([b"patient", b"order"], named)
        assert rules_of(card) == named[:MOST_RULES]
        assert card == card_id([b"patient", b"order"], named) != card_id([b"another", b"order"], named)
        assert (card.version, card.variant) == (8, "specified in RFC 4122")
    assert card_of("no id") is None


def test_no_two_rules_share_what_stands_for_them_and_ids_of_others_name_none() -> None:
    assert len({card_id([], [rule]).int for rule in rule_ids()}) == len(rule_ids())
    for rule in rule_ids():
        assert rules_of(card_id([], [rule])) == (rule,)
    foreign = [uuid4() for _ in range(1000)] + [UUID(int=0), UUID(int=2**128 - 1)]
    assert [rules_of(one) for one in foreign if rules_of(one)] == []
