"""A dose as the drug's own amount: tablets and millilitres become what they hold, where the product says it."""

from dosing.core.exact import EXACT
from dosing.fhir.dosage.clock import MOST_A_DAY
from dosing.fhir.dosage.instruction import Instruction
from dosing.fhir.dosage.kind import MILLIGRAM, own
from dosing.fhir.dosage.maximum import allowed
from dosing.fhir.lists.spelling import COUNTED
from dosing.fhir.parts.remark import NotUnderstoodError, Remarks
from dosing.fhir.parts.unit import Measured, in_millilitres
from dosing.fhir.product.medication import Product


def dose_of(one: Instruction, product: Product, wanted: tuple[str, ...]) -> Measured:
    """The single dose in the first of the wanted units in which it can be told.

    Raises:
        NotUnderstoodError: there is none, it has no strength, or its statements differ.

    """
    if not one.doses:
        raise NotUnderstoodError("no-dose", "The instruction has no coded dose; a dose in words is not read.", one.path)
    told = [found for dose in one.doses for found in as_amounts(dose, product)]
    found = [dose for unit in wanted for dose in told if dose.unit == unit]
    if not found:
        raise _why_not(one, product)
    if any(dose != found[0] for dose in told if dose.unit == found[0].unit):
        raise NotUnderstoodError("timing-invalid", "Two statements of the same dose differ.", one.path)
    return found[0]


def _why_not(one: Instruction, product: Product) -> NotUnderstoodError:
    if any(dose.unit == COUNTED or in_millilitres(dose) is not None for dose in one.doses):
        return NotUnderstoodError(
            "strength-missing", f"The dose means nothing without the strength of {product.name[:64]!r}.", one.path
        )
    units = ", ".join(sorted({dose.unit for dose in one.doses}))
    return NotUnderstoodError("unit", f"The dose is in {units}, which is none of this drug.", one.path)


def as_amounts(dose: Measured, product: Product) -> list[Measured]:
    """Each form in which the dose is known: its own, and what it holds."""
    if dose.unit == COUNTED:
        if product.each is None:
            return []
        return _own(Measured(EXACT.multiply(dose.value, product.each.value), product.each.unit))
    found = _own(dose)
    volume = in_millilitres(dose)
    if volume is not None and product.per_millilitre is not None:
        found.append(Measured(EXACT.multiply(volume, product.per_millilitre), MILLIGRAM))
    return found


def _own(dose: Measured) -> list[Measured]:
    found = own(dose)
    return [] if found is None else [found]


def times_a_day(one: Instruction, dose: Measured, product: Product, said: Remarks) -> int:
    """How many such doses there are on the fullest day; a maximum for the day limits what is taken as needed.

    Raises:
        NotUnderstoodError: nothing tells how often, or the schedule breaks its own maximum.

    """
    clock = one.clock
    most = allowed(one, dose, product)
    if clock is None:
        if not one.is_as_needed or most is None:
            raise NotUnderstoodError("no-timing", "Nothing tells how often the dose is given.", one.path)
        if most > MOST_A_DAY:
            raise NotUnderstoodError("not-supported", f"More than {MOST_A_DAY} doses a day are not read.", one.path)
        return most
    if not clock.is_every_day_alike:
        average = round(float(clock.average), 2)
        said.say(
            "not-every-day",
            f"Not every day is alike ({average:g} doses a day on the average): judged was the most on any one day, "
            f"{clock.most_a_day}.",
            one.path,
        )
    if most is None or most >= clock.most_a_day:
        return clock.most_a_day
    if not one.is_as_needed:
        raise NotUnderstoodError(
            "period-disagrees", "The doses of a day are more than the maximum that stands beside them.", one.path
        )
    return most
