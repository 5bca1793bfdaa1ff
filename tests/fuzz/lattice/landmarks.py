"""The numbers at which the rules change their mind, by unit: what fields of that unit are tried with.

They are read from the formulary, so that a new rule is tried at its ends by itself: each number, in each unit in which
it can be written, with the neighbours that decide whether an end is in.
"""

import math
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from dosing.core.rule import Infusions, Titration, Vial
from dosing.core.ucum import UNITS
from dosing.formulary import FORMULARY
from dosing.formulary.kidney import KIDNEY
from tests.formulary.every_rule import RULES, spans_of

_MILLIONTH = Decimal("0.000001")
#: Per year, week and day: what is stated as a rate is also a single amount, and the other way round.
_RATES = ("/d", "/wk")


@cache
def numbers_of(unit: str) -> tuple[float, ...]:
    """The landmarks of a unit, without neighbours; of a unit that is none of the service's, none."""
    found: dict[float, None] = {}
    wanted = UNITS.get(unit)
    for number, stated in _stated() if wanted is not None else ():
        bare = stated.removesuffix("/d").removesuffix("/wk")
        for named in sorted({stated, bare, *(bare + rate for rate in _RATES)} & UNITS.keys()):
            if wanted is not None and UNITS[named].kind == wanted.kind:
                found[float(number * UNITS[named].factor / wanted.factor)] = None
    return tuple(found)


def _stated() -> Iterator[tuple[Decimal, str]]:
    """Every number of the formulary that a dose, an age or a laboratory value is compared with or made of."""
    spans = [span for rule in RULES.values() for span in (*spans_of(rule.limit), *spans_of(rule.when))]
    for span in (*spans, *KIDNEY.bands.values()):
        for end in (span.at_least, span.above, span.at_most, span.below):
            if end is not None:
                yield end, span.unit
    for drug in FORMULARY.drugs:
        if isinstance(drug.shape, Titration):
            doses = (*drug.shape.tablets, *map(sum, drug.shape.splits.usual), drug.shape.tablet_grid)
            yield from ((Decimal(dose), "mg") for dose in doses)
        if isinstance(drug.shape, Infusions):
            yield from (size for solution in drug.shape.solutions for vial in solution.vials for size in _sizes(vial))


def _sizes(vial: Vial) -> tuple[tuple[Decimal, str], ...]:
    return (vial.grams, "g"), (vial.millilitres, "mL")


def with_neighbours(number: float) -> list[float]:
    """A number, what lies a millionth beside it, and the doubles next to it."""
    exact = Decimal(repr(number))
    near = [float(exact - _MILLIONTH), number, float(exact + _MILLIONTH)]
    return [*near, math.nextafter(number, -math.inf), math.nextafter(number, math.inf)]
