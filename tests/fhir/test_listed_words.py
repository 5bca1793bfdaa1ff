"""Doses in words for parts of the day, each with its own: counted and added up, and compared with the whole day."""

import pytest

from dosing.fhir.dosage.words import spoken
from tests.fhir.written import TABLET_10, Json, codes, dosage, order, quantity, read, repeat

TWICE = [
    "5 mg in the morning and 5 mg at night",
    "5 mg in the morning and 5 mg at night daily",
    "5 mg in the morning and 5 mg at night every day",
    "Take 5 mg in the morning and 5 mg at night daily.",
    "Take 5 mg by mouth in the morning and 5 mg by mouth before bedtime every day",
    "5 mg every morning and 5 mg every night",
    "5 mg once daily in the morning and 5 mg once daily at night",
    "Daily: 5 mg with breakfast, 5 mg with dinner",
    "5 mg in the morning (with food), 5 mg at night (10 mg/day)",
    "Take 5 mg in the morning. Take 5 mg at night. Every day.",
    "Morning: 5 mg, evening: 5 mg, daily",
    "morgens 5 mg, abends 5 mg",
    "5 mg am Morgen und 5 mg am Abend",
    "5 mg am and 5 mg pm daily",
    "5 mg at 8 am and 5 mg at 20:00 every day",
    "5 mg every day in the morning and another 5 mg every day in the evening",
    "5 mg in the a.m. and 5 mg in the p.m. daily",
    "5 mg first thing in the morning and 5 mg last thing at night every day",
    "5 mg in the morning and 5 mg hs daily",
    "5 mg mane and 5 mg nocte",
]


@pytest.mark.parametrize("text", TWICE)
@pytest.mark.parametrize("timing", [repeat(2), repeat(2, when=["MORN", "NIGHT"])])
def test_so_much_at_two_parts_of_the_day_is_so_much_twice_a_day(text: str, timing: Json) -> None:
    assert codes(read(order(dosage(quantity(5, "mg"), timing, text=text)))) == []


@pytest.mark.parametrize("text", TWICE)
@pytest.mark.parametrize("timing", [repeat(1), repeat(3), repeat(1, 1, "wk")])
def test_it_is_neither_once_nor_three_times(text: str, timing: Json) -> None:
    assert set(codes(read(order(dosage(quantity(5, "mg"), timing, text=text))))) >= {"text-disagrees"}


def _elements(*doses: tuple[int, str], text: str) -> Json:
    written = [dosage(quantity(value, "mg"), repeat(when=[when]), text=text) for value, when in doses]
    return order(*written)


@pytest.mark.parametrize(
    "text",
    [
        "5 mg in the morning, 5 mg at noon and 10 mg at night",
        "Take 5 mg in the morning, 5 mg at noon and 10 mg at night every day",
        "5 mg in the morning and at noon, and 10 mg at night daily",
        "5 mg morning and noon, 10 mg at night",
    ],
)
def test_parts_of_the_day_are_compared_with_all_instructions_together(text: str) -> None:
    assert codes(read(_elements((5, "MORN"), (5, "NOON"), (10, "NIGHT"), text=text))) == []
    assert set(codes(read(_elements((5, "MORN"), (10, "NIGHT"), text=text)))) == {"text-disagrees"}
    assert set(codes(read(_elements((5, "MORN"), (10, "NOON"), (10, "NIGHT"), text=text)))) == {"text-disagrees"}
    assert set(codes(read(order(dosage(quantity(5, "mg"), repeat(3), text=text))))) == {"text-disagrees"}


@pytest.mark.parametrize("place", ["note", "renderedDosageInstruction"])
def test_so_are_those_beside_the_instructions(place: str) -> None:
    text = "5 mg in the morning and 5 mg at night daily"
    words = [{"text": text}] if place == "note" else text
    for often, said in ((2, []), (1, ["text-disagrees"])):
        assert codes(read(order(dosage(quantity(5, "mg"), repeat(often))) | {place: words})) == said
    two = [dosage(quantity(5, "mg"), repeat(when=[when])) for when in ("MORN", "NOON")]
    assert codes(read(order(*two) | {place: words})) == []
    assert codes(read(order(*two, dosage(quantity(5, "mg"), repeat(when=["HS"]))) | {place: words})) == [
        "text-disagrees"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Take 1 tablet (10 mg total) by mouth in the morning and 1 tablet (10 mg total) before bedtime.", []),
        ("1 tablet in the morning and 1 tablet at night daily", []),
        ("one 10 mg tablet in the morning, one 10 mg tablet at night, every day", []),
        ("1 tablet in the morning and 2 tablets at night", ["text-disagrees"]),
        ("1 tablet in the morning, 1 tablet at noon and 1 tablet at night", ["text-disagrees"]),
    ],
)
def test_tablets_at_parts_of_the_day_are_added_up(text: str, said: list[str]) -> None:
    one = dosage(quantity(1, "{tbl}"), repeat(2), text=text)
    assert codes(read(order(one, medication=TABLET_10))) == said


@pytest.mark.parametrize(
    "text",
    [
        "5 mg in the morning",
        "5 mg in the morning or 5 mg at night",
        "5 mg in the morning, increasing to 5 mg in the morning and 10 mg at night",
        "5 mg in the morning and 5 mg in the morning",
        "5 mg in the morning for a week and 5 mg at night",
        "5 mg in the morning and tizanidine 2 mg at night",
        "5-10 mg in the morning and 5 mg at night",
        "5 to 10 mg in the morning and 5 mg at night",
        "5 - 10 mg in the morning and 5 mg at night",
        "5 mg at night and 5 mg every other morning",
        "5 mg in the morning, 5 mg at noon, 5 mg at the break of day",
    ],
)
def test_what_is_no_plain_list_of_parts_of_the_day_is_not_added_up(text: str) -> None:
    assert not spoken(text).parts_a_day
