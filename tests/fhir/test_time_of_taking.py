"""What is taken now: what is over by its own dates is not, and what cannot be dated tells no current dose."""

from datetime import timedelta

import pytest

from dosing.core.fact import Fact
from dosing.fhir.order import Reading
from dosing.fhir.written import MedicationRequest
from tests.fhir.test_written import record_parameters, titrate
from tests.fhir.written import NOW, Json, codes, dosage, order, person, quantity, read, record, repeat, searched

BACLOFEN = {"text": "baclofen"}
TWICE_FIVE = dosage(quantity(5, "mg"), repeat(2))
YESTERDAY, TODAY, TOMORROW = ((NOW + timedelta(days=more)).isoformat() for more in (-1, 0, 1))
LAST_DAY = (NOW - timedelta(days=365)).isoformat()
TOO_LONG_AGO = (NOW - timedelta(days=366)).isoformat()


def requested(*dosages: Json, medication: Json = BACLOFEN, **more: object) -> Json:
    return order(*(dosages or (TWICE_FIVE,)), medication=medication, **({"id": "m9", "status": "active"} | more))


def stated(**more: object) -> Json:
    return {
        "resourceType": "MedicationStatement",
        "id": "s1",
        "status": "active",
        "medicationCodeableConcept": BACLOFEN,
        "subject": {"reference": "Patient/p1"},
        "dosage": [TWICE_FIVE],
        **more,
    }


def bounded(end: str) -> Json:
    return dosage(quantity(5, "mg"), repeat(2, boundsPeriod={"start": "2026-01-01", "end": end}))


def beside(*taken: Json) -> Reading:
    return read(order(TWICE_FIVE), record(person(), medications=searched(*taken)))


def is_current(reading: Reading) -> bool:
    return reading.known is not None and reading.known.current is not None


OVER: dict[str, Json] = {
    "a statement until yesterday": stated(effectivePeriod={"start": "2026-01-01", "end": YESTERDAY}),
    "a statement until some day of last year": stated(effectivePeriod={"end": "2025"}),
    "an order of R5 until yesterday": requested(effectiveDosePeriod={"end": YESTERDAY}),
    "an instruction until yesterday": requested(bounded(YESTERDAY)),
    "two instructions, the later until yesterday": requested(bounded("2026-10-01"), bounded(YESTERDAY)),
}


@pytest.mark.parametrize("taken", OVER.values(), ids=OVER)
def test_what_is_over_by_its_own_dates_is_no_current_dose_though_its_status_is_active(taken: Json) -> None:
    reading = beside(taken)
    assert not is_current(reading)
    assert codes(reading) == ["evidence-over"]


UNDATED: dict[str, Json] = {
    "a statement without any date": stated(),
    "an order without any date": requested(authoredOn=None),
    "an order of a year and a day ago": requested(authoredOn=TOO_LONG_AGO),
    "a statement of a year and a day ago": stated(effectiveDateTime=TOO_LONG_AGO),
    "what may be over this month": stated(effectivePeriod={"start": "2026-01-01", "end": "2026-11"}),
    "what may begin this month": stated(effectivePeriod={"start": "2026-11"}),
    "what begins tomorrow": stated(effectivePeriod={"start": TOMORROW}),
    "what was asserted tomorrow": stated(dateAsserted=TOMORROW),
    "what could be dispensed until yesterday": requested(dispenseRequest={"validityPeriod": {"end": YESTERDAY}}),
    "of two periods one over": requested(bounded(TOMORROW), effectiveDosePeriod={"end": YESTERDAY}),
    "a date that is none": stated(effectivePeriod={"start": "2026-01-01", "end": "soon"}),
    "in the timing of R5's statement": stated(effectiveTiming={"event": [TODAY]}),
    "a statement of which it is not known whether it is followed": stated(dateAsserted=TODAY, taken="unk"),
    "taken otherwise than ordered": stated(
        dateAsserted=TODAY, adherence={"code": {"coding": [{"code": "taking-not-as-directed"}]}}
    ),
    "adherence in words only": stated(dateAsserted=TODAY, adherence={"code": {"text": "sometimes"}}),
}


@pytest.mark.parametrize("taken", UNDATED.values(), ids=UNDATED)
def test_what_cannot_be_dated_tells_no_current_dose_and_that_is_said_as_a_warning(taken: Json) -> None:
    reading = beside(taken)
    assert not is_current(reading)
    assert "evidence-not-used" in codes(reading)


