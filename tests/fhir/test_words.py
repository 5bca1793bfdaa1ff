"""Words that contradict the structure are said, wherever they stand; ordinary words raise no alarm. Both sides."""

from decimal import Decimal
from fractions import Fraction

import pytest

from dosing.fhir.dosage.clause import stops, taking_clauses
from dosing.fhir.dosage.words import spoken
from dosing.fhir.lists.spelling import COUNTED
from dosing.fhir.order import Reading
from tests.fhir.written import TABLET_10, Json, codes, dosage, order, quantity, read, repeat


@pytest.mark.parametrize(
    ("text", "a_day"),
    [
        ("3x/day", 3),
        ("3x daily", 3),
        ("3 x day", 3),
        ("3 times/day", 3),
        ("3 times per day", 3),
        ("three times daily", 3),
        ("six times a day", 6),
        ("tds", 3),
        ("t.d.s.", 3),
        ("bd", 2),
        ("qds", 4),
        ("q.i.d.", 4),
        ("qod", Fraction(1, 2)),
        ("5 mg od", 1),
        ("q8", 3),
        ("q8, with food.", 3),
        ("q8h", 3),
        ("q 8 hours", 3),
        ("every 8 hours", 3),
        ("every 4-6 hours", 6),
        ("every four to six hours", 6),
        ("4 hourly", 6),
        ("4-6 hourly", 6),
        ("six-hourly", 4),
        ("every morning and evening", 2),
        ("in the morning and at bedtime", 2),
        ("morning, noon and night", 3),
        ("with breakfast, lunch and dinner", 3),
        ("weekly", Fraction(1, 7)),
        ("take every week", Fraction(1, 7)),
        ("5 mg weekly", Fraction(1, 7)),
        ("once weekly", Fraction(1, 7)),
        ("5 mg weekly, NOT daily", Fraction(1, 7)),
        ("3x/week", Fraction(3, 7)),
        ("hourly", 24),
        ("every hour", 24),
        ("on alternate days", Fraction(1, 2)),
        ("q 2 weeks", Fraction(1, 14)),
        ("q3d", Fraction(1, 3)),
        ("every 2nd day", Fraction(1, 2)),
        ("every third day", Fraction(1, 3)),
        ("take 5 mg twelve hourly", 2),
        ("every twenty-four hours", 1),
        ("take 5 mg twenty four hourly", 1),
        ("every fourteen days", Fraction(1, 14)),
        ("3x täglich 1 Tablette", 3),
        ("3 × tgl. 5 mg", 3),
        ("dreimal täglich", 3),
        ("5 mg zweimal am Tag", 2),
        ("täglich 2x 5 mg", 2),
        ("4-mal pro Tag", 4),
        ("2x/Tag", 2),
        ("zwei Mal täglich", 2),
        ("achtmal tägl.", 8),
        ("jeden Tag zweimal 5 mg", 2),
        ("zweimal jede Woche", Fraction(2, 7)),
        ("alle 6-8 Stunden", 4),
        ("alle fünf Tage", Fraction(1, 5)),
        ("8-stündlich", 3),
        ("5 mg achtstündlich", 3),
        ("jeden dritten Tag", Fraction(1, 3)),
        ("jede zweite Woche", Fraction(1, 14)),
        ("5 mg wöchentlich", Fraction(1, 7)),
        ("jede Woche 2,5 mg", Fraction(1, 7)),
        ("nur wöchentlich", Fraction(1, 7)),
        ("5 mg stündlich", 24),
        ("morgens und abends 5 mg", 2),
        ("5 mg morgens, mittags und zur Nacht", 3),
        ("1-1-1-1", 4),
        ("1-0-1", 2),
        ("0-0-2", 1),
        ("5 mg qhs", 1),
        ("q.h.s.", 1),
        ("5 mg h.s.", 1),
        ("nocte", 1),
        ("take 5 mg nocte", 1),
        ("5 mg mane", 1),
        ("5 mg mane and nocte", 2),
        ("mane et nocte", 2),
        ("1 mane, 2 nocte", 2),
        ("5 mg tds, the last one nocte", 3),
    ],
)
def test_words_of_how_often_are_understood(text: str, a_day: int | Fraction) -> None:
    assert spoken(text).a_day == {a_day}


