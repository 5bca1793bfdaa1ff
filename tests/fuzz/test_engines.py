"""The three engines on the service as it is: every operation, every check, not one failure."""

import pytest

from tests.fuzz.branches import decisions
from tests.fuzz.campaign import DEEP, FAST, STATEFUL, Task, tasks
from tests.fuzz.checks import CHECKS
from tests.fuzz.contract import CONTRACT, Described
from tests.fuzz.coverage import guards
from tests.fuzz.engines.bytes import around, families, requests
from tests.fuzz.engines.contract import BUILT_IN, by_contract
from tests.fuzz.lattice.corners import CORNERS
from tests.fuzz.lattice.points import longest, points
from tests.fuzz.lattice.shown import corners
from tests.fuzz.sent import read

_FAST, _DEEP = list(tasks(FAST)), list(tasks(DEEP))
TAKING = list(CONTRACT.taking)


def _run(task: Task) -> None:
    outcome = task.run()
    assert outcome.failures == {}
    described = None if task.operation == STATEFUL else CONTRACT.by_id(task.operation)
    if described is None:
        assert bool(outcome.requests) == _has_links()
    elif described.body is not None:
        assert outcome.requests >= min(task.count, 60 if task.engine == "bytes" else task.count)


def _has_links() -> bool:
    return any("links" in response for one in CONTRACT.operations for response in one.responses.values())


@pytest.mark.parametrize("task", _FAST, ids=str)
def test_the_engine_finds_nothing_wrong(task: Task) -> None:
    _run(task)


@pytest.mark.deep
@pytest.mark.parametrize("task", _DEEP, ids=str)
def test_the_engine_finds_nothing_wrong_however_long_it_asks(task: Task) -> None:
    _run(task)


def test_the_fast_lane_asks_what_it_promises() -> None:
    assert (FAST.examples, FAST.points, FAST.bytes) >= (100, 1_000, 60)
    asked = {(task.engine, task.operation) for task in _FAST}
    for described in CONTRACT.operations:
        assert {("schemathesis", described.id), ("bytes", described.id)} <= asked
        assert ("boundaries", described.id) in asked or described.path in FAST.without_boundaries
    assert {("lattice", described.id) for described in TAKING} <= asked
    assert ("schemathesis", STATEFUL) in asked
    assert sum(task.count for task in _DEEP if task.engine != "bytes") >= 100_000


@pytest.mark.parametrize("described", TAKING, ids=lambda described: described.id)
def test_every_point_of_the_lattice_fits_its_schema_and_points_differ(described: Described) -> None:
    found = list(points(described, 7, FAST.points))
    assert all(described.takes(read(body).value) for body in found)
    assert len({str(read(body).value) for body in found}) == len(found) == FAST.points
    assert found == list(points(described, 7, FAST.points))


@pytest.mark.parametrize("described", TAKING, ids=lambda described: described.id)
def test_every_body_meets_60_hostile_ones_and_a_third_of_them_at_least_does_not_fit(described: Described) -> None:
    bodies = [asked.body for asked in requests(described) if asked.method == "POST"]
    assert len(bodies) >= 60
    assert sum(not read(body).is_json or not described.takes(read(body).value) for body in bodies) > len(bodies) / 3


@pytest.mark.parametrize("described", CONTRACT.operations, ids=lambda described: described.id)
def test_the_fast_lane_sends_all_that_is_around_a_body_and_some_of_each_family_of_bodies(described: Described) -> None:
    sent = requests(described, 1)[: FAST.bytes]
    assert [asked for asked in around(described) if asked not in sent] == []
    bodies = {asked.body for asked in sent}
    for family in families(described) if described.body is not None else ():
        assert not family or bodies & {asked.body for asked in family}


def test_schemathesis_runs_all_of_its_own_checks_and_all_of_ours() -> None:
    """Also the four that a service without stored resources and without secrets cannot fail: docs/fuzzing.md."""
    outcome = by_contract(CONTRACT.by_id("estimateEgfr"), 3, 20)
    assert outcome.failures == {}
    assert {*CHECKS, *BUILT_IN} <= outcome.checks


@pytest.mark.parametrize("described", TAKING, ids=lambda described: described.id)
def test_a_list_is_asked_at_its_longest_and_what_is_one_fits(described: Described) -> None:
    assert all(described.takes(body) for body in longest(described))


@pytest.mark.parametrize("operation", CORNERS)
def test_a_corner_fits_its_schema(operation: str) -> None:
    described = CONTRACT.by_id(operation)
    assert all(described.takes(body) for body in corners(described))


def test_a_decision_of_which_no_request_can_take_one_way_stands_where_it_is_said_to() -> None:
    for file, function, decision in guards():
        assert decision in decisions(file, function), (file, function)
