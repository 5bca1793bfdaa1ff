"""Words that tell of something that the structure does not have: a high end, an end, a dose by weight, a multiple."""

from fractions import Fraction

import pytest

from dosing.fhir.dosage import german
from dosing.fhir.dosage.words import spoken
from tests.fhir.written import Json, codes, dosage, order, quantity, read, repeat


def _codes(text: str, bounds: Json | None = None, **more: Json) -> list[str]:
    return codes(read(order(dosage(quantity(5, "mg"), repeat(2) | (bounds or {}), text=text), **more)))


BESIDES = [
    "up to 20 mg twice daily",
    "Take up to 10 mg bd",
    "5 mg up to 4 times a day",
    "5 mg/kg twice daily",
    "0.5 mg per kg bd",
    "5 mg bd, double the dose on day 3",
    "5 mg bd. Double the dose after a week",
    "5 mg alle 4 Stunden",
    "alle vier Stunden",
    "alle 2 Tage 5 mg",
    "2x wöchentlich 5 mg",
    "jeden zweiten Tag",
    "5 mg bd x 3 days",
    "5 mg twice daily for 3 days",
    "for 3 days",
    "x 3 days then stop",
    "5 mg bd for 3 days, then stop",
    "5 mg twice daily for up to 3 days",
    "Take 5 mg twice daily for 2 weeks and stop",
]
AS_WELL = [
    "up to 5 mg twice daily",
    "5 mg up to 2 times a day",
    "5 mg bd, up to 30 mg per day",
    "5 mg bd up to a maximum of 30 mg a day",
    "5 mg bd (max 80 mg daily)",
    "5 mg bd (0.1 mg/kg)",
    "5 mg bd. Do not double the dose after a missed one",
    "Do not take a double dose to make up for a forgotten one",
    "5 mg alle 12 Stunden",
    "5 mg bd. No alcohol for 3 days",
    "5 mg bd. Call if there are spasms for 3 days",
    "5 mg bd. Review after being well for 2 weeks",
    "2x täglich 5 mg",
]


@pytest.mark.parametrize("text", BESIDES)
def test_what_words_tell_besides_5_mg_twice_a_day_without_an_end_is_said(text: str) -> None:
    assert set(_codes(text)) == {"text-disagrees"}


@pytest.mark.parametrize("text", AS_WELL)
def test_what_words_tell_as_the_structure_does_and_maxima_above_it_are_let_be(text: str) -> None:
    assert _codes(text) == []


@pytest.mark.parametrize("text", ["5 mg twice daily for 7 days", "5 mg/kg twice daily"])
def test_a_drug_that_no_rule_is_about_raises_no_alarm_by_what_its_words_tell_besides(text: str) -> None:
    assert _codes(text, medication={"text": "amoxicillin"}) == []


def test_an_end_in_words_is_compared_with_the_one_of_the_structure() -> None:
    for bounds in ({"boundsDuration": quantity(3, "d")}, {"count": 6}):
        assert _codes("5 mg twice daily for 3 days", bounds) == []
        assert _codes("5 mg twice daily for 4 days", bounds) == ["text-disagrees"]
    assert _codes("5 mg twice daily for 3 days", {"boundsPeriod": {"end": "2026-12-01"}}) == []


@pytest.mark.parametrize(
    ("text", "hours"), [("alle 4 Stunden", 4), ("alle sechs Std", 6), ("alle acht Stunden", 8), ("alle 24 h", 24)]
)
def test_hours_in_german_are_understood(text: str, hours: int) -> None:
    assert spoken(text).a_day == {24 / hours}


@pytest.mark.parametrize(("word", "number"), german.NUMBERS.items())
def test_each_number_that_is_a_word_in_german_is_understood(word: str, number: str) -> None:
    assert spoken(f"Alle {word} Stunden").a_day == {Fraction(24, int(number))}
    assert spoken(f"alle {word} Wochen").a_day == {Fraction(1, 7 * int(number))}


@pytest.mark.parametrize("text", ["alle dreizehn Tage", "alle vierzig Stunden", "alle 100 Stunden", "alle Stunden"])
def test_a_word_that_only_begins_like_a_number_in_german_is_none(text: str) -> None:
    assert spoken(text).a_day == frozenset()
