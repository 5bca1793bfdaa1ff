"""The operations of FHIR as HTTP has them: media types, problems as outcomes, and that nothing sent makes them fail."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dosing.api.operation import FHIR_BODY_LIMIT, FHIR_JSON
from dosing.api.operations import OPERATIONS
from dosing.api.problems import KINDS
from dosing.translate.outbound import RULESET
from tests.contract.contract import CONTRACT, errors
from tests.fhir.bodies import FHIR_BODIES, order_parameter, parameters
from tests.fhir.written import Json, egfr, person, quantity, searched, weekly
from tests.interfaces.client import Client
from tests.interfaces.spoilt import Pairs, Raw, pairs, places, replaced, with_value, written

#: CDS Hooks tell their problems so too, and have tests of their own.
FHIR = [operation for operation in OPERATIONS if operation.speaks_fhir and not operation.is_hook]
TAKING = {operation.id: operation.path for operation in FHIR if operation.body is not None}
CHECK = "/fhir/MedicationRequest/$check-dosage"
TITRATE = "/fhir/$titration-schedule"


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with Client() as one:
        yield one


def code(answer: Any) -> str:  # noqa: ANN401 -- an answer of httpx
    """The code of a problem that was told as an outcome."""
    assert answer.headers["content-type"] == FHIR_JSON
    assert answer.headers["ruleset-digest"] == RULESET.digest
    body = answer.json()
    assert body["resourceType"] == "OperationOutcome"
    found = body["issue"][0]["details"]["coding"][0]["code"]
    assert KINDS[found].status == answer.status_code
    return str(found)


@pytest.mark.parametrize("name", TAKING)
@pytest.mark.parametrize(
    "media_type", ["application/fhir+json", "application/json", "Application/FHIR+JSON; charset=utf-8"]
)
def test_both_media_types_are_taken_and_that_of_fhir_is_given(client: Client, name: str, media_type: str) -> None:
    answer = client.post(TAKING[name], json.dumps(FHIR_BODIES[name]).encode(), media_type)
    assert (answer.status_code, answer.headers["content-type"]) == (200, FHIR_JSON)
    assert errors(f"{name}.answer", answer.json()) == []
    assert errors(f"{name}.request", FHIR_BODIES[name]) == []


PARAMETERS = {
    "application/fhir+json; fhirVersion=4.0": True,
    "application/fhir+json;FHIRVERSION=4.0": True,
    'application/fhir+json; fhirVersion="4.0"': True,
    "application/fhir+json; fhirVersion=4.0; charset=utf-8": True,
    "application/fhir+json; charset=UTF-8 ;fhirVersion=4.0": True,
    "application/fhir+json; Charset=Utf-8": True,
    "application/json; CHARSET=UTF-8": True,
    "application/json; fhirVersion=4.0": True,
    "application/fhir+json; fhirVersion=4.0.1": False,
    "application/fhir+json; fhirVersion=4.3": False,
    "application/fhir+json; fhirVersion=5.0": False,
    "application/fhir+json; fhirVersion=3.0": False,
    "application/fhir+json; fhirVersion=": False,
    "application/fhir+json; fhirVersion": False,
    "application/fhir+json; fhirVersion=4.0; charset=latin1": False,
    "application/fhir+json; fhirVersion=4.0; fhirVersion=5.0": False,
    "application/fhir+json; version=4.0": False,
    "application/fhir+json, application/json; fhirVersion=4.0": False,
}


@pytest.mark.parametrize("name", TAKING)
@pytest.mark.parametrize(("media_type", "is_taken"), PARAMETERS.items(), ids=PARAMETERS)
def test_of_a_media_type_utf_8_and_version_4_0_of_fhir_are_taken_and_other_parameters_are_a_415(
    client: Client, name: str, media_type: str, *, is_taken: bool
) -> None:
    answer = client.post(TAKING[name], json.dumps(FHIR_BODIES[name]).encode(), media_type)
    assert answer.status_code == (200 if is_taken else 415)
    if not is_taken:
        assert code(answer) == "unsupported-media-type"


@pytest.mark.parametrize("path", TAKING.values())
@pytest.mark.parametrize(
    ("body", "headers", "refused"),
    [
        (b"{", {"content-type": FHIR_JSON}, "invalid-json"),
        (b"\xff", {"content-type": FHIR_JSON}, "invalid-json"),
        (b"[" * 20_000, {"content-type": FHIR_JSON}, "invalid-request"),
        (b"{}", {"content-type": FHIR_JSON}, "invalid-request"),
        (b'{"resourceType":"Bundle"}', {"content-type": FHIR_JSON}, "invalid-request"),
        (b'{"resourceType":"Parameters","parameter":{}}', {"content-type": FHIR_JSON}, "invalid-request"),
        (b"{}", {"content-type": "application/fhir+xml"}, "unsupported-media-type"),
        (b"{}", {}, "unsupported-media-type"),
        (b"{}", {"content-encoding": "gzip", "content-type": FHIR_JSON}, "unsupported-encoding"),
        (b" " * (FHIR_BODY_LIMIT + 1), {"content-type": FHIR_JSON}, "body-too-large"),
    ],
)
def test_a_refusal_is_an_outcome_with_a_code_that_the_contract_names(
    client: Client, path: str, body: bytes, headers: dict[str, str], refused: str
) -> None:
    answer = client.ask("POST", path, headers, body)
    assert code(answer) == refused
    documented = CONTRACT["paths"][path]["post"]["responses"][str(answer.status_code)]
    for name in documented.get("$ref", "").split("/")[1:]:
        documented = CONTRACT[name] if name == "components" else documented[name]
    assert refused in documented["content"][FHIR_JSON]["examples"]


def test_a_host_that_is_none_is_a_wrong_value_and_not_something_that_was_not_found(client: Client) -> None:
    answer = client.ask("POST", CHECK, {"host": "a b", "content-type": FHIR_JSON}, b"{}")
    assert code(answer) == "invalid-host"
    assert answer.json()["issue"][0]["code"] == "value"


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"{}", "at the top)."),
        (b'{"resourceType":"Parameters","parameter":{}}', "at /parameter)."),
        (b'{"resourceType":"Parameters","parameter":[{"name":5}]}', "at /parameter/0/name)."),
    ],
)
def test_an_outcome_says_where_in_the_sentence_that_says_what(client: Client, body: bytes, where: str) -> None:
    said = client.post(CHECK, body, FHIR_JSON).json()["issue"][0]["diagnostics"]
    assert said.endswith(f" ({where}")
    assert " At " not in said
    assert client.post(CHECK, b"{", FHIR_JSON).json()["issue"][0]["diagnostics"].endswith(".")


def test_another_method_is_an_outcome_too(client: Client) -> None:
    answer = client.get(CHECK)
    assert code(answer) == "method-not-allowed"
    assert answer.headers["allow"] == "POST, OPTIONS"


def test_a_definition_that_there_is_not_is_a_404_that_repeats_nothing(client: Client) -> None:
    for name in ("validate", "%FF", "x" * 5000):
        answer = client.get(f"/fhir/OperationDefinition/{name}")
        assert code(answer) == "unknown-definition"
        assert name not in answer.text


def test_the_limit_of_a_body_is_a_million_bytes(client: Client) -> None:
    body = json.dumps(FHIR_BODIES["fhirCheckDosage"]).encode()
    assert client.post(CHECK, body.ljust(FHIR_BODY_LIMIT), FHIR_JSON).status_code == 200
    assert FHIR_BODY_LIMIT == 1_000_000


@pytest.mark.parametrize("not_object", [b"null", b"[]", b"5", b'"{}"', b"true"])
def test_a_resource_that_is_no_object_does_not_fit_the_schema(client: Client, not_object: bytes) -> None:
    for field in (b"resource", b"valueQuantity"):
        body = b'{"resourceType":"Parameters","parameter":[{"name":"x","%s":%s}]}' % (field, not_object)
        answer = client.post(CHECK, body, FHIR_JSON)
        assert code(answer) == "invalid-request"
        assert "/parameter/0" in answer.json()["issue"][0]["diagnostics"]


@pytest.mark.parametrize("name", TAKING)
def test_a_key_twice_in_any_object_is_refused_whether_it_is_read_or_not(client: Client, name: str) -> None:
    body = FHIR_BODIES[name] | {"unread": {"deep": [{"key": 1}]}}
    for place, node in places(body):
        if isinstance(node, dict) and node:
            first = pairs(node)[0]
            twice = Pairs([first, *pairs(node)])
            sent = written(replaced(body, place, lambda _, twice=twice: twice))  # type: ignore[misc] # a default binds it
            assert code(client.post(TAKING[name], sent, FHIR_JSON)) == "duplicate-key", place


def test_what_looks_like_a_key_in_a_text_is_none(client: Client) -> None:
    for text in ('"a":1,"a":2', '\\":', 'x\\\\":', "\\", '"', '":'):
        body = parameters(order_parameter(*weekly(10)), {"name": "note", "valueString": text})
        assert client.post(CHECK, json.dumps(body).encode(), FHIR_JSON).status_code == 200


def test_a_key_that_ends_in_a_backslash_is_a_key(client: Client) -> None:
    body = json.dumps({"resourceType": "Parameters", "x\\": 1, "y": {"x\\": 2}}).encode()
    assert client.post(CHECK, body, FHIR_JSON).status_code == 200
    assert code(client.post(CHECK, body.replace(b'"y"', b'"x\\\\"'), FHIR_JSON)) == "duplicate-key"


ODD: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**40), 10**40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(
        [
            "",
            "0000-00-00",
            "9999-12-31",
            "2026-11-21T24:00:00Z",
            "NaN",
            "1e999",
            "#",
            "Patient/",
            "urn:uuid:",
            "mg",
            "😀",
        ]
    ),
    st.just([]),
    st.just({}),
    st.just([{}]),
    st.just({"value": 1e300, "unit": "mg"}),
    st.just([None]),
)
NAMES = st.sampled_from(list(TAKING))


@given(name=NAMES, data=st.data())
@settings(max_examples=settings().max_examples * 4)
def test_whatever_stands_in_a_place_there_is_an_answer(client: Client, name: str, data: st.DataObject) -> None:
    body = FHIR_BODIES[name]
    for _ in range(data.draw(st.integers(1, 3))):
        found = list(places(body))
        place, _ = data.draw(st.sampled_from(found))
        odd = data.draw(ODD)
        body = replaced(body, place, lambda _, odd=odd: odd)  # type: ignore[misc] # a default binds it
        if not isinstance(body, dict | list) or not body:
            break
    answer = client.post(TAKING[name], json.dumps(body).encode(), FHIR_JSON)
    assert answer.status_code == (200 if not errors(f"{name}.request", body) else 422), answer.text
    if answer.status_code == 200:
        assert errors(f"{name}.answer", answer.json()) == []


@pytest.mark.parametrize("place", [("parameter", 1, "resource", "gender"), ("parameter", 1, "resource", "unread")])
def test_bytes_that_are_no_text_are_refused_wherever_they_stand(client: Client, place: tuple[str | int, ...]) -> None:
    body = parameters(order_parameter(*weekly(10)), {"name": "patient", "resource": person() | {"unread": 1}})
    for broken in (b'"\xff"', b'"\xed\xa0\x80"', b"[" * 20_000 + b"]" * 20_000):
        answer = client.post(CHECK, with_value(body, place, Raw(broken)), FHIR_JSON)
        assert code(answer) in {"invalid-json", "invalid-request"}


@pytest.mark.parametrize("text", ["1e999", "1E400", "0.1e-400", "9" * 5000, "-0.0", "1" + "0" * 400 + "e-400", "NaN"])
def test_a_number_of_any_spelling_is_answered(client: Client, text: str) -> None:
    order = order_parameter(*weekly(10))
    for place, node in places(order):
        if type(node) is int:
            body = with_value(parameters(order), ("parameter", 0, *place), Raw(text.encode()))
            answer = client.post(CHECK, body, FHIR_JSON)
            assert answer.status_code == (400 if text == "NaN" else 200)


def test_a_dose_keeps_every_digit_from_door_to_door(client: Client) -> None:
    observation = searched(egfr(90))
    body = json.dumps(
        parameters(
            order_parameter(*weekly(10)),
            {"name": "patient", "resource": person()},
            {"name": "observation", "resource": observation},
        )
    ).encode()
    dose = b'"value": 30.0000000000000000000000000001, "unit": "mg"'
    sent = body.replace(b'"value": 5, "unit": "mg"', dose)
    assert dose in sent
    issues = client.post(CHECK, sent, FHIR_JSON).json()["parameter"][0]["resource"]["issue"]
    assert "baclofen.daily-max" in [issue["details"]["coding"][0]["code"] for issue in issues]


def test_a_titration_of_a_client_that_sends_only_what_is_needed(client: Client) -> None:
    body: Json = parameters(
        {"name": "patient", "resource": person()},
        {"name": "observation", "resource": egfr()},
        {"name": "target", "valueQuantity": quantity(20, "mg/d")},
    )
    answer = client.post(TITRATE, json.dumps(body).encode(), FHIR_JSON).json()
    assert answer["resourceType"] in {"MedicationRequest", "OperationOutcome"}


@pytest.mark.parametrize("operation", FHIR, ids=lambda operation: operation.id)
def test_the_contract_has_every_media_type_of_a_body(operation: Any) -> None:  # noqa: ANN401 -- an operation
    described = CONTRACT["paths"][operation.path][operation.method.lower()]
    if operation.body is not None:
        assert set(described["requestBody"]["content"]) == {"application/fhir+json", "application/json"}
    assert set(described["responses"]["200"]["content"]) == {FHIR_JSON}
