"""Answers are of the types that the contract is made from: strictly, field by field."""

from typing import Any

import msgspec
import pytest

from dosing.api.numbers import encode
from dosing.api.operations import OPERATIONS as TABLE
from dosing.wire.answered import AnsweredQuantity
from dosing.wire.catalog import Vector
from dosing.wire.step import QuantityRange
from tests.edges import OPERATIONS
from tests.vectors.runner import vectors


def _quantity_or_range(kind: type, found: Any) -> Any:  # noqa: ANN401 -- the union that JSON alone cannot tell apart
    """One quantity or two."""
    assert kind.__name__ == "QuantityOrRange"
    msgspec.convert(found, QuantityRange if "low" in found else AnsweredQuantity)
    return kind()


_ANSWERS = {
    operation.path: msgspec.json.Decoder(operation.answers, dec_hook=_quantity_or_range)
    for operation in TABLE
    if operation.body is not None
}


def _vectors_of(path: str) -> list[Vector]:
    return [vector for vector in vectors() if vector.operation == path]


@pytest.mark.parametrize("path", sorted({vector.operation for vector in vectors()}))
def test_every_answer_to_a_vector_is_of_the_type_that_the_contract_names(path: str) -> None:
    decoder, operation = OPERATIONS[path]
    for vector in _vectors_of(path):
        answer = operation(decoder.decode(bytes(vector.request)))
        _ANSWERS[path].decode(encode(answer))
