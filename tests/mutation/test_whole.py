"""All vectors of an operation in one test, requests beside the oracle, answers that are written down: for mutants.

The same is asked one by one elsewhere; here thousands of mutants are asked, so a test is many questions, and stops at
the first that is answered otherwise.
"""

import json
from collections import defaultdict

import pytest

from dosing.wire.catalog import Vector
from tests.differential.cases import cases
from tests.differential.compare import Case, compared
from tests.edges import library
from tests.mutation.answers import COMMAND, EACH, WRITTEN, digests
from tests.vectors.runner import differences, expected, vectors

_SEED = 3
_CASES = 1000


def _by_operation() -> dict[str, list[Vector]]:
    found: dict[str, list[Vector]] = defaultdict(list)
    for vector in vectors():
        found[vector.operation].append(vector)
    return found


def _by_path() -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = defaultdict(list)
    for path, body in cases(_SEED, range(_CASES)):
        found[path].append((path, body))
    return found


VECTORS = _by_operation()
CASES = _by_path()


@pytest.mark.parametrize("operation", VECTORS)
def test_the_answers_are_as_all_vectors_of_an_operation_expect(operation: str) -> None:
    for vector in VECTORS[operation]:
        assert differences(expected(vector), library(operation, bytes(vector.request))) == [], vector.id


@pytest.mark.parametrize("path", CASES)
def test_the_answers_are_those_of_the_oracle(path: str) -> None:
    for case in CASES[path]:
        assert compared(case) is None


def test_no_answer_changes_unseen() -> None:
    written: list[str] = json.loads(WRITTEN.read_bytes())
    for number, (expected_digest, digest) in enumerate(zip(written, digests(), strict=True)):
        assert digest == expected_digest, f"Answers from {number * EACH} on have changed. If they should: {COMMAND}"
