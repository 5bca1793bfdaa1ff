"""Mass, amount, charge and volume of a named substance, each from the other: exactly, or not at all.

Nothing here may round: results are fractions.
"""

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from dosing.core.amount import ExactAmount
from dosing.core.ucum import UNITS

#: The element, of which every substance here holds one in a formula unit: in millimoles it is the same amount.
ELEMENT = "magnesium"


class Substance(Struct, frozen=True, kw_only=True):
    """A substance by its formula unit: what a mole of it weighs, how much of the element it holds, and its charge."""

    id: str
    #: Grams a mole, which are milligrams a millimole.
    molar_mass: Decimal
    #: Charges of the element in a formula unit: milliequivalents a millimole.
    charge: int


class StrengthNeededError(ValueError):
    """Between a volume and anything else a strength must be known."""


class Conversion(Struct, frozen=True, kw_only=True):
    """A converted amount, with the factor by which it was converted and the way it went."""

    result: ExactAmount
    #: How many of the result's unit one of the amount's unit is.
    factor: Fraction
    formula: str


def convert(
    amount: ExactAmount, of: Substance, unit: str, to: Substance, strength: Fraction | None = None
) -> Conversion:
    """The amount of `of`, stated as so much `to` in `unit`.

    `strength` is in mg/mL, of the substance on the volume's side; between volumes of the same it is not needed.

    Raises:
        StrengthNeededError: one side is a volume, and no strength is given.

    """
    one, steps = _per_unit(amount.unit, of, unit, to, strength)
    return Conversion(
        result=ExactAmount(amount.value * one, unit, to.id),
        factor=one,
        formula=" ".join(steps),
    )


def _per_unit(
    source: str, of: Substance, target: str, to: Substance, strength: Fraction | None
) -> tuple[Fraction, list[str]]:
    """How many `target` units of `to` one `source` unit of `of` is, and the steps of the way."""
    if of == to and UNITS[source].kind == UNITS[target].kind and UNITS[source].kind.startswith("volume"):
        return Fraction(UNITS[source].factor) / Fraction(UNITS[target].factor), [f"{source} → {target}"]
    into, into_words = _millimoles(source, of, strength)
    back, back_words = _millimoles(target, to, strength)
    steps = [into_words, "→ mmol"] if source != "mmol" else ["mmol"]
    if target != "mmol":
        steps.append(f"→ {back_words}")
    return into / back, steps


def _millimoles(unit: str, of: Substance, strength: Fraction | None) -> tuple[Fraction, str]:
    """Millimoles of the formula unit (and so of its one magnesium) in one unit, and how that follows."""
    resolved = UNITS[unit]
    factor = Fraction(resolved.factor)
    kind = resolved.kind.removesuffix(" per time")
    if kind == "amount":
        return factor, f"{unit}"
    if kind == "charge":
        return factor / of.charge, f"{unit} ({of.charge} meq/mmol)"
    if kind == "mass":
        return factor / Fraction(of.molar_mass), f"{unit} of {of.id} ({of.molar_mass} mg/mmol)"
    if strength is None:
        raise StrengthNeededError(unit)
    return factor * strength / Fraction(of.molar_mass), f"{unit} of {of.id} (at its strength, {of.molar_mass} mg/mmol)"
