"""Daily doses that whole tablets in stock make, and how each is divided: what a course may consist of.

An ordered daily dose stays divided as it was ordered. Nothing here halves a tablet.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from dosing.core.exact import DIGITS, EXACT, ZERO
from dosing.core.order import PhasedOrder
from dosing.core.products import common_unit
from dosing.core.rule import Titration
from dosing.core.tablets import can_make, single_doses

#: Where the tablets make more daily doses than these, only multiples of the grid of schedules are looked at besides
#: those ordered; and of these at the most so many, the smaller ones.
MOST_FINE = 24
MOST_DOSES = 64


class Stock(Struct, frozen=True):
    """Daily doses in mg/d, ascending, each with its single doses in mg."""

    doses: tuple[Decimal, ...]
    splits: dict[Decimal, tuple[Decimal, ...]]
    #: Whether every daily dose that schedules could divide into whole tablets is among them.
    is_all: bool

    def up_to(self, most: Decimal) -> Decimal | None:
        """The largest dose that is not above `most`."""
        place = bisect_right(self.doses, most)
        return self.doses[place - 1] if place else None

    def below(self, dose: Decimal) -> Decimal:
        """The largest dose that is below this one; 0 if there is none."""
        place = bisect_left(self.doses, dose)
        return self.doses[place - 1] if place else ZERO

    def between(self, least: Decimal, most: Decimal) -> Sequence[Decimal]:
        """The doses from `least` to `most`, both ends in."""
        return self.doses[bisect_left(self.doses, least) : bisect_right(self.doses, most)]


def is_written(doses: Sequence[Decimal]) -> bool:
    """Whether each is read again as what it is: sums of tablets of odd strengths may have more digits than that."""
    return all(len(dose.as_tuple().digits) <= DIGITS for dose in doses)


def stock_of(order: PhasedOrder, titration: Titration, most: Decimal, *, is_divided: bool = True) -> Stock:
    """The doses up to `most`; not `is_divided`: what was ordered is a daily dose, whose single doses are not stated."""
    grid = titration.tablet_grid
    splits: dict[Decimal, tuple[Decimal, ...]] = {}
    for phase in order.phases if is_divided else ():
        dose = phase.daily_dose
        if (
            ZERO < dose <= most
            and dose not in splits
            and all(can_make(one, order.tablets, grid) for one in phase.doses)
        ):
            splits[dose] = phase.doses
    fine = common_unit(*map(Fraction, order.tablets))
    is_fine = Fraction(most) / fine > MOST_FINE and fine % Fraction(titration.grid) != 0
    unit = titration.grid if is_fine else EXACT.divide(Decimal(fine.numerator), Decimal(fine.denominator))
    # Large doses of many odd tablets take long to divide.
    top = min(most, titration.splits.large_above) if fine % Fraction(grid) else most
    wanted = [unit * number for number in range(1, min(int(top / unit), MOST_DOSES) + 1)]
    if order.current is not None and ZERO < order.current.daily_dose <= most:
        wanted.append(order.current.daily_dose)
    for dose in wanted:
        if dose not in splits and (split := single_doses(dose, titration, order.tablets)) and is_written(split):
            splits[dose] = split
    return Stock(tuple(sorted(splits)), splits, is_all=not is_fine and top / unit <= MOST_DOSES)
