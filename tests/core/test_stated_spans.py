"""Spans of rules, as they are compared and as they are said: every end in every form, exactly."""

from decimal import Decimal

import pytest

from dosing.core.amount import Amount
from dosing.core.compile import spans_of
from dosing.core.explain import _amount, limit_words, unit_words
from dosing.core.fact import Fact
from dosing.core.rule import In
from dosing.core.span import Known, Span
from dosing.formulary.substances import SUBSTANCES

_ENDS = ("at_least", "above", "at_most", "below")
_EACH = [("at_least",), ("above",), ("at_most",), ("below",), ("above", "below"), ("at_least", "at_most")]


def _span(ends: tuple[str, ...], unit: str, of: str, *values: str) -> Span:
    return Span(unit=unit, of=of, **dict(zip(ends, map(Decimal, values), strict=False)))


@pytest.mark.parametrize("ends", _EACH)
def test_every_end_of_a_span_is_put_into_the_unit_in_which_the_fact_is_held(ends: tuple[str, ...]) -> None:
    spans = spans_of(In(Fact.AGE, (_span(ends, "a", "", "1", "2"),)), SUBSTANCES)
    assert spans == {"": _span(ends, "d", "", "365.25", "730.5")}


@pytest.mark.parametrize("ends", _EACH)
def test_every_end_of_a_span_is_put_into_every_form_of_an_amount(ends: tuple[str, ...]) -> None:
    spans = spans_of(In(Fact.DAILY_MAGNESIUM, (_span(ends, "mmol/d", "magnesium", "4", "24"),)), SUBSTANCES)
    assert spans == {
        "mmol/d of magnesium": _span(ends, "mmol/d", "magnesium", "4", "24"),
        "meq/d of magnesium": _span(ends, "meq/d", "magnesium", "8", "48"),
        "mg/d of magnesium": _span(ends, "mg/d", "magnesium", "97.22", "583.32"),
        "mg/d of magnesium-oxide": _span(ends, "mg/d", "magnesium-oxide", "161.216", "967.296"),
    }


def test_a_number_that_another_form_does_not_write_in_full_is_refused() -> None:
    fine = Span(at_most=Decimal("1.23456789012345"), unit="mmol/d", of="magnesium")
    with pytest.raises(ValueError, match=r"1\.23456789012345 mmol/d is no finite number of mg/d of magnesium"):
        spans_of(In(Fact.DAILY_MAGNESIUM, (fine,)), SUBSTANCES)


def test_all_forms_in_which_a_fact_is_never_stated_are_named() -> None:
    stated = tuple(Span(at_most=Decimal(1), unit=unit) for unit in ("umol/L", "mmol/L", "kg"))
    with pytest.raises(ValueError, match=r"is never stated in umol/L, kg$"):
        spans_of(In(Fact.SERUM_MAGNESIUM, stated), SUBSTANCES)


def test_a_unit_alone_is_of_nothing() -> None:
    assert unit_words("mg") == "mg"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(at_least=Decimal(4), at_most=Decimal(4), unit="mmol/d", of="magnesium"), "4 mmol/d of magnesium"),
        (Span(above=Decimal(4), unit="mmol/d", of="magnesium"), "over 4 mmol/d of magnesium"),
        (Span(above=Decimal(18), at_most=Decimal(65), unit="a"), "over 18 and at most 65 years"),
    ],
)
def test_a_span_is_said_with_its_ends_and_what_it_is_of(span: Span, words: str) -> None:
    assert limit_words(span) == words


@pytest.mark.parametrize(
    ("known", "amount"),
    [
        (Decimal(4), Amount(Decimal(4), "mmol/d", "magnesium")),
        (Span(below=Decimal(4)), Amount(Decimal(4), "mmol/d", "magnesium", "<")),
        (Span(above=Decimal(4)), Amount(Decimal(4), "mmol/d", "magnesium", ">")),
        (Span(above=Decimal(4), below=Decimal(5)), None),
        (Span(at_least=Decimal(4)), None),
        (Span(at_most=Decimal(4)), None),
    ],
)
def test_of_what_is_known_within_bounds_the_one_open_end_is_shown(known: Known, amount: Amount | None) -> None:
    assert _amount(known, "mmol/d", "magnesium") == amount
