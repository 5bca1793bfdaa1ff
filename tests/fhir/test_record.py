"""A patient's record as facts: who it is, what lists tell, what is taken; what it leaves unknown stays so."""

from datetime import date
from decimal import Decimal

import pytest

from dosing.core.fact import Fact
from dosing.fhir.lists.codes import CONDITIONS
from dosing.fhir.parts.remark import MOST_REMARKS
from dosing.service.orders import answer_to
from tests.fhir.written import (
    Json,
    about,
    codes,
    condition,
    dosage,
    egfr,
    facts,
    order,
    person,
    quantity,
    read,
    record,
    repeat,
    result,
    searched,
    weekly,
)

YEAR = Decimal("365.25")
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
SNOMED = "http://snomed.info/sct"


@pytest.mark.parametrize(
    ("birth", "days"),
    [
        ("1961-11-21", 65 * YEAR),
        ("1961-11-22", 64 * YEAR + 364),
        ("2008-11-21", 18 * YEAR),
        ("2008-11-22", 17 * YEAR + 364),
        ("2026-11-21", Decimal(0)),
    ],
)
def test_a_birthday_is_exact_whatever_leap_years_lie_between(birth: str, days: Decimal) -> None:
    assert facts(record(person(birth)))[Fact.AGE] == days


@pytest.mark.parametrize("written", ["2024-06-01", "2026-11-20T23:00:00Z", "2026-11-21", "2030-01-01", "2024", "soon"])
def test_the_age_is_65_now_though_an_order_was_written_at_64(written: str) -> None:
    assert facts(record(person("1961-11-21")), authoredOn=written)[Fact.AGE] == 65 * YEAR


def test_what_was_ordered_at_64_and_is_too_much_at_65_is_refused_at_65() -> None:
    known = record(person("1961-11-21"), searched(egfr()))
    sent = order(*weekly(5, 10, 15, 20, 25, 30), authoredOn="2024-06-01")
    for now, outside in ((date(2026, 11, 20), False), (date(2026, 11, 21), True)):
        asked = read(sent, known, now=now).asked
        assert asked is not None
        assert ("baclofen.daily-max.older-adult" in answer_to(asked).rules.outside) is outside


def test_an_order_that_is_older_than_its_patient_tells_no_age() -> None:
    reading = about(record(person("1990-05-01")), authoredOn="1990-04-30")
    assert codes(reading) == ["age-unclear"]
    assert Fact.AGE not in facts(record(person("1990-05-01")), authoredOn="1990-04-30")
    assert Fact.AGE in facts(record(person("1990-05-01")), authoredOn="1990-05-01")


def test_the_age_of_an_order_without_a_day_is_that_of_now() -> None:
    undated = order(dosage(quantity(5, "mg"), repeat()))
    del undated["authoredOn"]
    reading = read(undated, record(person("1961-11-21")), now=date(2026, 11, 20))
    assert reading.asked is not None
    assert reading.asked.patient.facts[Fact.AGE] == 64 * YEAR + 364


@pytest.mark.parametrize("birth", ["1990", "1990-05", "1940"])
def test_a_year_of_birth_is_enough_where_no_limit_lies_in_it(birth: str) -> None:
    reading = about(record(person(birth)))
    assert codes(reading) == ["age-of-month"]
    assert reading.asked is not None
    assert Fact.AGE in reading.asked.patient.facts


@pytest.mark.parametrize("birth", ["1961", "1961-11", "2008", "2020", "2014", "2025"])
def test_a_year_of_birth_on_both_sides_of_a_limit_leaves_the_age_unknown(birth: str) -> None:
    reading = about(record(person(birth)))
    assert codes(reading) == ["age-unclear"]
    assert reading.asked is not None
    assert Fact.AGE not in reading.asked.patient.facts
    assert answer_to(reading.asked).status == "needs_input"