HOLDING: dict[str, Json] = {
    "a statement until today": stated(effectivePeriod={"start": "2020-01-01", "end": TODAY}),
    "a statement since this year": stated(effectivePeriod={"start": "2026-01-01"}),
    "a statement asserted a year ago": stated(dateAsserted=LAST_DAY),
    "an order of a year ago": requested(authoredOn=LAST_DAY),
    "an old order that is still to be given": requested(authoredOn="2020-01-01", effectiveDosePeriod={"end": TOMORROW}),
    "an old order renewed since": requested(authoredOn="2020-01-01", effectiveDosePeriod={"start": "2026-06-01"}),
    "what may be dispensed until today": requested(dispenseRequest={"validityPeriod": {"end": TODAY}}),
    "an instruction until today": requested(bounded(TODAY)),
    "an order of tomorrow's date where it is tomorrow already": requested(authoredOn=f"{TOMORROW}T08:00:00+13:00"),
    "a statement until the end of yesterday, where that is still today": stated(
        effectivePeriod={"end": f"{YESTERDAY}T23:00:00-08:00"}
    ),
    "an order of a time without a zone": requested(authoredOn=f"{TODAY}T08:00:00"),
    "one of which it is stated that it is taken": stated(dateAsserted=TODAY, taken="y"),
    "one that is taken as directed": stated(
        dateAsserted=TODAY, adherence={"code": {"coding": [{"code": "taking-as-directed"}]}}
    ),
}


@pytest.mark.parametrize("taken", HOLDING.values(), ids=HOLDING)
def test_what_holds_today_by_its_dates_is_the_current_dose(taken: Json) -> None:
    assert is_current(beside(taken))


def test_what_is_over_leaves_the_one_that_is_not_as_the_current_dose() -> None:
    reading = beside(requested(bounded(YESTERDAY)), requested(id="m8"))
    assert is_current(reading)
    assert codes(reading) == ["evidence-over", "current-dose", "replaces"]


def test_a_statement_that_it_is_not_taken_is_none_that_it_is() -> None:
    reading = beside(stated(dateAsserted=TODAY, taken="n"))
    assert (is_current(reading), codes(reading)) == (False, [])


def test_a_drug_that_is_over_is_no_flag_and_one_that_cannot_be_dated_still_is() -> None:
    def flags(taken: Json) -> Json:
        reading = beside(taken)
        assert reading.known is not None
        return {str(fact): value for fact, value in reading.known.patient.facts.items()}

    opioid = {"text": "morphine"}
    assert Fact.TAKING_OPIOID not in flags(requested(bounded(YESTERDAY), medication=opioid))
    assert Fact.TAKING_OPIOID in flags(requested(medication=opioid, authoredOn=TOO_LONG_AGO))
    assert codes(beside(requested(bounded(YESTERDAY), medication={"text": "amoxicillin"}))) == []


def test_an_order_beside_one_in_force_was_read_as_replacing_it_and_both_together_are_said() -> None:
    reading = beside(requested(dosage(quantity(10, "mg"), repeat(3))))
    (told,) = [remark.text for remark in reading.remarks if remark.code == "replaces"]
    assert "replacing" in told
    assert told.endswith("Both together would be up to 40 mg a day.")
    oxide = {"text": "magnesium oxide"}
    twelve = dosage(quantity(12, "mmol"), repeat(when=["HS"]))
    again = read(
        order(twelve, medication=oxide), record(person(), medications=searched(requested(twelve, medication=oxide)))
    )
    assert codes(again) == ["replaces"]


def test_a_titration_does_not_start_anew_beside_a_dose_that_is_not_certain_unless_the_dose_is_given() -> None:
    def first_dose(*taken: Json, **current: Json) -> str | None:
        parts = [{"name": name, "valueQuantity": given} for name, given in current.items()]
        made = titrate(*record_parameters(medication=searched(*taken)), *parts)
        return made.dosageInstruction[0].text if isinstance(made, MedicationRequest) else None

    undated = stated()
    assert first_dose(undated) is None
    assert first_dose(undated, current=quantity(0, "mg/d")) == "5 mg twice a day for 7 days"
    assert first_dose(requested(bounded(YESTERDAY))) == "5 mg twice a day for 7 days"
    assert first_dose(requested(dosage(quantity(10, "mg"), repeat(2)))) == "10 mg twice a day for 7 days"
