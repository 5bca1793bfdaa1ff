"""Every published vector, at every edge."""

from collections import Counter

import pytest

from dosing.wire.catalog import Vector
from tests.edges import EDGES, Edge
from tests.vectors.runner import differences, expected, files, vectors


@pytest.mark.parametrize("edge", EDGES.values(), ids=EDGES)
@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector.id)
def test_the_answer_is_as_the_vector_expects(vector: Vector, edge: Edge) -> None:
    assert differences(expected(vector), edge(vector.operation, bytes(vector.request))) == []


def test_no_two_vectors_have_the_same_id() -> None:
    assert [name for name, count in Counter(vector.id for vector in vectors()).items() if count > 1] == []


def test_every_vector_says_why_it_exists_and_what_harm_it_prevents() -> None:
    assert [vector.id for vector in vectors() if not (vector.because and vector.harm and vector.holds)] == []


def test_every_file_has_vectors() -> None:
    assert all(file.vectors for file in files().values())