@pytest.mark.parametrize("birth", ["2027-01-01", "1890-01-01", "1976-02-30", "yesterday"])
def test_a_date_on_which_no_patient_was_born_is_no_age(birth: str) -> None:
    reading = about(record(person(birth)))
    assert codes(reading) == ["age-unclear"]


@pytest.mark.parametrize(
    ("gender", "sex"), [("female", "female"), ("male", "male"), ("other", None), ("unknown", None)]
)
def test_only_two_words_are_a_sex(gender: str, sex: str | None) -> None:
    assert facts(record(person(gender=gender))).get(Fact.SEX) == sex


def test_nothing_known_is_nothing_told() -> None:
    assert facts(record()) == {}


def test_another_patient_is_never_used() -> None:
    reading = about(record(person() | {"id": "p2"}))
    assert codes(reading) == ["patient-differs"]
    assert not reading.is_understood
    of_other = egfr(subject={"reference": "Patient/p2"})
    assert codes(about(record(person(), searched(of_other)))) == ["evidence-not-used"]


def test_without_a_subject_what_is_known_must_be_of_one_patient() -> None:
    unsaid = order(*weekly(10))
    del unsaid["subject"]
    of_other = result("2823-3", 4, "mmol/L", subject={"reference": "Patient/p2"})
    of_two = read(unsaid, record(results=searched(egfr(), of_other)))
    assert codes(of_two) == ["patient-differs", "evidence-not-used", "evidence-not-used"]
    assert of_two.known is not None
    assert of_two.known.patient.facts == {}
    assert codes(read(unsaid, record(results=searched(egfr(), egfr(80, "2026-10-01"))))) == []


def test_of_results_that_do_not_count_only_the_newest_is_spoken_of_and_only_if_newer_than_one_that_does() -> None:
    old = [egfr(90, f"2026-0{month}-01", status="cancelled") for month in (1, 2, 3)]
    assert codes(about(record(person(), searched(*old, egfr(90, "2026-04-01"))))) == []
    assert codes(about(record(person(), searched(*old)))) == ["evidence-not-used"]
    reading = about(record(person(), searched(*old, egfr(90, "2026-02-15"))))
    assert [remark.expression for remark in reading.remarks] == ["results.entry[2].resource"]


def test_no_more_than_200_remarks_are_made_but_for_errors() -> None:
    of_others = [egfr(subject={"reference": f"Patient/other-{index}"}) for index in range(300)]
    spoilt = dosage(quantity(5, "ea"), repeat())
    reading = read(order(spoilt), record(person(), searched(*of_others)))
    assert len(codes(reading)) == MOST_REMARKS + 1
    assert codes(reading)[-1] == "unit"


def test_of_the_record_of_a_drug_that_no_rule_is_about_nothing_is_said() -> None:
    known = record(person("1961"), searched(egfr(90, "2020-01-01")))
    assert codes(read(order(*weekly(10), medication={"text": "Somedrug"}), known)) == []


@pytest.mark.parametrize("code", CONDITIONS)
def test_every_listed_condition_is_its_flags(code: str) -> None:
    told = facts(record(person(), conditions=searched(condition(SNOMED, code))))
    assert all(told[fact] is True for fact in CONDITIONS[code][0])


@pytest.mark.parametrize(
    ("code", "flags"),
    [
        ("K74.60", {Fact.CIRRHOSIS}),
        ("K7460", {Fact.CIRRHOSIS}),
        ("K70.30", {Fact.CIRRHOSIS}),
        ("K70.31", {Fact.CIRRHOSIS, Fact.ASCITES}),
        ("K71.51", {Fact.ASCITES}),
        ("R18.8", {Fact.ASCITES}),
        ("R18.0", set()),
        ("N18.6", {Fact.KIDNEY_DISEASE}),
        ("Z99.2", {Fact.KIDNEY_DISEASE, Fact.DIALYSIS}),
        ("K76.0", set()),
    ],
)
def test_a_condition_is_told_by_the_beginning_of_its_code(code: str, flags: set[Fact]) -> None:
    told = facts(record(person(), conditions=condition(ICD, code)))
    assert {fact for fact, value in told.items() if value is True} == flags


