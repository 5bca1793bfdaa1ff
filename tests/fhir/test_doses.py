from decimal import Decimal

import pytest
from msgspec import Raw

from dosing.core.daily_amount import AmountOrder
from dosing.core.infusions import InfusionOrder
from dosing.core.order import PhasedOrder
from dosing.core.suspension import VolumeOrder
from dosing.fhir.order import Reading, read_order
from dosing.fhir.parts.number import number
from dosing.service.orders import answer_to
from tests.fhir.written import (
    BACLOFEN,
    NOW,
    RXNORM,
    TABLET_10,
    Json,
    adult,
    codes,
    dosage,
    order,
    quantity,
    read,
    repeat,
)

FORMS = "http://terminology.hl7.org/CodeSystem/v3-orderableDrugForm"


def phases(reading: Reading) -> list[tuple[list[str], int | None]]:
    assert reading.asked is not None, reading.remarks
    assert isinstance(reading.asked.ordered, PhasedOrder)
    return [([str(dose) for dose in phase.doses], phase.days) for phase in reading.asked.ordered.phases]


def errors(reading: Reading) -> list[str]:
    return [remark.code for remark in reading.remarks if remark.severity == "error"]


def test_milligrams_three_times_a_day_are_three_doses() -> None:
    reading = read(order(dosage(quantity(5, "mg"), repeat(3))))
    assert phases(reading) == [(["5", "5", "5"], None)]
    assert reading.is_understood
    assert reading.remarks == ()


@pytest.mark.parametrize(
    ("dose", "milligrams", "said"),
    [
        (quantity(0.005, "g"), "5.000", []),
        (quantity(5000, "ug"), "5.000", []),
        (quantity(5000, "mcg"), "5.000", ["unit-alias"]),
        (quantity(5000, "µg"), "5.000", ["unit-alias"]),
        (quantity(5, "milligram", None), "5", ["unit-alias"]),
        (quantity(0.5, "{tbl}"), "5.0", []),
        (quantity(1, "TAB", FORMS), "10", []),
        (quantity(1, "428673006", "http://snomed.info/sct"), "10", []),
        (quantity(1, "tablet", None), "10", ["unit-alias"]),
    ],
)
def test_a_dose_is_read_in_each_unit_that_is_listed(dose: Json, milligrams: str, said: list[str]) -> None:
    reading = read(order(dosage(dose, repeat()), medication=TABLET_10))
    assert phases(reading) == [([milligrams], None)]
    assert codes(reading) == said


@pytest.mark.parametrize(
    "unit", ["MG", "mg/{tbl}", "mg/kg", "ea", "drop", "{tbl}/d", "[pH]", "U", "mg{elemental}", "Mg"]
)
def test_a_unit_that_is_not_listed_is_no_dose(unit: str) -> None:
    reading = read(order(dosage(quantity(5, unit), repeat()), medication=TABLET_10))
    assert reading.asked is None
    assert errors(reading) == ["unit"]
    assert reading.remarks[0].expression == "MedicationRequest.dosageInstruction[0].doseAndRate[0].doseQuantity"


def test_a_number_without_a_unit_is_no_dose() -> None:
    reading = read(order(dosage({"value": 1}, repeat()), medication=TABLET_10))
    assert (reading.asked, errors(reading)) == (None, ["unit"])


def test_a_tablet_of_no_known_strength_is_no_dose() -> None:
    reading = read(order(dosage(quantity(1, "{tbl}"), repeat())))
    assert (reading.asked, errors(reading)) == (None, ["strength-missing"])


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (b"2.50", Decimal("2.50")),
        (b"0.30000000000000000001", Decimal("0.30000000000000000001")),
        (b"1e2", Decimal("1E+2")),
        (b'"5"', None),
        (b'"NaN"', None),
        (b"1e999", None),
        (b"1E+31", None),
        (b"true", None),
        (b"null", None),
        (b"1" * 65, None),
    ],
)
def test_a_number_keeps_every_digit_or_is_none(written: bytes, value: Decimal | None) -> None:
    found = number(Raw(written))
    assert (found, str(found)) == (value, str(value))


def test_a_dose_of_twenty_digits_arrives_with_all_of_them() -> None:
    text = b'{"resourceType":"MedicationRequest","medicationCodeableConcept":{"text":"baclofen"},"dosageInstruction":[{'
    text += b'"timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d"}},"doseAndRate":[{"doseQuantity":'
    text += b'{"value":30.0000000000000000001,"unit":"mg","system":"http://unitsofmeasure.org","code":"mg"}}]}]}'
    reading = read_order(Raw(text), adult(), now=NOW)
    assert phases(reading) == [(["30.0000000000000000001"], None)]
    assert reading.asked is not None
    assert answer_to(reading.asked).status == "refused"


