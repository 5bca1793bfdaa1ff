"""What the contract shows of FHIR: an order without a finding, a schedule, and the same of both on every day."""

import json
from datetime import date
from typing import Any

import msgspec
import pytest

from dosing.api import fhir_operations, openapi
from dosing.api.operation import Operation
from dosing.api.operations import OPERATIONS
from tests.contract.contract import BY_ID

FHIR = [one for one in OPERATIONS if one.path.startswith("/fhir/")]


def example(content: dict[str, Any]) -> Any:  # noqa: ANN401 -- any resource
    """The one example of an answer, whatever it is named: as the plain request is, where one is sent."""
    (only,) = content["examples"].values()
    return only["value"]


def shown(operation: str) -> Any:  # noqa: ANN401 -- any resource
    """The example of the operation's answer in the committed contract."""
    answer = BY_ID[operation].answer
    assert answer is not None
    return example(answer)


def test_the_examples_of_the_contract_are_an_order_without_a_finding_and_a_schedule() -> None:
    (told,) = shown("fhirCheckDosage")["parameter"]
    assert [issue["details"]["coding"][0]["code"] for issue in told["resource"]["issue"]] == ["ok"]
    made = shown("fhirTitrationSchedule")
    assert (made["resourceType"], made["intent"]) == ("MedicationRequest", "proposal")


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2030, 1, 1)])
def test_the_contract_is_the_same_on_a_day_on_which_the_results_of_its_examples_do_not_count(
    day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fhir_operations, "today", lambda: day)
    paths = openapi.contract(FHIR)["paths"]
    for one in FHIR:
        (content,) = paths[one.path][one.method.lower()]["responses"]["200"]["content"].values()
        assert example(content) == shown(one.id)


@pytest.mark.parametrize("one", [one for one in FHIR if one.body is not None], ids=lambda one: one.id)
def test_what_is_answered_to_an_example_is_of_the_day(one: Operation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fhir_operations, "today", lambda: date(2030, 1, 1))
    sent = msgspec.json.decode(json.dumps(next(iter(one.plain.values()))), type=one.body)
    assert one.handle_example is not None
    assert one.handle(sent) != one.handle_example(sent)
