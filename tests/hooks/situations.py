"""Calls of a client, each drug in each of the situations that a card can tell of: what is recorded beside them."""

from collections.abc import Callable
from typing import Any

from tests.fhir.written import (
    BACLOFEN,
    RXNORM,
    TABLET_10,
    dosage,
    egfr,
    order,
    person,
    quantity,
    repeat,
    result,
    searched,
)

Json = dict[str, Any]
SNOMED = "http://snomed.info/sct"

TABLET_20 = {"coding": [{"system": RXNORM, "code": "197392", "display": "baclofen 20 MG Oral Tablet"}]}
OXIDE = {"coding": [{"system": RXNORM, "code": "6582"}], "text": "Magnesium oxide"}
HYDROXIDE = {"coding": [{"system": RXNORM, "code": "6581"}], "text": "Magnesium hydroxide"}
#: The usual suspension: 400 mg in 5 mL.
SUSPENSION = {
    "resourceType": "Medication",
    "id": "suspension",
    "code": HYDROXIDE,
    "ingredient": [
        {
            "itemCodeableConcept": HYDROXIDE,
            "strength": {"numerator": quantity(400, "mg"), "denominator": quantity(5, "mL")},
        }
    ],
}
ALBUMIN = {"coding": [{"system": RXNORM, "code": "828529"}], "text": "Albumin human 25 %"}
#: Of baclofen in mg a day: one that is in order, and one that is over the maximum.
TEN = dosage(quantity(5, "mg"), repeat(2))
FORTY = dosage(quantity(20, "mg"), repeat(2))


def named(name: str) -> Json:
    return {"text": name}


def sign(*orders: Json, **prefetch: object) -> Json:
    """A call at signing, with what was prefetched under each key."""
    entries = [{"resource": one} for one in orders]
    return {
        "hook": "order-sign",
        "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        "context": {
            "userId": "Practitioner/example",
            "patientId": "p1",
            "draftOrders": {"resourceType": "Bundle", "type": "collection", "entry": entries},
        },
        "prefetch": prefetch,
    }


def select(*orders: Json, selected: tuple[str, ...] = ("MedicationRequest/order-1",), **prefetch: object) -> Json:
    """A call at selection: the orders that were just selected, among those not signed yet."""
    call = sign(*orders, **prefetch)
    return call | {"hook": "order-select", "context": call["context"] | {"selections": list(selected)}}


def verify(one: Json, **prefetch: object) -> Json:
    """A call at verification."""
    call = sign(**prefetch)
    context = {key: value for key, value in call["context"].items() if key != "draftOrders"}
    return call | {"hook": "medication-verify", "context": context | {"medication": one}}


def adult(kidney: float = 90, birth: str = "1976-05-01", **more: object) -> Json:
    """What is prefetched of a man of 50."""
    return {"patient": person(birth), "egfr": searched(egfr(kidney)), **more}


def child() -> Json:
    return {"patient": person("2018-05-01"), "egfr": searched(egfr(95)), "conditions": searched()}


def deficient(value: float = 0.6) -> Json:
    return adult(electrolytes=searched(result("2601-3", value, "mmol/L")))


def cirrhotic() -> Json:
    conditions = [
        {"resourceType": "Condition", "subject": {"reference": "Patient/p1"}, "code": {"coding": [coding]}}
        for coding in ({"system": SNOMED, "code": "19943007"}, {"system": SNOMED, "code": "389026000"})
    ]
    return adult(conditions=searched(*conditions))


def baclofen(*dosages: Json, **more: object) -> Json:
    return order(*dosages, medication=BACLOFEN, **more)


def steps(*doses: float, days: int = 7, **last: object) -> list[Json]:
    """A step for each daily dose, thrice 5 mg as 5 mg three times a day; the last without an end."""
    return [
        dosage(
            quantity(5, "mg"),
            repeat(int(daily / 5), **({"boundsDuration": quantity(days, "d")} if index < len(doses) else last)),
            sequence=index,
        )
        if daily
        else dosage(quantity(0, "mg"), repeat(1), sequence=index)
        for index, daily in enumerate(doses, 1)
    ]


def oxide(dose: float, unit: str = "mmol") -> Json:
    return order(dosage(quantity(dose, unit), repeat(1, when=["HS"])), medication=OXIDE)


def hydroxide(millilitres: float, days: int = 7) -> Json:
    """Of the usual suspension."""
    timing = repeat(1, when=["HS"], boundsDuration=quantity(days, "d"))
    ordered = order(dosage(quantity(millilitres, "mL"), timing), contained=[SUSPENSION])
    del ordered["medicationCodeableConcept"]
    return ordered | {"medicationReference": {"reference": "#suspension"}}


