"""Links lead where they say: followed from real answers, as a client that knows only the contract would follow them."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.contract import BY_ID, OPERATIONS, PROBLEM, Described, errors
from tests.interfaces.client import Client

LINKED = [operation for operation in OPERATIONS if operation.responses["200"].get("links")]
SCHEDULES = [operation for operation in OPERATIONS if operation.path.startswith("/v1/schedules/")]
Exchange = dict[str, Any]


class NoValueError(LookupError):
    """An expression points to what is not there: its link cannot be followed."""


def _value(expression: Any, exchange: Exchange) -> Any:  # noqa: ANN401 -- any part of a link, any value
    """What a runtime expression of OpenAPI stands for; in objects and lists, each of their parts."""
    if isinstance(expression, dict):
        return {key: _value(part, exchange) for key, part in expression.items()}
    if isinstance(expression, list):
        return [_value(part, exchange) for part in expression]
    if not isinstance(expression, str) or not expression.startswith("$"):
        return expression
    body, _, pointer = expression.partition("#")
    found = exchange[body]
    for name in pointer.split("/")[1:]:
        try:
            found = found[int(name) if isinstance(found, list) else name]
        except (KeyError, IndexError) as error:
            raise NoValueError(expression) from error
    return found


def _followed(client: Client, operation: Described) -> Iterator[tuple[str, Any, Any]]:
    """Each link that can be followed from the answer to an example: its name, that answer, and what came of it."""
    bodies = [example["value"] for example in operation.examples.values()] or [None]
    for body in bodies:
        answer = _ask(client, operation, operation.path, body)
        exchange = {"$request.body": body, "$response.body": answer}
        for name, link in operation.responses["200"]["links"].items():
            target = BY_ID[link["operationId"]]
            try:
                path = target.path.format(**_value(link.get("parameters", {}), exchange))
                order = _value(link.get("requestBody"), exchange)
            except NoValueError:
                continue
            assert order is None or errors(f"{target.id}.request", order) == []
            yield name, answer, _ask(client, target, path, order)


def _ask(client: Client, target: Described, path: str, body: object) -> Any:  # noqa: ANN401 -- an answer
    sent = b"" if body is None else json.dumps(body).encode()
    answer = client.ask(target.method, path, {"content-type": "application/json"}, sent)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("operation", LINKED, ids=lambda one: one.id)
def test_every_link_can_be_followed_and_the_order_that_a_schedule_leads_to_is_judged_as_the_schedule_was(
    client: Client, operation: Described
) -> None:
    followed: set[str] = set()
    for name, answer, order in _followed(client, operation):
        followed.add(name)
        assert not name.startswith("check") or order["status"] == answer["status"], name
    assert followed == set(operation.responses["200"]["links"])


def test_every_schedule_leads_to_its_check_and_every_finding_to_its_rule() -> None:
    for operation in SCHEDULES:
        targets = {link["operationId"] for link in operation.responses["200"]["links"].values()}
        assert targets == {"checkOrder", "getRule"}
    finding = [
        operation.id for operation in OPERATIONS if "rule-of-finding" in operation.responses["200"].get("links", ())
    ]
    assert set(finding) == {*(operation.id for operation in SCHEDULES), "checkOrder", "checkOrders"}


def test_a_link_names_an_operation_and_parameters_that_there_are() -> None:
    for operation in LINKED:
        for link in operation.responses["200"]["links"].values():
            target = BY_ID[link["operationId"]]
            assert set(link.get("parameters", {})) == {
                parameter["name"] for parameter in target.parameters if parameter["required"]
            }
            assert ("requestBody" in link) == target.takes_body


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.id)
def test_a_problem_of_an_example_leads_to_its_page(client: Client, operation: Described) -> None:
    for response in operation.responses.values():
        for example in response.get("content", {}).get(PROBLEM, {}).get("examples", {}).values():
            assert client.get(example["value"]["type"]).status_code == 200
            assert errors("problem", example["value"]) == []
