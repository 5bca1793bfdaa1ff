"""What is remembered for a category of patients: each of them gets the answer that they would get alone."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import msgspec
import pytest

from dosing import service
from dosing.core.nearest.room import room_of
from dosing.core.order import REMEMBERED, SHORT
from dosing.formulary import FORMULARY
from dosing.service import alike
from dosing.service.books import BOOKS
from dosing.translate import inbound
from dosing.wire.request import BaclofenOrder
from tests.edges import CHECK, Json, ask
from tests.vectors.instead import Change, instead

_EGFR = "mL/min/{1.73_m2}"
#: Facts beside age and eGFR, some of which change no grade of any condition, and some of which are shown.
_MORE: tuple[Json, ...] = (
    {},
    {"dialysis": True},
    {"potassium": {"value": 3.2, "unit": "mmol/L"}},
    {"potassium": {"value": 3.3, "unit": "mmol/L"}},
    {"serum_magnesium": {"value": 1.2, "unit": "mg/dL"}},
    {"conditions": {"cirrhosis": True}, "taking": {"diuretic": True}},
)
PATIENTS: list[Json] = [
    {"age": {"value": age, "unit": "a"}, "egfr": {"value": egfr, "unit": _EGFR}, **more}
    for age, egfr, more in product((40, 41, 70, 71), (20, 22, 44, 45, 61, 62, 90, 91), _MORE)
] + [{}, {"age": {"value": 40, "unit": "a"}}, {"age": {"value": 41, "unit": "a"}}, {"sex": "female"}]


def _mg(*doses: float) -> Json:
    return {"doses": [{"value": dose, "unit": "mg"} for dose in doses], "days": 7}


ORDERS: dict[str, Json] = {
    "ok for most": {"phases": [_mg(5), _mg(5, 5)]},
    "too much": {"phases": [_mg(5), _mg(20, 20)]},
    "not of whole tablets": {"phases": [_mg(5), _mg(7)]},
    "a way down": {
        "current": {"daily_dose": {"value": 15, "unit": "mg/d"}, "days_at_dose": 90, "days_on_drug": 90},
        "phases": [_mg(5, 5), _mg(5), {"doses": []}],
    },
}


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    alike._alike.cache_clear()
    yield
    alike._alike.cache_clear()


def _sent(order: str, patient: Json, **more: Any) -> Json:  # noqa: ANN401 -- JSON
    return {"drug": "baclofen", "patient": patient, **ORDERS[order], **more}


@pytest.mark.parametrize("order", ORDERS)
def test_whoever_was_asked_about_before_the_answer_is_the_one_for_the_patient_alone(order: str) -> None:
    def alone(patient: Json) -> Json:
        alike._alike.cache_clear()
        return ask(CHECK, _sent(order, patient))

    first = [alone(patient) for patient in PATIENTS]
    alike._alike.cache_clear()
    assert [ask(CHECK, _sent(order, patient)) for patient in PATIENTS] == first
    assert alike._alike.cache_info().hits > len(PATIENTS) / 2


@pytest.mark.parametrize("order", ORDERS)
def test_the_answer_made_of_that_for_anyone_is_the_one_of_judging_all_of_it(
    order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [ask(CHECK, _sent(order, patient)) for patient in PATIENTS]
    assert alike._alike.cache_info().hits
    monkeypatch.setattr(alike, "SHORT", 0)
    assert [ask(CHECK, _sent(order, patient)) for patient in PATIENTS] == made


def test_patients_of_one_category_are_shown_each_their_own_number() -> None:
    for egfr in (61, 62):
        answer = ask(CHECK, _sent("ok for most", {**PATIENTS[0], "egfr": {"value": egfr, "unit": _EGFR}}))
        assert [finding["observed"]["value"] for finding in answer["findings"]] == [egfr]
    assert alike._alike.cache_info().misses == 1


def test_that_a_patient_is_on_dialysis_is_said_of_none_who_is_not_though_no_number_is_shown() -> None:
    drug = next(index for index, drug in enumerate(FORMULARY.drugs) if drug.id == "baclofen")
    rules = FORMULARY.drugs[drug].rules
    rule = next(index for index, rule in enumerate(rules) if rule.id == "baclofen.kidney")
    path = ("drugs", drug, "rules", rule, "shows")
    with instead(Change("formulary", path, rules[rule].shows, None)):
        told = [
            ask(CHECK, _sent("ok for most", {**PATIENTS[0], **dialysis}))["findings"][0]["message"]
            for dialysis in ({"dialysis": False}, {"dialysis": True}, {})
        ]
    assert ["Here: on dialysis." in message for message in told] == [False, True, False]
    assert alike._alike.cache_info().misses == 1


@pytest.mark.parametrize("book", BOOKS)
def test_whoever_is_of_a_category_has_no_number(book: str) -> None:
    decoder = msgspec.json.Decoder(BaclofenOrder)
    for patient in PATIENTS:
        sent = decoder.decode(msgspec.json.encode(_sent("ok for most", patient))).patient
        place = BOOKS[book].patient(inbound.patient(sent), ordered=book)
        anyone = place.category.anyone()
        assert all(isinstance(value, bool) for value in anyone.facts.values())
        assert not anyone.shown
        assert not anyone.notes
        assert (anyone.kinds, anyone.where) == (place.kinds, place.where)


@pytest.mark.parametrize(
    ("more", "is_remembered"),
    [
        ({}, True),
        ({"phases": [_mg(5)] * SHORT}, True),
        ({"phases": [_mg(5)] * (SHORT + 1)}, False),
        ({"acknowledged": [{"rule": "baclofen.pregnancy", "reason": "weighed"}]}, False),
    ],
)
def test_short_orders_that_nobody_acknowledged_are_remembered(more: Json, is_remembered: bool) -> None:  # noqa: FBT001
    ask(CHECK, _sent("ok for most", PATIENTS[0], **more))
    assert alike._alike.cache_info().currsize == is_remembered


def test_an_answer_that_shows_no_number_of_the_patients_is_made_once() -> None:
    orders = [
        msgspec.json.decode(
            msgspec.json.encode(_sent("too much", {**PATIENTS[0], "egfr": {"value": egfr, "unit": _EGFR}})),
            type=BaclofenOrder,
        )
        for egfr in (90, 91)
    ]
    one, other = map(service.check, orders)
    assert one is other


def test_what_is_remembered_is_bounded() -> None:
    assert alike._alike.cache_info().maxsize == REMEMBERED
    assert room_of.cache_info().maxsize is not None
