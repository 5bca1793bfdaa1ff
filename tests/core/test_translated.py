"""Single parts on the way in and out, also those that no request of today leads to."""

from decimal import Decimal

import pytest
from msgspec import UNSET

from dosing.core.amount import Amount
from dosing.core.nearest.proposal import Proposal, listed
from dosing.core.nearest.room import smaller
from dosing.core.ordered import NamedOrder
from dosing.core.span import Span
from dosing.core.suspension import VolumeOrder
from dosing.service.books import BOOKS
from dosing.translate.inbound import exact
from dosing.translate.nearest import nearest
from dosing.translate.outbound import limit, quantity


@pytest.mark.parametrize(("value", "written"), [(123457.0, "123457"), (0.1, "0.1"), (1e-7, "1E-7")])
def test_a_number_is_taken_as_it_is_written_without_a_point_that_it_does_not_need(value: float, written: str) -> None:
    assert str(exact(value)) == written


@pytest.mark.parametrize("digits", ["59", "59.1234567890123", "59.12345678901234"])
@pytest.mark.parametrize("comparator", ["<", ">"])
def test_a_number_that_is_one_end_says_so_however_many_digits_it_has(digits: str, comparator: str) -> None:
    shown = quantity(Amount(Decimal(digits), "mL/min/{1.73_m2}", comparator=comparator))
    assert (shown.comparator, shown.exact is UNSET) == (comparator, len(digits) <= len("59.1234567890123"))


def test_every_end_of_a_limit_is_shown() -> None:
    shown = limit(Span(above=Decimal(18), below=Decimal(65), unit="a"))
    assert (shown.at_least, shown.above, shown.at_most, shown.below) == (UNSET, Decimal(18), UNSET, Decimal(65))


@pytest.mark.parametrize("indication", ["muscle-cramps", "hypomagnesemia", "other"])
def test_the_nearest_order_is_for_what_was_ordered(indication: str) -> None:
    order = VolumeOrder(millilitres=Decimal(5), strength=None, days=None, is_at_bedtime=None)
    answer = nearest(Proposal(why="so", ordered=order), BOOKS["magnesium-hydroxide"], indication)
    assert answer is not None
    assert (answer.indication, answer.strength) == (indication, UNSET)


def test_a_drug_that_is_ordered_by_its_name_has_no_nearest_dose() -> None:
    with pytest.raises(TypeError, match=r"^a drug that is ordered by its name has no other dose$"):
        nearest(Proposal(why="so", ordered=NamedOrder()), BOOKS[""])


def test_of_nothing_there_are_no_words_and_no_smallest() -> None:
    assert listed([]) == ""
    assert smaller(None) is None
