"""Orders that say two things at once, after what is wrong with published examples: the finding names both."""

import pytest

from dosing.fhir.dosage.words import spoken
from tests.fhir.test_doses import errors
from tests.fhir.written import TABLET_10, Json, codes, dosage, order, quantity, read, repeat


def said(*dosages: Json, **more: Json) -> list[tuple[str, str]]:
    reading = read(order(*dosages, **more))
    assert not reading.is_understood
    return [(remark.code, remark.text) for remark in reading.remarks if remark.severity == "error"]


def test_daily_in_words_and_four_times_a_day_in_structure() -> None:
    tablet = dosage(quantity(1, "{tbl}"), repeat(4), text="One tablet daily for 4 days")
    found, of_its_end = said(tablet, medication=TABLET_10)
    assert of_its_end[1].endswith("the words say 4 days, the structure has no end.")
    assert found == (
        "text-disagrees",
        "Words and structure disagree: the words say 1 daily, the structure 1, 4 × a day.",
    )


def test_twice_daily_in_words_and_every_second_day_in_structure() -> None:
    found, _ = said(dosage(quantity(10, "mg"), repeat(1, 2, "d"), text="10 mg orally twice daily"))
    assert found[1].endswith("the words say 2 × a day, the structure once in 2 days.")


def test_a_dose_a_day_in_words_and_three_a_week_in_structure() -> None:
    weekly = repeat(3, 1, "wk", duration=12, durationUnit="wk")
    text = "Escalate from 3 mg/d, then 10 mg/d, to 30 mg three times per week for up to 12 wk"
    reading = read(order(dosage(quantity(3, "mg"), weekly, text=text)))
    assert set(codes(reading)) >= {"text-disagrees", "duration-as-bounds"}
    assert "3 and 10 mg a day" in next(remark.text for remark in reading.remarks if remark.code == "text-disagrees")


def test_a_dose_with_a_rate_that_is_repeated_every_hour() -> None:
    dose: Json = {
        "doseQuantity": quantity(20, "g"),
        "rateRatio": {"numerator": quantity(100, "mL"), "denominator": quantity(1, "h")},
    }
    infusion = {"timing": {"repeat": repeat(1, 1, "h")}, "doseAndRate": [dose], "text": "20 g at 100 mL/h"}
    ((code, text),) = said(infusion, medication={"text": "albumin 20 %"})
    assert code == "timing-invalid"
    assert "24 × a day" in text


def test_seven_days_in_words_and_five_in_the_period() -> None:
    first = repeat(boundsPeriod={"start": "2026-11-23", "end": "2026-11-27"})
    then = repeat(boundsPeriod={"start": "2026-11-30"})
    reading = read(
        order(
            dosage(quantity(4, "{tbl}"), first, sequence=1, text="Take 4 tablets daily for 7 days"),
            dosage(quantity(2, "{tbl}"), then, sequence=2, text="Take 2 tablets daily"),
            medication=TABLET_10,
        )
    )
    assert codes(reading) == ["text-disagrees", "gap"]
    assert reading.remarks[0].text.endswith("the words say 7 days, the structure 5.")
    assert reading.remarks[0].expression == "MedicationRequest.dosageInstruction[0].text"


def test_the_one_that_agrees_says_nothing_of_it() -> None:
    most = {"numerator": quantity(15, "mg"), "denominator": quantity(1, "d")}
    text = "5 mg twice daily as needed to a maximum of 3 per day"
    reading = read(order(dosage(quantity(5, "mg"), repeat(2), asNeededBoolean=True, maxDosePerPeriod=most, text=text)))
    assert codes(reading) == ["as-needed", "not-daily"]


@pytest.mark.parametrize("unit", ["ea", "drop"])
def test_a_code_that_ucum_does_not_have(unit: str) -> None:
    assert errors(read(order(dosage(quantity(1, unit), repeat()), medication=TABLET_10))) == ["unit"]


def test_the_contradictions_of_a_drug_without_rules_are_said_too() -> None:
    reading = read(order(dosage(quantity(1, "ea"), repeat(4), text="once a day"), medication={"text": "Somedrug"}))
    assert codes(reading) == ["text-disagrees"]
    assert reading.asked is not None


def test_an_order_that_is_over_still_names_its_contradiction() -> None:
    reading = read(order(dosage(quantity(5, "mg"), repeat(4), text="once a day"), status="completed"))
    assert codes(reading) == ["not-in-force", "text-disagrees"]
    assert reading.asked is None


@pytest.mark.parametrize(
    "text",
    [
        "5 mg three times daily",
        "5 mg TID",
        "5mg every 8 hours for 7 days",
        "Take 5 milligrams 3 times a day for 1 week",
        "15 mg per day in three doses",
        "5 mg q8h",
        "Do not exceed 30 mg per day",
        "take as directed",
        "one to two tablets three times a day",
        "80 mg/mL: see leaflet",
        "5 mg three times daily for 7 days, then see the clinic in 2 weeks",
        "",
    ],
)
def test_words_that_do_not_contradict_are_let_be(text: str) -> None:
    for_a_week = repeat(3, boundsDuration=quantity(7, "d"))
    assert codes(read(order(dosage(quantity(5, "mg"), for_a_week, text=text)))) == []


