"""Amounts, volumes and infusions: searched exhaustively in small domains, nothing compliant is nearer."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dosing.core.nearest.infusions import LAST_DAY
from tests.answers import exact
from tests.edges import CHECK, ask
from tests.nearest.asked import CHILD, CIRRHOTIC, LACKING, posted_back

_SIZES = st.lists(st.sampled_from((4, 5, 7, 9, 10, 11, 25, 30)), min_size=1, max_size=3, unique=True)


@given(sizes=_SIZES, ordered=st.sampled_from((24.000001, 25, 30, 100)), unit=st.sampled_from(("mmol", "meq")))
def test_of_all_collections_of_products_none_withholds_less_magnesium(
    sizes: list[int], ordered: float, unit: str
) -> None:
    scale = {"mmol": 1, "meq": 2}[unit]
    sent = {
        "drug": "magnesium-oxide",
        "patient": LACKING,
        "daily_dose": {"value": ordered * scale, "unit": f"{unit}/d", "of": "magnesium"},
        "products": [{"value": size, "unit": "mmol", "of": "magnesium"} for size in sizes],
    }
    counts = product(*(range(24 // size + 1) for size in sizes))
    sums = (sum(count * size for count, size in zip(many, sizes, strict=True)) for many in counts)
    best = max((amount for amount in sums if 0 < amount <= 24), default=None)
    proposal = ask(CHECK, sent)["nearest"]
    if best is None:
        assert "drug" not in proposal
    else:
        assert proposal["daily_dose"] == {"value": best * scale, "unit": f"{unit}/d", "of": "magnesium"}


def test_what_the_ordered_form_cannot_write_in_full_is_written_in_one_that_can() -> None:
    """Two tablets of 400 mg of the oxide are 19.849… mmol, which no decimal ends."""
    sent = {
        "drug": "magnesium-oxide",
        "patient": LACKING,
        "daily_dose": {"value": 25, "unit": "mmol/d", "of": "magnesium"},
        "products": [{"value": 400, "unit": "mg", "of": "magnesium-oxide"}],
    }
    order = ask(CHECK, sent)["nearest"]
    assert order["daily_dose"] == {"value": 800, "unit": "mg/d", "of": "magnesium-oxide"}
    assert ask(CHECK, posted_back(sent, order))["status"] == "ok"


@pytest.mark.parametrize("strength", [80, 160, 170, 240, 1000])
@pytest.mark.parametrize("volume", [30.5, 31, 45, 1000])
def test_of_all_volumes_in_halves_of_a_millilitre_none_withholds_less(strength: int, volume: float) -> None:
    sent = {
        "drug": "magnesium-hydroxide",
        "patient": CHILD,
        "daily_volume": {"value": volume, "unit": "mL/d"},
        "strength": {"value": strength, "unit": "mg/mL"},
        "days": 14,
    }
    halves = (Fraction(half, 2) for half in range(1, 2 * int(volume) + 2))
    best = max(half for half in halves if half <= Fraction(volume) and half * strength <= 2400)
    order = ask(CHECK, sent)["nearest"]
    assert exact(order["daily_volume"]) == best
    assert order["days"] == 14


_INFUSIONS = st.lists(
    st.tuples(st.sampled_from((1, 2, 4, 7, 8)), st.sampled_from((10, 15, 20, 30, 45))), min_size=1, max_size=3
)


@given(ordered=_INFUSIONS)
def test_of_all_infusions_not_earlier_and_not_more_none_withhold_less_or_move_less(
    ordered: list[tuple[int, int]],
) -> None:
    ordered = sorted(ordered, key=lambda infusion: infusion[0])
    sent = {
        "drug": "albumin",
        "patient": CIRRHOTIC,
        "product": "albumin-20",
        "infusions": [{"day": day, "amount": {"value": grams, "unit": "g"}} for day, grams in ordered],
    }
    answer = ask(CHECK, sent)
    if answer["status"] == "ok":
        return
    given = [(each["day"], each["amount"]["value"]) for each in answer["nearest"]["infusions"]]
    best = min(_distance(ordered, other) for other in _others(ordered))
    assert len(given) == len(ordered)
    assert _distance(ordered, given) == best


def _others(ordered: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Every way to move and reduce the infusions, none before the one before it, at most 40 g in any seven days."""
    last = ordered[-1][0] + 7 * len(ordered)
    days = product(*(range(day, last + 1) for day, _ in ordered))
    for each in days:
        if list(each) != sorted(each):
            continue
        for grams in product(*(range(10, min(most, 40) + 1, 10) for _, most in ordered)):
            one = list(zip(each, grams, strict=True))
            if all(sum(amount for day, amount in one if first <= day < first + 7) <= 40 for first in each):
                yield one


def _distance(ordered: list[tuple[int, int]], other: list[tuple[int, int]]) -> tuple[int, int]:
    withheld = sum(grams for _, grams in ordered) - sum(grams for _, grams in other)
    return withheld, sum(day for day, _ in other) - sum(day for day, _ in ordered)


def _nearest_infusions(*ordered: tuple[int, int], product: str = "albumin-25") -> list[tuple[int, float]]:
    infusions = [{"day": day, "amount": {"value": grams, "unit": "g"}} for day, grams in ordered]
    sent = {"drug": "albumin", "patient": CIRRHOTIC, "product": product, "infusions": infusions}
    return [(each["day"], each["amount"]["value"]) for each in ask(CHECK, sent)["nearest"]["infusions"]]


def test_an_infusion_of_less_than_the_smallest_vial_is_left_out() -> None:
    assert _nearest_infusions((1, 5), (2, 45)) == [(2, 37.5)]


def test_an_infusion_waits_until_all_that_was_given_leaves_room_for_it() -> None:
    ordered = [(1, 10), (2, 10), (3, 10), (4, 10), (5, 40)]
    assert _nearest_infusions(*ordered, product="albumin-20") == [*ordered[:-1], (11, 40)]


def test_an_infusion_on_the_last_day_that_an_order_can_have_is_given() -> None:
    assert _nearest_infusions((LAST_DAY, 45)) == [(LAST_DAY, 37.5)]
    assert _nearest_infusions((1, 25), (LAST_DAY - 3, 25), (LAST_DAY, 25)) == [(1, 25), (LAST_DAY - 3, 25)]


def test_an_amount_of_infusions_that_no_vial_makes_has_a_reason_alone() -> None:
    sent = {
        "drug": "albumin",
        "patient": CIRRHOTIC,
        "product": "albumin-25",
        "infusions": [{"day": 1, "amount": {"value": 12, "unit": "g"}}] * 4,
    }
    assert ask(CHECK, sent)["nearest"].keys() == {"why"}
