"""Conversion of magnesium amounts: exact, each substance under its own name."""

from fractions import Fraction

import pytest

from dosing.core.amount import ExactAmount
from dosing.core.convert import StrengthNeededError, convert
from dosing.formulary.substances import SUBSTANCES

ELEMENT, OXIDE, HYDROXIDE = "magnesium", "magnesium-oxide", "magnesium-hydroxide"


#: A unit, and of which substance.
Form = tuple[str, str]


def _converted(value: str, form: Form, target_form: Form, strength: str | None = None) -> tuple[Fraction, Fraction]:
    (unit, of), (target, to) = form, target_form
    given = None if strength is None else Fraction(strength)
    found = convert(ExactAmount(Fraction(value), unit, of), SUBSTANCES[of], target, SUBSTANCES[to], given)
    return found.result.value, found.factor


@pytest.mark.parametrize(
    ("value", "form", "target", "found"),
    [
        ("12", ("mmol", ELEMENT), ("mg", OXIDE), "483.648"),
        ("24", ("mmol", ELEMENT), ("mg", OXIDE), "967.296"),
        ("12", ("mmol", ELEMENT), ("mg", ELEMENT), "291.66"),
        ("24", ("mmol", ELEMENT), ("mg", ELEMENT), "583.32"),
        ("12", ("mmol", ELEMENT), ("meq", ELEMENT), "24"),
        ("24", ("mmol", ELEMENT), ("meq", ELEMENT), "48"),
        ("400", ("mg", OXIDE), ("mmol", ELEMENT), "30000/3022.8"),
        ("1", ("g", OXIDE), ("mg", OXIDE), "1000"),
        ("1", ("mmol", HYDROXIDE), ("mg", HYDROXIDE), "58.319"),
        ("1", ("L", OXIDE), ("mL", OXIDE), "1000"),
        ("1", ("mmol/d", ELEMENT), ("mg/d", OXIDE), "40.304"),
    ],
)
def test_an_amount_is_exactly_so_much_of_another(value: str, form: Form, target: Form, found: str) -> None:
    above, _, below = found.partition("/")
    assert _converted(value, form, target)[0] == Fraction(above) / Fraction(below or "1")


def test_960_mg_of_elemental_magnesium_are_over_39_mmol_but_960_mg_of_the_oxide_are_under_24() -> None:
    assert round(_converted("960", ("mg", ELEMENT), ("mmol", ELEMENT))[0], 1) == Fraction("39.5")
    assert _converted("960", ("mg", OXIDE), ("mmol", ELEMENT))[0] < 24


def test_400_mg_of_the_oxide_are_9_9246_mmol_and_160_mg_3_9698() -> None:
    assert round(_converted("400", ("mg", OXIDE), ("mmol", ELEMENT))[0], 4) == Fraction("9.9246")
    assert round(_converted("160", ("mg", OXIDE), ("mmol", ELEMENT))[0], 4) == Fraction("3.9698")


@pytest.mark.parametrize(("millilitres", "milligrams"), [("15", "1200"), ("30", "2400")])
def test_15_to_30_ml_at_80_mg_per_ml_are_1200_to_2400_mg(millilitres: str, milligrams: str) -> None:
    assert _converted(millilitres, ("mL", HYDROXIDE), ("mg", HYDROXIDE), "80")[0] == Fraction(milligrams)
    assert _converted(milligrams, ("mg", HYDROXIDE), ("mL", HYDROXIDE), "80")[0] == Fraction(millilitres)


@pytest.mark.parametrize(("unit", "target"), [("mL", "mg"), ("mg", "mL"), ("mL", "mmol"), ("meq", "L")])
def test_between_a_volume_and_the_rest_a_strength_is_needed(unit: str, target: str) -> None:
    with pytest.raises(StrengthNeededError, match=r"^m?L$"):
        _converted("1", (unit, HYDROXIDE), (target, HYDROXIDE))


def test_between_volumes_of_two_substances_a_strength_is_needed_of_one_it_is_not() -> None:
    with pytest.raises(StrengthNeededError, match=r"^m?L$"):
        _converted("1", ("mL", HYDROXIDE), ("L", OXIDE))
    assert _converted("1", ("mL", HYDROXIDE), ("L", HYDROXIDE))[0] == Fraction(1, 1000)


def test_the_factor_is_how_many_of_the_result_one_of_the_amount_is() -> None:
    assert _converted("12", ("mmol", ELEMENT), ("mg", OXIDE))[1] == Fraction("40.304")