@pytest.mark.parametrize(
    "text",
    [
        "INR weekly",
        "review weekly",
        "dispense in weekly packs",
        "increase weekly by 5 mg",
        "take as directed",
        "hourly checks of blood pressure",
        "5 mg x 3 days",
        "q15min",
        "vitamin b12",
        "drops od",
        "5 mg daily, not weekly",
        "5 mg daily, weekly if drowsy",
        "take in the morning",
        "wöchentlich wiegen",
        "wöchentlich um 5 mg steigern",
        "morgens oder abends 5 mg",
        "check blood pressure mane",
        "5 mg mane or nocte",
    ],
)
def test_words_that_tell_of_something_else_tell_no_frequency(text: str) -> None:
    assert spoken(text).a_day == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "5 mg täglich",
        "täglich 5 mg",
        "Täglich",
        "5 mg tgl.",
        "tgl. 5 mg",
        "5 mg jeden Tag",
        "5 mg pro Tag",
        "5 mg tägl.",
    ],
)
def test_daily_in_german_is_what_it_is_in_english(text: str) -> None:
    for timing, said in ((repeat(), set()), (repeat(1, 1, "wk"), {"text-disagrees"})):
        reading = read(order(dosage(quantity(5, "mg"), timing, text=text)))
        assert set(codes(reading)) & {"text-disagrees"} == said
    assert spoken("1 x tgl.").a_day == {1}
    twice = [codes(read(order(dosage(quantity(dose, "mg"), repeat(2), text=text)))) for dose in (2.5, 5)]
    if "5" in text:
        assert twice == [[], ["text-disagrees"]]


@pytest.mark.parametrize("text", ["täglich wiegen", "täglich um 5 mg steigern", "2x 5 mg täglich", "nicht täglich"])
def test_daily_in_german_with_more_in_its_clause_is_not_heard(text: str) -> None:
    assert not spoken(text).is_daily


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("twenty-five mg daily", {("25", "mg")}),
        ("take twenty five mg daily", {("25", "mg")}),
        ("sixteen mg daily", {("16", "mg")}),
        ("one hundred and five mg", {("105", "mg")}),
        ("20 (twenty) mg daily", {("20", "mg")}),
        ("2.5 (two and a half) mg", {("2.5", "mg")}),
        ("take one and a half tablets", {("1.5", COUNTED)}),
        ("take 1 and a half tablets", {("1.5", COUNTED)}),
        ("one-half tablet", {("0.5", COUNTED)}),
        ("half a tablet", {("0.5", COUNTED)}),
        ("1 1/2 tablets twice daily", {("1.5", COUNTED)}),
        ("1-1/2 tablets", {("1.5", COUNTED)}),
        ("1/2 tablet", {("0.5", COUNTED)}),
        ("\N{VULGAR FRACTION ONE HALF} tablet", {("0.5", COUNTED)}),
        ("1\N{VULGAR FRACTION ONE HALF} tablets", {("1.5", COUNTED)}),
        ("2 \N{VULGAR FRACTION ONE QUARTER} mg", {("2.25", "mg")}),
        ("1 3/4 tabs", {("1.75", COUNTED)}),
        ("1/2 a tablet", {("0.5", COUNTED)}),
        ("1/2 of a 10 mg tablet", {("0.5", COUNTED), ("5.0", "mg")}),
        ("take 1\N{FRACTION SLASH}2 tablet", {("0.5", COUNTED)}),
        ("2/3 tablet", set()),
        ("since 11/1/2 tablets", set()),
    ],
)
def test_a_number_in_words_is_read_whole(text: str, amounts: set[tuple[str, str]]) -> None:
    assert spoken(text).amounts == {(Decimal(value), unit) for value, unit in amounts}


def _read(text: str, dose: Json | None = None, often: int = 3, **more: Json) -> Reading:
    written = dosage(dose or quantity(5, "mg"), repeat(often, boundsDuration=quantity(7, "d")), text=text)
    return read(order(written, **more))


