"""Whose orders and results they are: what is of another patient than the call is never held against that one."""

import pytest

from tests.fhir.written import Json, egfr, person, searched
from tests.hooks.answers import cards, summaries
from tests.hooks.situations import FORTY, TEN, baclofen, other, sign, verify
from tests.hooks.situations import adult as prefetched
from tests.interfaces.client import Client

MIXED_UP = "Baclofen could not be checked. What was sent is about different patients."
OF_ANOTHER = {"reference": "Patient/p2"}


def test_a_prefetched_patient_who_is_not_the_calls_is_not_used_and_a_card_says_so(client: Client) -> None:
    for ordered in (baclofen(TEN), baclofen(TEN, subject=None)):
        (card,) = cards(client, sign(ordered, **prefetched(patient=person() | {"id": "p9"})))
        assert (card["summary"], card["indicator"]) == (MIXED_UP, "warning")
        assert "suggestions" not in card
        assert "**Needed:**" not in card["detail"]


def test_an_order_of_another_patient_is_not_judged_by_this_ones_record_and_a_card_says_so(client: Client) -> None:
    for call in (sign, verify):
        (card,) = cards(client, call(baclofen(TEN, subject=OF_ANOTHER), **prefetched(20)))
        assert card["summary"] == MIXED_UP
        assert "baclofen.kidney" not in card["detail"]


def test_what_an_order_of_another_patient_breaks_for_everybody_is_said_all_the_same(client: Client) -> None:
    (card,) = cards(client, sign(baclofen(FORTY, subject=OF_ANOTHER), **prefetched()))
    assert (card["summary"].startswith(MIXED_UP), card["indicator"]) == (True, "critical")
    assert "`baclofen.daily-max`" in card["detail"]


def test_an_order_of_another_patient_is_beside_no_order_of_this_one(client: Client) -> None:
    quinine = other("Quinine", reasonCode=[{"text": "muscle cramps"}])
    (card,) = cards(client, sign(quinine, other("Clarithromycin", id="2", subject=OF_ANOTHER), **prefetched()))
    assert "quinine.interactions" not in card["detail"]
    assert summaries(client, sign(baclofen(TEN), baclofen(TEN, id="2", subject=OF_ANOTHER), **prefetched())) == [
        MIXED_UP
    ]


def test_a_result_of_another_patient_than_the_calls_leaves_it_unknown(client: Client) -> None:
    of_another = searched(egfr(90, subject=OF_ANOTHER))
    (summary,) = summaries(client, sign(baclofen(TEN, subject=None), patient=person(), egfr=of_another))
    assert summary.startswith("Baclofen was not checked. Needed: an eGFR")


@pytest.mark.parametrize("patient_id", ["p1", "Patient/p1", "https://ehr.example/fhir/Patient/p1", "urn:uuid:p1"])
@pytest.mark.parametrize(
    "subject", ["Patient/p1", "https://ehr.example/fhir/Patient/p1", "urn:uuid:p1", "Patient/p1/_history/3", None]
)
def test_the_same_patient_may_be_written_in_every_way(client: Client, patient_id: str, subject: str | None) -> None:
    call: Json = sign(baclofen(TEN, subject=subject and {"reference": subject}), **prefetched())
    call["context"]["patientId"] = patient_id
    assert cards(client, call) == []


def test_an_order_for_another_patient_of_a_drug_without_rules_is_nobodys_business_here(client: Client) -> None:
    assert cards(client, sign(other("Amoxicillin", subject=OF_ANOTHER), **prefetched())) == []
