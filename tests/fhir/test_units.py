"""A unit's code and its words: another spelling is the same unit, and another unit is a contradiction."""

import pytest

from dosing.core.fact import Fact
from dosing.fhir.lists.spelling import spelled
from dosing.fhir.parts.unit import ALIASES
from tests.fhir.test_doses import errors, phases
from tests.fhir.written import (
    TABLET_10,
    UCUM,
    Json,
    codes,
    dosage,
    order,
    person,
    read,
    record,
    repeat,
    result,
    searched,
)

_FORMS = "http://terminology.hl7.org/CodeSystem/v3-orderableDrugForm"


def _dose(words: str, code: str, system: str = UCUM) -> Json:
    return {"value": 1, "unit": words, "system": system, "code": code}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("tablet", "mg"),
        ("g", "mg"),
        ("mcg", "mg"),
        ("mL", "mg"),
        ("mg/day", "mg"),
        ("mg per day", "mg"),
        ("mg/kg", "mg"),
        ("units", "mg"),
        ("mg", "{tbl}"),
        ("mg", "1"),
        ("drops", "{tbl}"),
        ("vial", "1"),
        ("teaspoon", "mL"),
        ("mg", "TAB"),
        ("Gramm", "mg"),
        ("Tablette", "mg"),
        ("Tropfen", "{tbl}"),
        ("tablet (10 mg)", "mg"),
        ("tablets of 10 mg", "mg"),
        ("tablet 10 mg", "mg"),
        ("Tablette à 10 mg", "mg"),
        ("capsules, 10 mg each", "mg"),
    ],
)
def test_words_of_a_unit_that_mean_another_unit_than_its_code_contradict_it(words: str, code: str) -> None:
    system = _FORMS if code == "TAB" else UCUM
    reading = read(order(dosage(_dose(words, code, system), repeat()), medication=TABLET_10))
    assert (reading.asked, errors(reading)) == (None, ["unit-unclear"])
    assert repr(words) in reading.remarks[0].text
    assert repr(code) in reading.remarks[0].text


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("mg", "mg"),
        ("MG", "mg"),
        ("Milligram", "mg"),
        ("milligrams", "mg"),
        ("milligram(s)", "mg"),
        ("mcg", "ug"),
        ("tablet", "{tbl}"),
        ("Tablet(s)", "{tbl}"),
        ("TAB", "{tbl}"),
        ("tabs", "{tablet}"),
        ("capsule", "1"),
        ("units", "1"),
        ("mL", "mL"),
        ("ml", "mL"),
        ("cc", "mL"),
        ("tablet", "TAB"),
        ("", "mg"),
        ("Milligramm", "mg"),
        ("mg (baclofen)", "mg"),
        ("mg, oral", "mg"),
        ("tablet (10 mg)", "{tbl}"),
        ("Tabletten", "{tbl}"),
        ("mL of 1 mg/mL", "mL"),
    ],
)
def test_another_spelling_of_the_same_unit_is_no_contradiction(words: str, code: str) -> None:
    system = _FORMS if code == "TAB" else UCUM
    solution = {"coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "250976"}]}
    ordered = order(dosage(_dose(words, code, system), repeat()), medication=solution if code == "mL" else TABLET_10)
    assert errors(read(ordered)) == []


@pytest.mark.parametrize("words", [f"mg{' ' * 70}mg", "x" * 1000, "mg baclofen", "per tablet 10", "мг"])
def test_words_that_are_not_known_leave_the_code_as_it_is(words: str) -> None:
    assert phases(read(order(dosage(_dose(words, "mg"), repeat())))) == [(["1"], None)]


def test_a_strength_and_a_length_whose_unit_contradicts_itself_are_not_read() -> None:
    bounds = {"value": 7, "unit": "weeks", "system": UCUM, "code": "d"}
    assert errors(read(order(dosage(_dose("mg", "mg"), repeat(boundsDuration=bounds))))) == ["unit-unclear"]


@pytest.mark.parametrize(
    ("code", "value", "words", "unit"),
    [
        ("2160-0", 1.1, "mg/dL", "umol/L"),
        ("2160-0", 97, "umol/L", "mg/dL"),
        ("98979-8", 90, "mL/min", "mL/min/{1.73_m2}"),
        ("19123-9", 0.9, "mEq/L", "mmol/L"),
    ],
)
def test_a_result_whose_unit_contradicts_itself_is_not_used_and_said(
    code: str, value: float, words: str, unit: str
) -> None:
    sent = result(code, value, unit)
    sent["valueQuantity"]["unit"] = words
    reading = read(order(dosage(_dose("mg", "mg"), repeat())), record(person(), searched(sent)))
    assert codes(reading) == ["evidence-unit"]
    assert reading.known is not None
    assert not {Fact.CREATININE, Fact.GIVEN_EGFR, Fact.SERUM_MAGNESIUM} & set(reading.known.patient.facts)


@pytest.mark.parametrize(
    "words",
    ["mL/min/1.73m2", "mL/min/ 1.73m2", "mL/min/1.73 m2", "mL/min/1.73m²", "mL/min/{1.73_m2}", "mL/min/1,73m*2"],
)
def test_an_indexed_filtration_rate_is_spelled_in_many_ways(words: str) -> None:
    assert spelled(words) == "mL/min/{1.73_m2}"


@pytest.mark.parametrize("words", ["mL/min (1.73 m2)", "mL/min (per 1.73 m²)", "mL/min per 1.73 m2"])
def test_a_filtration_rate_that_may_be_indexed_is_not_taken_for_one_that_is_not(words: str) -> None:
    assert spelled(words) == ""


def test_an_alias_is_spelled_as_what_it_means() -> None:
    assert {alias: spelled(alias) for alias in ALIASES} == {
        alias: spelled(unit) or unit for alias, unit in ALIASES.items()
    }
