"""What an operation is given and does not use: each such parameter is said, where it stands; none is passed over."""

import json

import msgspec
import pytest

from dosing.fhir.operations import check_dosage, titration_schedule
from dosing.fhir.sent import SentParameters
from dosing.fhir.written import MedicationRequest, OperationOutcome, Parameters
from tests.fhir.bodies import order_parameter, parameters
from tests.fhir.written import NOW, Json, dosage, egfr, person, quantity, repeat, searched

PATIENT: list[Json] = [
    {"name": "patient", "resource": person()},
    {"name": "observation", "resource": searched(egfr())},
]
CURRENT: Json = {"name": "current", "valueQuantity": quantity(10, "mg/d")}
TAPER: Json = {"name": "taper", "valueBoolean": True}
TARGET: Json = {"name": "target", "valueQuantity": quantity(20, "mg/d")}


def sent(parts: list[Json]) -> SentParameters:
    return msgspec.json.decode(json.dumps(parameters(*parts)), type=SentParameters)


def tablets(*strengths: float) -> list[Json]:
    return [{"name": "tablet", "valueQuantity": quantity(strength, "mg")} for strength in strengths]


def acknowledged(rule: str, where: str | None = None) -> Json:
    parts = [{"name": "rule", "valueString": rule}, {"name": "reason", "valueString": "seen by two"}]
    return {
        "name": "acknowledged",
        "part": [*parts, *([{"name": "where", "valueString": where}] if where is not None else [])],
    }


def schedule(*parts: Json) -> MedicationRequest:
    made = titration_schedule(sent([*PATIENT, *parts]), now=NOW)
    assert isinstance(made, MedicationRequest)
    return made


def notes(*parts: Json) -> list[str]:
    return [note.text for note in schedule(*parts).note]


def test_of_11_tablets_the_first_10_are_read_and_the_11th_is_said_not_to_be() -> None:
    ten = tablets(*[5] * 9, 10)
    said = "The parameter 'tablet' is not read here: at most 10 strengths are."
    assert said not in notes(*ten)
    assert notes(*ten, *tablets(20)) == [*notes(*ten), said]
    assert schedule(*ten, *tablets(20)).dosageInstruction == schedule(*ten).dosageInstruction


@pytest.mark.parametrize("name", ["daysAtDose", "daysOnDrug"])
@pytest.mark.parametrize("days", [0, 14, 3651, -1])
def test_days_at_a_dose_that_nobody_takes_are_said_not_to_be_read(name: str, days: int) -> None:
    parts = {"name": name, "valueInteger": days}
    said = f"The parameter {name!r} is not read here: no current dose is known."
    assert notes(parts) == [*notes(), said]
    if 0 <= days <= 3650:
        assert said not in notes(CURRENT, parts)


def test_a_target_of_a_taper_is_said_not_to_be_read() -> None:
    said = "The parameter 'target' is not read here: a taper goes down to a stop."
    assert notes(CURRENT, TAPER, TARGET) == [*notes(CURRENT, TAPER), said]
    assert said not in notes(CURRENT, TARGET)


@pytest.mark.parametrize("most", [0, 0.0])
def test_a_target_of_0_is_said_to_be_a_taper_and_not_a_matter_of_tablets(most: float) -> None:
    target = {"name": "target", "valueQuantity": quantity(most, "mg/d")}
    for parts in ([target], [CURRENT, target]):
        told = titration_schedule(sent([*PATIENT, *parts]), now=NOW)
        assert isinstance(told, OperationOutcome)
        (wrong,) = [one for one in told.issue if one.details.coding[0].code == "parameter-wrong"]
        assert wrong.details.text == "A target of 0 mg/d is a stop: for the way there, give `taper` as true."
        assert wrong.expression == (f"Parameters.parameter[{len(PATIENT) + len(parts) - 1}]",)
    low = {"name": "target", "valueQuantity": quantity(5, "mg/d")}
    assert schedule(low).dosageInstruction


#: 15 mg a day at once: over the dose that it begins with.
_FIFTEEN = order_parameter(dosage(quantity(5, "mg"), repeat(3)))
_BROKEN = "baclofen.start"


def said_of(*words: Json) -> tuple[str, list[tuple[str, str, str]]]:
    """The status of the order, and what is said of acknowledgements: severity, text, place."""
    answer = check_dosage(sent([_FIFTEEN, *PATIENT, *words]), now=NOW)
    assert isinstance(answer, Parameters)
    told = answer.parameter[0].resource
    assert isinstance(told, OperationOutcome)
    return told.issue[0].details.coding[0].code, [
        (one.severity, str(one.details.text), one.expression[0])
        for one in told.issue
        if one.details.coding[0].code == "acknowledgement-unused"
    ]


@pytest.mark.parametrize(
    ("rule", "where"),
    [
        ("baclofen.no-such-rule", None),
        ("baclofen.step", None),
        (_BROKEN, "Parameters.parameter[0].resource.dosageInstruction[0]"),
        (_BROKEN, "/phases/1"),
    ],
)
def test_an_acknowledgement_that_settles_nothing_is_said_to_be_for_nothing(rule: str, where: str | None) -> None:
    status, plain = said_of()
    assert (status, plain) == ("needs_review", [])
    place = f"Parameters.parameter[{1 + len(PATIENT)}]"
    text = f"The acknowledgement of {rule!r} was for nothing: no finding here is settled by it."
    assert said_of(acknowledged(rule, where)) == (status, [("warning", text, place)])


@pytest.mark.parametrize("where", [None, "/phases/0"])
def test_an_acknowledgement_that_settles_a_finding_is_not_said_to_be_for_nothing(where: str | None) -> None:
    assert said_of(acknowledged(_BROKEN, where)) == ("ok", [])
    assert [place for _, _, place in said_of(acknowledged(_BROKEN, where), acknowledged("x"))[1]] == [
        f"Parameters.parameter[{2 + len(PATIENT)}]"
    ]


def test_an_acknowledgement_of_a_schedule_that_settles_nothing_is_among_its_notes() -> None:
    said = "The acknowledgement of 'x' was for nothing: no finding here is settled by it."
    assert notes(acknowledged("x")) == [*notes(), said]