@pytest.mark.parametrize(
    "past",
    [
        {"clinicalStatus": {"coding": [{"code": "resolved"}]}},
        {"clinicalStatus": {"coding": [{"code": "inactive"}]}},
        {"verificationStatus": {"coding": [{"code": "refuted"}]}},
        {"verificationStatus": {"coding": [{"code": "entered-in-error"}]}},
        {"verificationStatus": {"coding": [{"code": "provisional"}]}},
        {"abatementDateTime": "2020-01-01"},
        {"modifierExtension": [{"url": "x"}]},
    ],
)
def test_a_condition_that_is_over_or_not_sure_is_no_flag(past: Json) -> None:
    assert Fact.CIRRHOSIS not in facts(record(person(), conditions=condition(ICD, "K74.60", **past)))


def test_an_empty_list_of_conditions_excludes_cirrhosis_and_that_is_said() -> None:
    for nothing in (None, searched()):
        reading = about(record(person(), conditions=nothing))
        assert codes(reading) == ["taken-as-absent"]
        assert reading.asked is not None
        assert reading.asked.patient.facts[Fact.CIRRHOSIS] is False
        assert reading.asked.patient.facts[Fact.ASCITES] is False
        assert Fact.KIDNEY_DISEASE not in reading.asked.patient.facts


@pytest.mark.parametrize(
    ("conditions", "is_excluded"),
    [
        (searched(condition(ICD, "J45.2")), True),
        (searched(condition(ICD, "K74.3")), False),
        (searched(condition(ICD, "B18.2")), False),
        (searched(condition(SNOMED, "195967001")), False),
        (searched(condition(ICD, "J45.2"), link=[{"relation": "next", "url": "x"}]), False),
        (searched(condition(ICD, "J45.2"), {"resourceType": "OperationOutcome"}), False),
        (searched(condition(ICD, "J45.2"), {"resourceType": "Condition", "code": 5}), False),
        (condition(ICD, "J45.2"), False),
        ({"resourceType": "OperationOutcome"}, False),
        (searched(condition(ICD, "J45.2"), type="collection"), False),
    ],
)
def test_cirrhosis_is_excluded_only_by_a_complete_list_that_can_tell(conditions: Json, is_excluded: bool) -> None:  # noqa: FBT001 -- a parameter
    told = facts(record(person(), conditions=conditions))
    assert told.get(Fact.CIRRHOSIS) is (False if is_excluded else None)


def taken(medication: Json, *dosages: Json, **more: object) -> Json:
    return order(*dosages, medication=medication, **({"id": "m9", "status": "active"} | more))


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("furosemide", Fact.TAKING_DIURETIC),
        ("Atorvastatin 20 MG Oral Tablet", Fact.TAKING_STATIN),
        ("metoprolol", Fact.TAKING_BETA_BLOCKER),
        ("Morphine", Fact.TAKING_OPIOID),
        ("tizanidine", Fact.TAKING_MUSCLE_RELAXANT),
        ("methocarbamol", Fact.TAKING_MUSCLE_RELAXANT),
        ("ritonavir", Fact.TAKING_RITONAVIR),
        ("rifampicin", Fact.TAKING_RIFAMPIN),
        ("clarithromycin", Fact.TAKING_MACROLIDE),
        ("quinine", Fact.TAKING_QUININE),
        ("ibuprofen", Fact.TAKING_NSAID),
    ],
)
def test_what_is_taken_is_told_by_its_name(name: str, fact: Fact) -> None:
    known = record(person(), medications=searched(taken({"text": name})))
    assert facts(known)[fact] is True


