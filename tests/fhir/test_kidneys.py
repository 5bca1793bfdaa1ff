"""What a record says of the kidneys: an end that has not come, codes that contradict, numbers that cannot be."""

import pytest

from dosing.core.fact import Fact
from dosing.fhir.lists.codes import CONDITIONS, CONDITIONS_ICD, KIDNEY_FAILURE, KIDNEY_FAILURE_ICD
from dosing.fhir.order import Reading
from dosing.service.orders import answer_to
from tests.fhir.written import (
    Json,
    codes,
    condition,
    dosage,
    egfr,
    order,
    person,
    quantity,
    read,
    record,
    repeat,
    result,
    searched,
)

_CM, _GM = "http://hl7.org/fhir/sid/icd-10-cm", "http://fhir.de/CodeSystem/bfarm/icd-10-gm"
_ACTIVE, _RESOLVED = {"code": "active"}, {"code": "resolved"}


def _read(*conditions: Json, results: tuple[Json, ...] = ()) -> Reading:
    listed = [searched(*conditions, type="collection")] if conditions else []
    known = record(person(), searched(*results), *listed)
    return read(order(dosage(quantity(5, "mg"), repeat())), known)


def _flags(reading: Reading) -> set[Fact]:
    assert reading.known is not None
    return {fact for fact, value in reading.known.patient.facts.items() if value is True}


@pytest.mark.parametrize(
    "end",
    [
        {"abatementDateTime": "2026-11-22"},
        {"abatementDateTime": "2026-12"},
        {"abatementPeriod": {"start": "2026-10-01", "end": "2027-01-01"}},
        {"abatementBoolean": False},
    ],
)
def test_dialysis_whose_end_is_to_come_is_there(end: Json) -> None:
    reading = _read(condition(_CM, "Z99.2", **end))
    assert (_flags(reading), codes(reading)) == ({Fact.DIALYSIS, Fact.KIDNEY_DISEASE}, [])


@pytest.mark.parametrize(
    "end",
    [
        {"abatementDateTime": "2026-11-21"},
        {"abatementDateTime": "2026-10"},
        {"abatementPeriod": {"start": "2026-10-01", "end": "2026-10-02"}},
        {"abatementBoolean": True},
        {"abatementString": "after the transplantation", "clinicalStatus": {"coding": [_RESOLVED]}},
        {"clinicalStatus": {"text": "Resolved"}},
    ],
)
def test_dialysis_whose_end_has_come_is_over(end: Json) -> None:
    reading = _read(condition(_CM, "Z99.2", **end))
    assert (_flags(reading), codes(reading)) == (set(), [])


_CONTRADICTING: list[Json] = [
    {"abatementDateTime": "2020-01-01", "clinicalStatus": {"coding": [_ACTIVE]}},
    {"clinicalStatus": {"coding": [_ACTIVE, {"code": "inactive"}]}},
    {"clinicalStatus": {"coding": [_RESOLVED], "text": "active"}},
    {"abatementDateTime": "2026"},
    {"abatementDateTime": "soon"},
    {"abatementPeriod": {"start": "2026-10-01"}},
    {"abatementAge": {"value": 40}},
    {"abatementString": "perhaps"},
    {"verificationStatus": {"coding": [{"code": "confirmed"}, {"code": "refuted"}]}},
]


@pytest.mark.parametrize("both", _CONTRADICTING)
def test_dialysis_of_which_it_cannot_be_told_whether_it_is_over_counts_and_that_is_said(both: Json) -> None:
    reading = _read(condition(_CM, "Z99.2", **both))
    assert (_flags(reading), codes(reading)) == ({Fact.DIALYSIS, Fact.KIDNEY_DISEASE}, ["evidence-unclear"])


@pytest.mark.parametrize("both", _CONTRADICTING)
def test_cirrhosis_of_which_it_cannot_be_told_whether_it_is_over_is_unknown_and_that_is_said(both: Json) -> None:
    known = record(person(), conditions=searched(condition(_CM, "K74.60", **both)))
    reading = read(order(dosage(quantity(5, "mg"), repeat())), known)
    assert codes(reading) == ["evidence-unclear"]
    assert reading.known is not None
    assert Fact.CIRRHOSIS not in reading.known.patient.facts


