"""The nearest order as a resource: what was sent with other instructions, of whole products, nothing empty in it."""

import json
from decimal import Decimal

import pytest
from msgspec import Raw

from dosing.core.amount import Amount
from dosing.core.daily_amount import AmountOrder
from dosing.core.order import PhasedOrder
from dosing.fhir.proposed import in_whole_products, proposed
from dosing.fhir.schedule import NotWritableError
from dosing.service.orders import answer_and_nearest, answer_to
from tests.fhir.bodies import order_parameter
from tests.fhir.test_written import check, outcome, record_parameters
from tests.fhir.written import (
    RXNORM,
    TABLET_10,
    Json,
    deficient,
    dosage,
    order,
    person,
    quantity,
    read,
    record,
    repeat,
    result,
    searched,
)
from tests.hooks.situations import OXIDE

TABLET_20 = {"coding": [{"system": RXNORM, "code": "197392"}]}
SOLUTION = {"coding": [{"system": RXNORM, "code": "250976"}]}


def nearest(sent: Json) -> Json:
    """The nearest resource to an order for an adult whose magnesium is low."""
    known = [
        result("98979-8", 90, "mL/min/{1.73_m2}"),
        result("2601-3", 0.6, "mmol/L"),
    ]
    reading = read(sent, record(person(), searched(*known)))
    assert reading.asked is not None
    _, found = answer_and_nearest(reading.asked)
    assert found is not None
    made: Json = json.loads(bytes(proposed(Raw(json.dumps(sent).encode()), found, reading.start).resource))
    return made


def doses(sent: Json) -> list[tuple[float, str]]:
    stated = [one["doseAndRate"][0]["doseQuantity"] for one in sent["dosageInstruction"]]
    return [(one["value"], one["unit"]) for one in stated]


def oxide(value: float, unit: str) -> Json:
    return order(dosage(quantity(value, unit), repeat(when=["HS"])), medication=OXIDE)


def test_too_much_magnesium_oxide_in_milligrams_becomes_whole_capsules_not_967_296_mg() -> None:
    assert doses(nearest(oxide(1200, "mg"))) == [(24, "mmol")]
    assert doses(nearest(oxide(32, "mmol"))) == [(24, "mmol")]


def test_what_told_of_the_old_doses_is_left_out_and_all_else_stays() -> None:
    sent = oxide(1200, "mg") | {
        "note": [{"text": "Take 1200 mg at night."}, {"text": "Prefers capsules."}],
        "dispenseRequest": {"numberOfRepeatsAllowed": 2, "quantity": quantity(90, "{tbl}")},
    }
    made = nearest(sent)
    assert made["note"] == [{"text": "Prefers capsules."}]
    assert made["dispenseRequest"] == {"numberOfRepeatsAllowed": 2}
    assert read(made, deficient()).is_understood


def test_of_tablets_of_400_mg_too_many_become_as_many_as_are_allowed() -> None:
    tablet = {
        "resourceType": "Medication",
        "id": "tablet",
        "code": OXIDE,
        "ingredient": [{"strength": {"numerator": quantity(400, "mg"), "denominator": quantity(1, "{tbl}")}}],
    }
    sent = order(dosage(quantity(3, "{tbl}"), repeat(when=["HS"])), contained=[tablet])
    del sent["medicationCodeableConcept"]
    assert doses(nearest(sent | {"medicationReference": {"reference": "#tablet"}})) == [(800, "mg")]


def test_an_amount_that_takes_two_kinds_of_products_is_not_one_instruction() -> None:
    found = read(oxide(12, "mmol"), deficient())
    assert found.asked is not None
    assert isinstance(found.asked.ordered, AmountOrder)
    capsules, _ = in_whole_products(found.asked.ordered)
    assert isinstance(capsules, AmountOrder)
    assert capsules.daily == Amount(Decimal(12), "mmol/d", "magnesium")
    (one, other) = found.asked.ordered.products
    # A capsule of 4 mmol beside a tablet of 403.04 mg, which are 10 mmol.
    mixed = AmountOrder(
        daily=Amount(Decimal(14), "mmol/d", "magnesium"),
        is_at_night=True,
        products=(one, type(other)(name="tablet", holds=Decimal("403.04"), unit="mg", of="magnesium-oxide")),
    )
    with pytest.raises(NotWritableError):
        in_whole_products(mixed)