@pytest.mark.parametrize(
    "more", [{"status": "stopped"}, {"status": "draft"}, {"intent": "proposal"}, {"doNotPerform": True}]
)
def test_what_is_not_taken_now_is_no_evidence(more: Json) -> None:
    known = record(person(), medications=searched(taken({"text": "furosemide"}, **more)))
    assert Fact.TAKING_DIURETIC not in facts(known)


@pytest.mark.parametrize(
    ("display", "said"), [("Furosemide 40 MG Oral Tablet", []), ("Lisinopril 10 mg", []), (None, ["evidence-not-used"])]
)
def test_a_medication_that_was_not_sent_is_known_by_what_the_reference_calls_it(
    display: str | None, said: list[str]
) -> None:
    one = {key: value for key, value in taken({}).items() if key != "medicationCodeableConcept"}
    one["medicationReference"] = {"reference": "Medication/7"} | ({"display": display} if display else {})
    reading = read(order(*weekly(10)), record(person(), searched(egfr()), medications=searched(one)))
    assert codes(reading) == said
    assert reading.known is not None
    assert (Fact.TAKING_DIURETIC in reading.known.patient.facts) is (display is not None and "Furo" in display)


def test_a_list_without_a_drug_does_not_tell_that_it_is_not_taken() -> None:
    assert not [fact for fact in facts(record(person(), medications=searched())) if "/taking/" in fact]


def test_the_current_dose_is_that_of_the_one_order_in_force() -> None:
    known = record(person(), searched(egfr()), medications=searched(taken({"text": "baclofen"}, *weekly(10))))
    reading = read(order(*weekly(30)), known)
    assert codes(reading) == ["current-dose", "replaces"]
    assert reading.known is not None
    assert reading.known.current is not None
    assert (reading.known.current.daily_dose, reading.known.current.days_at_dose) == (Decimal(10), None)
    assert reading.asked is not None
    assert reading.asked.patient.facts[Fact.TAKING_BACLOFEN] == 10
    assert [finding.rule for finding in answer_to(reading.asked).findings] == ["baclofen.step"]


def _bounded(start: str, end: str | None = None) -> Json:
    period = {"start": start} if end is None else {"start": start, "end": end}
    return dosage(quantity(5, "mg"), repeat(boundsPeriod=period))


@pytest.mark.parametrize(
    "bounds", [_bounded("2026-11-14", "2026-11-21"), _bounded("2026-11-21"), _bounded("2020-01-01")]
)
def test_a_dose_that_has_begun_and_not_ended_is_the_current_one(bounds: Json) -> None:
    reading = about(record(person(), medications=searched(taken({"text": "baclofen"}, bounds))))
    assert reading.known is not None
    assert reading.known.current is not None
    assert reading.known.current.daily_dose == 5


@pytest.mark.parametrize(
    "medications",
    [
        searched(taken({"text": "baclofen"}, *weekly(10)), taken({"text": "baclofen"}, *weekly(5), id="m8")),
        searched(taken({"text": "baclofen"}, *weekly(10, 20))),
        searched(taken({"text": "baclofen"}, dosage(quantity(5, "mg"), repeat(3), asNeededBoolean=True))),
        searched(taken({"text": "baclofen"}, dosage(quantity(5, "ea"), repeat(3)))),
        searched(taken({"text": "baclofen"}, _bounded("2026-11-22"))),
        searched(taken({"text": "baclofen"}, dosage(quantity(5, "mg"), repeat(boundsDuration=quantity(90, "d"))))),
    ],
)
def test_a_current_dose_that_is_not_certain_is_unknown_and_said(medications: Json) -> None:
    reading = about(record(person(), medications=medications))
    assert reading.known is not None
    assert reading.known.current is None
    assert set(codes(reading)) == {"evidence-not-used", "replaces"}


def test_the_order_itself_in_the_list_is_not_what_is_taken_now() -> None:
    itself = order(*weekly(10), status="active")
    reading = read(itself, record(person(), medications=searched(itself)))
    assert reading.known is not None
    assert reading.known.current is None
    assert reading.remarks == ()
