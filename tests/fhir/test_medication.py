import pytest

from dosing.fhir.lists.codes import DRUGS, INTRATHECAL, STRENGTHS
from dosing.service.orders import answer_to
from tests.fhir.test_doses import errors, phases
from tests.fhir.written import RXNORM, TABLET_10, Json, codes, dosage, order, person, quantity, read, record, repeat

ATC = "http://www.whocc.no/atc"
ONCE = dosage(quantity(5, "mg"), repeat())


def coded(system: str, code: str, display: str = "") -> Json:
    return {"coding": [{"system": system, "code": code, **({"display": display} if display else {})}]}


@pytest.mark.parametrize(("code", "drug"), [(code, drug) for code, (drug, _) in DRUGS.items()])
def test_every_listed_code_is_its_drug(code: tuple[str, str], drug: str) -> None:
    assert read(order(ONCE, medication=coded(*code))).drug == drug


def test_every_listed_code_and_strength_has_a_source() -> None:
    assert all(source for _, source in DRUGS.values())
    assert set(STRENGTHS) <= set(DRUGS)


@pytest.mark.parametrize("name", ["Baclofen", "BACLOFEN", "  baclofen "])
def test_a_name_is_matched_exactly_case_aside(name: str) -> None:
    assert read(order(ONCE, medication={"text": name})).drug == "baclofen"


@pytest.mark.parametrize(
    "name",
    [
        "Baclofen 10 mg tab",
        "Lioresal",
        "baclofen/tizanidine",
        "Magnesium",
        "Magnesium citrate and oxide of magnesium",
        "Magnesium carbonate/magnesium hydroxide chewable tablet",
        "Magnesiumoxid 400 mg Tabletten",
        "albumin 4 %",
    ],
)
def test_a_name_that_only_speaks_of_a_drug_with_rules_is_unclear(name: str) -> None:
    reading = read(order(ONCE, medication={"text": name}))
    assert (reading.asked, errors(reading)) == (None, ["medication-unclear"])


@pytest.mark.parametrize(
    "sent",
    [
        {"text": "Magnesium citrate"},
        {"text": "Magnesium sulfate 4 g in 100 mL IV"},
        coded(RXNORM, "6585", "magnesium sulfate") | {"text": "MAGNESIUM SULFATE"},
    ],
)
def test_another_salt_of_magnesium_is_another_drug_and_no_rule_is_about_it(sent: Json) -> None:
    reading = read(order(ONCE, medication=sent))
    assert reading.asked is not None
    assert answer_to(reading.asked).status == "not_covered"
    assert reading.is_understood


@pytest.mark.parametrize(
    ("name", "drug"),
    [
        ("Magnesiumoxid", "magnesium-oxide"),
        ("Magnesiumhydroxid", "magnesium-hydroxide"),
        ("Humanalbumin 20 %", "albumin"),
        ("Chinin", "quinine"),
        ("Chininsulfat 200 mg Filmtabletten", "quinine"),
    ],
)
def test_a_drug_is_known_by_its_german_name_too(name: str, drug: str) -> None:
    assert read(order(ONCE, medication={"text": name})).drug == drug


def test_a_code_of_another_system_or_case_is_no_code() -> None:
    for system, code in (("urn:oid:1.2.3", "1292"), (RXNORM, "1292 "), (ATC, "m03bx01")):
        reading = read(order(ONCE, medication=coded(system, code, "a muscle relaxant")))
        assert reading.drug == "a muscle relaxant"
        assert reading.asked is not None
        assert answer_to(reading.asked).status == "not_covered"


def test_a_code_and_a_name_of_two_drugs_are_unclear() -> None:
    both = coded(RXNORM, "1292") | {"text": "magnesium oxide"}
    assert errors(read(order(ONCE, medication=both))) == ["medication-unclear"]


@pytest.mark.parametrize("code", sorted(INTRATHECAL))
def test_baclofen_into_the_spinal_canal_is_another_drug(code: tuple[str, str]) -> None:
    reading = read(order(ONCE, medication=coded(*code, "baclofen 2 MG/ML Injection")))
    assert codes(reading) == ["other-way"]
    assert reading.asked is not None
    assert answer_to(reading.asked).status == "not_covered"


@pytest.mark.parametrize("more", [{"text": "Baclofen intrathecal"}, {"text": "Gablofen"}])
def test_a_name_says_the_way_too(more: Json) -> None:
    reading = read(order(ONCE, medication=coded(RXNORM, "1292") | more))
    assert codes(reading) == ["other-way"]


