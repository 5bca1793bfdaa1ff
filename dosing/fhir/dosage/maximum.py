"""The maxima that stand beside a dose: how many doses they allow on a day, and whether the dose keeps them.

What cannot be compared with its maximum is not read: no maximum is passed over.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import ceil

from dosing.fhir.dosage.instruction import Instruction
from dosing.fhir.dosage.kind import own
from dosing.fhir.lists.spelling import COUNTED
from dosing.fhir.parts.remark import NotUnderstoodError
from dosing.fhir.parts.unit import Measured
from dosing.fhir.product.medication import Product


def allowed(one: Instruction, dose: Measured, product: Product) -> int | None:
    """How many doses the maxima allow on a day; none: no maximum stands there.

    Raises:
        NotUnderstoodError: the doses are over a maximum, or cannot be compared with it.

    """
    if not dose.value:
        return None
    if one.most_at_once is not None and _size(one, dose, product, one.most_at_once) > 1:
        raise NotUnderstoodError("period-disagrees", "The dose is over its own maximum for one time.", one.path)
    limits = []
    for most, days in one.maxima:
        size = _size(one, dose, product, most)
        if size > 1:
            raise NotUnderstoodError("period-disagrees", "One dose is more than the maximum of its period.", one.path)
        if days > 1 and not one.is_as_needed and _most_within(one, days) * size > 1:
            raise NotUnderstoodError("period-disagrees", "The doses are more than the maximum of its period.", one.path)
        limits.append(int(1 / min(days, Fraction(1)) // size))
    return min(limits, default=None)


def _size(one: Instruction, dose: Measured, product: Product, most: Measured) -> Fraction:
    """How much of a maximum one dose is: 1 is all of it."""
    if not most.value:
        # Nothing is allowed: any dose is over it, by whichever number over 1.
        return Fraction(2)
    limit = own(most) if most.unit else most
    size = None if limit is None else next((each for each in _sizes(one, dose, product) if each[1] == limit.unit), None)
    if limit is None or size is None:
        raise NotUnderstoodError(
            "unit", f"The dose cannot be compared with its maximum, which is in {most.unit or 'no unit'}.", one.path
        )
    return size[0] / Fraction(limit.value)


def _sizes(one: Instruction, dose: Measured, product: Product) -> Iterator[tuple[Fraction, str]]:
    """One dose in each unit in which it is known; for a number without a unit it is tablets, or just one."""
    yield Fraction(dose.value), dose.unit
    stated = [found for found in map(own, one.doses) if found is not None]
    yield from ((Fraction(each.value), each.unit) for each in stated)
    counted = next((Fraction(each.value) for each in stated if each.unit == COUNTED), None)
    if counted is None and product.each is not None and product.each.unit == dose.unit:
        yield Fraction(dose.value) / Fraction(product.each.value), COUNTED
    yield Fraction(1), COUNTED
    yield counted or Fraction(1), ""


def _most_within(one: Instruction, days: Fraction) -> int:
    """The most doses in so many days in a row, of what is taken regularly."""
    clock = one.clock
    if clock is None:
        return 0
    if clock.dates:
        return max(_from(first, clock.dates, days) for first in clock.dates)
    held = days if one.bounds.most is None else min(days, Fraction(one.bounds.most))
    number = ceil(clock.average * held)
    return number if clock.count is None else min(number, clock.count)


def _from(first: date, dates: tuple[date, ...], days: Fraction) -> int:
    return sum(0 <= (each - first).days < days for each in dates)
