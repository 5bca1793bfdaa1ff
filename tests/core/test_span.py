"""Intervals: which ends are in, and what three-valued judging says of what is only partly known."""

from decimal import Decimal

import pytest

from dosing.core.span import Span, is_apart, lower, point

TINY = Decimal("0.000001")
THIRTY, SIXTY = Decimal(30), Decimal(60)
REDUCED = Span(at_least=THIRTY, at_most=SIXTY)


@pytest.mark.parametrize(
    ("span", "number", "holds"),
    [
        (Span(at_least=THIRTY), THIRTY, True),
        (Span(at_least=THIRTY), THIRTY - TINY, False),
        (Span(above=THIRTY), THIRTY, False),
        (Span(above=THIRTY), THIRTY + TINY, True),
        (Span(at_most=THIRTY), THIRTY, True),
        (Span(at_most=THIRTY), THIRTY + TINY, False),
        (Span(below=THIRTY), THIRTY, False),
        (Span(below=THIRTY), THIRTY - TINY, True),
        (Span(), Decimal("-1E+9"), True),
    ],
)
def test_an_end_is_in_where_its_name_says_so(span: Span, number: Decimal, holds: bool) -> None:  # noqa: FBT001 -- the answer
    assert span.holds(number) is holds
    assert span.judge(number) is holds


@pytest.mark.parametrize(
    ("known", "judged"),
    [
        (Span(below=THIRTY), False),
        (Span(at_most=THIRTY), None),
        (Span(below=THIRTY + TINY), None),
        (Span(above=THIRTY), None),
        (Span(above=SIXTY), False),
        (Span(at_least=SIXTY), None),
        (Span(above=SIXTY - TINY), None),
        (Span(at_least=THIRTY, at_most=SIXTY), True),
        (Span(above=THIRTY, below=SIXTY), True),
        (Span(above=THIRTY - TINY, below=SIXTY), None),
        (Span(above=THIRTY, at_most=SIXTY + TINY), None),
        (point(THIRTY), True),
        (point(SIXTY), True),
        (point(SIXTY + TINY), False),
        (Span(), None),
    ],
)
def test_30_to_60_is_true_of_all_within_false_of_all_outside_and_else_unknown(known: Span, judged: bool | None) -> None:  # noqa: FBT001 -- the answer
    assert REDUCED.judge(known) is judged


@pytest.mark.parametrize(
    ("limit", "known", "judged"),
    [
        (Span(above=SIXTY), Span(above=SIXTY), True),
        (Span(at_least=SIXTY), Span(above=SIXTY), True),
        (Span(above=SIXTY), Span(at_least=SIXTY), None),
        (Span(below=THIRTY), Span(at_most=THIRTY), None),
        (Span(at_most=THIRTY), Span(below=THIRTY), True),
        (Span(), Span(), True),
    ],
)
def test_an_open_end_lies_within_a_closed_one_but_not_the_other_way_round(
    limit: Span,
    known: Span,
    judged: bool | None,  # noqa: FBT001 -- the answer
) -> None:
    assert limit.judge(known) is judged


def test_spans_that_touch_at_30_are_apart_unless_both_hold_30() -> None:
    assert is_apart(Span(below=THIRTY), Span(at_least=THIRTY))
    assert is_apart(Span(above=THIRTY), Span(at_most=THIRTY))
    assert not is_apart(Span(at_most=THIRTY), Span(at_least=THIRTY))


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (Span(above=SIXTY), point(Decimal(45)), point(Decimal(45))),
        (Span(below=SIXTY), point(Decimal(45)), Span(at_most=Decimal(45))),
        (Span(below=THIRTY), point(Decimal(45)), Span(below=THIRTY)),
        (Span(above=THIRTY), Span(above=SIXTY), Span(above=THIRTY)),
        (Span(above=THIRTY), point(Decimal(45)), Span(above=THIRTY, at_most=Decimal(45))),
        (Span(above=THIRTY), Span(below=SIXTY), Span(below=SIXTY)),
    ],
)
def test_the_lower_of_two_lies_between_the_lower_starts_and_the_lower_ends(one: Span, other: Span, found: Span) -> None:
    assert lower(one, other) == found
    assert lower(other, one) == found