@pytest.mark.parametrize("value", ["5", "NaN", -5, None, True])
def test_what_is_no_number_that_can_be_given_is_no_dose(value: object) -> None:
    reading = read(order(dosage(quantity(value, "mg"), repeat())))
    assert (reading.asked, errors(reading)) == (None, ["wrong-number"])


def test_of_a_range_of_doses_the_high_end_counts() -> None:
    dose = {"doseAndRate": [{"doseRange": {"low": quantity(5, "mg"), "high": quantity(10, "mg")}}]}
    reading = read(order(dosage(None, repeat(2), **dose)))
    assert phases(reading) == [(["10", "10"], None)]
    assert codes(reading) == ["high-end"]


def test_a_range_without_a_high_end_has_no_most() -> None:
    dose = {"doseAndRate": [{"doseRange": {"low": quantity(5, "mg")}}]}
    assert errors(read(order(dosage(None, repeat(), **dose)))) == ["no-dose"]


def test_two_statements_of_one_dose_are_never_added() -> None:
    both = {"doseAndRate": [{"doseQuantity": quantity(10, "mg")}, {"doseQuantity": quantity(1, "{tbl}")}]}
    assert phases(read(order(dosage(None, repeat(), **both), medication=TABLET_10))) == [(["10"], None)]


def test_two_statements_of_one_dose_that_differ_are_no_dose() -> None:
    both = {"doseAndRate": [{"doseQuantity": quantity(20, "mg")}, {"doseQuantity": quantity(1, "{tbl}")}]}
    assert errors(read(order(dosage(None, repeat(), **both), medication=TABLET_10))) == ["timing-invalid"]


def test_of_an_ordered_and_a_calculated_dose_the_ordered_one_counts() -> None:
    calculated = {"type": {"coding": [{"code": "calculated"}]}, "doseQuantity": quantity(12, "mg")}
    ordered = {"type": {"coding": [{"code": "ordered"}]}, "doseQuantity": quantity(10, "mg")}
    reading = read(order(dosage(None, repeat(), doseAndRate=[calculated, ordered])))
    assert phases(reading) == [(["10"], None)]
    assert codes(reading) == ["alternatives"]


def test_a_dose_where_stu3_has_it_is_read_and_said() -> None:
    reading = read(order(dosage(None, repeat(), doseQuantity=quantity(5, "mg"))))
    assert phases(reading) == [(["5"], None)]
    assert codes(reading) == ["older-form"]


def test_words_alone_are_no_dose() -> None:
    reading = read(order({"text": "Take one tablet daily"}, medication=TABLET_10))
    assert (reading.asked, errors(reading)) == (None, ["no-dose"])


def test_no_instruction_at_all_is_no_dose() -> None:
    assert errors(read(order())) == ["no-dose"]


def test_as_needed_is_limited_by_its_maximum_for_the_day() -> None:
    most = {"numerator": quantity(10, "mg"), "denominator": quantity(24, "h")}
    reading = read(order(dosage(quantity(5, "mg"), repeat(4), asNeededBoolean=True, maxDosePerPeriod=most)))
    assert phases(reading) == [(["5", "5"], None)]
    assert codes(reading) == ["as-needed", "not-daily"]


def test_as_needed_with_a_maximum_alone_is_that_maximum() -> None:
    most = {"numerator": {"value": 3}, "denominator": quantity(1, "d")}
    reading = read(
        order(dosage(quantity(5, "mg"), None, asNeededCodeableConcept={"text": "cramps"}, maxDosePerPeriod=most))
    )
    assert phases(reading) == [(["5", "5", "5"], None)]


def test_as_needed_without_any_most_is_not_judged() -> None:
    assert errors(read(order(dosage(quantity(5, "mg"), None, asNeededBoolean=True)))) == ["no-timing"]


def test_a_schedule_over_its_own_maximum_contradicts_itself() -> None:
    most = {"numerator": quantity(10, "mg"), "denominator": quantity(1, "d")}
    reading = read(order(dosage(quantity(5, "mg"), repeat(3), maxDosePerPeriod=most)))
    assert (reading.asked, errors(reading)) == (None, ["period-disagrees"])


def test_of_the_maxima_of_r5_all_hold() -> None:
    mosts = [
        {"numerator": quantity(20, "mg"), "denominator": quantity(1, "d")},
        {"numerator": quantity(10, "mg"), "denominator": quantity(1, "d")},
    ]
    reading = read(order(dosage(quantity(5, "mg"), repeat(4), asNeeded=True, maxDosePerPeriod=mosts)))
    assert phases(reading) == [(["5", "5"], None)]


