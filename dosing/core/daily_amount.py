"""An amount a day, made of whole products: where its rules are judged, and the plan.

An amount is compared in the form it was stated in; nothing here converts by a rounded factor.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from dosing.core.amount import Amount, ExactAmount
from dosing.core.convert import ELEMENT, Substance, convert
from dosing.core.fact import Fact, Measure, Value, form
from dosing.core.place import Place, pointed
from dosing.core.products import fewest, nearest
from dosing.core.rule import At, DailyAmount, Product


class AmountOrder(Struct, frozen=True, kw_only=True):
    """A daily amount as stated (mmol/d, meq/d or mg/d of a substance), when it is given, and the products in stock."""

    daily: Amount
    is_at_night: bool | None
    products: tuple[Product, ...]


class AmountPlan(Struct, frozen=True, kw_only=True):
    """The daily amount in every form, and how many of each product make it; none where they don't add up."""

    forms: tuple[ExactAmount, ...]
    products: tuple[tuple[Product, int], ...]


def millimoles(value: Fraction, unit: str, of: str, substances: Mapping[str, Substance]) -> Fraction:
    """The amount of the element in mmol, exactly."""
    stated = ExactAmount(value, unit, of)
    return convert(stated, substances[of], "mmol", substances[ELEMENT]).result.value


def amount_places(order: AmountOrder, substances: Mapping[str, Substance], most: Fraction) -> list[Place]:
    """The dose and the time of day, each where the request states it; `most` in mmol."""
    measure = Measure(form(order.daily.unit, order.daily.of), order.daily.value)
    wanted = millimoles(Fraction(order.daily.value), order.daily.unit, order.daily.of, substances)
    sizes = product_sizes(order.products, substances)
    fits = fewest(wanted, sizes) is not None
    around = [ExactAmount(value, "mmol/d", ELEMENT) for value in nearest(wanted, sizes, most) if value and not fits]
    note = f"The nearest that they make: {' and '.join(map(str, around))}." if around else ""
    dose: dict[Fact, Value] = {
        Fact.DAILY_MAGNESIUM: measure,
        Fact.ORDERED_FORM: measure.form,
        Fact.FITS_PRODUCTS: fits,
    }
    night: dict[Fact, Value] = {} if order.is_at_night is None else {Fact.AT_NIGHT: order.is_at_night}
    return [
        pointed(At.AT_NIGHT, night),
        pointed(At.DAILY_DOSE, dose, note=note, noted=Fact.FITS_PRODUCTS),
    ]


def product_sizes(products: Sequence[Product], substances: Mapping[str, Substance]) -> tuple[Fraction, ...]:
    """What each product holds, in mmol of the element: exactly what is stated of it."""
    return tuple(millimoles(Fraction(item.holds), item.unit, item.of, substances) for item in products)


def plan_amount(shape: DailyAmount, order: AmountOrder, substances: Mapping[str, Substance]) -> AmountPlan:
    """The order's amount in every form, and in whole products where these add up to it."""
    stated = ExactAmount(Fraction(order.daily.value), order.daily.unit, order.daily.of)
    of = substances[order.daily.of]
    wanted_forms = (
        ("mmol/d", ELEMENT),
        ("meq/d", ELEMENT),
        ("mg/d", shape.substance),
        ("mg/d", ELEMENT),
    )
    forms = tuple(convert(stated, of, unit, substances[name]).result for unit, name in wanted_forms)
    counts = fewest(forms[0].value, product_sizes(order.products, substances)) or ()
    return AmountPlan(
        forms=forms,
        products=tuple((product, count) for product, count in zip(order.products, counts, strict=False) if count),
    )
