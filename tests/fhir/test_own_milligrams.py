"""Milligrams of a compound of magnesium: 700 mg of the oxide are 17.4 mmol, 700 mg of the magnesium in it 28.8 mmol."""

import pytest

from dosing.fhir.lists.magnesium import milligrams_of_magnesium_itself
from tests.fhir.test_doses import errors
from tests.fhir.test_medication import referring, tablet
from tests.fhir.written import RXNORM, Json, codes, deficient, dosage, order, quantity, read, repeat

OXIDE = {"coding": [{"system": RXNORM, "code": "6582"}]}
HYDROXIDE = {"coding": [{"system": RXNORM, "code": "104015"}]}


def oxide(value: float, unit: str, words: str = "", medication: Json = OXIDE, **more: object) -> Json:
    dose = quantity(value, unit) | ({"unit": words} if words else {})
    return order(dosage(dose, repeat(1, when=["HS"]), **more), medication=medication)


@pytest.mark.parametrize(
    "text",
    [
        "700 mg elemental magnesium at bedtime",
        "700 mg of magnesium at bedtime",
        "Magnesium 700 mg at bedtime",
        "0.7 g magnesium at bedtime",
        "700 mg Mg at bedtime",
        "700 mg (elemental) at bedtime",
        "700 mg elementares Magnesium",
        "700 Milligramm Magnesium",
        "700000 µg magnesium",
        "Magnesium oxide, 700 mg elemental magnesium",
        "Dose is in elemental magnesium",
        "Take 500 mg magnesium and then 200 mg more",
    ],
)
@pytest.mark.parametrize("place", ["text", "patientInstruction", "note", "renderedDosageInstruction"])
def test_milligrams_that_words_say_are_of_magnesium_itself_are_not_read_as_those_of_the_oxide(
    text: str, place: str
) -> None:
    if place in {"text", "patientInstruction"}:
        sent = order(dosage(quantity(700, "mg"), repeat()) | {place: text}, medication=OXIDE)
    else:
        sent = oxide(700, "mg") | {place: [{"text": text}] if place == "note" else text}
    reading = read(sent, deficient())
    assert reading.asked is None
    assert "unit-unclear" in errors(reading)


@pytest.mark.parametrize("words", ["mg elemental magnesium", "mg Mg", "mg (elemental)", "mg of magnesium"])
@pytest.mark.parametrize("place", ["doseQuantity", "doseRange"])
def test_words_of_a_unit_say_so_too(words: str, place: str) -> None:
    dose = quantity(700, "mg") | {"unit": words}
    stated = {"doseAndRate": [{place: dose if place == "doseQuantity" else {"high": dose}}]}
    sent = order({"timing": {"repeat": repeat()}} | stated, medication=OXIDE)
    assert errors(read(sent, deficient())) == ["unit-unclear"]


@pytest.mark.parametrize(
    "sent",
    [
        oxide(700, "mg", "MG"),
        oxide(700, "mg", "mg magnesium oxide"),
        oxide(700, "mg", text="700 mg of magnesium oxide at bedtime"),
        oxide(700, "mg", text="Magnesiumoxid 700 mg zur Nacht"),
        oxide(700, "mg", text="Take at bedtime, for low magnesium"),
        oxide(20, "mmol", "mmol magnesium", text="20 mmol of elemental magnesium"),
        oxide(400, "mg", medication=OXIDE | {"text": "magnesium oxide 400 mg (241.3 mg magnesium) tablet"}),
        oxide(400, "mg", medication=OXIDE | {"text": "Magnesium"}),
        oxide(0, "mg", text="elemental magnesium"),
        order(dosage(quantity(15, "mL"), repeat(), text="15 mL (518 mg elemental magnesium)"), medication=HYDROXIDE),
        order(dosage(quantity(5, "mg"), repeat(), text="with 100 mg magnesium")),
    ],
)
def test_what_names_the_compound_or_is_no_mass_of_it_is_read(sent: Json) -> None:
    assert "unit-unclear" not in errors(read(sent, deficient()))


def test_milligrams_of_the_hydroxide_are_its_own_too() -> None:
    sent = order(dosage(quantity(500, "mg"), repeat(), text="500 mg elemental magnesium"), medication=HYDROXIDE)
    assert errors(read(sent, deficient())) == ["unit-unclear"]


def test_a_name_of_a_product_that_tells_of_magnesium_itself_leaves_its_milligrams_open() -> None:
    named = OXIDE | {"text": "Magnesium 400 mg"}
    assert errors(read(oxide(400, "mg", medication=named), deficient())) == ["unit-unclear"]
    assert errors(read(oxide(12, "mmol", medication=named), deficient())) == []


def tablets(of: Json, held: Json) -> Json:
    product = tablet(code=OXIDE)
    product["ingredient"] = [{"strength": {"numerator": held, "denominator": quantity(1, "{tbl}")}, **of}]
    return referring("#m1", contained=[product])


@pytest.mark.parametrize(
    ("of", "held", "found"),
    [
        ({"itemCodeableConcept": {"text": "elemental magnesium"}}, quantity(400, "mg"), ["medication-unclear"]),
        ({"itemCodeableConcept": {"text": "Magnesium"}}, quantity(400, "mg"), ["medication-unclear"]),
        ({"itemCodeableConcept": {"text": "Magnesium (as magnesium oxide)"}}, quantity(1, "g"), ["medication-unclear"]),
        ({"itemCodeableConcept": OXIDE | {"text": "Magnesium"}}, quantity(400, "mg"), ["medication-unclear"]),
        ({"itemCodeableConcept": {"text": "an antacid"}}, quantity(400, "mg"), ["medication-unclear"]),
        ({"itemReference": {"display": "Magnesium"}}, quantity(400, "mg"), ["medication-unclear"]),
        ({"itemCodeableConcept": OXIDE}, quantity(400, "mg"), []),
        ({"itemCodeableConcept": {"text": "Magnesium oxide"}}, quantity(400, "mg"), []),
        ({"itemReference": {"display": "Magnesium oxide"}}, quantity(400, "mg"), []),
        ({}, quantity(400, "mg"), []),
        ({"itemCodeableConcept": {"text": "Magnesium"}}, quantity(4, "mmol"), []),
    ],
)
def test_a_strength_in_milligrams_counts_only_where_the_ingredient_is_the_compound(
    of: Json, held: Json, found: list[str]
) -> None:
    reading = read(tablets(of, held), deficient())
    assert errors(reading) == found
    assert ("substance-assumed" in codes(reading)) is (not found and held["unit"] == "mg")


def test_an_amount_is_one_of_magnesium_itself_only_where_that_is_said_of_it() -> None:
    assert milligrams_of_magnesium_itself("400 mg magnesium oxide, 1.5-mg tablets, 20 mmol magnesium") == frozenset()
