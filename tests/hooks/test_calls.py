"""Calls as clients really send them: what is known, known not to be, or unknown; what is open; what is refused."""

import json
import re
from typing import Any

import pytest

from tests.fhir.written import RXNORM, dosage, egfr, person, quantity, repeat, searched
from tests.hooks.answers import cards, summaries
from tests.hooks.recorded_calls import path_of
from tests.hooks.situations import FORTY, OXIDE, TEN, baclofen, other, oxide, select, sign, verify
from tests.hooks.situations import adult as prefetched
from tests.interfaces.client import Client

Json = dict[str, Any]
PATH = "/cds-services/dosing-orders"


def refused(client: Client, call: Json) -> tuple[int, str]:
    """The status and the code of a refusal, which is an OperationOutcome."""
    answered = client.post(path_of(call), json.dumps(call).encode())
    outcome = answered.json()
    assert (answered.headers["content-type"], outcome["resourceType"]) == ("application/fhir+json", "OperationOutcome")
    return answered.status_code, outcome["issue"][0]["details"]["coding"][0]["code"]


UNKNOWN: dict[str, Json] = {
    "null": {"egfr": None},
    "left out": {},
    "nothing found": {"egfr": searched()},
    "an error": {"egfr": {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "timeout"}]}},
    "an error among results": {"egfr": searched({"resourceType": "OperationOutcome", "issue": []})},
    "an old result": {"egfr": searched(egfr(90, "2025-11-20"))},
    "a result of tomorrow's body": {"egfr": searched(egfr(90) | {"valueQuantity": {"value": "ninety"}})},
    "a result of another patient": {"egfr": searched(egfr(90) | {"subject": {"reference": "Patient/p2"}})},
    "a result that is entered in error": {"egfr": searched(egfr(90) | {"status": "entered-in-error"})},
    "a result in another unit": {"egfr": searched(egfr(90) | {"valueQuantity": quantity(90, "mL/min")})},
    "under a key of the client's own": {"labs": searched(egfr(90))},
    "an object of nothing": {"egfr": {}},
}


@pytest.mark.parametrize("sent", UNKNOWN.values(), ids=UNKNOWN)
def test_kidney_function_that_is_not_known_is_asked_for_and_never_normal(client: Client, sent: Json) -> None:
    (summary,) = summaries(client, sign(baclofen(TEN), patient=person(), **sent))
    assert summary.startswith("Baclofen was not checked. Needed: an eGFR")


def test_a_result_that_is_a_year_old_today_still_counts(client: Client) -> None:
    assert cards(client, sign(baclofen(TEN), patient=person(), egfr=searched(egfr(90, "2025-11-21")))) == []


def test_conditions_that_were_searched_and_are_not_there_answer_and_those_not_searched_ask(client: Client) -> None:
    albumin = {"text": "Albumin human 25 %", "coding": [{"system": "http://www.whocc.no/atc", "code": "B05AA01"}]}
    order = baclofen(dosage(quantity(25, "g"), repeat(1, 1, "wk"))) | {"medicationCodeableConcept": albumin}
    for conditions in (None, searched()):
        (found,) = cards(client, sign(order, **prefetched(conditions=conditions)))
        assert "`albumin.cirrhosis`" in found["detail"], conditions
        assert found["indicator"] == "critical"
    more = searched(link=[{"relation": "next", "url": "https://ehr.example/next"}])
    for open_ended in (prefetched(), prefetched(conditions=more)):
        (found,) = cards(client, sign(order, **open_ended))
        assert "`albumin.cirrhosis.known`" in found["detail"], open_ended


def test_without_any_prefetch_where_nothing_can_be_said_the_answer_is_a_412(client: Client) -> None:
    call = sign(baclofen(TEN))
    assert refused(client, call | {"prefetch": {}}) == (412, "missing-data")
    assert refused(client, call | {"prefetch": None}) == (412, "missing-data")
    del call["prefetch"]
    assert refused(client, call) == (412, "missing-data")
    assert refused(client, verify(baclofen(TEN))) == (412, "missing-data")