@pytest.mark.parametrize(
    ("route", "is_oral"),
    [
        (coded("http://snomed.info/sct", "26643006"), True),
        ({"text": "Oral"}, True),
        ({"text": "PO"}, True),
        ({"text": "intrathecal"}, False),
        (coded("http://snomed.info/sct", "47625008", "Intravenous route"), False),
    ],
)
def test_another_route_than_by_mouth_is_not_covered(route: Json, is_oral: bool) -> None:  # noqa: FBT001 -- a parameter
    reading = read(order(ONCE | {"route": route}))
    assert reading.asked is not None
    assert (answer_to(reading.asked).status != "not_covered") is is_oral
    assert (codes(reading) == []) is is_oral


def referring(reference: str, **more: list[Json]) -> Json:
    written = order(dosage(quantity(1, "{tbl}"), repeat())) | more
    del written["medicationCodeableConcept"]
    return written | {"medicationReference": {"reference": reference}}


def tablet(milligrams: float = 10, **more: object) -> Json:
    strength = {"numerator": quantity(milligrams, "mg"), "denominator": quantity(1, "TAB", "urn:forms")}
    strength["denominator"] = quantity(1, "{tbl}")
    return {
        "resourceType": "Medication",
        "id": "m1",
        "code": {"text": "baclofen"},
        "ingredient": [{"strength": strength}],
        **more,
    }


def test_a_contained_medication_is_followed() -> None:
    assert phases(read(referring("#m1", contained=[tablet()]))) == [(["10"], None)]


def test_a_medication_of_the_record_is_followed() -> None:
    known = record(person(), medications={"resourceType": "Bundle", "entry": [{"resource": tablet(20)}]})
    assert phases(read(referring("Medication/m1"), known)) == [(["20"], None)]
    assert phases(read(referring("https://fhir.example/Medication/m1"), known)) == [(["20"], None)]


def test_a_medication_is_followed_by_its_address() -> None:
    entry = {"fullUrl": "urn:uuid:7e8a", "resource": tablet(5)}
    known = record(person(), medications={"resourceType": "Bundle", "entry": [entry]})
    assert phases(read(referring("urn:uuid:7e8a"), known)) == [(["5"], None)]


ELSEWHERE = "https://b.example/fhir/Medication/m1"


@pytest.mark.parametrize(
    ("address", "reference", "is_found"),
    [
        (ELSEWHERE, ELSEWHERE, True),
        (ELSEWHERE, "Medication/m1", True),
        (ELSEWHERE, "https://a.example/fhir/Medication/m1", False),
        (ELSEWHERE, "https://b.example/dstu2/Medication/m1", False),
        (ELSEWHERE, f"{ELSEWHERE}/_history/3", False),
        (f"{ELSEWHERE}/_history/3", f"{ELSEWHERE}/_history/3", True),
        ("urn:uuid:7e8a", "https://a.example/fhir/Medication/m1", False),
        (None, "https://a.example/fhir/Medication/m1", True),
    ],
)
def test_a_medication_of_one_server_is_not_found_by_the_address_of_another(
    address: str | None, reference: str, *, is_found: bool
) -> None:
    entry: Json = {"resource": tablet(20)} | ({"fullUrl": address} if address else {})
    known = record(person(), medications={"resourceType": "Bundle", "entry": [entry]})
    reading = read(referring(reference), known)
    assert errors(reading) == ([] if is_found else ["medication-not-found"])


def test_of_two_servers_with_one_id_each_is_found_by_its_own_address_and_neither_by_the_id() -> None:
    other = ELSEWHERE.replace("b.example", "a.example")
    entries = [{"fullUrl": ELSEWHERE, "resource": tablet(20)}, {"fullUrl": other, "resource": tablet(5)}]
    known = record(person(), medications={"resourceType": "Bundle", "entry": entries})
    assert phases(read(referring(ELSEWHERE), known)) == [(["20"], None)]
    assert phases(read(referring(other), known)) == [(["5"], None)]
    assert errors(read(referring("Medication/m1"), known)) == ["medication-not-found"]


@pytest.mark.parametrize("reference", ["#other", "Medication/m2", ""])
def test_a_medication_that_was_not_sent_is_said(reference: str) -> None:
    assert errors(read(referring(reference, contained=[tablet()]))) == ["medication-not-found"]


def test_no_medication_at_all_is_said() -> None:
    written = order(ONCE)
    del written["medicationCodeableConcept"]
    assert errors(read(written)) == ["no-medication"]
    assert errors(read(order(ONCE, medication={"text": "  "}))) == ["no-medication"]


