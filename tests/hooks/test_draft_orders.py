"""What may stand as draft orders: a Bundle and nothing else; what holds orders of its own; the same order twice."""

import json
from typing import Any

import pytest

from dosing.hooks.identity import card_of, rules_of
from tests.hooks.answers import cards
from tests.hooks.recorded_calls import path_of
from tests.hooks.situations import FORTY, TEN, adult, baclofen, other, select, sign
from tests.interfaces.client import Client

Json = dict[str, Any]
OVER = baclofen(FORTY)
UNREAD = "An order could not be checked. It is not in a form that can be read."


def bundle(*resources: Json, **more: object) -> Json:
    return {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources], **more}


@pytest.mark.parametrize("draft", [OVER, {"resourceType": "List"}, {"resourceType": None}, {"resourceType": "bundle"}])
def test_draft_orders_that_are_no_bundle_are_a_422_that_says_what_they_may_be(client: Client, draft: Json) -> None:
    for call in (sign(**adult()), select(**adult())):
        call["context"]["draftOrders"] = draft
        answered = client.post(path_of(call), json.dumps(call).encode())
        assert answered.status_code == 422, answered.text
        said = answered.json()["issue"][0]["diagnostics"]
        assert said.endswith("(at /context/draftOrders/resourceType).")
        assert "Bundle" in said or draft["resourceType"] is None


def test_draft_orders_without_a_type_are_still_a_bundle(client: Client) -> None:
    call = sign(OVER, **adult())
    plain = cards(client, call)
    del call["context"]["draftOrders"]["resourceType"]
    assert cards(client, call) == plain != []


HOLDERS: dict[str, Json] = {
    "a Bundle": bundle(OVER),
    "a Bundle in a Bundle": bundle(bundle(OVER)),
    "a Bundle in small letters": bundle(OVER) | {"resourceType": "bundle"},
    "a RequestGroup": {"resourceType": "RequestGroup", "id": "g", "contained": [OVER]},
    "R5's RequestOrchestration": {"resourceType": "RequestOrchestration", "contained": [OVER]},
    "a CarePlan": {"resourceType": "CarePlan", "contained": [OVER]},
    "DSTU2's order": OVER | {"resourceType": "MedicationOrder"},
}


@pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS)
def test_what_holds_an_order_of_a_drug_with_rules_is_said_to_be_unread_and_never_passed_over(
    client: Client, holder: Json
) -> None:
    for call in (sign(holder, **adult()), select(holder, selected=("MedicationRequest/x",), **adult())):
        (card,) = cards(client, call)
        assert (card["summary"], card["indicator"]) == (UNREAD, "warning")
    of_another_drug = json.loads(json.dumps(holder).replace("Baclofen", "Amoxicillin").replace('"1292"', '"723"'))
    assert cards(client, sign(of_another_drug, **adult())) == []


def test_an_order_beside_what_holds_another_is_judged_as_ever(client: Client) -> None:
    alone = cards(client, sign(OVER, **adult()))
    beside = cards(client, sign(bundle(OVER), OVER, **adult()))
    assert [card["summary"] for card in beside] == [UNREAD, alone[0]["summary"]]


def test_of_what_was_not_selected_nothing_is_said_and_a_selected_holder_speaks(client: Client) -> None:
    group = HOLDERS["a RequestGroup"]
    ibuprofen = other("Ibuprofen", id="2")
    (card,) = cards(client, select(group, ibuprofen, selected=("MedicationRequest/2",), **adult()))
    assert "NSAID" in card["summary"]
    (card,) = cards(client, select(group, ibuprofen, selected=("RequestGroup/g",), **adult()))
    assert card["summary"] == UNREAD


@pytest.mark.parametrize("kind", ["RequestGroup", "RequestOrchestration", "CarePlan"])
def test_a_group_that_only_refers_to_orders_beside_it_holds_none(client: Client, kind: str) -> None:
    refers = {"reference": "MedicationRequest/order-1", "display": "Baclofen 5 mg"}
    group = {"resourceType": kind, "action": [{"title": "Baclofen", "resource": refers}]}
    assert cards(client, sign(group, baclofen(TEN), **adult())) == []


@pytest.mark.parametrize("count", [2, 3])
def test_each_of_equal_orders_has_a_card_and_a_suggestion_with_an_id_of_its_own(client: Client, count: int) -> None:
    without_id = {key: value for key, value in OVER.items() if key != "id"}
    for order in (OVER, without_id):
        found = cards(client, sign(*[order] * count, **adult()))
        uuids = [card["uuid"] for card in found]
        uuids += [suggestion["uuid"] for card in found for suggestion in card["suggestions"]]
        assert len(set(uuids)) == len(uuids) == 2 * count
        assert found == cards(client, sign(*[order] * count, **adult()))


def test_the_first_of_equal_orders_has_the_id_that_it_has_alone_and_each_names_its_rules(client: Client) -> None:
    (alone,) = cards(client, sign(OVER, **adult()))
    first, second = cards(client, sign(OVER, other("Amoxicillin", id="2"), OVER, **adult()))
    assert first["uuid"] == alone["uuid"]
    known = [card_of(card["uuid"]) for card in (first, second)]
    assert [one and rules_of(one) for one in known] == [rules_of(known[0])] * 2 if known[0] else False
