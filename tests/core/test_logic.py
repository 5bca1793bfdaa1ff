"""Three-valued logic, and conditions on facts: unknown is never normal."""

from itertools import product

import pytest

from dosing.core.compile import judge_of
from dosing.core.fact import Fact, Value
from dosing.core.logic import negated
from dosing.core.rule import ALWAYS, NEVER, All, AnyOf, Condition, Given, Is, Not, OneOf

TRUTHS = (True, False, None)
_FLAGS = (Fact.CIRRHOSIS, Fact.ASCITES, Fact.DIARRHEA)


def _holds(condition: Condition, facts: dict[Fact, Value]) -> bool | None:
    return judge_of(condition, {})(facts)


def _judged(kind: type[All | AnyOf], truths: tuple[bool | None, ...], *, is_negated: bool = False) -> bool | None:
    """All or any of flags with these truths; unknown is a flag that was not given."""
    flags = _FLAGS[: len(truths)]
    parts: tuple[Condition, ...] = tuple(Not(Is(flag)) if is_negated else Is(flag) for flag in flags)
    facts: dict[Fact, Value] = {flag: truth for flag, truth in zip(flags, truths, strict=True) if truth is not None}
    return _holds(kind(parts), facts)


@pytest.mark.parametrize(
    ("parts", "holds"),
    [((), True), ((True,), True), ((True, None), None), ((None, False), False), ((False, None), False)],
)
def test_all_is_false_if_any_part_is_false_else_unknown_if_any_is_unknown(
    parts: tuple[bool | None, ...],
    holds: bool | None,  # noqa: FBT001 -- the answer
) -> None:
    assert _judged(All, parts) is holds


@pytest.mark.parametrize(
    ("parts", "holds"),
    [((), False), ((False,), False), ((False, None), None), ((None, True), True), ((True, None), True)],
)
def test_any_is_true_if_any_part_is_true_else_unknown_if_any_is_unknown(
    parts: tuple[bool | None, ...],
    holds: bool | None,  # noqa: FBT001 -- the answer
) -> None:
    assert _judged(AnyOf, parts) is holds


@pytest.mark.parametrize("parts", list(product(TRUTHS, repeat=3)))
def test_not_all_is_any_not(parts: tuple[bool | None, ...]) -> None:
    assert negated(_judged(All, parts)) is _judged(AnyOf, parts, is_negated=True)


def test_the_opposite_of_unknown_is_unknown() -> None:
    assert [negated(truth) for truth in TRUTHS] == [False, True, None]


def test_a_flag_that_was_not_given_is_unknown_and_not_false() -> None:
    assert _holds(Is(Fact.DIALYSIS), {}) is None
    assert _holds(Not(Is(Fact.DIALYSIS)), {}) is None
    assert _holds(Is(Fact.DIALYSIS), {Fact.DIALYSIS: False}) is False


def test_given_is_always_known() -> None:
    assert _holds(Given(Fact.DIALYSIS), {}) is False
    assert _holds(Given(Fact.DIALYSIS), {Fact.DIALYSIS: False}) is True


def test_a_band_of_which_two_are_possible_is_not_given() -> None:
    assert _holds(Given(Fact.BAND), {Fact.BAND: frozenset({"avoid", "reduced"})}) is False
    assert _holds(Given(Fact.BAND), {Fact.BAND: frozenset({"avoid"})}) is True


@pytest.mark.parametrize(
    ("possible", "holds"),
    [({"avoid"}, True), ({"avoid", "reduced"}, True), ({"reduced", "standard"}, None), ({"standard"}, False)],
)
def test_one_of_is_true_of_all_that_is_possible_false_of_none_else_unknown(
    possible: set[str],
    holds: bool | None,  # noqa: FBT001 -- the answer
) -> None:
    condition = OneOf(Fact.BAND, ("avoid", "reduced"))
    assert _holds(condition, {Fact.BAND: frozenset(possible)}) is holds


def test_a_word_that_was_not_given_is_unknown() -> None:
    assert _holds(OneOf(Fact.INDICATION, ("muscle-cramps",)), {}) is None


def test_always_holds_and_never_does_not() -> None:
    assert _holds(ALWAYS, {}) is True
    assert _holds(NEVER, {}) is False


def test_one_unknown_part_leaves_all_unknown_and_one_false_part_decides() -> None:
    both = All((Is(Fact.CIRRHOSIS), Is(Fact.INCAPACITATING_CRAMPS)))
    assert _holds(both, {Fact.CIRRHOSIS: True}) is None
    assert _holds(both, {Fact.CIRRHOSIS: False}) is False
    either = AnyOf((Is(Fact.TAKING_OPIOID), Is(Fact.TAKING_ALCOHOL)))
    assert _holds(either, {Fact.TAKING_OPIOID: False}) is None
    assert _holds(either, {Fact.TAKING_OPIOID: True}) is True