def test_without_any_prefetch_what_is_wrong_all_the_same_is_said(client: Client) -> None:
    assert summaries(client, sign(baclofen(FORTY))) == ["A day's baclofen must be at most 30 mg/d. Here: 40 mg/d."]
    both = sign(baclofen(TEN), other("Quinine", id="2", reasonCode=[{"text": "muscle cramps"}]))
    assert len(cards(client, both)) == 2


@pytest.mark.parametrize("orders", [[], [other("Amoxicillin")], [{"resourceType": "ServiceRequest", "id": "x"}], [{}]])
def test_without_an_order_of_a_drug_with_rules_nothing_is_needed_and_nothing_said(
    client: Client, orders: list[Json]
) -> None:
    assert cards(client, sign(*orders)) == []


@pytest.mark.parametrize("status", ["draft", "active", "on-hold", "unknown", None])
def test_an_order_of_any_status_in_force_is_judged(client: Client, status: str | None) -> None:
    assert len(cards(client, sign(baclofen(FORTY, status=status), **prefetched()))) == 1


@pytest.mark.parametrize("status", ["stopped", "cancelled", "completed", "entered-in-error"])
def test_an_order_that_is_over_is_not_judged(client: Client, status: str) -> None:
    assert cards(client, sign(baclofen(FORTY, status=status), **prefetched())) == []


def test_prefixes_nulls_and_members_that_the_standard_does_not_name_are_taken(client: Client) -> None:
    call = sign(baclofen(FORTY), **prefetched())
    plain = cards(client, call)
    call["context"] |= {"patientId": "Patient/p1", "encounterId": None, "future": {"deep": [1, None]}}
    call["context"]["draftOrders"].pop("type")
    call |= {
        "fhirServer": "https://ehr.example/fhir",
        "fhirAuthorization": {"access_token": "secret", "token_type": "Bearer", "expires_in": 300},
        "extension": {"com.example": {"x": [10**400]}},
    }
    assert cards(client, call) == plain


def test_a_card_is_the_same_for_the_same_order_and_another_for_another_patient_or_order(client: Client) -> None:
    def uuid(call: Json) -> str:
        uuid: str = cards(client, call)[0]["uuid"]
        return uuid

    call = sign(baclofen(FORTY), **prefetched())
    assert uuid(call) == uuid(call | {"hookInstance": "another"})
    of_another = json.loads(json.dumps(call).replace("p1", "p2"))
    more = sign(baclofen(dosage(quantity(20, "mg"), repeat(3))), **prefetched())
    assert len({uuid(call), uuid(of_another), uuid(more)}) == 3


def test_of_orders_not_signed_yet_only_the_selected_ones_are_judged(client: Client) -> None:
    orders = (baclofen(FORTY), oxide(32) | {"id": "2"})
    for selected, count in (((), 0), (("MedicationRequest/2",), 1), (("ServiceRequest/2", "ServiceRequest/3"), 0)):
        assert len(cards(client, select(*orders, selected=selected, **prefetched(electrolytes=None)))) == count


@pytest.mark.parametrize("other_spelling", ["https://ehr.example/fhir/{}", "{}/_history/2"])
def test_a_selection_may_be_an_address_or_of_a_version(client: Client, other_spelling: str) -> None:
    orders = (baclofen(FORTY), other("Ibuprofen", id="2"))
    (summary,) = summaries(client, select(*orders, selected=(other_spelling.format("MedicationRequest/2"),)))
    assert "NSAID" in summary


@pytest.mark.parametrize("selected", ["MedicationRequest/3", "order-1", "urn:uuid:5c1b8d0e", "MedicationRequest/"])
def test_where_a_selected_order_is_not_among_the_orders_all_of_them_are_judged(client: Client, selected: str) -> None:
    orders = (baclofen(FORTY), other("Ibuprofen", id="2"))
    assert len(cards(client, select(*orders, selected=(selected, "MedicationRequest/2"), **prefetched()))) == 2


