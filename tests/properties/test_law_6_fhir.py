"""Law 6 of FHIR: an order written as a MedicationRequest gives the findings that it gives as an order of the API."""

import json
import re
from decimal import Decimal

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dosing.fhir import operations
from dosing.fhir.sent import SentParameters
from tests.edges import CHECK, Json, ask
from tests.fhir.bodies import parameters
from tests.fhir.written import NOW, egfr, order, person, weekly

_DECODER = msgspec.json.Decoder(SentParameters)
_RULE = "urn:dosing:rule"
#: Birthdays, and the ages on the day of the order as the API is told them: years of 365.25 days, and days.
_AGES = {"1976-05-01": Decimal("365.25") * 50 + 204, "1961-11-21": Decimal("365.25") * 65, "1961-11-22": None}
_DAY_BEFORE_65 = Decimal("365.25") * 64 + 364


def _by_fhir(birth: str, rate: float, daily: list[int]) -> set[tuple[str, ...]]:
    body = parameters(
        {"name": "resource", "resource": order(*weekly(*daily))},
        {"name": "patient", "resource": person(birth)},
        {"name": "observation", "resource": egfr(rate)},
    )
    answer = json.loads(msgspec.json.encode(operations.check_dosage(_DECODER.decode(json.dumps(body)), now=NOW)))
    issues = answer["parameter"][0]["resource"]["issue"]
    found: set[tuple[str, ...]] = set()
    for issue in issues:
        coding = issue["details"]["coding"][0]
        if coding["system"] == _RULE:
            gate, where = re.findall(r"Gate: (\w+); basis: \w+; at (\S+)\. Source", issue["diagnostics"])[0]
            found.add((coding["code"], gate, where))
    return found


def _by_api(age: Decimal, rate: float, daily: list[int]) -> set[tuple[str, ...]]:
    phases: list[Json] = [{"doses": [{"value": 5, "unit": "mg"}] * (dose // 5), "days": 7} for dose in daily]
    del phases[-1]["days"]
    patient = {"age": {"value": float(age), "unit": "d"}, "egfr": {"value": rate, "unit": "mL/min/{1.73_m2}"}}
    answer = ask(CHECK, {"drug": "baclofen", "patient": patient, "phases": phases})
    return {(finding["rule"], finding["gate"], finding["where"]) for finding in answer["findings"]}


@given(
    birth=st.sampled_from(sorted(_AGES)),
    rate=st.sampled_from((20.0, 29.999999, 30.0, 45.0, 60.0, 60.000001, 90.0)),
    daily=st.lists(st.integers(1, 9).map(lambda fives: 5 * fives), min_size=1, max_size=4),
)
def test_an_order_of_fhir_gives_the_findings_of_the_order_that_it_is(birth: str, rate: float, daily: list[int]) -> None:
    assert _by_fhir(birth, rate, daily) == _by_api(_AGES[birth] or _DAY_BEFORE_65, rate, daily)
