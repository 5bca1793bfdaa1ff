"""Recorded calls of every drug in every situation: their cards are as they were read, and as the standard has them."""

import asyncio
import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from fhir.resources.R4B.medicationrequest import MedicationRequest

from dosing.hooks.identity import MOST_RULES, rules_of
from dosing.hooks.overrides import REASONS, SYSTEM
from dosing.service.catalog import rules
from dosing.wire.confirm_rules import ConfirmRule
from tests.hooks.recorded_calls import FOLDER, URL, ask
from tests.hooks.situations import SITUATIONS

Json = dict[str, Any]
RECORDED: dict[str, Json] = {
    file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.json"))
}
CARDS = [(name, card) for name, one in RECORDED.items() for card in one["answer"]["cards"]]
NAMES = [f"{name}-{index}" for index, (name, _) in enumerate(CARDS)]
SEVERITIES = {view.id: view.severity for view in rules().rules}


def test_every_situation_is_recorded_and_nothing_else() -> None:
    assert {name: one["call"] for name, one in RECORDED.items()} == {name: make() for name, make in SITUATIONS.items()}
    assert {one["status"] for one in RECORDED.values()} == {200}


def test_every_call_has_the_cards_that_were_recorded() -> None:
    answers = asyncio.run(ask(*(one["call"] for one in RECORDED.values())))
    for (name, one), answered in zip(RECORDED.items(), answers, strict=True):
        assert answered.json() == one["answer"], name


def test_there_is_a_card_for_what_is_wrong_and_none_for_what_is_right_or_nobodys_business() -> None:
    for name, one in RECORDED.items():
        has_none = "-ok" in name or name in {"another-drug", "baclofen-intrathecal", "baclofen-selected-nothing-known"}
        assert (one["answer"]["cards"] == []) == has_none, name


def _values(value: Any) -> Iterator[Any]:  # noqa: ANN401 -- any part of an answer
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in inner:
        yield from _values(part)


@pytest.mark.parametrize(("name", "card"), CARDS, ids=NAMES)
def test_no_member_of_a_card_is_null_or_empty(name: str, card: Json) -> None:
    for value in _values(card):
        assert value is not None, name
        assert value not in ("", [], {}), name


@pytest.mark.parametrize(("name", "card"), CARDS, ids=NAMES)
def test_a_card_keeps_the_invariants_of_the_standard(name: str, card: Json) -> None:
    assert 0 < len(card["summary"]) < 140
    assert card["summary"] == card["summary"].strip()
    assert "\n" not in card["summary"]
    assert card["indicator"] in {"info", "warning", "critical"}
    assert UUID(card["uuid"]).version == 8
    assert card["source"]["label"]
    suggestions = card.get("suggestions", [])
    assert ("selectionBehavior" in card) == bool(suggestions), "cds-resp-6"
    assert sum(one.get("isRecommended", False) for one in suggestions) <= 1, "cds-resp-1"
    for action in (action for one in suggestions for action in one["actions"]):
        assert action["type"] != "delete", "cds-resp-2: a delete would name its resource"
        assert action["description"], "cds-resp-5"
    for link in card.get("links", []):
        assert link["type"] == "absolute", "cds-resp-3: an appContext is for smart links only"
        assert link["url"].startswith(f"{URL}/v1/rules/"), name
    for reason in card.get("overrideReasons", []):
        assert reason["display"], "cds-resp-4"
        assert reason["system"] == SYSTEM


@pytest.mark.parametrize(("name", "card"), CARDS, ids=NAMES)
def test_a_cards_id_names_the_rules_that_its_links_lead_to(name: str, card: Json) -> None:
    linked = [link["url"].removeprefix(f"{URL}/v1/rules/") for link in card.get("links", [])]
    assert list(rules_of(UUID(card["uuid"]))) == linked, name
    assert len(linked) <= MOST_RULES
    for rule in linked:
        assert f"`{rule}`" in card["detail"]


@pytest.mark.parametrize(("name", "card"), CARDS, ids=NAMES)
def test_the_indicator_is_the_worst_severity_of_what_is_broken(name: str, card: Json) -> None:
    linked = [link["url"].rpartition("/")[2] for link in card.get("links", [])]
    if "needs" in name or not linked:
        assert card["indicator"] == "warning"
    else:
        assert card["indicator"] in {SEVERITIES[rule] for rule in linked}


SUGGESTED = [(name, card) for name, card in CARDS if "suggestions" in card]


def test_most_orders_with_a_dose_that_is_wrong_have_a_suggestion() -> None:
    assert {name for name, _ in SUGGESTED} >= {
        "albumin-critical-over-maximum",
        "baclofen-critical-over-maximum",
        "baclofen-review-start",
        "baclofen-review-titration",
        "baclofen-verified",
        "magnesium-hydroxide-critical-over-maximum",
        "magnesium-oxide-critical-over-maximum",
    }


@pytest.mark.parametrize(("name", "card"), SUGGESTED, ids=[name for name, _ in SUGGESTED])
def test_a_suggestion_is_the_whole_order_with_other_instructions_and_checks_without_a_gate(
    name: str, card: Json
) -> None:
    call = RECORDED[name]["call"]
    context = call["context"]
    sent = context["medication"] if "medication" in context else context["draftOrders"]["entry"][0]["resource"]
    ((action,),) = [suggestion["actions"] for suggestion in card["suggestions"]]
    changed = action["resource"]
    assert changed["dosageInstruction"] != sent["dosageInstruction"]
    assert {**changed, "dosageInstruction": 0} == {**sent, "dosageInstruction": 0}
    MedicationRequest.model_validate(changed)
    if "medication" in context:
        again = call | {"context": context | {"medication": changed}}
    else:
        again = call | {"context": context | {"draftOrders": {"entry": [{"resource": changed}]}}}
    (answered,) = asyncio.run(ask(again))
    for left in answered.json()["cards"]:
        assert "**not allowed:**" not in left["detail"]
        assert "**needs a reason:**" not in left["detail"]
        assert "**not known:**" not in left["detail"]


@pytest.mark.parametrize(("name", "card"), CARDS, ids=NAMES)
def test_a_card_speaks_to_people_who_order_not_to_programs(name: str, card: Json) -> None:
    said = re.sub(r"\(`[a-z.-]+`, [a-z]+\)", "", card["summary"] + card["detail"])
    assert "`" not in said, name
    assert not re.search(r"\b(?:send|sent it|resource|element|parameter|FHIRPath|null)\b|/v1/|\.entry\[", said), name


def test_every_rule_that_can_be_acknowledged_has_reasons_and_no_other_rule_has() -> None:
    assert set(REASONS) == set(ConfirmRule.__args__)  # type: ignore[attr-defined] # a Literal has its words
    for rule, reasons in REASONS.items():
        assert len({code for code, _ in reasons}) == len(reasons) > 0, rule


def test_a_reason_is_offered_only_where_it_settles_all_that_is_in_the_way() -> None:
    for name, card in CARDS:
        detail = card["detail"]
        has_stop = "**not allowed:**" in detail or "**not known:**" in detail or "Not understood" in detail
        assert ("overrideReasons" in card) == ("**needs a reason:**" in detail and not has_stop), name