@pytest.mark.parametrize(
    "text",
    [
        "5 mg weekly",
        "weekly",
        "3x/day, 10 mg",
        "5 mg bd",
        "5 mg qds",
        "5 mg q6",
        "every morning and evening",
        "hourly",
        "5 g three times daily",
        "5 mcg three times daily",
        "5 micrograms tds",
        "5-10 mg three times daily",
        "5 to 10 mg tds",
        "5 mg or 10 mg tds",
        "2.5-4 mg tds",
        "10-30 mg/day",
        "Take two 10 mg tablets three times daily",
        "Discontinue",
        "STOP.",
        "Hold until reviewed",
        "On hold",
        "do not take",
        "Do not take this medicine",
        "Please stop taking it immediately.",
        "Stop baclofen",
        "Baclofen: discontinue",
        "This medication has been discontinued",
        "Don’t take",
        "Absetzen",
        "Baclofen bitte sofort absetzen",
        "Nicht einnehmen.",
        "Take with food. Discontinue now.",
        "Take 1 tablet (5 mg total) by mouth 2 (two) times daily.",
        "Take 5 mg by mouth every 4 (four) hours",
        "Take 5 mg by mouth 3 (two) times daily",
        "5 mg tds, then increase to 20 mg tds",
        "5 mg tds, increasing after a week to 80 mg daily",
        "5 mg tds. Titrate by 5 mg every 3 days to 20 mg tds",
        "5 mg tds, may increase to 20 mg tds",
        "5 mg three times daily; also 20 mg at night",
        "5 mg tds plus 20 mg nightly",
        "5 mg in the morning, 5 mg at noon, 40 mg in the evening",
        "1-0-1",
        "Dreimal täglich 20 mg",
        "2x täglich 5 mg",
        "twenty-five mg three times daily",
        "5 mg wöchentlich",
        "morgens und abends 5 mg",
        "5 mg qhs",
        "5 mg nocte",
        "5 mg mane and 5 mg nocte",
        "2 1/2 mg tds",
        "D/C",
        "d/c'd",
        "DC baclofen",
        "Please D/C this medication",
        "No longer needed",
        "Medication is no longer needed.",
        "No longer taking",
        "Nicht mehr einnehmen",
        "Nicht mehr nötig",
        "Hold x 2 days",
        "hold for 2 days",
        "Hold for 48 hours then resume",
        "Hold next dose",
        "Stop for 3 days",
        "Hold for now",
    ],
)
def test_words_that_contradict_a_dose_of_5_mg_three_times_a_day_are_said(text: str) -> None:
    reading = _read(text)
    assert set(codes(reading)) == {"text-disagrees"}
    assert not reading.is_understood


@pytest.mark.parametrize(
    "text",
    [
        "5 mg 3x/day",
        "5 mg 3 times/day",
        "5 mg tds",
        "5 mg q8",
        "5 mg with breakfast, lunch and dinner",
        "0.005 g tds",
        "5000 mcg three times daily",
        "2.5-5 mg three times daily",
        "2.5 to 5 mg tds",
        "10-15 mg/day",
        "15 mg daily",
        "Take two 2.5 mg tablets three times daily",
        "Half a 10 mg tablet three times daily",
        "half of a 10 mg tablet tds",
        "Take with food",
        "Do not take with alcohol",
        "Do not take on an empty stomach",
        "Do not take more than 10 mg at once",
        "Do not stop taking this medicine suddenly",
        "Avoid stopping suddenly",
        "Do not stop abruptly",
        "Stop if a rash occurs",
        "Nicht plötzlich absetzen",
        "Nicht mit Alkohol einnehmen",
        "Stop taking it if you feel drowsy",
        "Hold if drowsy",
        "Hold for systolic pressure under 90",
        "Hold in the mouth before swallowing",
        "Stop smoking",
        "Never take two doses at once",
        "5 mg three times daily for 7 days, then stop",
        "May be stopped by the doctor only",
        "Swallow whole with 200 mL of water",
        "5 mg three times daily; weekly review",
        "5 mg three times daily. INR weekly",
        "Take 1 tablet (5 mg total) by mouth 3 (three) times daily.",
        "Take 5 mg by mouth 3 (three) times a day",
        "Take one (1) tablet every 8 (eight) hours",
        "5 mg tds, max. 80 mg a day",
        "1-1-1",
        "1-1-0-1 zum Essen",
        "written on 2026-11-21, 1-1-1",
        "call 555-123-4567",
        "1/2-1/2-1/2",
        "0-0-0",
        "5 mg tds, NTE 80 mg/day",
        "Dose decreased from 20 mg tds to 5 mg tds",
        "5 mg tds (reduced from 20 mg daily)",
        "5 mg tds instead of 20 mg twice daily",
        "Increase to 5 mg tds",
        "5 mg tds; take with tizanidine 20 mg at night",
        "five mg morgens, mittags und abends",
        "5 mg mane, 5 mg midday, 5 mg nocte",
        "Hold for 10 seconds in the mouth",
        "Tell the nurse if no longer needed",
        "Stop when no longer needed",
    ],
)
def test_ordinary_words_beside_5_mg_three_times_a_day_are_let_be(text: str) -> None:
    assert codes(_read(text)) == []


