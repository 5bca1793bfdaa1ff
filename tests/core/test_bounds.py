"""A schedule is made from the numbers of rules: every one that its shape names must be there, and be a plain end."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from dosing.core.bounds import bounds_of, require_bounds
from dosing.core.compile import BrokenRuleError
from dosing.core.rule import AnyOf, Drug, Titration
from dosing.formulary import FORMULARY

_WITH_A_SHAPE = [drug for drug in FORMULARY.drugs if drug.shape is not None]


def _named(drug: Drug) -> Iterator[str]:
    """Every rule that the drug's shape names."""
    ids = {rule.id for rule in drug.rules}
    shape = drug.shape
    structs = [shape, *(shape.profiles if isinstance(shape, Titration) else ())]
    for struct in structs:
        assert struct is not None
        yield from (
            value
            for name in struct.__struct_fields__
            if isinstance(value := getattr(struct, name), str) and value in ids
        )


_NAMED = [pytest.param(drug, rule, id=rule) for drug in _WITH_A_SHAPE for rule in sorted(set(_named(drug)))]


@pytest.mark.parametrize("drug", _WITH_A_SHAPE, ids=lambda drug: drug.id)
def test_every_shape_has_its_rules(drug: Drug) -> None:
    require_bounds(drug.shape, bounds_of(drug.rules))


def test_what_has_no_shape_needs_no_rules() -> None:
    require_bounds(None, bounds_of(()))


@pytest.mark.parametrize(("drug", "rule"), _NAMED)
def test_a_rule_that_is_not_there_is_named(drug: Drug, rule: str) -> None:
    rest = [other for other in drug.rules if other.id != rule]
    with pytest.raises(BrokenRuleError, match=rf"^{rule}: a schedule is made by this rule, and there is none$"):
        require_bounds(drug.shape, bounds_of(rest))


@pytest.mark.parametrize(("drug", "rule"), _NAMED)
def test_a_rule_whose_limit_is_no_plain_number_is_named(drug: Drug, rule: str) -> None:
    rules = [replace(other, limit=AnyOf()) if other.id == rule else other for other in drug.rules]
    with pytest.raises(BrokenRuleError, match=rf"^{rule}: a schedule needs its limit to be a plain at_(least|most)$"):
        require_bounds(drug.shape, bounds_of(rules))