@pytest.mark.parametrize(
    "text",
    [
        "5 mg twice daily",
        "10 mg three times daily",
        "5 mg every 6 hours",
        "5 mg daily",
        "for 2 weeks",
        "5 mg once weekly",
        "5 mg/d",
    ],
)
def test_words_that_contradict_are_said(text: str) -> None:
    for_a_week = repeat(3, boundsDuration=quantity(7, "d"))
    reading = read(order(dosage(quantity(5, "mg"), for_a_week, text=text)))
    assert codes(reading) == ["text-disagrees"]


def test_words_for_the_patient_are_compared_as_well() -> None:
    reading = read(order(dosage(quantity(5, "mg"), repeat(3), patientInstruction="Take 5 mg once a day")))
    assert reading.remarks[0].expression == "MedicationRequest.dosageInstruction[0].patientInstruction"


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("5 mg three times daily for 3 days, then 10 mg three times daily", "10 mg"),
        ("Start 5 mg three times daily; increase by 5 mg every 3 days until 60 mg daily", "60 mg"),
        ("Titrate from 15 mg/day to at most 80 mg/day; 40 mg/day in week 2", "40 mg"),
    ],
)
def test_steps_in_words_that_the_structure_does_not_have(text: str, dose: str) -> None:
    ((code, said_of),) = said(dosage(quantity(5, "mg"), repeat(3), text=text))
    assert code == "text-disagrees"
    assert dose in said_of


def test_steps_in_words_on_every_instruction_that_the_structure_has() -> None:
    text = "Take 5 mg twice daily for 7 days, then 10 mg twice daily (20 mg a day)"
    steps = [
        dosage(quantity(5, "mg"), repeat(2, boundsDuration=quantity(7, "d")), sequence=1, text=text),
        dosage(quantity(10, "mg"), repeat(2), sequence=2, text=text),
    ]
    assert codes(read(order(*steps))) == []


def test_a_dose_over_its_own_maximum_for_one_time() -> None:
    most = {"maxDosePerAdministration": quantity(5, "mg")}
    assert errors(read(order(dosage(quantity(10, "mg"), repeat(), **most)))) == ["period-disagrees"]
    assert errors(read(order(dosage(quantity(5, "mg"), repeat(), **most)))) == []


def test_the_words_of_a_code_are_compared_as_well() -> None:
    timing = {"code": {"text": "Twice a day"}, "repeat": repeat(4)}
    reading = read(order({"timing": timing, "doseAndRate": [{"doseQuantity": quantity(5, "mg")}]}))
    assert codes(reading) == ["text-disagrees"]


_SNOMED = "http://snomed.info/sct"
_GTS = "http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation"


def _displayed(system: str, code: str, display: str, rule: Json) -> list[tuple[str, str]]:
    timing = {"code": {"coding": [{"system": system, "code": code, "display": display}]}, "repeat": rule}
    reading = read(order({"timing": timing, "doseAndRate": [{"doseQuantity": quantity(10, "mg")}]}))
    return [(remark.code, remark.expression.partition(".timing.")[2]) for remark in reading.remarks]


@pytest.mark.parametrize(
    ("system", "code", "display", "rule"),
    [
        (_SNOMED, "307469000", "Every six hours", repeat()),
        (_GTS, "QD", "twice daily", repeat()),
        (_GTS, "TID", "BID", repeat(3)),
    ],
)
def test_what_a_code_of_a_timing_displays_is_compared_as_well(system: str, code: str, display: str, rule: Json) -> None:
    assert _displayed(system, code, display, rule) == [("text-disagrees", "code.coding[0].display")]


@pytest.mark.parametrize(
    ("code", "display", "often"),
    [
        ("QD", "Every day at institution specified times", 1),
        ("BID", "Two times a day at institution specified time", 2),
        ("TID", "Three times a day at institution specified time", 3),
        ("QID", "Four times a day at institution specified time", 4),
        ("AM", "Every morning at institution specified times", 1),
        ("PM", "Every afternoon at institution specified times", 1),
        ("BED", "At bedtime", 1),
        ("Q4H", "Every 4 hours", 6),
        ("Q6H", "Every 6 Hours", 4),
        ("Q8H", "Every 8 hours at institution specified times", 3),
    ],
)
def test_what_the_usual_codes_display_agrees_with_them(code: str, display: str, often: int) -> None:
    assert _displayed(_GTS, code, display, repeat(often)) == []


def test_very_long_words_are_read_only_so_far() -> None:
    assert spoken("x" * 100_000 + " twice daily").a_day == frozenset()