def test_a_range_in_words_is_the_range_of_the_structure_at_its_high_end() -> None:
    dose = {"doseRange": {"low": quantity(5, "mg"), "high": quantity(10, "mg")}}
    for text, said in (("5-10 mg daily", []), ("5 to 20 mg daily", ["text-disagrees"])):
        written = {"timing": {"repeat": repeat()}, "doseAndRate": [dose], "text": text}
        assert [code for code in codes(read(order(written))) if code != "high-end"] == said


def test_daily_in_words_and_once_a_week_in_structure() -> None:
    weekly = dosage(quantity(5, "mg"), repeat(1, 1, "wk"), text="Take 5 mg daily")
    assert "text-disagrees" in codes(read(order(weekly)))
    alone = dosage(quantity(5, "mg"), repeat(1, 1, "wk"), text="Daily")
    assert "text-disagrees" in codes(read(order(alone)))
    on_days = repeat(1, 1, "d", dayOfWeek=["mon", "thu"])
    assert "text-disagrees" not in codes(read(order(dosage(quantity(5, "mg"), on_days, text="Daily on those days"))))


def test_a_dose_of_nothing_may_be_told_to_stop() -> None:
    steps = [
        dosage(quantity(5, "mg"), repeat(boundsDuration=quantity(7, "d")), sequence=1),
        dosage(quantity(0, "mg"), repeat(), sequence=2, text="Stop."),
    ]
    assert codes(read(order(steps[1]))) == []
    assert codes(read(order(*steps))) == []


@pytest.mark.parametrize(
    ("dose", "text", "said"),
    [
        (quantity(1, "{tbl}"), "One tablet (10 mg) three times daily", []),
        (quantity(1, "{tbl}"), "10 mg three times daily", []),
        (quantity(1, "{tbl}"), "30 mg/day", []),
        (quantity(2, "{tbl}"), "two 10 mg tablets three times daily", []),
        (quantity(2, "{tbl}"), "10 mg tablets, three times daily", []),
        (quantity(1, "{tbl}"), "20 mg three times daily", ["text-disagrees"]),
        (quantity(20, "mg"), "2 tablets three times daily", []),
        (quantity(5, "mg"), "half a tablet three times daily", []),
        (quantity(15, "mg"), "one and a half tablets three times daily", []),
        (quantity(15, "mg"), "two and a half tablets three times daily", ["text-disagrees"]),
        (quantity(5, "mg"), "2 tablets three times daily", ["text-disagrees"]),
        (quantity(15, "mg"), "1 1/2 tablets three times daily", []),
        (quantity(5, "mg"), "1/2 tablet three times daily", []),
        (quantity(10, "mg"), "1/2 tablet three times daily", ["text-disagrees"]),
        (quantity(10, "mg"), "1/2 to 1 tablet three times daily", []),
        (quantity(15, "mg"), "1-1\N{VULGAR FRACTION ONE HALF} tablets three times daily", []),
    ],
)
def test_words_in_tablets_and_in_milligrams_are_both_told_by_the_product(
    dose: Json, text: str, said: list[str]
) -> None:
    assert codes(read(order(dosage(dose, repeat(3), text=text), medication=TABLET_10))) == said


def test_a_clause_is_about_taking_only_if_it_is_plain() -> None:
    own = frozenset({"baclofen"})
    text = "Take baclofen 5 mg tds. Take tizanidine 2 mg tds. Was on 10 mg. Check the blood weekly"
    assert taking_clauses(text, own) == ["take baclofen 5 mg tds"]


def test_only_all_of_a_clause_tells_to_stop() -> None:
    assert stops("Magnesium oxide - stop", frozenset({"magnesium-oxide"})) is False
    assert stops("Stop magnesium oxide", frozenset({"magnesium-oxide"}))
    assert not stops("Stop magnesium oxide", frozenset({"baclofen"}))
    assert not stops("Hold for 2 days if drowsy", frozenset())
    assert not stops("D/C home with baclofen", frozenset({"baclofen"}))


@pytest.mark.parametrize(
    "text", ["Hold x 2 days", "hold x2 doses", "Hold for two days, then resume", "stop for a week"]
)
def test_a_pause_is_a_stop(text: str) -> None:
    assert "text-disagrees" in codes(read(order(dosage(quantity(5, "mg"), repeat(3), text=text))))
