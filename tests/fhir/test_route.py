"""How it is given: what is not by mouth is never held against limits of what is, whichever part says so."""

import json

import pytest

from dosing.core.ordered import NamedOrder
from dosing.wire.answered import ECHO
from tests.fhir.written import BACLOFEN, Json, codes, dosage, order, quantity, read, repeat

ROUTES = "http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration"
SNOMED = "http://snomed.info/sct"


def snomed(code: str, display: str = "") -> Json:
    return {"coding": [{"system": SNOMED, "code": code} | ({"display": display} if display else {})]}


def given(**more: object) -> Json:
    return order(dosage(quantity(5, "mg"), repeat(2), **more))


INTRATHECAL: dict[str, Json] = {
    "another of HL7's codes": given(route={"coding": [{"system": ROUTES, "code": "ITINJ"}], "text": "oral"}),
    "HL7's code of another system": given(route={"coding": [{"system": "urn:local", "code": "PO"}]}),
    "the site's words": given(site={"text": "intrathecal"}),
    "the site's code": given(site=snomed("72607000", "Intrathecal route")),
    "a site of the spine": given(route={"text": "oral"}, site={"text": "Lumbar spine"}),
    "the method's words": given(method={"text": "Intrathecal pump"}),
    "the method's display": given(method=snomed("422145002", "Inject - dosing instruction imperative")),
    "the method's code alone": given(method=snomed("422145002")),
    "a code of the mouth with words of a pump": given(method=snomed("419652001") | {"text": "take by infusion pump"}),
    "German words of the instruction": given(text="2x täglich 5 mg intrathekal"),
    "the words of the instruction": given(text="5 mg intrathecally twice a day"),
    "an additional instruction": given(additionalInstruction=[{"text": "for intrathecal use"}]),
    "the route": given(route={"text": "Intrathecal"}),
    "the site of an instruction that is not understood": order(
        dosage(quantity(5, "ea"), repeat(2), site={"text": "intrathecal"})
    ),
    "a route that is not known": given(route={"text": "by the usual way"}),
}


@pytest.mark.parametrize("sent", INTRATHECAL.values(), ids=INTRATHECAL)
def test_baclofen_given_otherwise_than_by_mouth_is_never_judged_by_oral_limits_and_that_is_said(sent: Json) -> None:
    reading = read(sent)
    assert reading.drug != "baclofen"
    assert reading.asked is None or isinstance(reading.asked.ordered, NamedOrder)
    assert {"other-way", "way-unclear"} & set(codes(reading))


BY_MOUTH: dict[str, Json] = {
    "swallow": given(method=snomed("421521009", "Swallow - dosing instruction imperative (qualifier value)")),
    "take": given(method=snomed("419652001", "Take")),
    "take, by its code": given(method=snomed("419652001")),
    "take, in words": given(method={"text": "Take with water"}),
    "by mouth, as a method": given(method={"text": "By mouth"}),
    "in the mouth": given(site={"text": "Mouth"}),
    "orally": given(route={"text": "Orally"}),
    "HL7's code": given(route={"coding": [{"system": ROUTES, "code": "PO", "display": "Swallow, oral"}]}),
    "all of them": given(route=snomed("26643006", "Oral route"), method={"text": "Swallow"}, text="5 mg twice a day"),
}


@pytest.mark.parametrize("sent", BY_MOUTH.values(), ids=BY_MOUTH)
def test_what_is_by_mouth_in_every_part_is_judged(sent: Json) -> None:
    reading = read(sent)
    assert (reading.drug, codes(reading), reading.is_understood) == ("baclofen", [], True)


def test_a_way_that_cannot_be_told_is_not_understood_and_a_known_other_one_not_covered() -> None:
    assert not read(given(route={"text": "via tube"})).is_understood
    assert codes(read(given(route={"text": "via tube"}))) == ["way-unclear"]
    assert codes(read(given(route={"text": "rectal"}))) == ["other-way"]


def test_a_product_of_baclofen_for_injection_is_not_covered() -> None:
    product = {
        "resourceType": "Medication",
        "id": "pump",
        "code": BACLOFEN,
        "form": {"text": "Solution for injection"},
    }
    sent = given(contained=[product]) | {"contained": [product], "medicationReference": {"reference": "#pump"}}
    del sent["medicationCodeableConcept"]
    assert codes(read(sent)) == ["other-way"]
    of_r5 = json.loads(json.dumps(sent).replace('"form"', '"doseForm"'))
    assert codes(read(of_r5)) == ["other-way"]
    by_name = order(medication=BACLOFEN | {"text": "baclofen 0.5 MG/ML Injectable Solution"})
    assert codes(read(by_name)) == ["other-way"]
    tablet = json.loads(json.dumps(sent).replace("Solution for injection", "Tablet"))
    assert read(tablet).drug == "baclofen"


def test_albumin_into_a_vein_of_the_arm_is_judged_and_by_mouth_is_not() -> None:
    albumin = {"text": "albumin human 25 %"}

    def infused(**more: object) -> Json:
        return order(dosage(quantity(25, "g"), repeat(1, 1, "wk"), **more), medication=albumin)

    assert read(infused(site={"text": "Left arm"}, method={"text": "Infuse"})).drug == "albumin"
    assert codes(read(infused(route={"text": "oral"}))) == ["other-way"]
    assert "way-unclear" in codes(read(infused(route={"text": "PICC"})))


