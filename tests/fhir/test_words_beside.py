"""Words beside an instruction, or about several of them, that contradict the structure are said where they stand."""

import pytest

from dosing.fhir.order import Reading
from tests.fhir.written import Json, codes, dosage, order, person, quantity, read, record, repeat, searched

_BESIDE = ["additionalInstruction", "note", "renderedDosageInstruction"]


def _beside(place: str, text: str, *dosages: Json) -> Reading:
    written = list(dosages) or [dosage(quantity(5, "mg"), repeat(3))]
    if place == "additionalInstruction":
        written[0] |= {"additionalInstruction": [{"text": text}, {"coding": [{"display": "With food"}]}]}
        return read(order(*written))
    words = [{"text": "Seen today"}, {"text": text}] if place == "note" else text
    return read(order(*written) | {place: words})


@pytest.mark.parametrize("place", _BESIDE)
@pytest.mark.parametrize(
    "text",
    [
        "Take 10 mg three times daily",
        "5 mg once a week",
        "Take one dose twice daily",
        "Discontinue",
        "Stop baclofen",
        "Do not take this medicine",
    ],
)
def test_words_beside_the_instruction_that_contradict_it_are_said_where_they_stand(place: str, text: str) -> None:
    reading = _beside(place, text)
    assert set(codes(reading)) == {"text-disagrees"}
    assert place in reading.remarks[0].expression


@pytest.mark.parametrize("place", _BESIDE)
@pytest.mark.parametrize(
    "text",
    [
        "Take 5 mg three times daily",
        "Take with food. Do not stop suddenly.",
        "Take with food; it is best taken at the same times every day",
        "May cause drowsiness. Do not drive.",
    ],
)
def test_words_beside_the_instruction_that_agree_or_are_about_something_else_are_let_be(place: str, text: str) -> None:
    assert codes(_beside(place, text)) == []


@pytest.mark.parametrize(
    "note",
    [
        "Check blood pressure twice daily",
        "Cramps twice a week for 3 weeks",
        "Previously took 10 mg twice daily",
        "Was on 20 mg daily until now",
        "Furosemide 40 mg once daily continues",
        "Stop furosemide",
        "Warfarin: hold until the INR is known",
        "May increase to 10 mg three times daily",
        "If drowsy take 5 mg twice daily",
        "Follow up in 2 weeks, labs weekly",
        "Patient told to take with food",
        "Asks for 30 tablets, refill in 1 month",
    ],
)
def test_a_note_of_the_past_of_another_drug_or_of_what_may_come_contradicts_nothing(note: str) -> None:
    assert codes(_beside("note", note)) == []


@pytest.mark.parametrize("note", ["Discontinued", "Take 20 mg three times daily"])
def test_an_order_in_force_whose_note_contradicts_it_tells_no_current_dose(note: str) -> None:
    taken = order(dosage(quantity(5, "mg"), repeat(3)), id="m9", status="active", note=[{"text": note}])
    reading = read(order(dosage(quantity(5, "mg"), repeat(3))), record(person(), medications=searched(taken)))
    assert "evidence-not-used" in codes(reading)
    assert reading.known is not None
    assert reading.known.current is None


def _two_a_day() -> list[Json]:
    return [dosage(quantity(5, "mg"), repeat(when=["MORN"])), dosage(quantity(10, "mg"), repeat(when=["HS"]))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5 mg in the morning and 10 mg at bedtime", []),
        ("15 mg a day", []),
        ("Take twice daily", []),
        ("Take four times daily", ["text-disagrees"]),
        ("5 mg in the morning and 20 mg at bedtime", ["text-disagrees"]),
    ],
)
def test_words_about_several_instructions_are_compared_with_all_of_them(text: str, said: list[str]) -> None:
    for place in ("note", "renderedDosageInstruction"):
        assert codes(_beside(place, text, *_two_a_day())) == said
