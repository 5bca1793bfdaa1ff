"""A volume a day of a suspension: the documented range is one of mass, and millilitres scale with the strength.

Without the strength no volume means anything: nothing here assumes one.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from msgspec import Struct

from dosing.core.amount import ExactAmount
from dosing.core.bounds import Bounds
from dosing.core.convert import ELEMENT, Substance, convert
from dosing.core.exact import EXACT
from dosing.core.fact import Fact, Value
from dosing.core.place import Place, pointed
from dosing.core.rule import At, Suspension
from dosing.core.span import Known, Span
from dosing.core.ucum import UNITS


class VolumeOrder(Struct, frozen=True, kw_only=True):
    """Millilitres a day (none: the documented range), the strength in mg/mL, for how many days, and when."""

    millilitres: Decimal | None
    strength: Decimal | None
    days: int | None
    is_at_bedtime: bool | None


class Volume(Struct, frozen=True, kw_only=True):
    """One volume a day, and what it holds."""

    volume: ExactAmount
    tablespoons: ExactAmount
    mass: ExactAmount
    amount: ExactAmount


def volume_places(order: VolumeOrder, mass: Known | None) -> list[Place]:
    """The strength, the volume, the days and the time of day, each where the request states it."""

    def known(fact: Fact, value: Value | None) -> dict[Fact, Value]:
        return {} if value is None else {fact: value}

    return [
        pointed(At.STRENGTH, known(Fact.STRENGTH, order.strength)),
        pointed(At.DAILY_VOLUME, known(Fact.DAILY_MASS, mass)),
        pointed(At.DAYS, known(Fact.TREATMENT_DAYS, None if order.days is None else Decimal(order.days))),
        pointed(At.AT_BEDTIME, known(Fact.AT_BEDTIME, order.is_at_bedtime)),
    ]


def ordered_mass(order: VolumeOrder) -> Decimal | None:
    """Milligrams a day, where volume and strength are known."""
    if order.millilitres is None or order.strength is None:
        return None
    return EXACT.multiply(order.millilitres, order.strength)


def documented_range(shape: Suspension, bounds: Bounds, strength: Decimal) -> tuple[Fraction, Fraction]:
    """The least and the most mL a day at this strength; for another than the documented one, rounded inward."""
    low = Fraction(bounds.least(shape.minimum)) / Fraction(strength)
    high = Fraction(bounds.most(shape.maximum)) / Fraction(strength)
    if strength == bounds.least(shape.strength):
        return low, high
    step = Fraction(shape.rounding)
    return ceil(low / step) * step, floor(high / step) * step


def mass_of_range(low: Fraction, high: Fraction, strength: Decimal) -> Span:
    """The milligrams between the ends of a range of mL, which are halves of one."""
    return Span(
        at_least=EXACT.multiply(_decimal(low), strength),
        at_most=EXACT.multiply(_decimal(high), strength),
    )


def _decimal(value: Fraction) -> Decimal:
    return EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))


def volume_of(
    millilitres: Fraction, strength: Decimal, shape: Suspension, substances: Mapping[str, Substance]
) -> Volume:
    """A volume a day in mL, in metric tablespoons, and what it holds in mg and mmol."""
    substance, element = substances[shape.substance], substances[ELEMENT]
    volume = ExactAmount(millilitres, "mL/d")
    mass = ExactAmount(millilitres * Fraction(strength), "mg/d", shape.substance)
    return Volume(
        volume=volume,
        tablespoons=ExactAmount(millilitres / Fraction(UNITS["[tbs_m]/d"].factor), "[tbs_m]/d"),
        mass=mass,
        amount=convert(mass, substance, "mmol/d", element).result,
    )
