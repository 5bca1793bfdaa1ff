"""What the contract and its refusals are made with, where nothing that the contract has now leads."""

from decimal import Decimal

import pytest
from msgspec import Struct, defstruct

from dosing.api.accepted import choices, keys
from dosing.api.described import structs
from dosing.api.examples.edges import Edge
from dosing.api.examples.stated import of_kidney
from dosing.api.operations import OPERATIONS
from dosing.api.schema import components
from dosing.core.fact import Fact
from dosing.wire.calculation import EgfrRequest

MANY = next(operation.body for operation in OPERATIONS if operation.id == "checkOrders")


def test_two_types_of_one_name_cannot_be_told_apart_in_the_contract() -> None:
    one, other = (defstruct("Dose", [("value", kind)]) for kind in (int, str))
    assert structs([one]) == {"Dose": one}
    with pytest.raises(ValueError, match="Two types are called Dose"):
        structs([one, other])


def test_a_type_that_neither_msgspec_nor_the_service_has_a_schema_for_is_refused_by_its_name() -> None:
    class Odd:
        pass

    class Holding(Struct):
        odd: Odd

    with pytest.raises(TypeError, match="Odd"):
        components([Holding], "#/{name}")


def test_an_edge_of_what_an_estimate_does_not_take_makes_no_example() -> None:
    assert not list(of_kidney(Edge(fact=Fact.POTASSIUM, number=Decimal(3), unit="mmol/L"), Decimal(3)))


@pytest.mark.parametrize("pointer", ["/orders", "/orders/0", "/sex/0/value", "/nothing"])
def test_where_no_choice_is_there_are_no_words_to_choose_from(pointer: str) -> None:
    assert choices(EgfrRequest, pointer) == choices(MANY, pointer) == ()


@pytest.mark.parametrize(("pointer", "is_object"), [("", True), ("/orders", False), ("/orders/0", True)])
def test_only_an_object_has_keys(pointer: str, is_object: bool) -> None:  # noqa: FBT001 -- a row of a table
    assert bool(keys(MANY, pointer)) == is_object