def test_dialysis_that_is_not_confirmed_is_unknown_though_it_contradicts_itself() -> None:
    both: Json = {"abatementString": "perhaps", "verificationStatus": {"coding": [{"code": "provisional"}]}}
    reading = _read(condition(_CM, "Z99.2", **both))
    assert (_flags(reading), codes(reading)) == (set(), ["evidence-not-used"])


def test_what_is_not_matched_is_not_spoken_of_though_it_contradicts_itself() -> None:
    assert codes(_read(condition(_CM, "J45.2", abatementString="perhaps"))) == []


@pytest.mark.parametrize("system", [_GM, "http://fhir.de/CodeSystem/dimdi/icd-10-gm"])
@pytest.mark.parametrize(
    ("code", "flags"),
    [
        ("Z99.2", {Fact.DIALYSIS, Fact.KIDNEY_DISEASE}),
        ("N18.5", {Fact.KIDNEY_DISEASE}),
        ("K74.6", {Fact.CIRRHOSIS}),
        ("K70.3", {Fact.CIRRHOSIS}),
    ],
)
def test_the_german_modification_of_icd_10_is_read_as_the_others(system: str, code: str, flags: set[Fact]) -> None:
    assert _flags(_read(condition(system, code))) == flags


_FAILURE = [
    condition(_CM, "N18.5"),
    condition(_CM, "N186"),
    condition(_GM, "Z99.2"),
    condition("http://snomed.info/sct", "433146000"),
    condition("http://snomed.info/sct", "46177005"),
]


@pytest.mark.parametrize("failure", _FAILURE)
def test_kidney_failure_beside_an_egfr_that_is_none_is_said(failure: Json) -> None:
    assert codes(_read(failure, results=(egfr(90),))) == ["evidence-unclear"]
    assert codes(_read(failure, results=(egfr(30),))) == ["evidence-unclear"]
    assert codes(_read(failure, results=(egfr(29.9),))) == []
    assert codes(_read(failure)) == []


def test_every_code_of_kidney_failure_is_one_of_kidney_disease() -> None:
    assert all(Fact.KIDNEY_DISEASE in CONDITIONS[code][0] for code in KIDNEY_FAILURE)
    assert all(any(code.startswith(known) for known in CONDITIONS_ICD) for code in KIDNEY_FAILURE_ICD)


def test_kidney_failure_that_is_over_or_a_lesser_stage_says_nothing_of_an_egfr() -> None:
    over = condition(_CM, "N18.6", clinicalStatus={"coding": [_RESOLVED]})
    assert codes(_read(over, condition(_CM, "N18.30"), results=(egfr(90),))) == []


@pytest.mark.parametrize(("value", "unit"), [(5, "umol/L"), (0.05, "mg/dL"), (1.1, "umol/L")])
def test_a_creatinine_by_which_the_egfr_would_be_over_200_is_not_used_and_said(value: float, unit: str) -> None:
    reading = _read(results=(result("2160-0", value, unit),))
    assert codes(reading) == ["evidence-not-used"]
    assert reading.remarks[0].expression == "results.entry[0].resource"
    assert reading.asked is not None
    assert answer_to(reading.asked).status == "needs_input"


@pytest.mark.parametrize(("value", "is_used"), [(9.0363, False), (9.0364, True), (97, True)])
def test_an_egfr_of_200_by_a_creatinine_is_the_most_that_counts(value: float, is_used: bool) -> None:  # noqa: FBT001 -- a parameter
    reading = _read(results=(result("2160-0", value, "umol/L"),))
    assert reading.known is not None
    assert (Fact.CREATININE in reading.known.patient.facts) is is_used


def test_a_creatinine_under_a_number_by_which_the_egfr_would_be_over_200_is_not_used() -> None:
    sent = result("2160-0", 5, "umol/L")
    sent["valueQuantity"]["comparator"] = "<"
    assert codes(_read(results=(sent,))) == ["evidence-not-used"]
