"""Every seeded fault is noticed by the check that is named for it, and the service as it is by none."""

from pathlib import Path

import pytest

from tests.fuzz.campaign import Task
from tests.fuzz.checks import CHECKS
from tests.fuzz.contract import CONTRACT
from tests.fuzz.exchange import INDEPENDENT, MANY
from tests.fuzz.faults import FAULTS, Fault
from tests.fuzz.faults.hunt import SEEDS, killed_by, of_the_healthy, pinned

_SHIPPED = Path(__file__).parents[2] / "dosing"
_NAMES = [fault.name for fault in FAULTS]


@pytest.mark.parametrize("fault", FAULTS, ids=_NAMES)
def test_the_request_that_pins_a_fault_makes_its_check_fail_and_no_check_when_all_is_well(fault: Fault) -> None:
    when_well, when_broken = pinned(fault)
    assert when_well == {}
    assert fault.check in when_broken, f"only these noticed: {sorted(when_broken)}"


def test_there_are_60_faults_in_12_kinds_at_least_each_with_a_name_of_its_own() -> None:
    assert len(set(_NAMES)) == len(FAULTS) >= 60
    assert len({fault.kind for fault in FAULTS}) >= 12


def test_every_check_has_a_fault_that_it_must_kill() -> None:
    assert set(CHECKS) - {fault.check for fault in FAULTS} == set()


def test_every_operation_that_computes_has_a_fault() -> None:
    touched = {CONTRACT.by_id(fault.operation).path for fault in FAULTS}
    assert {*INDEPENDENT, MANY} <= touched


def test_what_is_shipped_knows_nothing_of_faults() -> None:
    for file in _SHIPPED.rglob("*.py"):
        assert "tests" not in {word.partition(".")[0] for word in file.read_text(encoding="utf-8").split()}, file


@pytest.mark.deep
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("fault", FAULTS, ids=_NAMES)
def test_the_engines_kill_the_fault_on_every_seed(fault: Fault, seed: int) -> None:
    assert killed_by(fault, seed)


@pytest.mark.deep
@pytest.mark.parametrize("task", [task for seed in SEEDS for task in of_the_healthy(seed)], ids=str)
def test_the_engines_find_nothing_wrong_without_a_fault_on_the_same_seeds(task: Task) -> None:
    assert task.run().failures == {}