@pytest.mark.parametrize(
    ("medication", "dose", "has_finding"),
    [
        (TABLET_20, quantity(0.25, "{tbl}"), True),
        (TABLET_20, quantity(0.5, "{tbl}"), True),
        (TABLET_20, quantity(5, "mg"), True),
        (TABLET_10, quantity(5, "mg"), True),
        (TABLET_10, quantity(1, "{tbl}"), False),
        (TABLET_10, quantity(10, "mg"), False),
        (None, quantity(5, "mg"), False),
        (None, quantity(7, "mg"), True),
        (SOLUTION, quantity(7, "mL"), False),
        (SOLUTION, quantity(7.5, "mg"), False),
    ],
)
def test_a_part_of_the_tablet_that_is_ordered_is_no_whole_tablet(
    medication: Json | None,
    dose: Json,
    has_finding: bool,  # noqa: FBT001 -- a parameter
) -> None:
    reading = read(order(dosage(dose, repeat(1)), medication=medication))
    assert reading.asked is not None
    assert ("baclofen.whole-tablets" in answer_to(reading.asked).rules.outside) is has_finding


def test_the_nearest_to_an_order_of_a_tablet_is_of_whole_ones_of_it() -> None:
    sent = order(dosage(quantity(2, "{tbl}"), repeat(1)), medication=TABLET_10)
    assert doses(nearest(sent)) == [(10, "mg"), (20, "mg")]
    reading = read(sent)
    assert reading.asked is not None
    assert isinstance(reading.asked.ordered, PhasedOrder)
    assert reading.asked.ordered.tablets == (Decimal(10),)


EMPTY: Json = {
    "note": None,
    "reasonCode": [],
    "dispenseRequest": {"quantity": None, "initialFill": {}},
    "extension": [{"url": "x", "valueString": ""}, None, {}],
    "identifier": [{"use": "", "value": "7", "period": {"start": None}}],
    "instantiatesUri": [None, "urn:x"],
    "_instantiatesUri": [{"extension": [{"url": "y", "valueDecimal": 1.50}]}, None],
}


def test_what_was_sent_null_or_empty_is_left_out_and_all_else_is_as_it_was() -> None:
    sent = order(dosage(quantity(20, "mg"), repeat(2)), **EMPTY)
    made = nearest(sent)
    assert not {"note", "reasonCode", "dispenseRequest"} & made.keys()
    assert made["extension"] == [{"url": "x"}]
    assert made["identifier"] == [{"value": "7"}]
    assert made["subject"] == sent["subject"]


def test_a_null_that_holds_a_place_beside_an_extension_stays_and_so_does_every_digit() -> None:
    text = json.dumps(order(dosage(quantity(20, "mg"), repeat(2)), **EMPTY)).replace("1.5", "1.50")
    reading = read(json.loads(text))
    assert reading.asked is not None
    _, found = answer_and_nearest(reading.asked)
    assert found is not None
    made = bytes(proposed(Raw(text.encode()), found, None).resource)
    assert b'"instantiatesUri":[null,"urn:x"]' in made
    assert b'"valueDecimal":1.50' in made


def test_the_operation_gives_the_nearest_order_which_checks_ok() -> None:
    answer = check(order_parameter(dosage(quantity(20, "mg"), repeat(2))), *record_parameters())
    found = [one.resource for one in answer.parameter if one.name == "nearest"]
    assert isinstance(found[0], Raw)
    again = {"name": "resource", "resource": json.loads(bytes(found[0]))}
    assert again["resource"]["id"] == "order-1"
    assert outcome(again, *record_parameters())[0] == ("information", "informational", "ok")


def test_the_operation_gives_no_nearest_order_where_all_is_well_or_not_understood_or_a_fact_is_missing() -> None:
    for sent, known in (
        (dosage(quantity(5, "mg"), repeat(2)), record_parameters()),
        (dosage(quantity(40, "mg"), repeat(1, 1, "wk")), record_parameters()),
        (dosage(quantity(40, "mg"), repeat(1)), []),
    ):
        assert "nearest" not in [one.name for one in check(order_parameter(sent), *known).parameter]
