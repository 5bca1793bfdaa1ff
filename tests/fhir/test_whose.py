"""Whose a resource is: what is another's, a group's, or nobody's that could be told, is never the patient's fact."""

from typing import Any

import pytest

from dosing.core.fact import Fact
from tests.fhir.written import Json, codes, dosage, egfr, order, person, quantity, read, record, repeat, searched

_HERE, _THERE = "https://here.example/fhir", "https://there.example/fhir"
_NUMBER = {"system": "urn:hospital", "value": "4711"}
_SAME = {"identifier": _NUMBER}


def _order(**more: Any) -> Json:  # noqa: ANN401 -- any element
    return order(dosage(quantity(5, "mg"), repeat()), **more)


def _egfr_is_used(
    subject: Json,
    *,
    ordered: Json | None = None,
    patient: Json | None = None,
    **more: Any,  # noqa: ANN401 -- any element
) -> bool:
    written = _order() if ordered is None else _order(subject=ordered)
    sent = egfr(90, subject=subject, **more)
    reading = read(written, record(person() if patient is None else patient, searched(sent)))
    assert reading.known is not None
    is_used = Fact.GIVEN_EGFR in reading.known.patient.facts
    assert is_used is ("evidence-not-used" not in codes(reading))
    return is_used


@pytest.mark.parametrize(
    "subject",
    [
        {"reference": "Group/p1"},
        {"reference": "Device/p1"},
        {"type": "Group", "identifier": _NUMBER},
        {"type": "http://hl7.org/fhir/StructureDefinition/Device", "identifier": _NUMBER},
        {"reference": "Patient/p2"},
        {"reference": "urn:uuid:p2"},
        {"reference": "#p1"},
        {"identifier": _NUMBER},
        {"display": "Somebody"},
    ],
)
def test_a_result_of_a_group_of_another_or_of_who_cannot_be_told_is_not_used_and_said(subject: Json) -> None:
    assert not _egfr_is_used(subject)


@pytest.mark.parametrize("reference", ["Patient/p1", "Patient/p1/_history/3", f"{_HERE}/Patient/p1", "urn:uuid:p1"])
def test_a_result_of_the_patient_is_used_however_the_patient_is_referred_to(reference: str) -> None:
    assert _egfr_is_used({"reference": reference})


def test_the_same_id_on_another_server_is_another_patient() -> None:
    ordered = {"reference": f"{_HERE}/Patient/p1"}
    assert _egfr_is_used({"reference": f"{_HERE}/Patient/p1"}, ordered=ordered)
    assert not _egfr_is_used({"reference": f"{_THERE}/Patient/p1"}, ordered=ordered)


def test_an_identifier_tells_the_patient_where_the_patient_who_was_sent_has_it() -> None:
    assert _egfr_is_used(_SAME, patient=person() | {"identifier": [_NUMBER]})
    assert not _egfr_is_used(_SAME, patient=person() | {"identifier": [_NUMBER | {"value": "4712"}]})
    assert not _egfr_is_used(_SAME, patient=person() | {"identifier": [_NUMBER | {"system": "urn:other"}]})


@pytest.mark.parametrize("about", [{"reference": "Patient/fetus"}, {"reference": "Device/d1"}, {"display": "donor"}])
def test_a_result_that_is_in_the_record_about_somebody_else_is_not_used(about: Json) -> None:
    assert not _egfr_is_used({"reference": "Patient/p1"}, focus=[about])
    assert _egfr_is_used({"reference": "Patient/p1"}, focus=[{"reference": "Patient/p1"}])


def test_an_order_for_a_group_is_for_no_patient() -> None:
    reading = read(_order(subject={"reference": "Group/p1"}))
    assert "patient-unclear" in codes(reading)
    assert reading.asked is None


def test_of_two_patients_who_were_sent_none_is_used() -> None:
    reading = read(_order(), record(searched(person(), person() | {"id": "p2"}), searched(egfr())))
    assert codes(reading) == ["patient-differs"]
    assert reading.known is not None
    assert Fact.AGE not in reading.known.patient.facts


def test_an_order_by_an_identifier_is_for_who_was_sent_only_if_that_is_told() -> None:
    unclear = read(_order(subject=_SAME), record(person(), searched(egfr())))
    assert codes(unclear)[0] == "patient-unclear"
    assert not unclear.is_understood
    assert unclear.known is not None
    assert unclear.known.patient.facts == {}
    another = record(person() | {"identifier": [_NUMBER | {"value": "4712"}]})
    assert codes(read(_order(subject=_SAME), another)) == ["patient-differs"]
    same = record(person() | {"identifier": [_NUMBER]}, searched(egfr()))
    assert codes(read(_order(subject=_SAME), same)) == []


def test_a_patient_who_came_under_an_address_is_referred_to_by_it() -> None:
    entry = {"fullUrl": "urn:uuid:7e8a", "resource": person()}
    known = record({"resourceType": "Bundle", "entry": [entry]}, searched(egfr(subject={"reference": "urn:uuid:7e8a"})))
    reading = read(_order(subject={"reference": "urn:uuid:7e8a"}), known)
    assert codes(reading) == []
    assert reading.known is not None
    assert Fact.GIVEN_EGFR in reading.known.patient.facts


@pytest.mark.parametrize("dead", [{"deceasedBoolean": True}, {"deceasedDateTime": "2026-10-01"}])
def test_an_order_for_a_patient_whose_death_is_recorded_is_never_ok(dead: Json) -> None:
    reading = read(_order(), record(person() | dead, searched(egfr())))
    assert codes(reading) == ["patient-deceased"]
    assert not reading.is_understood


def test_a_patient_who_is_said_to_be_alive_is() -> None:
    assert codes(read(_order(), record(person() | {"deceasedBoolean": False}, searched(egfr())))) == []
