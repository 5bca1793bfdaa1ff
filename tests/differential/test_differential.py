"""The service and a second, independent reading of the documents give the same answers."""

import json
from math import gcd
from pathlib import Path

import pytest

from tests.differential import grids, pairs
from tests.differential.__main__ import run
from tests.differential.cases import case as case_of
from tests.differential.cases import cases, covered, listed, stride
from tests.differential.compare import Case, compared
from tests.differential.values import quantity

SEED = 1
FAST = 72_000
CHUNK = 3_000
TWENTY_MILLION = 20_000_000


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


def test_twenty_million_cases_come_to_every_place_of_grid_and_pairs() -> None:
    assert listed() <= TWENTY_MILLION
    assert all(count == size for count, size in covered(range(TWENTY_MILLION)).values())


@pytest.mark.parametrize("numbers", [range(10), range(1, 10), range(2, 3), range(30, 90), range(5, 5)])
def test_what_is_covered_is_counted(numbers: range) -> None:
    kinds = [number % 3 for number in numbers]
    assert {name: count for name, (count, _) in covered(numbers).items()} == {
        "grid": kinds.count(0),
        "pairs": kinds.count(1),
    }


def test_the_grid_is_every_year_and_every_tenth_of_an_egfr_and_each_edge_with_its_neighbours() -> None:
    points = {(age["unit"], age["value"]) for age in grids.ages()}
    assert {("a", year) for year in range(131)} < points
    assert {("mo", 216), ("mo", 215.999999), ("mo", 216.000001), ("d", 6574.5), ("d", 23741.249999)} < points
    assert {tenth / 10 for tenth in range(2001)} | {29.999999, 30.000001, 59.999999, 60.000001} < {
        egfr["value"] for egfr in grids.egfrs()
    }
    assert grids.size() == len(grids.ages()) * len(grids.egfrs()) * len(grids.ASKED)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "differential.json"


def test_the_long_lane_goes_on_where_it_stopped_and_keeps_a_record(record: Path) -> None:
    assert run(range(40), SEED, processes=1, record=record) == 0
    assert run(range(40, 100), SEED, processes=1, record=record) == 0
    kept = json.loads(record.read_bytes())
    assert (kept["seed"], kept["start"], kept["cases"], kept["differing"]) == (SEED, 0, 100, 0)
    assert kept["grid"] == {"covered": 34, "of": grids.size()}


def test_the_record_of_another_seed_begins_anew(record: Path) -> None:
    run(range(40), SEED, processes=1, record=record)
    run(range(40, 60), SEED + 1, processes=1, record=record)
    kept = json.loads(record.read_bytes())
    assert (kept["seed"], kept["start"], kept["cases"]) == (SEED + 1, 40, 20)
