"""A product that is named in several ways: they agree, or what is ordered cannot be told, and why is said."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from msgspec import Raw

from dosing.fhir.lists.names import ORDERED, TAKEN, substances
from dosing.fhir.lists.other_names import OTHER_NAMES
from dosing.fhir.parts.elements import Quantity
from dosing.fhir.parts.unit import Measured
from dosing.fhir.product.strength import by_words
from dosing.service.orders import answer_to
from tests.fhir.test_doses import errors, phases
from tests.fhir.test_medication import ATC, coded, referring, tablet
from tests.fhir.work import lines_of
from tests.fhir.written import (
    BACLOFEN,
    RXNORM,
    TABLET_10,
    Json,
    codes,
    dosage,
    order,
    person,
    quantity,
    read,
    record,
    repeat,
    searched,
)

_ONE_TABLET = dosage(quantity(1, "{tbl}"), repeat())
_FIVE = dosage(quantity(5, "mg"), repeat())


def _coding(code: str, display: str = "", system: str = RXNORM) -> Json:
    return {"system": system, "code": code, **({"display": display} if display else {})}


@pytest.mark.parametrize(
    ("concept", "named"),
    [
        ({"coding": [_coding("197391"), _coding("197392")]}, ["10 mg by the code 197391", "20 mg by the code 197392"]),
        ({"coding": [_coding("197391"), _coding("250976")]}, ["1 mg/mL by the code 250976"]),
        (coded(RXNORM, "197391", "baclofen 20 MG Oral Tablet"), ["10 mg by the code 197391", "20 mg by 'baclofen 20"]),
        ({**TABLET_10, "text": "Baclofen 20mg tab"}, ["20 mg by 'Baclofen 20mg tab'"]),
        ({**TABLET_10, "text": "Baclofen 0.02 g"}, ["20 mg by 'Baclofen 0.02 g'"]),
        ({**TABLET_10, "text": "Baclofen 5 mg/5 mL oral solution"}, ["1 mg/mL by"]),
        (coded(RXNORM, "250976", "baclofen 2 MG/ML Oral Solution"), ["2 mg/mL by"]),
        ({"coding": [_coding("1292", "baclofen 10 MG")], "text": "baclofen 20 MG"}, ["20 mg by", "10 mg by"]),
        (coded(RXNORM, "197391", "warfarin sodium 10 MG Oral Tablet"), ["warfarin by 'warfarin sodium"]),
        ({**BACLOFEN, "text": "Warfarin"}, ["warfarin by 'Warfarin'"]),
        ({**TABLET_10, "text": "Furosemide"}, ["baclofen by the code 197391", "furosemide by"]),
        ({"coding": [_coding("1292"), _coding("6582")]}, ["baclofen by the code 1292", "magnesium oxide by the code"]),
        ({"coding": [_coding("1292"), _coding("A06AD02", system=ATC)]}, ["magnesium oxide by the code A06AD02"]),
        ({"coding": [_coding("197391"), _coding("B01AA03", system=ATC)]}, ["B01AA03 of ATC is another drug than bac"]),
        ({**BACLOFEN, "text": "Baclofen / tizanidine"}, ["beside baclofen: baclofen and tizanidine by"]),
        ({**coded(RXNORM, "6582"), "text": "Magnesium citrate"}, ["magnesium citrate by"]),
        ({"coding": [{"display": "Furosemide 40 MG"}], "text": "Bumetanide 1 MG"}, ["bumetanide by", "furosemide by"]),
        ({"coding": [_coding("197391"), _coding("1666613")]}, ["for the spinal canal and one by mouth"]),
        ({**TABLET_10, "text": "baclofen intrathecal"}, ["for the spinal canal and one by mouth"]),
        ({"coding": [{"display": "albumin 5 %"}], "text": "albumin 25 %"}, ["250 mg/mL by 'albumin 25 %'"]),
    ],
)
def test_a_product_that_is_named_as_two_is_neither_and_both_are_named(concept: Json, named: list[str]) -> None:
    reading = read(order(_ONE_TABLET, medication=concept))
    assert (reading.asked, errors(reading)) == (None, ["medication-unclear"])
    (said,) = [remark.text for remark in reading.remarks if remark.code == "medication-unclear"]
    assert all(words in said for words in named), said


@pytest.mark.parametrize(
    "concept",
    [
        {"coding": [_coding("197391"), _coding("1292"), _coding("M03BX01", system=ATC)], "text": "Baclofen"},
        {"coding": [_coding("197391"), _coding("617299")]},
        {"coding": [_coding("197391"), _coding("M03BX", system=ATC)]},
        {**TABLET_10, "text": "a muscle relaxant"},
        {**TABLET_10, "text": "Baclofène, comprimé"},
        {**TABLET_10, "text": "Lioresal 10 mg"},
        {**TABLET_10, "text": "Baclofen 10 mg tablet: 5 mg three times daily"},
        {**TABLET_10, "text": "Baclofen 30 mg/day"},
        {**TABLET_10, "text": "BACLOFEN 0.01 G TAB"},
        coded(RXNORM, "197391", "baclofen 10 MG Oral Tablet [Lioresal]"),
        {"coding": [_coding("197391"), _coding("4711", "local code", "urn:local")]},
    ],
)
def test_names_of_one_product_and_words_that_are_not_known_are_no_contradiction(concept: Json) -> None:
    assert phases(read(order(_ONE_TABLET, medication=concept))) == [(["10"], None)]


@pytest.mark.parametrize(
    "name", ["Lisinopril 10 MG / hydrochlorothiazide 12.5 MG Oral Tablet", "Acetaminophen/codeine"]
)
def test_a_product_of_several_drugs_that_no_rule_is_about_does_not_contradict_itself(name: str) -> None:
    one = {"coding": [{"display": name}], "text": name.partition(" ")[0].partition("/")[0]}
    assert errors(read(order(_FIVE, medication=one))) == []


def test_a_reference_that_is_called_by_another_name_than_what_it_leads_to_is_unclear() -> None:
    written = referring("#m1", contained=[tablet()])
    written["medicationReference"]["display"] = "Baclofen 10 mg"
    assert phases(read(written)) == [(["10"], None)]
    for display in ("Warfarin 5 mg", "Baclofen 20 mg"):
        written["medicationReference"]["display"] = display
        assert errors(read(written)) == ["medication-unclear"]


def test_a_medication_of_r5_that_is_coded_and_referred_to_is_read_as_neither() -> None:
    written = order(_FIVE)
    del written["medicationCodeableConcept"]
    both = {"concept": BACLOFEN, "reference": {"reference": "#m1"}}
    assert errors(read(written | {"medication": both})) == ["medication-unclear"]
    assert errors(read(order(_FIVE, medication=BACLOFEN) | {"medication": {"concept": BACLOFEN}})) == [
        "medication-unclear"
    ]


def _product(*ingredients: Json, **more: object) -> Json:
    held = tablet()["ingredient"][0]
    return tablet() | {"ingredient": [{**held, **one} for one in ingredients], **more}


MANY: dict[str, Callable[[int], list[Json]]] = {
    "one code, many times": lambda n: [_coding("430902")] * n,
    "displays that all differ": lambda n: [_coding("1292"), *({"display": f"baclofen {i:05}"} for i in range(n))],
    "displays of two strengths": lambda n: [_coding("430902"), *({"display": f"5 mg, {i} mg"} for i in range(n))],
    "two drugs in each": lambda n: [{"display": f"{i} lisinopril/{name}"} for i in range(n) for name in ("x", "senna")],
    "two that differ at last": lambda n: [*([_coding("430902")] * n), _coding("197392")],
}


@pytest.mark.parametrize("codings", MANY.values(), ids=MANY)
def test_a_product_of_twice_as_many_codings_takes_twice_as_many_lines_of_code(
    codings: Callable[[int], list[Json]],
) -> None:
    few, many = (lines_of(order(_FIVE, medication={"coding": codings(n)})) for n in (200, 400))
    assert many < 2.2 * few
    assert errors(read(order(_FIVE, medication={"coding": codings(20_000)}))) in ([], ["medication-unclear"])


def test_what_is_named_by_three_that_have_only_in_pairs_something_in_common_is_unclear() -> None:
    pairs = ("lisinopril/amlodipine", "amlodipine/senna", "senna/lisinopril")
    concept = {"coding": [{"display": name} for name in pairs]}
    assert errors(read(order(_FIVE, medication=concept))) == ["medication-unclear"]
    strengths = {
        "coding": [_coding("1292", f"baclofen {two}") for two in ("5 mg, 10 mg", "10 mg, 20 mg", "20 mg, 5 mg")]
    }
    assert errors(read(order(_FIVE, medication=strengths))) == ["medication-unclear"]


_ITEM = {"itemCodeableConcept": {"text": "Baclofen"}}
_STARCH: Json = {"itemCodeableConcept": {"text": "Starch"}, "isActive": False}


@pytest.mark.parametrize(
    ("product", "code"),
    [
        (_product({"itemCodeableConcept": {"text": "Warfarin"}}), "medication-unclear"),
        (_product({"itemCodeableConcept": coded(RXNORM, "6582")}, code=TABLET_10), "medication-unclear"),
        (_product(_ITEM, {"itemCodeableConcept": {"text": "Tizanidine"}}), "medication-unclear"),
        (_product(_ITEM | {"isActive": False}), "medication-unclear"),
        (_product({"itemReference": {"reference": "#sub1"}}), "medication-unclear"),
        (_product(_ITEM | {"modifierExtension": [{"url": "urn:x"}]}), "modifier"),
        (_product(_STARCH | {"modifierExtension": [{"url": "urn:x"}]}, _ITEM), "modifier"),
        (_product(_ITEM, status="entered-in-error"), "medication-unclear"),
        (_product(_ITEM, code={"text": "Baclofen", "coding": [{"display": "baclofen 20 MG"}]}), "medication-unclear"),
        (_product(_ITEM | {"strengthQuantity": quantity(20, "mg")}), "medication-unclear"),
        (_product(_ITEM | {"strengthCodeableConcept": {"text": "20 mg"}}), "medication-unclear"),
        (tablet(code=BACLOFEN, ingredient=[_ITEM, {"itemCodeableConcept": {"text": "Xyz"}}]), "medication-unclear"),
    ],
)
def test_a_product_whose_ingredient_contradicts_it_or_may_mean_something_else_is_not_read(
    product: Json, code: str
) -> None:
    reading = read(referring("#m1", contained=[product]))
    assert (reading.asked, errors(reading)) == (None, [code])


@pytest.mark.parametrize(
    "product",
    [
        _product(_ITEM),
        _product(_STARCH, _ITEM),
        _product(_ITEM | {"isActive": True}, status="inactive"),
        _product({"itemReference": {"reference": "#sub1", "display": "Baclofen"}}),
        _product(_ITEM | {"strengthQuantity": quantity(0.01, "g")}),
        _product(_ITEM, code=TABLET_10),
        tablet(code=BACLOFEN, ingredient=[_ITEM | {"strengthQuantity": quantity(10, "mg")}]),
        tablet(code=None, ingredient=[_STARCH, tablet()["ingredient"][0] | _ITEM]),
    ],
)
def test_a_product_of_one_active_ingredient_that_agrees_with_it_is_read(product: Json) -> None:
    assert phases(read(referring("#m1", contained=[product]))) == [(["10"], None)]


def test_two_products_of_one_id_that_differ_are_neither() -> None:
    for same, is_found in (((tablet(), tablet()), True), ((tablet(10), tablet(20)), False)):
        known = record(person(), medications=searched(*same))
        assert (errors(read(referring("Medication/m1"), known)) == []) is is_found
    assert errors(read(referring("#m1", contained=[tablet(10), tablet(20)]))) == ["medication-not-found"]


def test_a_strength_in_words_that_no_decimal_ends_says_nothing() -> None:
    solution = coded(RXNORM, "250976") | {"text": "Baclofen 5 mg/3 mL"}
    assert errors(read(order(dosage(quantity(5, "mL"), repeat()), medication=solution))) == []


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("Baclofen 1 mg/mL", {Measured(Decimal(1), "mg/mL")}),
        ("Baclofen 1 mg pro ml Lösung", {Measured(Decimal(1), "mg/mL")}),
        ("Baclofen 10 mg", {Measured(Decimal(10), "mg")}),
        ("10 mg/Tag", set()),
        ("10 mg am Tag", set()),
        ("10 mg täglich", set()),
        ("10 mg per day", set()),
    ],
)
def test_a_mass_in_words_is_a_strength_unless_it_is_one_of_a_day(words: str, held: set[Measured]) -> None:
    assert by_words(words) == held


def test_a_product_of_several_ingredients_without_a_name_is_none() -> None:
    assert errors(read(referring("#m1", contained=[tablet(code=None, ingredient=[_ITEM, _ITEM])]))) == ["no-medication"]


def test_a_product_in_the_order_that_is_not_built_as_fhir_has_it_is_not_found() -> None:
    assert errors(read(referring("#m1", contained=[tablet(code=5)]))) == ["medication-not-found"]


def test_what_is_taken_and_named_as_two_is_not_used_and_said() -> None:
    taken = order(_FIVE, medication={**BACLOFEN, "text": "Warfarin"}, id="m9", status="active")
    assert "evidence-not-used" in codes(read(order(_FIVE), record(person(), medications=searched(taken))))


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Paracetamol 500 mg", "Acetaminophen"),
        ("ciclosporin", "cyclosporine"),
        ("valproic acid", "Divalproex"),
        ("Magnesium sulphate", "magnesium sulfate"),
        ("rifampicin", "rifampin"),
    ],
)
def test_two_names_of_one_substance_are_no_contradiction(name: str, same: str) -> None:
    assert substances(name) == substances(same) != frozenset()


def test_no_name_of_another_drug_is_one_of_a_drug_that_is_known() -> None:
    assert not OTHER_NAMES & ({*ORDERED} | {*TAKEN})
    assert all(len(substances(name)) == 1 for name in OTHER_NAMES)
    assert all(len(name.split()) <= 2 for name in OTHER_NAMES)


def test_numbers_that_are_written_alike_are_alike() -> None:
    assert Quantity(value=Raw(b"10")) == Quantity(value=Raw(b"10"))


def test_an_order_of_a_name_that_is_only_known_to_be_another_is_not_covered() -> None:
    reading = read(order(_FIVE, medication={"text": "Warfarin"}))
    assert reading.asked is not None
    assert answer_to(reading.asked).status == "not_covered"