#: In words only: the rest of the instruction says nothing of the way.
TOLD_OTHERWISE = [
    "5 mg via tube twice a day",
    "5 mg through the PEG twice a day",
    "5 mg IV twice a day",
    "5 mg iv twice a day",
    "5 mg i.v. twice a day",
    "Inject 5 mg intramuscularly twice a day",
    "5 mg IM twice a day",
    "5 mg im twice a day",
    "5 mg rectally twice a day",
    "5 mg as a suppository twice a day",
    "5 mg subcutaneous injection twice a day",
    "5 mg SC twice a day",
    "5 mg sc twice a day",
    "5 mg SL twice a day",
    "5 mg via PEG tube twice a day",
    "5 mg per feeding tube twice a day",
    "5 mg by mouth or through the gastrostomy twice a day",
    "Give 5 mg by NG tube twice a day",
    "2x täglich 5 mg über die PEG-Sonde",
    "5 mg epidural twice a day",
    "5 mg via (intraspinal) pump twice a day",
    "5 mg by slow infusion twice a day",
    "5 mg IT twice a day",
    "2x täglich 5 mg i. v.",
    "2x täglich 5 mg s. c.",
    "2x täglich 5 mg als Kurzinfusion",
    "2x täglich 5 mg über die Pumpe",
    "2x täglich 5 mg über PEG",
    "2x täglich 5 mg als Zäpfchen",
    "2x täglich 5 mg peridural",
]


@pytest.mark.parametrize("text", TOLD_OTHERWISE)
@pytest.mark.parametrize("place", ["text", "patientInstruction", "additionalInstruction", "renderedDosageInstruction"])
def test_another_way_that_only_words_tell_makes_the_way_unclear(text: str, place: str) -> None:
    if place == "renderedDosageInstruction":
        sent = given() | {place: text}
    else:
        sent = given(**{place: [{"text": text}] if place == "additionalInstruction" else text})
    reading = read(sent)
    assert reading.drug != "baclofen"
    assert ("way-unclear" in codes(reading), reading.is_understood) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "5 mg twice a day for spasticity after a spinal cord injury",
        "5 mg twice a day by mouth, with a proton pump inhibitor",
        "5 mg twice a day; kidney disease stage IV",
        "2x täglich 5 mg im Sitzen",
        "5 mg twice a day. TAKE IT WITH FOOD",
        "5 mg twice a day for intractable spasticity, not if confused",
        "5 mg twice a day, with PEG 3350",
        "5 mg twice a day; call for rectal bleeding",
        "5 mg twice a day, also on the day after an injection of botulinum toxin",
        "(iv) take 5 mg twice a day",
        "5 mg twice a day. For oral use only, do not inject",
        "5 mg twice a day; not for IV use",
        "5 mg twice a day. Don’t inject it",
        "2x täglich 5 mg, unzerkaut schlucken",
    ],
)
def test_what_only_sounds_like_another_way_contradicts_nothing(text: str) -> None:
    reading = read(given(text=text))
    assert (reading.drug, codes(reading)) == ("baclofen", [])


@pytest.mark.parametrize("text", ["12 mmol IV at night", "12 mmol by infusion", "inject 12 mmol"])
def test_magnesium_oxide_into_a_vein_in_words_is_not_understood(text: str) -> None:
    sent = order(dosage(quantity(12, "mmol"), repeat(1), text=text), medication={"text": "Magnesium oxide"})
    assert codes(read(sent)) == ["way-unclear"]


@pytest.mark.parametrize(
    ("text", "drug"),
    [
        ("25 g IV once a week", "albumin"),
        ("Infuse 25 g over 4 hours through the central line; encourage PO fluids", "albumin"),
        ("25 g by pump once a week, oral fluids as tolerated", "albumin"),
        ("25 g once a week, not for oral use", "albumin"),
        ("25 g by mouth once a week", "albumin (by mouth)"),
        ("25 g PO once a week", "albumin (PO)"),
        ("25 g zum Einnehmen", "albumin (zum Einnehmen)"),
        ("25 g IM once a week", "albumin (IM)"),
        ("25 g intraperitoneally once a week", "albumin (intraperitoneally)"),
    ],
)
def test_words_that_tell_of_albumin_otherwise_than_into_a_vein_are_heard(text: str, drug: str) -> None:
    sent = order(dosage(quantity(25, "g"), repeat(1, 1, "wk"), text=text), medication={"text": "albumin human 25 %"})
    reading = read(sent)
    assert reading.drug == drug
    assert ("way-unclear" in codes(reading)) is (drug != "albumin")


def test_of_words_that_tell_of_a_way_no_more_than_64_characters_come_back() -> None:
    reading = read(given(text=f"5 mg twice a day via {'x' * 200} tube"))
    assert codes(reading) == ["way-unclear"]
    assert "x" * (ECHO - 3) not in reading.remarks[0].text + reading.drug
