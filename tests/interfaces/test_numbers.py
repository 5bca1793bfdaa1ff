"""Numbers on the wire: plain decimals out, never an exponent; any spelling of the same number in."""

import json
import re
from decimal import Decimal
from typing import Any

import pytest

from dosing.api.numbers import encode
from tests.interfaces.bodies import ORDERS, PATIENT
from tests.interfaces.client import Client

_NUMBERS = re.compile(r'(?<=[:,\[])-?[0-9][^,}\]"]*')
_PLAIN = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?")


def _texts(answer: str) -> list[str]:
    """Every number of an answer, as it is written; strings are taken out before."""
    return _NUMBERS.findall(re.sub(r'"(?:[^"\\]|\\.)*"', '""', answer))


def _converted(client: Client, amount: dict[str, Any], to: dict[str, Any], strength: float | None = None) -> str:
    body: dict[str, Any] = {"amount": amount, "to": to}
    if strength is not None:
        body["strength"] = {"value": strength, "unit": "mg/mL"}
    answer = client.post("/v1/convert", json.dumps(body).encode())
    assert answer.status_code == 200
    assert all(_PLAIN.fullmatch(number) for number in _texts(answer.text)), answer.text
    return answer.text


@pytest.mark.parametrize(
    ("amount", "to", "strength", "written"),
    [
        ((1e-9, "g"), {"unit": "g"}, None, '"value":0.000000001,"unit":"g"'),
        ((1e-9, "g"), {"unit": "ug"}, None, '"value":0.001,"unit":"ug"'),
        ((0.001, "ug"), {"unit": "g"}, None, '"value":0.000000001,"unit":"g"'),
        ((1e-9, "L"), {"unit": "mL"}, None, '"value":0.000001,"unit":"mL"'),
        ((1.7147e-8, "mmol"), {"unit": "meq"}, None, '"value":0.000000034294,"unit":"meq"'),
        ((1e9, "ug"), {"unit": "g"}, None, '"value":1000,"unit":"g"'),
        ((1000, "g"), {"unit": "ug"}, None, '"value":1000000000,"unit":"ug"'),
        ((10, "L"), {"unit": "mL"}, None, '"value":10000,"unit":"mL"'),
        ((1e-9, "g"), {"unit": "L"}, 1000, '"value":0.000000000001,"unit":"L"'),
        ((10, "L"), {"unit": "ug"}, 1000, '"value":10000000000,"unit":"ug"'),
        ((12, "mmol"), {"unit": "mg", "of": "magnesium-oxide"}, None, '"value":483.648,"unit":"mg"'),
    ],
)
def test_a_result_is_written_as_a_plain_decimal(
    client: Client, amount: tuple[float, str], to: dict[str, str], strength: float | None, written: str
) -> None:
    value, unit = amount
    text = _converted(client, {"value": value, "unit": unit, "of": "magnesium"}, to, strength)
    assert f'"result":{{{written}' in text


@pytest.mark.parametrize("value", ["4e-7", "1e-6", "0.0000004", "9.99999e-7"])
def test_a_small_observed_value_is_written_as_a_plain_decimal(client: Client, value: str) -> None:
    body = json.dumps(
        {"drug": "magnesium-oxide", "daily_dose": 0, "patient": {"potassium": {"value": 1, "unit": "meq/L"}}}
    )
    small = f'{{"value":{value},"unit":"mmol/L"}}'
    text = body.replace('"daily_dose": 0', '"daily_dose":{"value":1e-6,"unit":"mmol/d","of":"magnesium"}')
    answer = client.post("/v1/orders/check", text.replace('{"value": 1, "unit": "meq/L"}', small).encode())
    assert answer.status_code == 200
    assert "0.000001" in answer.text
    assert all(_PLAIN.fullmatch(number) for number in _texts(answer.text)), answer.text


@pytest.mark.parametrize("value", ["4e-7", "0.0000004", "4.0E-07"])
def test_a_strength_of_4e_7_g_in_tablets_comes_back_without_an_exponent(client: Client, value: str) -> None:
    tablet = f'{{"value":{value},"unit":"g"}}'
    patient = {"age": {"value": 41, "unit": "a"}, "egfr": PATIENT["egfr"]}
    text = f'{{"patient":{json.dumps(patient)},"tablets":[{{"value":5,"unit":"mg"}},{tablet}]}}'
    answer = client.post("/v1/schedules/baclofen", text.encode())
    assert answer.status_code == 200
    assert all(_PLAIN.fullmatch(number) for number in _texts(answer.text)), answer.text


@pytest.mark.parametrize(
    ("spelled", "status"),
    [
        *((spelled, 200) for spelled in ("6", "6.0", "6.000", "6e0", "60e-1", "0.6E+1")),
        *((spelled, 422) for spelled in ("6.5", "6.0000001", '"6"', "0", "3651")),
        *((spelled, 400) for spelled in ("06", "6.")),
    ],
)
def test_days_may_be_spelled_6_point_0_but_are_whole(client: Client, spelled: str, status: int) -> None:
    order = json.dumps(ORDERS["magnesium-hydroxide"]).replace('"days": 7', f'"days": {spelled}')
    answer = client.post("/v1/orders/check", order.encode())
    assert answer.status_code == status
    if status == 200:
        six = order.replace(spelled, "6")
        assert answer.content == client.post("/v1/orders/check", six.encode()).content


@pytest.mark.parametrize(("value", "status"), [(1e-6, 200), (9.9e-7, 422), (0, 422), (1000, 200), (1000.000001, 422)])
def test_over_0_means_at_least_a_millionth_and_1000_is_in(client: Client, value: float, status: int) -> None:
    order = {**ORDERS["magnesium-hydroxide"], "strength": {"value": value, "unit": "mg/mL"}}
    assert client.post("/v1/orders/check", json.dumps(order).encode()).status_code == status


def test_fifteen_digits_come_back_as_they_went_in(client: Client) -> None:
    amount = {"value": 123.456789012345, "unit": "mg", "of": "magnesium"}
    assert '"result":{"value":123.456789012345,' in _converted(client, amount, {"unit": "mg"})


def test_a_number_that_no_decimal_ends_carries_its_fraction_and_is_taken_back(client: Client) -> None:
    amount = {"value": 480, "unit": "mg", "of": "magnesium-oxide"}
    there = json.loads(_converted(client, amount, {"unit": "mmol", "of": "magnesium"}))["result"]
    assert there == {"value": 11.9094878920206, "unit": "mmol", "of": "magnesium", "exact": "30000/2519"}
    back = json.loads(_converted(client, there, {"unit": "mg", "of": "magnesium-oxide"}))["result"]
    assert back == {"value": 480, "unit": "mg", "of": "magnesium-oxide"}


@pytest.mark.parametrize("before", ["", "E", "EGFR", "EE-", "-E", '":1E-7', "1E-7"])
def test_whatever_letters_stand_before_it_a_small_number_is_plain_and_words_stay_as_they_are(before: str) -> None:
    answer = {"before": before, "value": Decimal("1E-9"), "after": before}
    written = json.dumps({"before": before, "value": 0, "after": before}, separators=(",", ":"))
    assert encode(answer) == written.replace(":0,", ":0.000000001,").encode()
    assert (
        encode({"before": before, "value": 5}) == json.dumps({"before": before, "value": 5}).replace(" ", "").encode()
    )
