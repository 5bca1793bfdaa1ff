"""What is said twice, or of another way or day than it seems: never read by guess, and never silently."""

import pytest

from tests.fhir.written import BACLOFEN, Json, codes, dosage, order, person, quantity, read, record, repeat, searched

_DAILY = repeat(1)


def _order(dose: Json, **more: object) -> Json:
    return order({"timing": {"repeat": _DAILY}, **dose}, medication=BACLOFEN, **more)


@pytest.mark.parametrize(
    "dose",
    [
        {"doseAndRate": [{"doseQuantity": quantity(5, "mg"), "doseRange": {"high": quantity(100, "mg")}}]},
        {"doseQuantity": quantity(100, "mg"), "doseAndRate": [{"doseQuantity": quantity(5, "mg")}]},
    ],
)
def test_a_dose_that_is_stated_in_two_ways_is_read_in_neither(dose: Json) -> None:
    reading = read(_order(dose))
    assert not reading.is_understood
    assert "not-supported" in codes(reading)


def test_a_medication_that_is_coded_and_referred_to_is_read_as_neither() -> None:
    reading = read(
        order(dosage(quantity(5, "mg"), _DAILY), medication=BACLOFEN, medicationReference={"reference": "#m"})
    )
    assert not reading.is_understood
    assert "medication-unclear" in codes(reading)


@pytest.mark.parametrize(
    "route",
    [
        {"coding": [{"system": "http://snomed.info/sct", "code": code} for code in ("26643006", "72607000")]},
        {"coding": [{"system": "http://snomed.info/sct", "code": "26643006"}], "text": "intrathecal"},
    ],
)
def test_a_route_that_is_also_another_one_is_another_one(route: Json) -> None:
    reading = read(_order({"doseAndRate": [{"doseQuantity": quantity(5, "mg")}], "route": route}))
    assert {"other-way", "way-unclear"} & set(codes(reading))
    assert reading.drug != "baclofen"
    assert reading.drug != "baclofen"


def test_an_order_of_a_day_to_come_does_not_make_the_patient_older() -> None:
    child = record(patient=person("2011-01-01"))
    reading = read(_order({"doseAndRate": [{"doseQuantity": quantity(5, "mg")}]}, authoredOn="2030-01-01"), child)
    same = read(_order({"doseAndRate": [{"doseQuantity": quantity(5, "mg")}]}), child)
    assert reading.known is not None
    assert same.known is not None
    assert reading.known.patient.facts == same.known.patient.facts


_TWENTY = {"doseAndRate": [{"doseQuantity": quantity(20, "mg")}]}


@pytest.mark.parametrize(
    "other",
    [
        {"authoredOn": "2027-01-01"},
        {"route": {"coding": [{"system": "http://snomed.info/sct", "code": "72607000"}]}},
        {"route": {"text": "intrathecal"}},
    ],
)
def test_an_order_that_is_to_come_or_of_another_way_tells_no_current_dose(other: Json) -> None:
    route = {name: part for name, part in other.items() if name == "route"}
    more = {name: part for name, part in other.items() if name != "route"}
    taken = _order({**_TWENTY, **route}, id="m1", status="active", **more)
    thirty = _order({"doseAndRate": [{"doseQuantity": quantity(30, "mg")}]})
    reading = read(thirty, record(person(), medications=searched(taken)))
    assert "current-dose" not in codes(reading)
    assert "evidence-not-used" in codes(reading)