def albumin(grams: float) -> Json:
    return order(dosage(quantity(grams, "g"), repeat(1, 1, "wk")), medication=ALBUMIN)


def other(name: str, **more: object) -> Json:
    return order(dosage(quantity(100, "mg"), repeat(1)), medication=named(name), **more)


CRAMPS = [{"text": "Muscle cramps"}]
OLD = "1950-05-01"

#: By the name of the file that it is recorded in.
SITUATIONS: dict[str, Callable[[], Json]] = {
    "baclofen-ok": lambda: sign(baclofen(dosage(quantity(5, "mg"), repeat(2))), **adult()),
    "baclofen-ok-titration": lambda: sign(baclofen(*steps(10, 20, 30)), **adult()),
    "baclofen-ok-taper": lambda: sign(
        baclofen(*steps(20, 15, 10, 5, 0)),
        **adult(
            medications=searched(
                baclofen(dosage(quantity(5, "mg"), repeat(5)), id="taken", status="active"),
            )
        ),
    ),
    "baclofen-warning-older-adult": lambda: sign(
        baclofen(*steps(5, 10, 15)),
        **adult(birth=OLD, medications=searched(other("Oxycodone", id="x", status="active"))),
    ),
    "baclofen-info-below-range": lambda: sign(baclofen(dosage(quantity(5, "mg"), repeat(1))), **adult()),
    "baclofen-critical-over-maximum": lambda: sign(baclofen(dosage(quantity(20, "mg"), repeat(2))), **adult()),
    "baclofen-critical-kidney": lambda: sign(baclofen(dosage(quantity(5, "mg"), repeat(2))), **adult(29.96)),
    "baclofen-review-start": lambda: sign(baclofen(dosage(quantity(10, "mg"), repeat(2))), **adult()),
    "baclofen-review-start-of-tablets": lambda: sign(
        order(
            dosage(quantity(2, "{tbl}"), repeat(1)), medication=TABLET_10, dispenseRequest={"numberOfRepeatsAllowed": 1}
        ),
        **adult(),
    ),
    "baclofen-review-titration": lambda: sign(baclofen(*steps(10, 30, 15, days=3)), **adult(45)),
    "baclofen-review-abrupt-stop": lambda: sign(
        baclofen(*steps(30, 0, days=14)),
        **adult(
            medications=searched(baclofen(dosage(quantity(10, "mg"), repeat(3)), id="taken", status="active")),
        ),
    ),
    "baclofen-needs-kidney-function": lambda: sign(
        baclofen(dosage(quantity(5, "mg"), repeat(2))), patient=person(), egfr=None, creatinine=None
    ),
    "baclofen-needs-newer-result": lambda: sign(
        baclofen(dosage(quantity(5, "mg"), repeat(2))), patient=person(), egfr=searched(egfr(90, "2024-11-01"))
    ),
    "baclofen-not-understood-unit": lambda: sign(baclofen(dosage(quantity(1, "ea"), repeat(2))), **adult()),
    "baclofen-not-understood-words": lambda: sign(
        baclofen(dosage(quantity(5, "mg"), repeat(4), text="5 mg once daily")), **adult()
    ),
    "baclofen-not-understood-once-a-week": lambda: sign(
        baclofen(dosage(quantity(10, "mg"), repeat(1, 1, "wk"))), **adult()
    ),
    "baclofen-not-understood-as-needed": lambda: sign(
        baclofen(dosage(quantity(5, "mg"), repeat(2), asNeededBoolean=True)), **adult()
    ),
    "baclofen-critical-as-needed-over-maximum": lambda: sign(
        baclofen(dosage(quantity(10, "mg"), repeat(4), asNeededBoolean=True)), **adult()
    ),
    "baclofen-not-understood-way": lambda: sign(
        baclofen(dosage(quantity(5, "mg"), repeat(2), route={"text": "via tube"})), **adult()
    ),
    "baclofen-not-understood-another-patient": lambda: sign(
        baclofen(dosage(quantity(5, "mg"), repeat(2)), subject={"reference": "Patient/p2"}), **adult()
    ),
    "baclofen-intrathecal": lambda: sign(
        baclofen(dosage(quantity(400, "mg"), repeat(1), method={"text": "Intrathecal pump"})), **adult()
    ),
    "baclofen-critical-beside-another": lambda: sign(
        baclofen(dosage(quantity(20, "mg"), repeat(2))),
        **adult(medications=searched(baclofen(dosage(quantity(10, "mg"), repeat(3)), id="taken", status="active"))),
    ),
    "baclofen-warning-current-dose-too-old": lambda: sign(
        baclofen(dosage(quantity(5, "mg"), repeat(2))),
        **adult(
            medications=searched(
                baclofen(dosage(quantity(10, "mg"), repeat(3)), id="taken", status="active", authoredOn="2019-05-01")
            )
        ),
    ),
    "baclofen-warning-part-of-a-tablet": lambda: sign(
        order(dosage(quantity(0.5, "{tbl}"), repeat(1)), medication=TABLET_20), **adult()
    ),
    "baclofen-critical-of-tablets-too-large": lambda: sign(
        order(dosage(quantity(1, "{tbl}"), repeat(2)), medication=TABLET_20), **adult()
    ),
    "baclofen-critical-selected-without-timing": lambda: select(baclofen(dosage(quantity(400, "mg"))), **adult()),
    "baclofen-twice": lambda: sign(
        baclofen(dosage(quantity(5, "mg"), repeat(2))),
        baclofen(dosage(quantity(5, "mg"), repeat(2)), id="2"),
        **adult(),
    ),
    "baclofen-selected-kidney": lambda: select(baclofen(), **adult(20)),
    "baclofen-selected-nothing-known": lambda: select(baclofen(), patient=person()),
    "baclofen-verified": lambda: verify(baclofen(dosage(quantity(20, "mg"), repeat(2)), status="active"), **adult()),
    "magnesium-oxide-ok": lambda: sign(oxide(12), **deficient()),
    "magnesium-oxide-warning-low-dose": lambda: sign(oxide(8), **deficient()),
    "magnesium-oxide-critical-over-maximum": lambda: sign(oxide(32), **deficient()),
    "magnesium-oxide-critical-in-milligrams": lambda: sign(oxide(1200, "mg"), **deficient()),
    "magnesium-oxide-review-not-deficient": lambda: sign(oxide(12), **deficient(0.85)),
    "magnesium-oxide-needs-result": lambda: sign(oxide(12), **adult()),
    "magnesium-hydroxide-ok": lambda: sign(hydroxide(20), **child()),
    "magnesium-hydroxide-warning-long": lambda: sign(hydroxide(20, days=10), **child()),
    "magnesium-hydroxide-critical-over-maximum": lambda: sign(hydroxide(45), **child()),
    "magnesium-hydroxide-needs-strength": lambda: sign(
        order(dosage(quantity(15, "mL"), repeat(1, when=["HS"])), medication=HYDROXIDE), **child()
    ),
    "albumin-ok": lambda: sign(albumin(25), **cirrhotic()),
    "albumin-warning-low-dose": lambda: sign(albumin(12.5), **cirrhotic()),
    "albumin-critical-over-maximum": lambda: sign(albumin(50), **cirrhotic()),
    "albumin-needs-cirrhosis": lambda: sign(albumin(25), **adult()),
    "quinine-critical": lambda: sign(other("Quinine", reasonCode=CRAMPS), **adult()),
    "quinine-needs-indication": lambda: sign(other("Quinine"), **adult()),
    "quinine-review-interaction": lambda: sign(
        other("Quinine", reasonCode=CRAMPS), other("Clarithromycin", id="order-2"), **adult()
    ),
    "quinidine-critical": lambda: sign(other("Quinidine", reasonCode=CRAMPS), **adult()),
    "opioid-ok": lambda: sign(other("Tramadol"), **adult()),
    "cyclobenzaprine-review-older-adult": lambda: sign(other("Cyclobenzaprine"), **adult(birth=OLD)),
    "cyclobenzaprine-warning": lambda: sign(other("Cyclobenzaprine"), **adult()),
    "benzodiazepine-review-older-adult": lambda: sign(other("Diazepam"), **adult(birth=OLD)),
    "benzodiazepine-warning": lambda: sign(other("Diazepam"), **adult()),
    "methocarbamol-warning": lambda: sign(other("Methocarbamol"), **adult(birth=OLD)),
    "orphenadrine-warning": lambda: sign(other("Orphenadrine"), **adult(birth=OLD)),
    "diuretic-ok": lambda: sign(other("Furosemide"), **adult()),
    "nsaid-warning": lambda: sign(other("Ibuprofen"), **adult()),
    "another-drug": lambda: sign(other("Amoxicillin"), **adult()),
}