def test_a_code_and_an_ingredient_of_two_strengths_are_unclear() -> None:
    product = tablet(20, code=TABLET_10)
    assert errors(read(referring("#m1", contained=[product]))) == ["medication-unclear"]


def test_a_product_of_several_ingredients_is_not_read() -> None:
    product = tablet()
    product["ingredient"] *= 2
    assert errors(read(referring("#m1", contained=[product]))) == ["medication-unclear"]


@pytest.mark.parametrize("more", [{"modifierExtension": [{"url": "x"}]}, {"implicitRules": "urn:rules"}])
def test_a_product_that_may_mean_something_else_is_not_read(more: Json) -> None:
    assert errors(read(referring("#m1", contained=[tablet(**more)]))) == ["modifier"]


def test_the_medication_of_r5_is_read() -> None:
    written = order(ONCE)
    del written["medicationCodeableConcept"]
    assert read(written | {"medication": {"concept": {"text": "baclofen"}}}).drug == "baclofen"
    by_reference = referring("#m1", contained=[tablet()])
    by_reference["medication"] = {"reference": by_reference.pop("medicationReference")}
    assert phases(read(by_reference)) == [(["10"], None)]


@pytest.mark.parametrize(
    ("name", "drug"),
    [
        ("Ibuprofen", "nsaid"),
        ("Ibuprofen 400 MG Oral Tablet", "nsaid"),
        ("Quinine", "quinine"),
        ("Furosemide", "diuretic"),
        ("clarithromycin", "macrolide"),
    ],
)
def test_a_drug_is_judged_as_its_class_and_that_is_said(name: str, drug: str) -> None:
    reading = read(order(ONCE, medication={"text": name}))
    assert reading.drug == drug
    assert (codes(reading) == []) is (name.casefold() == drug)


@pytest.mark.parametrize(
    ("reason", "indication", "said"),
    [
        ({"text": "Muscle cramps"}, "muscle-cramps", []),
        (coded("http://hl7.org/fhir/sid/icd-10-cm", "R25.2"), "muscle-cramps", []),
        (coded("http://snomed.info/sct", "190855004"), "hypomagnesemia", []),
        ({"text": "Spasticity"}, None, ["reason-unknown"]),
        (coded("http://snomed.info/sct", "55300003"), None, ["reason-unknown"]),
    ],
)
def test_a_reason_is_read_where_rules_know_it(reason: Json, indication: str | None, said: list[str]) -> None:
    for field in ({"reasonCode": [reason]}, {"reason": [{"concept": reason}]}):
        reading = read(order(ONCE, **field))
        assert reading.asked is not None
        assert (reading.asked.indication, codes(reading)) == (indication, said)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"status": "entered-in-error"}, "not-in-force"),
        ({"status": "cancelled"}, "not-in-force"),
        ({"status": "stopped"}, "not-in-force"),
        ({"status": "completed"}, "not-in-force"),
        ({"doNotPerform": True}, "not-in-force"),
        ({"modifierExtension": [{"url": "urn:x"}]}, "modifier"),
        ({"implicitRules": "urn:x"}, "modifier"),
    ],
)
def test_what_is_no_order_in_force_is_not_judged(more: Json, code: str) -> None:
    reading = read(order(ONCE, **more))
    assert (reading.asked, errors(reading)) == (None, [code])


@pytest.mark.parametrize("status", ["draft", "active", "on-hold", "unknown"])
def test_an_order_in_force_or_to_be_is_judged(status: str) -> None:
    assert read(order(ONCE, status=status)).is_understood


def test_an_instruction_with_an_unknown_modifier_is_not_judged_as_if_it_were_whole() -> None:
    reading = read(order(ONCE, ONCE | {"modifierExtension": [{"url": "urn:x"}]}))
    assert (reading.asked, errors(reading)) == (None, ["modifier"])
    assert reading.remarks[0].expression == "MedicationRequest.dosageInstruction[1]"


@pytest.mark.parametrize(
    "broken",
    [
        {"resourceType": "Observation"},
        {"resourceType": "MedicationRequest", "dosageInstruction": {}},
        {"resourceType": "MedicationRequest", "dosageInstruction": [{"doseAndRate": {}}]},
        {"resourceType": 5},
        [],
        "MedicationRequest",
    ],
)
def test_what_is_not_built_as_an_order_is_said(broken: Json) -> None:
    reading = read(broken)
    assert (reading.asked, errors(reading)) == (None, ["unreadable"])
