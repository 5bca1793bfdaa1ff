"""The service and a second, independent reading of the documents give the same answers."""

import subprocess
import sys
from math import gcd
from pathlib import Path

import pytest

from tests.differential import grids, pairs
from tests.differential.cases import case as case_of
from tests.differential.cases import cases, stride
from tests.differential.compare import Case, compared
from tests.differential.values import quantity

SEED = 1
FAST = 72_000
DEEP = 600_000
CHUNK = 3_000
ROOT = Path(__file__).parents[2]


def taper(daily_dose: float, *strengths: float) -> Case:
    current = {"daily_dose": quantity(daily_dose, "mg/d")}
    body = {"patient": {}, "current": current, "tablets": [quantity(strength, "mg") for strength in strengths]}
    return "/v1/schedules/baclofen-taper", body


ONCE_DIFFERED = (
    taper(10, 2.3, 2.7),  # 5 mg are two doses, each of another strength
    taper(30, 25, 2.3, 0.3),
    taper(30, 15, 2, 0.3),  # of 3 doses for 25 mg, those that begin with 10 and 9.9 mg
    taper(12.3, 10, 2.3),
)
#: Exactly 132.2994145 mL/min: half to even it is 132.299414.
HALFWAY: Case = (
    "/v1/egfr",
    {
        "age": quantity(240.496, "mo"),
        "sex": "female",
        "creatinine": quantity(1.1, "mg/dL"),
        "weight": quantity(102.762, "kg"),
    },
)


@pytest.mark.parametrize("start", range(0, FAST, CHUNK))
def test_service_and_oracle_agree(start: int) -> None:
    differences = [str(found) for found in map(compared, cases(SEED, range(start, start + CHUNK))) if found]
    assert not differences, f"{len(differences)} of {CHUNK} differ; the first:\n{differences[0]}"


@pytest.mark.parametrize("case", ONCE_DIFFERED)
def test_what_once_differed_agrees(case: Case) -> None:
    assert compared(case) is None


def test_a_clearance_halfway_between_two_numbers_is_rounded_to_the_even_one() -> None:
    assert compared(HALFWAY) is None


@pytest.mark.parametrize("size", [grids.size(), pairs.size()])
def test_a_stride_comes_to_every_case(size: int) -> None:
    assert gcd(stride(size), size) == 1


def test_a_case_is_made_again_from_its_seed_and_number() -> None:
    assert [case_of(SEED, number) for number in range(99)] == list(cases(SEED, range(99)))


@pytest.mark.deep
def test_service_and_oracle_agree_in_the_long_lane() -> None:
    command = [sys.executable, "-m", "tests.differential", "--cases", str(DEEP), "--seed", "2"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