MISSHAPEN: dict[str, Json] = {
    "no type": {"resourceType": None},
    "a list of types": {"resourceType": ["MedicationRequest"]},
    "a type in another case": {"resourceType": "medicationRequest"},
    "an id that is a number": {"id": 1},
    "a yes in words": {"doNotPerform": "true"},
}
_BY_CODE = {"coding": [{"system": RXNORM, "code": "197391"}]}
_MINE: dict[str, Json] = {
    "by name": baclofen(FORTY),
    "by code": baclofen(FORTY) | {"medicationCodeableConcept": _BY_CODE},
    "quinine": other("Quinine", reasonCode=[{"text": "muscle cramps"}]),
}


@pytest.mark.parametrize("order", _MINE.values(), ids=_MINE)
@pytest.mark.parametrize("wrong", MISSHAPEN.values(), ids=MISSHAPEN)
def test_an_order_that_is_built_wrongly_is_said_to_be_unread_and_never_passed_over(
    client: Client, order: Json, wrong: Json
) -> None:
    sent = {key: value for key, value in (order | wrong).items() if value is not None}
    for call in (sign(sent, **prefetched()), verify(sent, **prefetched()), select(sent, **prefetched())):
        (summary,) = summaries(client, call)
        assert summary == "An order could not be checked. It is not in a form that can be read."
    of_another_drug = {key: value for key, value in (other("Amoxicillin") | wrong).items() if value is not None}
    assert cards(client, sign(of_another_drug, **prefetched())) == []


def test_a_selected_order_is_judged_beside_those_that_were_not_selected(client: Client) -> None:
    quinine = other("Quinine", reasonCode=[{"text": "muscle cramps"}])
    (found,) = cards(client, select(quinine, other("Clarithromycin", id="2"), **prefetched()))
    assert "`quinine.interactions`" in found["detail"]
    (twice,) = cards(client, select(baclofen(TEN), baclofen(TEN, id="2"), **prefetched()))
    assert "added up" in twice["summary"]


UNFINISHED: dict[str, Json] = {
    "no instruction": baclofen(),
    "words only": baclofen({"text": "as discussed"}),
    "no dose": baclofen(dosage(None, repeat(2))),
    "no timing": baclofen(dosage(quantity(5, "mg"))),
    "tablets without a strength": baclofen(dosage(quantity(2, "{tbl}"), repeat(2))),
    "another drug, no instruction": baclofen() | {"medicationCodeableConcept": OXIDE},
}


@pytest.mark.parametrize("order", UNFINISHED.values(), ids=UNFINISHED)
def test_while_it_is_selected_an_order_that_is_not_finished_is_no_error_and_asks_for_nothing(
    client: Client, order: Json
) -> None:
    assert cards(client, select(order, patient=person())) == []
    assert len(cards(client, sign(order, patient=person()))) == 1


def test_while_it_is_selected_what_speaks_against_the_drug_is_said_before_there_is_a_dose(client: Client) -> None:
    (found,) = cards(client, select(baclofen(), **prefetched(20)))
    assert (found["indicator"], "suggestions" in found) == ("critical", False)
    (whole,) = cards(client, select(baclofen(FORTY), **prefetched()))
    assert whole["suggestions"]


def test_the_order_to_verify_stands_in_either_of_its_places(client: Client) -> None:
    call = verify(baclofen(FORTY, status="active"), **prefetched())
    in_order = {key: value for key, value in call["context"].items() if key != "medication"}
    in_order["order"] = {"resource": call["context"]["medication"]}
    assert cards(client, call) == cards(client, call | {"context": in_order})
    neither = {key: value for key, value in in_order.items() if key != "order"}
    assert refused(client, call | {"context": neither}) == (422, "invalid-request")
    assert cards(client, call) == cards(client, call | {"context": call["context"] | in_order})


@pytest.mark.parametrize("medication", [{}, other("Amoxicillin", id="2")], ids=["an empty object", "another order"])
def test_of_two_orders_to_verify_that_are_not_the_same_both_are_verified(client: Client, medication: Json) -> None:
    call = verify(medication, **prefetched())
    call["context"]["order"] = {"resource": baclofen(FORTY, status="active")}
    (card,) = cards(client, call)
    assert card["indicator"] == "critical"


