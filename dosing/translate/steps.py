"""Plans as steps: days, dates, doses, products, and each step in words."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import UNSET

from dosing.core.amount import Amount, ExactAmount
from dosing.core.daily_amount import AmountPlan
from dosing.core.exact import plain, to_digits, to_places
from dosing.core.infusions import WEEK, PlannedInfusion
from dosing.core.order import Phase
from dosing.core.rule import Product
from dosing.core.suspension import Volume
from dosing.core.tablets import tablets_for
from dosing.translate.outbound import date_on, in_full, quantity
from dosing.wire import step as wire

_TIMES = {1: "once", 2: "twice"}
HOLD = "hold and reassess"
#: Digits that a person reads at a glance.
_READABLE = 6


def dose_steps(
    phases: Sequence[Phase], tablets: tuple[Decimal, ...], grid: Decimal, start: date | None, *, falls_short: bool
) -> tuple[wire.DoseStep, ...]:
    """A step for each phase; the last has no end, but says what then, or is the stop."""
    steps: list[wire.DoseStep] = []
    day = 1
    for phase in phases:
        text = dose_text(phase)
        if falls_short and phase is phases[-1]:
            text += ", which does not reach the target"
        steps.append(_dose_step(phase, text, day, _tablets(phase, tablets, grid), start))
        day += phase.days or 0
    return tuple(steps)


def _tablets(phase: Phase, tablets: tuple[Decimal, ...], grid: Decimal) -> dict[Decimal, int]:
    """How many tablets of each strength a day takes, the larger first."""
    counts: dict[Decimal, int] = {}
    for dose in phase.doses:
        for strength, count in (tablets_for(dose, tablets, grid) or {}).items():
            counts[strength] = counts.get(strength, 0) + count
    return dict(sorted(counts.items(), reverse=True))


def _dose_step(phase: Phase, text: str, day: int, counts: dict[Decimal, int], start: date | None) -> wire.DoseStep:
    last = None if phase.days is None else day + phase.days - 1
    holds = last is None and bool(phase.doses)
    return wire.DoseStep(
        week=(day - 1) // WEEK + 1,
        first_day=day,
        last_day=UNSET if last is None else last,
        first_date=date_on(start, day),
        last_date=UNSET if last is None else date_on(start, last),
        daily_dose=quantity(Amount(phase.daily_dose, "mg/d")),
        doses=tuple(in_full(dose, "mg") for dose in phase.doses),
        products=tuple(
            wire.ProductCount(
                strength=quantity(Amount(strength, "mg")),
                per_day=count,
                total=UNSET if phase.days is None else count * phase.days,
            )
            for strength, count in counts.items()
        ),
        text=text,
        then=HOLD if holds else UNSET,
    )


def dose_text(phase: Phase) -> str:
    """A step in words.

    >>> dose_text(Phase((Decimal(5), Decimal(5)), 7))
    '5 mg twice a day for 7 days'
    >>> dose_text(Phase((Decimal(10), Decimal(5), Decimal(10))))
    '10 mg, 5 mg and 10 mg a day'
    """
    if not phase.doses:
        return "none: stopped"
    length = "" if phase.days is None else f" for {phase.days} day{'s' * (phase.days != 1)}"
    if len(set(phase.doses)) == 1:
        count = len(phase.doses)
        return f"{plain(phase.doses[0])} mg {_TIMES.get(count, f'{count} times')} a day{length}"
    written = [f"{plain(dose)} mg" for dose in phase.doses]
    return f"{', '.join(written[:-1])} and {written[-1]} a day{length}"


def amount_step(daily: Amount, plan: AmountPlan) -> wire.AmountStep:
    """One daily amount, at night, until further notice."""
    amount = Amount(daily.value, daily.unit.removesuffix("/d"), daily.of)
    made = " and ".join(f"{count} × {_product_words(product)}" for product, count in plan.products)
    return wire.AmountStep(
        first_day=1,
        daily_dose=quantity(daily),
        forms=tuple(map(quantity, plan.forms)),
        products=tuple(
            wire.ProductCount(strength=quantity(Amount(product.holds, product.unit, product.of)), per_day=count)
            for product, count in plan.products
        ),
        text=f"{amount} a day, at night" + (f": {made}" if made else ""),
    )


def _product_words(product: Product) -> str:
    amount = str(Amount(product.holds, product.unit, product.of))
    return f"{product.name} of {amount}" if product.name else amount


def volume_step(volume: Volume, days: int | None) -> wire.VolumeStep:
    """One daily volume, at bedtime."""
    return wire.VolumeStep(
        first_day=1,
        last_day=UNSET if days is None else days,
        volume=quantity(volume.volume),
        tablespoons=quantity(volume.tablespoons),
        mass=quantity(volume.mass),
        amount=quantity(volume.amount),
        text=f"{_number(volume.volume)} mL a day, at bedtime",
    )


def volume_range_step(low: Volume, high: Volume, days: int | None) -> wire.VolumeStep:
    """The documented range at a strength, at bedtime."""
    return wire.VolumeStep(
        first_day=1,
        last_day=UNSET if days is None else days,
        volume=_range(low.volume, high.volume),
        tablespoons=_range(low.tablespoons, high.tablespoons),
        mass=_range(low.mass, high.mass),
        amount=_range(low.amount, high.amount),
        text=f"{_number(low.volume)} to {_number(high.volume)} mL a day, at bedtime",
    )


def _range(low: ExactAmount, high: ExactAmount) -> wire.QuantityRange:
    return wire.QuantityRange(quantity(low), quantity(high))


def _number(amount: ExactAmount) -> str:
    return plain(to_digits(amount.value))


def infusion_steps(weeks: Sequence[Sequence[PlannedInfusion]], start: date | None) -> tuple[wire.InfusionStep, ...]:
    """A step for each week."""
    return tuple(
        wire.InfusionStep(
            week=number,
            first_day=(number - 1) * WEEK + 1,
            last_day=number * WEEK,
            first_date=date_on(start, (number - 1) * WEEK + 1),
            last_date=date_on(start, number * WEEK),
            infusions=tuple(_infusion(infusion, start) for infusion in infusions),
            text="; ".join(map(_infusion_words, infusions)),
        )
        for number, infusions in enumerate(weeks, 1)
    )


def _infusion(infusion: PlannedInfusion, start: date | None) -> wire.PlannedInfusion:
    return wire.PlannedInfusion(
        day=infusion.day,
        date=date_on(start, infusion.day),
        amount=quantity(ExactAmount(infusion.grams, "g")),
        volume=quantity(ExactAmount(infusion.millilitres, "mL")),
        vials=tuple(
            wire.VialCount(
                strength=quantity(Amount(vial.grams, "g")),
                volume=quantity(Amount(vial.millilitres, "mL")),
                count=count,
            )
            for vial, count in infusion.vials
        ),
    )


def _about(value: Fraction) -> str:
    """A number to be read, not to be computed with: what takes many digits is rounded, and says so.

    >>> _about(Fraction(120)), _about(Fraction(160, 7))
    ('120', 'about 22.86')
    """
    exact = to_digits(value)
    return plain(exact) if len(exact.as_tuple().digits) <= _READABLE else f"about {plain(to_places(exact, 2))}"


def _infusion_words(infusion: PlannedInfusion) -> str:
    vials = " and ".join(f"{count} × {plain(vial.millilitres)} mL" for vial, count in infusion.vials)
    grams, volume = _about(infusion.grams), _about(infusion.millilitres)
    return f"day {infusion.day}: {grams} g in {volume} mL" + (f" ({vials})" if vials else "")
