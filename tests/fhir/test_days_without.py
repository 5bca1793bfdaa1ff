"""Baclofen must not be stopped suddenly: days on which none is given are never passed over, nor called ok."""

import pytest

from dosing.service.orders import answer_to
from tests.fhir.bodies import order_parameter
from tests.fhir.test_doses import errors, phases
from tests.fhir.test_written import outcome, record_parameters
from tests.fhir.written import Json, dosage, egfr, order, quantity, read, repeat, searched

FIVE = quantity(5, "mg")
DAYS_WITHOUT: dict[str, Json] = {
    "once a week": dosage(FIVE, repeat(1, 1, "wk")),
    "every other day": dosage(FIVE, repeat(1, 2, "d")),
    "every 25 hours": dosage(FIVE, repeat(1, 25, "h")),
    "by the code for every other day": {
        "doseAndRate": [{"doseQuantity": FIVE}],
        "timing": {"code": {"coding": [{"code": "QOD"}]}},
    },
    "twice in two days, which may be on one": dosage(FIVE, repeat(2, 2, "d")),
    "every one to two days": dosage(FIVE, repeat(1, 1, "d", periodMax=2)),
    "on working days": dosage(FIVE, {"dayOfWeek": ["mon", "tue", "wed", "thu", "fri"]}),
    "twice a day on six days of the week": dosage(
        FIVE, repeat(2, dayOfWeek=["mon", "tue", "wed", "thu", "fri", "sat"])
    ),
    "as needed": dosage(FIVE, repeat(2), asNeededBoolean=True),
    "as needed for cramps": dosage(FIVE, repeat(2), asNeededCodeableConcept={"text": "cramps"}),
}


@pytest.mark.parametrize("one", DAYS_WITHOUT.values(), ids=DAYS_WITHOUT)
def test_a_baclofen_order_with_days_without_a_dose_is_never_understood_and_so_never_ok(one: Json) -> None:
    reading = read(order(one))
    assert errors(reading) == ["not-daily"]
    assert not reading.is_understood


DAILY: dict[str, Json] = {
    "twice a day": dosage(FIVE, repeat(2)),
    "every 12 hours": dosage(FIVE, repeat(1, 12, "h")),
    "every 5 hours": dosage(FIVE, repeat(1, 5, "h")),
    "every 4 to 6 hours": dosage(quantity(1, "mg"), repeat(1, 4, "h", periodMax=6)),
    "14 times a week": dosage(FIVE, repeat(14, 1, "wk")),
    "at night": dosage(FIVE, {"when": ["HS"]}),
    "on all seven days": dosage(FIVE, repeat(2, dayOfWeek=["mon", "tue", "wed", "thu", "fri", "sat", "sun"])),
    "explicitly not as needed": dosage(FIVE, repeat(2), asNeededBoolean=False),
}


@pytest.mark.parametrize("one", DAILY.values(), ids=DAILY)
def test_a_baclofen_order_of_every_day_is_understood(one: Json) -> None:
    assert read(order(one)).is_understood


def test_ten_mg_a_day_and_then_ten_mg_a_week_is_a_stop_in_effect_and_not_ok() -> None:
    daily = dosage(FIVE, repeat(2, boundsDuration=quantity(7, "d")), sequence=1)
    weekly = dosage(quantity(10, "mg"), repeat(1, 1, "wk"), sequence=2)
    reading = read(order(daily, weekly))
    assert errors(reading) == ["not-daily"]
    assert [remark.expression for remark in reading.remarks if remark.code == "not-daily"] == [
        "MedicationRequest.dosageInstruction[1]"
    ]


def test_what_its_fullest_day_breaks_is_said_all_the_same() -> None:
    reading = read(order(dosage(quantity(40, "mg"), repeat(1, 1, "wk"))))
    assert phases(reading) == [(["40"], None)]
    assert reading.asked is not None
    assert [finding.rule for finding in answer_to(reading.asked).findings] == ["baclofen.daily-max"]


def test_the_operation_calls_it_not_understood_with_the_reason_and_judges_the_patient() -> None:
    weekly = order_parameter(dosage(FIVE, repeat(1, 1, "wk")))
    told = [code for _, _, code in outcome(weekly, *record_parameters(observation=searched(egfr(20))))]
    assert told[0] == "not_understood"
    assert {"baclofen.kidney", "not-daily"} <= set(told)


def test_a_stop_and_a_drug_without_withdrawal_may_be_of_any_rhythm() -> None:
    stop = dosage(quantity(0, "mg"), repeat(1, 1, "wk"), sequence=2)
    down = dosage(FIVE, repeat(1, boundsDuration=quantity(14, "d")), sequence=1)
    assert errors(read(order(down, stop))) == []
    oxide = order(dosage(quantity(12, "mmol"), repeat(1, 2, "d")), medication={"text": "magnesium oxide"})
    assert errors(read(oxide)) == []
