"""What the collector of garbage need not look at: what is frozen, of what is frozen, is never part of itself."""

from collections.abc import Iterator

import pytest
from msgspec import Struct, inspect

from dosing.wire import step
from dosing.wire.answer import AmountAnswer, DosesAnswer, InfusionsAnswer, OrderAnswers, VolumeAnswer
from dosing.wire.request import OrderList

#: What can be changed after it was made, and so be put into itself.
_MUTABLE = (inspect.ListType, inspect.SetType, inspect.DictType, inspect.AnyType, inspect.CustomType)
_QUANTITY_OR_RANGE: type = vars(step)["QuantityOrRange"]


def _parts(shape: inspect.Type, seen: set[type[Struct]]) -> Iterator[inspect.Type]:
    yield shape
    match shape:
        case inspect.StructType(cls=cls, fields=fields) if cls not in seen:
            seen.add(cls)
            inner = [field.type for field in fields]
        case inspect.UnionType(types=types):
            inner = list(types)
        case inspect.VarTupleType(item_type=item):
            inner = [item]
        case inspect.Metadata(type=within):
            inner = [within]
        case _:
            inner = []
    for each in inner:
        yield from _parts(each, seen)


@pytest.mark.parametrize("root", [OrderList, OrderAnswers, DosesAnswer, AmountAnswer, VolumeAnswer, InfusionsAnswer])
def test_what_is_not_collected_is_frozen_and_holds_nothing_that_could_hold_it(root: object) -> None:
    parts = list(_parts(inspect.type_info(root), set()))
    shapes = [part.cls for part in parts if isinstance(part, inspect.StructType)]
    assert any(not shape.__struct_config__.gc for shape in shapes)
    assert all(shape.__struct_config__.frozen for shape in shapes)
    # A quantity or a range is one of two shapes, which stand elsewhere too.
    mutable = [part for part in parts if isinstance(part, _MUTABLE)]
    assert {repr(part) for part in mutable} <= {repr(inspect.CustomType(_QUANTITY_OR_RANGE))}