def test_magnesium_oxide_in_millimoles_is_of_magnesium_and_in_milligrams_of_the_oxide() -> None:
    oxide = {"text": "Magnesium oxide"}
    for dose, daily, said in (
        (quantity(12, "mmol"), ("12", "mmol/d", "magnesium"), []),
        (quantity(24, "mEq"), ("24", "meq/d", "magnesium"), ["unit-alias"]),
        (quantity(400, "mg"), ("400", "mg/d", "magnesium-oxide"), ["substance-assumed"]),
    ):
        reading = read(order(dosage(dose, repeat(when=["HS"])), medication=oxide))
        assert reading.asked is not None
        ordered = reading.asked.ordered
        assert isinstance(ordered, AmountOrder)
        assert (str(ordered.daily.value), ordered.daily.unit, ordered.daily.of) == daily
        assert ordered.is_at_night is True
        assert codes(reading) == said


def test_magnesium_hydroxide_takes_its_strength_from_the_product() -> None:
    product = {
        "resourceType": "Medication",
        "id": "m",
        "code": {"text": "magnesium hydroxide"},
        "ingredient": [{"strength": {"numerator": quantity(400, "mg"), "denominator": quantity(5, "mL")}}],
    }
    written = order(
        dosage(quantity(15, "mL"), repeat(when=["HS"], boundsDuration=quantity(1, "wk"))), contained=[product]
    )
    del written["medicationCodeableConcept"]
    reading = read(written | {"medicationReference": {"reference": "#m"}})
    assert reading.asked is not None
    assert reading.asked.ordered == VolumeOrder(
        millilitres=Decimal(15), strength=Decimal(80), days=7, is_at_bedtime=True
    )


@pytest.mark.parametrize(("unit", "millilitres"), [("mL", "1"), ("L", "1000"), ("[tbs_m]", "15"), ("[tsp_m]", "5")])
def test_spoons_are_metric(unit: str, millilitres: str) -> None:
    reading = read(order(dosage(quantity(1, unit), repeat()), medication={"text": "Milk of Magnesia"}))
    assert reading.asked is not None
    assert isinstance(reading.asked.ordered, VolumeOrder)
    assert str(reading.asked.ordered.millilitres) == millilitres


@pytest.mark.parametrize(
    ("timing", "days"),
    [
        (repeat(1, 1, "wk", boundsDuration=quantity(4, "wk")), [1, 8, 15, 22]),
        (repeat(2, 1, "wk", boundsDuration=quantity(2, "wk")), [1, 4, 8, 11]),
        (repeat(1, 10, "d", boundsDuration=quantity(28, "d")), [1, 11, 21]),
        (repeat(1, 1, "d", boundsDuration=quantity(3, "d")), [1, 2, 3]),
        ({"count": 1}, [1]),
        (repeat(1, 1, "wk", count=2), [1, 8]),
        ({"dayOfWeek": ["mon", "thu"], "boundsPeriod": {"start": "2026-11-23", "end": "2026-12-06"}}, [1, 4, 8, 11]),
    ],
)
def test_albumin_is_put_on_its_days(timing: Json, days: list[int]) -> None:
    reading = read(order(dosage(quantity(20, "g"), timing), medication={"text": "Albumin human 20 %"}))
    assert reading.asked is not None, reading.remarks
    assert isinstance(reading.asked.ordered, InfusionOrder)
    assert [infusion.day for infusion in reading.asked.ordered.infusions] == days
    assert {infusion.grams for infusion in reading.asked.ordered.infusions} == {20}


def test_millilitres_of_albumin_are_grams_by_its_strength() -> None:
    reading = read(order(dosage(quantity(100, "mL"), {"count": 1}), medication={"text": "albumin 25%"}))
    assert reading.asked is not None
    assert isinstance(reading.asked.ordered, InfusionOrder)
    assert [infusion.grams for infusion in reading.asked.ordered.infusions] == [25]


def test_albumin_of_no_known_strength_is_not_judged() -> None:
    reading = read(order(dosage(quantity(20, "g"), {"count": 1}), medication={"text": "albumin"}))
    assert errors(reading) == ["strength-missing"]


def test_an_oral_solution_is_milligrams_by_its_code() -> None:
    solution = {"coding": [{"system": RXNORM, "code": "250976"}]}
    assert phases(read(order(dosage(quantity(5, "mL"), repeat(2)), medication=solution))) == [(["5", "5"], None)]


def test_no_more_than_24_doses_a_day_are_read() -> None:
    assert len(phases(read(order(dosage(quantity(1, "mg"), repeat(24)))))[0][0]) == 24
    assert errors(read(order(dosage(quantity(1, "mg"), repeat(25))))) == ["not-supported"]
    two = [dosage(quantity(1, "mg"), repeat(20)), dosage(quantity(2, "mg"), repeat(5))]
    assert errors(read(order(*two, medication=BACLOFEN))) == ["not-supported"]
