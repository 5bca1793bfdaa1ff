"""What an order is at the least, where it is not understood how often: each dose that was read, given once.

A single dose over the maximum of a day is over it however often it is given; nothing else may be judged by this.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from dosing.core.amount import Amount
from dosing.core.daily_amount import AmountOrder
from dosing.core.infusions import InfusionOrder
from dosing.core.order import Infusion, Phase, PhasedOrder
from dosing.core.ordered import Ordered
from dosing.core.rule import DailyAmount, Infusions, Shape, Suspension, Titration
from dosing.core.suspension import VolumeOrder
from dosing.fhir.dosage.given import dose_of
from dosing.fhir.dosage.instruction import Instruction
from dosing.fhir.dosage.kind import MILLIEQUIVALENT, MILLIGRAM, MILLILITRE, MILLIMOLE
from dosing.fhir.dosage.shape import solution_of
from dosing.fhir.parts.remark import NotUnderstoodError
from dosing.fhir.parts.unit import Measured
from dosing.fhir.product.medication import Product
from dosing.service.books import BOOKS

#: Rules that a higher dose breaks all the more.
_MAXIMA = ("daily-max", "weekly-max", "single-dose")
_WANTED: dict[object, tuple[str, ...]] = {
    Titration: (MILLIGRAM,),
    DailyAmount: (MILLIMOLE, MILLIEQUIVALENT, MILLIGRAM),
    Suspension: (MILLILITRE,),
    Infusions: (MILLIGRAM,),
}


def is_of_a_maximum(rule: str) -> bool:
    """Whether a rule is about how much it may be at the most."""
    return rule.partition(".")[2].startswith(_MAXIMA)


def at_least(product: Product, instructions: Sequence[Instruction | None]) -> tuple[tuple[Ordered, str], ...]:
    """The largest dose in each unit as an order of one dose, with where it stands; none where no dose was read."""
    drug = BOOKS[product.drug].drug
    if drug is None or drug.shape is None:
        return ()
    shape, wanted = drug.shape, _WANTED[type(drug.shape)]
    largest: dict[str, tuple[Measured, str]] = {}
    for one in instructions:
        dose = None if one is None else _dose(one, product, wanted)
        if one is not None and dose is not None and dose.value > largest.get(dose.unit, (_NOTHING, ""))[0].value:
            largest[dose.unit] = dose, one.path
    made = ((_order(dose, product, shape), path) for dose, path in largest.values())
    return tuple((ordered, path) for ordered, path in made if ordered is not None)


_NOTHING = Measured(Decimal(0), "")


def _dose(one: Instruction, product: Product, wanted: tuple[str, ...]) -> Measured | None:
    try:
        return dose_of(one, product, wanted)
    except NotUnderstoodError:
        return None


def _order(dose: Measured, product: Product, shape: Shape) -> Ordered | None:
    match shape:
        case Titration(tablets=tablets):
            return PhasedOrder(phases=(Phase((dose.value,), None),), current=None, tablets=tablets)
        case DailyAmount(substance=substance, products=products):
            of = substance if dose.unit == MILLIGRAM else "magnesium"
            return AmountOrder(daily=Amount(dose.value, f"{dose.unit}/d", of), is_at_night=None, products=products)
        case Suspension():
            return VolumeOrder(millilitres=dose.value, strength=product.per_millilitre, days=None, is_at_bedtime=None)
        case Infusions():
            solution = solution_of(shape, product)
            return None if solution is None else InfusionOrder(solution, (Infusion(1, Fraction(dose.value) / 1000),))
