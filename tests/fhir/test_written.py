"""What is written is FHIR by another implementation of it, and reads back as what it was made from."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from dosing.api.numbers import encode
from dosing.core.amount import Amount
from dosing.core.daily_amount import AmountOrder
from dosing.core.infusions import InfusionOrder
from dosing.core.order import Infusion, Phase, PhasedOrder
from dosing.core.ordered import NamedOrder, Ordered, shape_of
from dosing.core.rule import DailyAmount, Infusions
from dosing.core.suspension import VolumeOrder
from dosing.fhir.capability import capabilities
from dosing.fhir.definition import CHECK_DOSAGE, DEFINITIONS, TITRATION_SCHEDULE
from dosing.fhir.issue import ACT_CODES, act_of
from dosing.fhir.operations import check_dosage, titration_schedule
from dosing.fhir.order import read_order
from dosing.fhir.parts.remark import KINDS
from dosing.fhir.schedule import DRUGS, NotWritableError, instructions, proposal
from dosing.fhir.sent import SentParameters
from dosing.fhir.written import MedicationRequest, OperationOutcome, Parameters, Reference
from dosing.service.books import BOOKS
from dosing.service.catalog import rule_ids
from dosing.service.orders import answer_to
from tests.fhir.bodies import FHIR_BODIES, order_parameter, parameters
from tests.fhir.written import (
    NOW,
    Json,
    adult,
    condition,
    dosage,
    egfr,
    order,
    person,
    quantity,
    repeat,
    searched,
    weekly,
)

ISSUE_TYPES = {
    *("invalid", "structure", "required", "value", "invariant", "security", "login", "unknown", "expired", "forbidden"),
    *("suppressed", "processing", "not-supported", "duplicate", "multiple-matches", "not-found", "deleted", "too-long"),
    *("code-invalid", "extension", "too-costly", "business-rule", "conflict", "transient", "lock-error", "no-store"),
    *("exception", "timeout", "incomplete", "throttled", "informational"),
}
SUBJECT = Reference(reference="Patient/p1")


def oracle(resource: object) -> Any:  # noqa: ANN401 -- a model of another library
    """The resource as fhir.resources reads it; what it writes again is the same."""
    text = encode(resource)
    kind = json.loads(text)["resourceType"]
    model = getattr(import_module(f"fhir.resources.R4B.{kind.lower()}"), kind)
    found = model.model_validate_json(text)
    assert json.loads(found.model_dump_json(exclude_none=True)) == json.loads(text)
    return found


def check(*parts: Json) -> Parameters:
    sent = msgspec.json.decode(json.dumps(parameters(*parts)), type=SentParameters)
    return check_dosage(sent, now=NOW)


def outcome(*parts: Json) -> list[tuple[str, str, str]]:
    """Severity, type and code of every issue."""
    told = check(*parts).parameter[0].resource
    assert isinstance(told, OperationOutcome)
    return [(issue.severity, issue.code, issue.details.coding[0].code) for issue in told.issue]


def titrate(*parts: Json) -> MedicationRequest | OperationOutcome:
    sent = msgspec.json.decode(json.dumps(parameters(*parts)), type=SentParameters)
    return titration_schedule(sent, now=NOW)


def record_parameters(**more: Json) -> list[Json]:
    found = {"patient": person(), "observation": searched(egfr())} | more
    return [{"name": name, "resource": resource} for name, resource in found.items()]


def read_again(drug: str, ordered: Ordered, start: date | None, **more: Json) -> Ordered:
    written = proposal(drug, instructions(ordered, start), SUBJECT)
    oracle(written)
    text = json.loads(encode(written)) | more
    reading = read_order(Raw(json.dumps(text).encode()), adult(), now=NOW)
    assert reading.is_understood, reading.remarks
    assert {remark.severity for remark in reading.remarks} <= {"information"}
    assert reading.asked is not None
    return reading.asked.ordered


DOSES = st.decimals("0.1", "60", places=1).map(lambda value: value.normalize() + 0)
DAYS = st.integers(1, 400)
PHASES = st.lists(st.tuples(st.lists(DOSES, max_size=6), DAYS), min_size=1, max_size=6)
STARTS = st.none() | st.dates(date(2000, 1, 1), date(2090, 1, 1))


def _sorted(phases: tuple[Phase, ...]) -> list[tuple[list[Decimal], int | None]]:
    return [(sorted(phase.doses), phase.days) for phase in phases]


@given(phases=PHASES, start=STARTS, is_open=st.booleans())
def test_phases_written_and_read_again_are_the_same_phases(
    phases: list[tuple[list[Decimal], int]], start: date | None, *, is_open: bool
) -> None:
    made = [Phase(tuple(doses), days) for doses, days in phases]
    if is_open:
        made[-1] = Phase(made[-1].doses, None)
    ordered = PhasedOrder(phases=tuple(made), current=None, tablets=())
    again = read_again("baclofen", ordered, start)
    assert isinstance(again, PhasedOrder)
    assert _sorted(again.phases) == _sorted(ordered.phases)


@pytest.mark.parametrize(
    ("value", "unit", "of"),
    [("12.5", "mmol/d", "magnesium"), ("24", "meq/d", "magnesium"), ("400.0001", "mg/d", "magnesium-oxide")],
)
@pytest.mark.parametrize("at_night", [True, None])
def test_a_daily_amount_written_and_read_again_is_the_same(
    value: str,
    unit: str,
    of: str,
    at_night: bool | None,  # noqa: FBT001 -- a parameter
) -> None:
    products = shape_of(BOOKS["magnesium-oxide"], DailyAmount).products
    ordered = AmountOrder(daily=Amount(Decimal(value), unit, of), is_at_night=at_night, products=products)
    assert read_again("magnesium-oxide", ordered, None) == ordered


@pytest.mark.parametrize("start", [None, date(2026, 12, 28)])
@pytest.mark.parametrize("days", [None, 7])
def test_a_daily_volume_written_and_read_again_is_the_same(start: date | None, days: int | None) -> None:
    ordered = VolumeOrder(millilitres=Decimal("7.5"), strength=None, days=days, is_at_bedtime=True)
    if days is None and start is not None:
        start = None
    assert read_again("magnesium-hydroxide", ordered, start) == ordered


INFUSED = st.lists(
    st.tuples(st.integers(1, 60), st.sampled_from([Fraction(10), Fraction(25, 2), Fraction(20), Fraction(40)])),
    min_size=1,
    max_size=8,
    unique_by=lambda pair: pair[0],
)


@given(infused=INFUSED)
def test_infusions_with_dates_written_and_read_again_are_on_the_same_days(infused: list[tuple[int, Fraction]]) -> None:
    solution = shape_of(BOOKS["albumin"], Infusions).solutions[1]
    first = min(day for day, _ in infused)
    ordered = InfusionOrder(solution, tuple(Infusion(day - first + 1, grams) for day, grams in sorted(infused)))
    again = read_again("albumin", ordered, date(2026, 12, 28), medicationCodeableConcept={"text": "albumin human 20 %"})
    assert again == ordered


@pytest.mark.parametrize("days", [[1], [1, 8, 15, 22], [1, 2, 3], [1, 11, 21]])
def test_infusions_evenly_spread_need_no_dates(days: list[int]) -> None:
    solution = shape_of(BOOKS["albumin"], Infusions).solutions[1]
    ordered = InfusionOrder(solution, tuple(Infusion(day, Fraction(20)) for day in days))
    assert read_again("albumin", ordered, None, medicationCodeableConcept={"text": "albumin 20%"}) == ordered


def test_what_fhir_cannot_say_is_not_written() -> None:
    solution = shape_of(BOOKS["albumin"], Infusions).solutions[1]
    elemental = AmountOrder(daily=Amount(Decimal(300), "mg/d", "magnesium"), is_at_night=True, products=())
    uneven = InfusionOrder(solution, (Infusion(1, Fraction(20)), Infusion(2, Fraction(20)), Infusion(9, Fraction(20))))
    endless = InfusionOrder(solution, (Infusion(1, Fraction(40, 3)),))
    volumes = VolumeOrder(millilitres=None, strength=Decimal(80), days=7, is_at_bedtime=True)
    for ordered in (elemental, uneven, endless, volumes, NamedOrder()):
        with pytest.raises(NotWritableError):
            instructions(ordered)


@pytest.mark.parametrize("drug", DRUGS)
def test_every_drug_that_is_written_is_read_as_itself(drug: str) -> None:
    written = json.loads(encode(proposal(drug, (), SUBJECT)))
    assert read_order(Raw(json.dumps(written).encode()), adult(), now=NOW).drug == drug


def test_a_titration_is_a_proposal_that_another_library_reads_and_that_checks_ok() -> None:
    start = {"name": "start", "valueDate": "2026-12-28"}
    schedule = titrate(*record_parameters(), start)
    assert isinstance(schedule, MedicationRequest)
    model = oracle(schedule)
    assert [one.sequence for one in model.dosageInstruction] == [1, 2, 3]
    assert [one.text for one in model.dosageInstruction] == [
        "5 mg twice a day for 7 days",
        "10 mg twice a day for 7 days",
        "10 mg 3 times a day",
    ]
    periods = [one.timing.repeat.boundsPeriod for one in model.dosageInstruction]
    assert [(period.start, period.end) for period in periods] == [
        (date(2026, 12, 28), date(2027, 1, 3)),
        (date(2027, 1, 4), date(2027, 1, 10)),
        (date(2027, 1, 11), None),
    ]
    reading = read_order(Raw(encode(schedule)), adult(), now=NOW)
    assert reading.is_understood
    assert reading.asked is not None
    assert answer_to(reading.asked).status == "ok"


@pytest.mark.parametrize("start", [None, "2026-12-28"])
@pytest.mark.parametrize(
    ("birth", "kidney", "taken"),
    [("1976", 90, 0), ("1950", 90, 0), ("1976", 45, 0), ("1976", 90, 10), ("1976", 90, 20), ("1950", 90, 5)],
)
def test_every_schedule_reads_back_as_an_order_that_is_ok(
    birth: str, kidney: float, taken: int, start: str | None
) -> None:
    in_force = [order(*weekly(taken), medication={"text": "baclofen"}, id="m1", status="active")] if taken else []
    known = {"observation": searched(egfr(kidney)), "medication": searched(*in_force), "patient": person(birth)}
    parts = [{"name": "start", "valueDate": start}] if start else []
    schedule = titrate(*record_parameters(**known), *parts)
    assert isinstance(schedule, MedicationRequest)
    oracle(schedule)
    found = outcome({"name": "resource", "resource": json.loads(encode(schedule))}, *record_parameters(**known))
    assert found[0] == ("information", "informational", "ok")
    assert "error" not in [severity for severity, _, _ in found]


def test_a_titration_without_a_start_has_numbers_of_days() -> None:
    schedule = titrate(*record_parameters())
    assert isinstance(schedule, MedicationRequest)
    lengths = [one.timing.repeat.boundsDuration for one in oracle(schedule).dosageInstruction]
    assert [length and (length.value, length.code) for length in lengths] == [(7, "d"), (7, "d"), None]


def test_a_taper_ends_in_an_instruction_of_nothing() -> None:
    parts: list[Json] = [
        {"name": "current", "valueQuantity": quantity(15, "mg/d")},
        {"name": "taper", "valueBoolean": True},
    ]
    schedule = titrate(*record_parameters(), *parts)
    assert isinstance(schedule, MedicationRequest)
    assert [one.text for one in oracle(schedule).dosageInstruction][-1] == "none: stopped"
    reading = read_order(Raw(encode(schedule)), adult(), now=NOW)
    assert reading.asked is not None
    assert isinstance(reading.asked.ordered, PhasedOrder)
    assert reading.asked.ordered.phases[-1].doses == ()


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([{"name": "target", "valueQuantity": quantity(20, "mg")}], "unit"),
        ([{"name": "target", "valueQuantity": quantity(1001, "mg/d")}], "parameter-wrong"),
        ([{"name": "target", "valueQuantity": quantity("20", "mg/d")}], "wrong-number"),
        ([{"name": "target", "valueQuantity": {"value": []}}], "wrong-number"),
        ([{"name": "target", "valueQuantity": {"unit": 5}}], "parameter-wrong"),
        ([{"name": "target"}], "wrong-number"),
        ([{"name": "target", "valueQuantity": quantity(20, "mg/d")}] * 2, "parameter-wrong"),
        ([{"name": "start", "valueDate": "2026-02-30"}], "parameter-wrong"),
        ([{"name": "start", "valueDate": "1999-12-31"}], "parameter-wrong"),
        ([{"name": "start", "valueString": "2026-12-01"}], "parameter-wrong"),
        ([{"name": "taper", "valueString": "yes"}], "parameter-wrong"),
        ([{"name": "taper", "valueBoolean": True}], "parameter-wrong"),
        (
            [{"name": "current", "valueQuantity": quantity(5, "mg/d")}, {"name": "daysAtDose", "valueInteger": 3651}],
            "parameter-wrong",
        ),
        ([{"name": "acknowledged", "part": [{"name": "rule", "valueString": "x"}]}], "parameter-wrong"),
        ([{"name": "patient", "resource": person() | {"id": "p2"}}], "patient-differs"),
    ],
)
def test_a_parameter_that_is_wrong_is_said_and_nothing_is_computed(parts: list[Json], code: str) -> None:
    told = titrate(*record_parameters(), *parts)
    assert isinstance(told, OperationOutcome)
    oracle(told)
    found = [issue.details.coding[0].code for issue in told.issue]
    assert found[0] == "not_understood"
    assert code in found


def test_a_titration_that_is_refused_has_no_dose_in_it() -> None:
    told = titrate(*record_parameters(observation=searched(egfr(29))), {"name": "start", "valueDate": "2026-12-28"})
    assert isinstance(told, OperationOutcome)
    assert told.issue[0].details.coding[0].code == "refused"
    assert told.issue[1].details.coding[0].code == "baclofen.kidney"
    assert b"doseQuantity" not in encode(told)


def test_a_target_over_the_maximum_points_at_its_parameter() -> None:
    told = titrate(*record_parameters(), {"name": "target", "valueQuantity": quantity(40, "mg/d")})
    assert isinstance(told, OperationOutcome)
    broken = next(issue for issue in told.issue if issue.details.coding[0].code == "baclofen.daily-max")
    assert broken.expression == ("Parameters.parameter.where(name = 'target')",)


def test_an_order_that_is_ok_says_so_first() -> None:
    assert outcome(order_parameter(*weekly(10, 20, 30)), *record_parameters()) == [
        ("information", "informational", "ok")
    ]


def test_an_order_over_the_maximum_is_refused_with_200_and_a_high_dose_alert() -> None:
    answer = check(order_parameter(*weekly(10, 40)), *record_parameters())
    oracle(answer)
    told = answer.parameter[0].resource
    assert isinstance(told, OperationOutcome)
    assert told.issue[0].details.coding[0].code == "refused"
    broken = told.issue[1]
    assert (broken.severity, broken.code, broken.details.coding[0].code) == (
        "error",
        "business-rule",
        "baclofen.daily-max",
    )
    assert broken.expression == ("Parameters.parameter[0].resource.dosageInstruction[1]",)
    assert [parameter.name for parameter in answer.parameter[:3]] == ["return", "nearest", "detected"]
    detected = oracle(answer.parameter[2].resource)
    assert (detected.code.coding[0].code, detected.severity) == ("DOSEH", "high")
    assert detected.implicated[0].reference == "MedicationRequest/order-1"


def test_a_missing_fact_is_required_and_what_would_do_is_named() -> None:
    answer = check(order_parameter(*weekly(10)), {"name": "patient", "resource": person()})
    told = answer.parameter[0].resource
    assert isinstance(told, OperationOutcome)
    assert [(issue.code, issue.details.coding[0].code) for issue in told.issue] == [
        ("incomplete", "needs_input"),
        ("required", "baclofen.kidney.known"),
    ]
    assert "patient.egfr" in str(told.issue[0].diagnostics)


def test_an_order_that_is_not_understood_is_never_ok() -> None:
    contradicting = dosage(quantity(5, "mg"), repeat(2), text="5 mg three times a day")
    found = outcome(order_parameter(contradicting), *record_parameters())
    assert found == [("error", "business-rule", "not_understood"), ("error", "invariant", "text-disagrees")]


def test_of_a_dose_that_is_not_understood_the_patient_is_judged_all_the_same() -> None:
    unclear = order_parameter(dosage(quantity(1, "{tbl}"), repeat()))
    found = outcome(unclear, *record_parameters(observation=searched(egfr(20))))
    assert [code for _, _, code in found] == ["not_understood", "baclofen.kidney", "strength-missing"]
    over = outcome(unclear | {"resource": unclear["resource"] | {"status": "stopped"}}, *record_parameters())
    assert [code for _, _, code in over] == ["not_understood", "not-in-force"]


def test_an_acknowledged_rule_is_shown_and_stops_nothing() -> None:
    word = [{"name": "rule", "valueString": "baclofen.start"}, {"name": "reason", "valueString": "seen by two"}]
    found = outcome(order_parameter(*weekly(20)), *record_parameters(), {"name": "acknowledged", "part": word})
    assert found == [("information", "informational", "ok"), ("warning", "business-rule", "baclofen.start")]


def test_what_is_not_read_is_said() -> None:
    parts = [{"name": "weight", "valueQuantity": quantity(80, "kg")}, {"name": "observation", "resource": person()}]
    found = outcome(order_parameter(*weekly(10)), *record_parameters(), *parts)
    assert found[1:] == [("warning", "not-supported", "parameter-unknown")] * 2


@pytest.mark.parametrize(
    "parts", [[], [order_parameter(*weekly(10))] * 2, [{"name": "resource"}], [{"name": "order", "valueString": "x"}]]
)
def test_exactly_one_order_is_needed(parts: list[Json]) -> None:
    found = outcome(*parts, *record_parameters())
    assert [code for _, _, code in found] == ["not_understood", "parameter-wrong"]


def test_a_record_may_come_as_one_bundle() -> None:
    everything = searched(person(), egfr(29), condition("http://hl7.org/fhir/sid/icd-10-cm", "J45.2"))
    found = outcome(order_parameter(*weekly(10)), {"name": "record", "resource": everything})
    assert [code for _, _, code in found][:2] == ["refused", "baclofen.kidney"]


@pytest.mark.parametrize("name", FHIR_BODIES)
def test_every_answer_is_read_by_another_library(name: str) -> None:
    sent = msgspec.json.decode(json.dumps(FHIR_BODIES[name]), type=SentParameters)
    oracle((check_dosage if name == "fhirCheckDosage" else titration_schedule)(sent, now=NOW))


def test_the_statement_of_capabilities_and_the_definitions_are_read_by_another_library() -> None:
    assert oracle(capabilities()).rest[0].resource[0].operation[0].name == "check-dosage"
    for definition in DEFINITIONS.values():
        assert oracle(definition).code == definition.id
    assert (CHECK_DOSAGE.type, CHECK_DOSAGE.system) == (True, False)
    assert (TITRATION_SCHEDULE.type, TITRATION_SCHEDULE.system) == (False, True)


def test_every_remark_has_a_type_that_fhir_has() -> None:
    assert {kind.issue for kind in KINDS.values()} <= ISSUE_TYPES


@pytest.mark.parametrize("rule", rule_ids())
def test_every_rule_has_a_code_of_v3_act_code(rule: str) -> None:
    act = act_of(rule)
    assert act.system == ACT_CODES
    assert act.code in {
        *("DOSE", "DOSEH", "DOSEHINDA", "DOSEL", "DOSEIVL", "DOSEDUR", "DOSEDURH", "DOSEDURL", "DOSECOND"),
        *("AGE", "COND", "DRG", "LAB"),
    }


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("baclofen.daily-max", "DOSEH"),
        ("baclofen.daily-max.older-adult", "DOSEHINDA"),
        ("baclofen.daily-max.older-adult.reduced-kidney", "DOSEHINDA"),
        ("baclofen.daily-max.reduced-kidney", "DOSECOND"),
        ("baclofen.older-adult.reduced-kidney", "AGE"),
        ("baclofen.interval", "DOSEIVL"),
        ("baclofen.taper.interval", "DOSEIVL"),
        ("baclofen.taper.duration", "DOSEDURL"),
        ("baclofen.abrupt-stop", "DOSEDURL"),
        ("magnesium-hydroxide.duration", "DOSEDURH"),
        ("albumin.weekly-max", "DOSEH"),
        ("albumin.weekly-min", "DOSEL"),
        ("baclofen.kidney", "COND"),
        ("benzodiazepine.older-adult", "AGE"),
        ("quinine.interactions", "DRG"),
        ("potassium.low", "LAB"),
        ("baclofen.whole-tablets", "DOSE"),
    ],
)
def test_a_rule_is_the_alert_that_it_is_about(rule: str, code: str) -> None:
    assert act_of(rule).code == code
