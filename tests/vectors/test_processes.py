"""Ten vectors asked as a user would ask: each a process of its own, its answer and how it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dosing.wire.catalog import Vector
from tests.edges import command_of, read
from tests.vectors.runner import differences, expected, vectors

ROOT = Path(__file__).parents[2]
COUNT = 10


def chosen() -> list[Vector]:
    """Ten vectors, spread over all of them, so that every drug and every command has its turn."""
    every = vectors()
    return every[:: len(every) // COUNT][:COUNT]


def _run(path: str, body: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "dosing", *command_of(path)],
        input=body,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("vector", chosen(), ids=lambda vector: vector.id)
def test_a_process_of_its_own_answers_as_the_vector_expects(vector: Vector) -> None:
    ran = _run(vector.operation, bytes(vector.request))
    answer = read(ran.stdout)
    assert differences(expected(vector), answer) == []
    assert ran.returncode == (answer["status"] != "ok")


def test_ten_vectors_of_several_operations_are_asked() -> None:
    assert len(chosen()) == COUNT
    assert len({vector.operation for vector in chosen()}) >= 4


def test_a_process_with_a_sex_that_is_none_ends_with_2_and_says_where() -> None:
    ran = _run("/v1/egfr", b'{"sex": "none"}')
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert read(ran.stderr)["pointer"] == "/sex"
