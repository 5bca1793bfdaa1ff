"""Instructions as what is ordered of a drug: phases, a daily amount, a daily volume, or infusions.

Each fact that a rule points at is kept with where it was read, so that a finding leads to its instruction.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from dosing.core.amount import Amount
from dosing.core.daily_amount import AmountOrder
from dosing.core.exact import EXACT, total
from dosing.core.infusions import InfusionOrder
from dosing.core.nearest.infusions import MOST_INFUSIONS
from dosing.core.nearest.phases import MOST_PHASES
from dosing.core.order import Current, Infusion, Phase, PhasedOrder
from dosing.core.ordered import Ordered, shape_of
from dosing.core.rule import DailyAmount, Infusions, Solution, Suspension, Titration
from dosing.core.rule import Product as Whole
from dosing.core.suspension import VolumeOrder
from dosing.fhir.dosage.clock import MOST_A_DAY
from dosing.fhir.dosage.given import dose_of, times_a_day
from dosing.fhir.dosage.infusion_days import earliest, held, infusion_days
from dosing.fhir.dosage.instruction import Instruction
from dosing.fhir.dosage.kind import MILLIEQUIVALENT, MILLIGRAM, MILLILITRE, MILLIMOLE
from dosing.fhir.dosage.sequence import Stretch, course
from dosing.fhir.parts.remark import NotUnderstoodError, Remarks
from dosing.fhir.product.medication import Product
from dosing.fhir.product.strength import divided
from dosing.service.books import BOOKS

#: Doses of a liquid that are told apart, beside those of tablets: as many strengths as an order can have.
_MOST_MEASURED = 7


class Shaped(Struct, frozen=True, kw_only=True):
    """What is ordered, where each part of it was read, and on which date it begins."""

    ordered: Ordered
    #: By the pointer that a finding has: the FHIRPaths that it came from.
    places: dict[str, tuple[str, ...]]
    start: date | None = None


def shaped(
    product: Product, instructions: Sequence[Instruction], path: str, current: Current | None, said: Remarks
) -> Shaped:
    """What is ordered of a drug with doses.

    Raises:
        NotUnderstoodError: the instructions do not make an order of this drug.

    """
    if not instructions:
        raise NotUnderstoodError("no-dose", "The order has no dosage instruction.", path)
    match BOOKS[product.drug].drug.shape:  # type: ignore[union-attr] # only drugs with doses come here
        case Titration():
            return _phased(product, instructions, path, current, said)
        case DailyAmount():
            return _amount(product, instructions, path, said)
        case Suspension():
            return _volume(product, instructions, path, said)
        case _:
            return _infused(product, instructions, path, said)


def _phased(
    product: Product, instructions: Sequence[Instruction], path: str, current: Current | None, said: Remarks
) -> Shaped:
    stretches = course(instructions, path, lambda bounds: bounds.fewest, said)
    if len(stretches) > MOST_PHASES:
        raise NotUnderstoodError("not-supported", f"More than {MOST_PHASES} phases are not read.", path)
    phases = tuple(_phase(stretch, product, path, said) for stretch in stretches)
    for one in instructions:
        if one.bounds.fewest != one.bounds.most and one.bounds.fewest is not None:
            said.say("low-end", "Of a range of days the fewest were judged.", one.path)
    titration = shape_of(BOOKS[product.drug], Titration)
    places = {f"/phases/{index}": _paths(stretch, path) for index, stretch in enumerate(stretches)}
    return Shaped(
        ordered=PhasedOrder(phases=phases, current=current, tablets=_tablets(product, titration, phases)),
        places=places,
        start=stretches[0].start,
    )


def _tablets(product: Product, titration: Titration, phases: Sequence[Phase]) -> tuple[Decimal, ...]:
    """The tablets there are: of an order of a product with a strength, that one only; a liquid makes every dose."""
    if product.each is not None and product.each.unit == MILLIGRAM:
        return (product.each.value,)
    if product.per_millilitre is None:
        return titration.tablets
    doses = {dose for phase in phases for dose in phase.doses} - {*titration.tablets}
    return (*titration.tablets, *sorted(doses)[:_MOST_MEASURED])


def _paths(stretch: Stretch, path: str) -> tuple[str, ...]:
    return tuple(one.path for one in stretch.instructions) or (path,)


def _phase(stretch: Stretch, product: Product, path: str, said: Remarks) -> Phase:
    doses: list[Decimal] = []
    days = stretch.days
    for one in stretch.instructions:
        dose = dose_of(one, product, (MILLIGRAM,))
        if one.clock and one.clock.dates:
            days = _days_of_dates(one, len(stretch.instructions))
        if dose.value:
            doses += [dose.value] * times_a_day(one, dose, product, said)
            _tell_days_without(one, said)
    if len(doses) > MOST_A_DAY:
        raise NotUnderstoodError("not-supported", f"More than {MOST_A_DAY} doses on a day are not read.", path)
    return Phase(tuple(doses), days)


def _tell_days_without(one: Instruction, said: Remarks) -> None:
    """A day without a dose is a stop, which no rule of days in a row would see: its fullest day alone is never ok."""
    if one.is_as_needed:
        why = "It is taken as needed, so there may be days without a dose"
    elif one.clock is not None and one.clock.has_days_without:
        why = "There are days without a dose"
    else:
        return
    text = (
        f"{why}, and each is a sudden stop: only the fullest day was checked. The same doses every day can be checked."
    )
    said.say("not-daily", text, one.path)


def _days_of_dates(one: Instruction, together: int) -> int:
    """The days of an instruction with dates: they must follow one another, and be alike."""
    dates = one.clock.dates if one.clock else ()
    distinct = sorted(set(dates))
    is_alike = len({dates.count(day) for day in distinct}) == 1
    if not dates or together > 1 or not is_alike or (distinct[-1] - distinct[0]).days + 1 != len(distinct):
        raise NotUnderstoodError("not-supported", "Dates are read only of days in a row that are alike.", one.path)
    return len(distinct)


def _largest(stretches: Sequence[Stretch], sums: Sequence[Decimal], path: str, said: Remarks) -> int:
    """The index of the largest day."""
    index = max(range(len(sums)), key=lambda place: sums[place])
    if len(set(sums)) > 1:
        said.say("largest-day", "The daily doses differ: the largest was judged.", _paths(stretches[index], path)[0])
    return index


def _amount(product: Product, instructions: Sequence[Instruction], path: str, said: Remarks) -> Shaped:
    stretches = course(instructions, path, lambda bounds: bounds.most, said)
    shape = shape_of(BOOKS[product.drug], DailyAmount)
    units: set[str] = set()
    sums: list[Decimal] = []
    for stretch in stretches:
        doses = [(one, dose_of(one, product, (MILLIMOLE, MILLIEQUIVALENT, MILLIGRAM))) for one in stretch.instructions]
        units |= {dose.unit for _, dose in doses}
        sums.append(
            total(EXACT.multiply(dose.value, Decimal(times_a_day(one, dose, product, said))) for one, dose in doses)
        )
    if len(units) != 1:
        raise NotUnderstoodError("not-supported", "Doses in different kinds of units are not added up.", path)
    index, unit = _largest(stretches, sums, path, said), units.pop()
    if not sums[index]:
        raise NotUnderstoodError("not-supported", "An order of none of this drug is not read.", path)
    of = shape.substance if unit == MILLIGRAM else "magnesium"
    where = _paths(stretches[index], path)
    if unit == MILLIGRAM:
        said.say("substance-assumed", f"Milligrams were read as those of {product.drug.replace('-', ' ')}.", where[0])
    return Shaped(
        ordered=AmountOrder(
            daily=Amount(sums[index], f"{unit}/d", of),
            is_at_night=_alike([one.clock.is_at_night if one.clock else None for one in stretches[index].instructions]),
            products=_products(product, shape),
        ),
        places={"/daily_dose": where, "/at_night": tuple(f"{place}.timing" for place in where)},
        start=stretches[0].start,
    )


def _products(product: Product, shape: DailyAmount) -> tuple[Whole, ...]:
    """The products there are: of an order of one that says what it holds, that one only."""
    each = product.each
    if each is None or each.unit not in {MILLIGRAM, MILLIMOLE}:
        return shape.products
    of = shape.substance if each.unit == MILLIGRAM else "magnesium"
    return (Whole(name="tablet", holds=each.value, unit=each.unit, of=of),)


def _alike(flags: Sequence[bool | None]) -> bool | None:
    """True if all are, false if one is not; else unknown."""
    return False if False in flags else True if flags and None not in flags else None


def _volume(product: Product, instructions: Sequence[Instruction], path: str, said: Remarks) -> Shaped:
    stretches = course(instructions, path, lambda bounds: bounds.most, said)
    sums = [total(_millilitres(one, product, said) for one in stretch.instructions) for stretch in stretches]
    index = _largest(stretches, sums, path, said)
    lengths = [stretch.days for stretch in stretches]
    where = _paths(stretches[index], path)
    if not sums[index]:
        raise NotUnderstoodError("not-supported", "An order of none of this drug is not read.", path)
    return Shaped(
        ordered=VolumeOrder(
            millilitres=sums[index],
            strength=product.per_millilitre,
            days=None if None in lengths else sum(filter(None, lengths)),
            is_at_bedtime=_alike(
                [one.clock.is_at_bedtime if one.clock else None for one in stretches[index].instructions]
            ),
        ),
        places={
            "/daily_volume": where,
            "/strength": (product.path,),
            "/days": tuple(f"{place}.timing" for place in where),
            "/at_bedtime": tuple(f"{place}.timing" for place in where),
        },
        start=stretches[0].start,
    )


def _millilitres(one: Instruction, product: Product, said: Remarks) -> Decimal:
    dose = dose_of(one, product, (MILLILITRE, MILLIGRAM))
    times = Decimal(times_a_day(one, dose, product, said))
    if dose.unit == MILLIGRAM:
        if product.per_millilitre is None:
            raise NotUnderstoodError("strength-missing", "Milligrams are no volume without the strength.", one.path)
        return EXACT.multiply(divided(dose.value, product.per_millilitre, one.path), times)
    return EXACT.multiply(dose.value, times)


def _infused(product: Product, instructions: Sequence[Instruction], path: str, said: Remarks) -> Shaped:
    shape = shape_of(BOOKS[product.drug], Infusions)
    solution = solution_of(shape, product)
    if solution is None:
        raise NotUnderstoodError(
            "strength-missing",
            f"Which solution is meant must be told by its strength: "
            f"{', '.join(f'{solution.percent} %' for solution in shape.solutions)}.",
            product.path,
        )
    stretches = course(instructions, path, lambda bounds: bounds.most, said)
    first_date = earliest(instructions)
    placed: list[tuple[int, Fraction, str]] = []
    for one in instructions:
        dose = dose_of(one, product, (MILLIGRAM,))
        grams = Fraction(dose.value) / 1000
        times = times_a_day(one, dose, product, Remarks())
        days = infusion_days(one, held(one, stretches), first_date, shape, said)
        placed += [(day, grams * (times if _is_daily(one) else 1), one.path) for day in days if grams]
    if not 1 <= len(placed) <= MOST_INFUSIONS:
        raise NotUnderstoodError("not-supported", f"An order of 1 to {MOST_INFUSIONS} infusions is read.", path)
    placed.sort(key=lambda item: item[0])
    places: dict[str, tuple[str, ...]] = {f"/infusions/{index}": (where,) for index, (_, _, where) in enumerate(placed)}
    return Shaped(
        ordered=InfusionOrder(solution, tuple(Infusion(day, grams) for day, grams, _ in placed)),
        places=places | {"/infusions": (path,), "/product": (product.path,)},
        start=stretches[0].start,
    )


def solution_of(shape: Infusions, product: Product) -> Solution | None:
    """The solution of this strength: so many grams in 100 mL are ten times as many milligrams in one."""
    return next((found for found in shape.solutions if found.percent * 10 == product.per_millilitre), None)


def _is_daily(one: Instruction) -> bool:
    return one.clock is not None and one.clock.average >= 1 and not one.clock.weekdays and not one.clock.dates
