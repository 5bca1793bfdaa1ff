"""What is ordered by phases: doses over days, what is taken before them, and the tablets in stock.

Nothing here knows a drug or a limit.
"""

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from dosing.core.exact import total

#: What is prescribed repeats from patient to patient: so many orders of so few phases are remembered, others are not.
REMEMBERED = 512
SHORT = 8


class Phase(Struct, frozen=True):
    """The same single doses (mg) every day, for some days; without days until further notice. No doses: a stop."""

    doses: tuple[Decimal, ...]
    days: int | None = None

    @property
    def daily_dose(self) -> Decimal:
        """The sum of a day's doses, in mg/d."""
        return total(self.doses)


class Current(Struct, frozen=True, kw_only=True):
    """What the patient takes now (mg/d), for how long at this dose, and for how long at all."""

    daily_dose: Decimal
    days_at_dose: int | None = None
    days_on_drug: int | None = None


class PhasedOrder(Struct, frozen=True, kw_only=True, cache_hash=True):
    """Phases one after the other, what is taken before them where it is known, and the tablets in stock (mg)."""

    phases: tuple[Phase, ...]
    current: Current | None
    tablets: tuple[Decimal, ...]


class Infusion(Struct, frozen=True):
    """Grams on a day of the order, exactly: a share of a weekly dose may be a number that no decimal ends."""

    day: int
    grams: Fraction
