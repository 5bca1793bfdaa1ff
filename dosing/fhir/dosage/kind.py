"""An amount in the one unit of its kind, in which amounts of a kind can be compared: mg, mL, mmol or meq."""

from dosing.core.exact import EXACT
from dosing.core.ucum import UNITS
from dosing.fhir.lists.spelling import COUNTED
from dosing.fhir.parts.unit import Measured

MILLIGRAM, MILLIMOLE, MILLIEQUIVALENT, MILLILITRE = "mg", "mmol", "meq", "mL"
_OWN = {"mass": MILLIGRAM, "amount": MILLIMOLE, "charge": MILLIEQUIVALENT, "volume": MILLILITRE}


def own(amount: Measured) -> Measured | None:
    """The same in the unit of its kind; none where it is of no kind that is given.

    >>> from decimal import Decimal
    >>> str(own(Measured(Decimal("0.02"), "g")).value)
    '20.00'
    """
    if amount.unit == COUNTED:
        return amount
    unit = UNITS.get(amount.unit)
    if unit is None or unit.kind not in _OWN:
        return None
    return Measured(EXACT.multiply(amount.value, unit.factor), _OWN[unit.kind])