@pytest.mark.parametrize("kind", ["Bundle", "MedicationDispense"])
def test_what_is_sent_to_verify_and_is_no_order_is_said_to_be_unread(client: Client, kind: str) -> None:
    (summary,) = summaries(client, verify(baclofen(FORTY) | {"resourceType": kind}, **prefetched()))
    assert summary == "An order could not be checked. It is not in a form that can be read."


WRONG: dict[str, Json] = {
    "no hookInstance": {"hookInstance": None},
    "an empty hookInstance": {"hookInstance": ""},
    "another hook": {"hook": "patient-view"},
    "a hook of another service": {"hook": "medication-verify"},
    "no context": {"context": None},
    "prefetch a list": {"prefetch": []},
    "prefetch of texts": {"prefetch": {"egfr": "90"}},
    "prefetch of numbers": {"prefetch": {"egfr": 90}},
    "prefetch of lists": {"prefetch": {"egfr": []}},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_call_that_does_not_fit_is_a_422(client: Client, wrong: Json) -> None:
    call = sign(baclofen(FORTY)) | wrong
    body = json.dumps({key: value for key, value in call.items() if value is not None}).encode()
    answered = client.post(PATH, body)
    assert answered.status_code == 422, answered.text


@pytest.mark.parametrize("member", ["userId", "patientId", "draftOrders", "selections"])
def test_a_call_without_what_its_context_must_have_is_a_422(client: Client, member: str) -> None:
    call = select(baclofen(FORTY))
    del call["context"][member]
    assert refused(client, call) == (422, "invalid-request")


def test_a_key_twice_anywhere_also_where_nothing_is_read_is_a_400(client: Client) -> None:
    body = json.dumps(sign(baclofen(FORTY), **prefetched())).encode()
    for key in (b'"frequency"', b'"value"', b'"egfr"', b'"prefetch"', b'"intent"', b'"birthDate"'):
        place = body.index(key)
        twice = body[:place] + key + b": null, " + body[place:]
        assert client.post(PATH, twice).status_code == 400, key
    skipped = body[:-1] + b', "x": {"y\\\\": 1, "z": {"a": 1, "a": 2}}}'
    assert client.post(PATH, skipped).status_code == 400


@pytest.mark.parametrize(
    "tail",
    [
        b', "x": ' + b"[" * 5000 + b"]" * 5000 + b"}",
        b', "x": "\xff"}',
        b', "x": NaN}',
        b', "x": 01}',
        b', "x": "\\ud800"}',
    ],
    ids=["nested 5,000 deep", "no UTF-8", "NaN", "a zero before", "half a character"],
)
def test_what_is_no_json_where_nothing_is_read_is_a_400(client: Client, tail: bytes) -> None:
    body = json.dumps(sign(baclofen(FORTY))).encode()[:-1]
    assert client.post(PATH, body + tail).status_code == 400


HOSTILE = "<img src=x> **bold** [link](x) `code` www.evil.example me@evil.example http://e.vil\n# head"


def test_a_clients_own_words_are_never_markup_in_a_card(client: Client) -> None:
    named = {"coding": [{"system": "urn:x", "code": "baclofen " + HOSTILE}], "text": "Baclofen " + HOSTILE}
    orders = [baclofen(dosage(quantity(5, HOSTILE[start : start + 60]), repeat(2))) for start in (0, 40)]
    for one in (*orders, orders[0] | {"medicationCodeableConcept": named}):
        for card in cards(client, sign(one, **prefetched())):
            assert card["summary"].isprintable()
            for markup in (r"<img", r"\*\*bold", r"\[link\]", r"`code", r"www\.evil", r"me@", r"http://e"):
                for text in (card["summary"], card["detail"]):
                    assert not re.search(rf"(?<!\\){markup}", text), markup


def test_no_more_than_64_characters_of_a_clients_text_come_back(client: Client) -> None:
    long = "x" * 65
    named = {"text": "baclofen " + long}
    order = baclofen(dosage(quantity(5, long), repeat(2)), reasonCode=[{"text": long}])
    for one in (order, order | {"medicationCodeableConcept": named}):
        for card in cards(client, sign(one, **prefetched())):
            assert long not in card["summary"] + card["detail"]


def test_two_orders_are_about_each_other(client: Client) -> None:
    quinine = other("Quinine", reasonCode=[{"text": "muscle cramps"}])
    macrolide = other("Clarithromycin", id="2")
    alone = cards(client, sign(macrolide, **prefetched()))
    assert alone == []
    together = cards(client, sign(quinine, macrolide, **prefetched()))
    assert all("`quinine.interactions`" in card["detail"] for card in together)
    assert len(together) == 2


def test_what_sedates_and_is_ordered_at_the_same_time_counts_as_taken(client: Client) -> None:
    both = sign(baclofen(TEN), other("Cyclobenzaprine", id="2"), **prefetched())
    first, _ = cards(client, both)
    assert "`baclofen.sedatives`" in first["detail"]


def test_what_speaks_against_the_drug_is_said_also_where_the_dose_is_not_understood(client: Client) -> None:
    (found,) = cards(client, sign(baclofen(dosage(quantity(1, "ea"), repeat(2))), **prefetched(20)))
    assert found["summary"].startswith("Baclofen could not be checked.")
    assert found["indicator"] == "critical"
    assert "`baclofen.kidney`" in found["detail"]
    assert "overrideReasons" not in found


def test_an_order_that_is_not_understood_speaks_up_only_if_it_is_about_a_drug_with_rules(client: Client) -> None:
    for words, count in (("Baclofen pump refill", 1), ("Mystery syrup", 0)):
        unreadable = {"resourceType": "MedicationRequest", "status": 3, "medicationCodeableConcept": {"text": words}}
        found = cards(client, sign(unreadable, **prefetched()))
        assert [card["indicator"] for card in found] == ["warning"] * count


def test_a_pending_token_of_a_fhir_server_is_neither_read_nor_repeated(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    call = sign(baclofen(FORTY), **prefetched()) | {"fhirAuthorization": {"access_token": "very-secret"}}
    with caplog.at_level(0):
        answered = client.post(PATH, json.dumps(call).encode())
    assert "very-secret" not in answered.text + caplog.text


@pytest.mark.parametrize(
    "newer",
    [
        egfr(12, "2026-11-20", valueQuantity=quantity(12, "mL/min")),
        egfr(12, "2026-11-20", status="preliminary"),
        egfr(12, "2026-11-20") | {"valueQuantity": None, "valueString": "<15"},
    ],
)
def test_a_newer_result_that_could_not_be_used_is_never_passed_over_in_silence(client: Client, newer: Json) -> None:
    results = searched(egfr(90, "2026-01-02"), newer)
    (card,) = cards(client, sign(baclofen(TEN), **(prefetched() | {"egfr": results})))
    assert card["indicator"] == "warning"
    assert "to be looked at" in card["summary"]


def test_a_dose_once_a_week_is_not_passed_over_in_silence(client: Client) -> None:
    weekly = baclofen(dosage(quantity(10, "mg"), repeat(1, 1, "wk")))
    (card,) = cards(client, sign(weekly, **prefetched()))
    assert card["indicator"] == "warning"


def test_what_a_client_sent_null_or_empty_does_not_come_back_in_a_suggestion(client: Client) -> None:
    sent = baclofen(
        FORTY, note=None, reasonCode=[], extension=[{"url": "x", "valueString": ""}, {}], encounter={"a": {}}
    )
    (card,) = cards(client, sign(sent, **prefetched()))
    text = json.dumps(card)
    assert card["suggestions"]
    for nothing in ("null", '""', "[]", "{}"):
        assert nothing not in text, nothing


def test_the_same_finding_at_several_places_is_one_line_with_its_days(client: Client) -> None:
    albumin = baclofen(dosage(quantity(50, "g"), repeat(1, 1, "wk"))) | {
        "medicationCodeableConcept": {"text": "Albumin human 25 %"}
    }
    cirrhosis = {
        "resourceType": "Condition",
        "code": {"coding": [{"system": "http://snomed.info/sct", "code": "19943007"}]},
    }
    (card,) = cards(client, sign(albumin, **prefetched(conditions=searched(cirrhosis))))
    assert card["detail"].count("`albumin.weekly-max`") == 1
    assert "(from day 1, 8, 15, 22)" in card["detail"]
