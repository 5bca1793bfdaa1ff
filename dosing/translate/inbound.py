"""From the wire: numbers become exact, units canonical, what was left out stays out.

A number is the shortest decimal of the double that JSON readers see, so 15 digits arrive unchanged.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from msgspec import UNSET, UnsetType

from dosing.core.amount import Amount
from dosing.core.daily_amount import AmountOrder
from dosing.core.exact import EXACT, ZERO, to_digits
from dosing.core.fact import (
    AGE,
    CREATININE,
    DIALYSIS,
    GIVEN_EGFR,
    HEIGHT,
    POTASSIUM,
    SERUM_MAGNESIUM,
    SEX,
    Fact,
    Measure,
    Value,
    form,
)
from dosing.core.finding import Acknowledgement
from dosing.core.order import REMEMBERED, SHORT, Current, Infusion, Phase, PhasedOrder
from dosing.core.patient import REMEMBERED as REMEMBERED_PATIENTS
from dosing.core.patient import Patient
from dosing.core.plan import TaperOrder, TitrationOrder
from dosing.core.rule import Product, Solution
from dosing.core.span import Known, Span
from dosing.core.suspension import VolumeOrder
from dosing.core.ucum import in_unit
from dosing.formulary.kidney import KIDNEY
from dosing.wire import patient as wire_patient
from dosing.wire import request as wire
from dosing.wire.quantity import Quantity

_CONDITIONS: dict[Fact, str] = {
    fact: fact.rsplit("/", 1)[1] for fact in Fact if fact.startswith("/patient/conditions/")
}
_TAKING: dict[Fact, str] = {
    fact: fact.rsplit("/", 1)[1]
    for fact in Fact
    if fact.startswith("/patient/taking/") and fact is not Fact.TAKING_BACLOFEN
}
_PERCENT = 100
T = TypeVar("T")


@lru_cache(maxsize=4096)
def exact(value: float) -> Decimal:
    """The decimal that a JSON number stands for.

    >>> exact(0.1), exact(30.0)
    (Decimal('0.1'), Decimal('30'))
    """
    if value == 0:
        return ZERO
    return Decimal(int(value)) if value.is_integer() else Decimal(repr(value))


def in_canonical(quantity: Quantity, unit: str) -> Decimal:
    """The quantity's number in this unit."""
    return _in_unit(quantity.value, quantity.unit, unit)


@lru_cache(maxsize=4096)
def _in_unit(value: float, unit: str, target: str) -> Decimal:
    return in_unit(exact(value), unit, target)


@lru_cache(maxsize=4096)
def stated(quantity: Quantity) -> Amount:
    """The quantity as it was sent."""
    return Amount(exact(quantity.value), quantity.unit, quantity.substance)


def patient(sent: wire_patient.Patient) -> Patient:
    """The facts that were given."""
    return _patient(sent, KIDNEY.micromolar)


@lru_cache(maxsize=REMEMBERED_PATIENTS)
def _patient(sent: wire_patient.Patient, micromolar: Decimal) -> Patient:
    facts: dict[Fact, Value] = {}
    shown: dict[Fact, Amount] = {}
    if sent.age is not UNSET:
        facts[AGE], shown[AGE] = in_canonical(sent.age, "d"), stated(sent.age)
    if sent.sex is not UNSET:
        facts[SEX] = sent.sex
    if sent.egfr is not UNSET:
        facts[GIVEN_EGFR] = _known(sent.egfr, exact(sent.egfr.value))
    if sent.creatinine is not UNSET:
        facts[CREATININE] = _creatinine(sent.creatinine, micromolar)
    if sent.height is not UNSET:
        facts[HEIGHT] = in_canonical(sent.height, "cm")
    if sent.dialysis is not UNSET:
        facts[DIALYSIS] = sent.dialysis
    if sent.serum_magnesium is not UNSET:
        reported = sent.serum_magnesium
        facts[SERUM_MAGNESIUM] = Measure(form(reported.unit), _known(reported, exact(reported.value)))
    if sent.potassium is not UNSET:
        # Potassium has one charge: a millimole is a milliequivalent.
        facts[POTASSIUM] = _known(sent.potassium, exact(sent.potassium.value))
    facts |= _conditions(sent.conditions)
    facts |= _taking(sent.taking)
    if sent.taking.baclofen is not UNSET:
        facts[Fact.TAKING_BACLOFEN] = in_canonical(sent.taking.baclofen, "mg/d")
    return Patient(facts, shown)


@lru_cache(maxsize=1024)
def _conditions(sent: wire_patient.Conditions) -> Mapping[Fact, Value]:
    return dict(_flags(sent, _CONDITIONS))


@lru_cache(maxsize=1024)
def _taking(sent: wire_patient.Taking) -> Mapping[Fact, Value]:
    return dict(_flags(sent, _TAKING))


def _flags(sent: wire_patient.Conditions | wire_patient.Taking, names: dict[Fact, str]) -> Iterable[tuple[Fact, bool]]:
    return ((fact, flag) for fact, name in names.items() if (flag := getattr(sent, name)) is not UNSET)


@lru_cache(maxsize=4096)
def _known(quantity: Quantity, value: Decimal) -> Known:
    """A number, or with a comparator the open interval that it bounds."""
    match quantity.compared:
        case "<":
            return Span(below=value)
        case ">":
            return Span(above=value)
        case _:
            return value


def creatinine(sent: Quantity) -> Known:
    """In µmol/L."""
    return _creatinine(sent, KIDNEY.micromolar)


@lru_cache(maxsize=4096)
def _creatinine(sent: Quantity, micromolar: Decimal) -> Known:
    value = exact(sent.value)
    return _known(sent, value if sent.unit == "umol/L" else EXACT.multiply(value, micromolar))


def acknowledgements(sent: tuple[wire.Acknowledgement, ...]) -> tuple[Acknowledgement, ...]:
    """The words of persons."""
    return tuple(Acknowledgement(word.rule, word.reason, given(word.where)) for word in sent)


def given(value: T | UnsetType) -> T | None:
    """The value, or none where it was left out."""
    return None if value is UNSET else value


def whole(value: float | UnsetType) -> int | None:
    """A whole number, however it was spelled."""
    return None if value is UNSET else int(value)


def current(sent: wire.Current | UnsetType) -> Current | None:
    """What is taken now, if that was said."""
    return None if sent is UNSET else taken(sent)


def taken(sent: wire.Current | wire.TaperedCurrent) -> Current:
    """What is taken now."""
    return Current(
        daily_dose=in_canonical(sent.daily_dose, "mg/d"),
        days_at_dose=whole(sent.days_at_dose),
        days_on_drug=whole(sent.days_on_drug),
    )


def tablets(sent: tuple[Quantity, ...] | UnsetType, usual: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """The strengths in stock, in mg."""
    return usual if sent is UNSET else tuple(in_canonical(strength, "mg") for strength in sent)


def titration_order(sent: wire.BaclofenSchedule, usual: tuple[Decimal, ...]) -> TitrationOrder:
    """What to titrate from, to, and with."""
    return TitrationOrder(
        current=current(sent.current),
        target=None if sent.target is UNSET else in_canonical(sent.target, "mg/d"),
        tablets=tablets(sent.tablets, usual),
    )


def taper_order(sent: wire.BaclofenTaper, usual: tuple[Decimal, ...]) -> TaperOrder:
    """What to taper from, and with."""
    return TaperOrder(current=taken(sent.current), tablets=tablets(sent.tablets, usual))


def phased_order(sent: wire.BaclofenOrder, usual: tuple[Decimal, ...]) -> PhasedOrder:
    """The phases of an order; short ones are remembered, for what is prescribed repeats from patient to patient."""
    order = _short_order if len(sent.phases) <= SHORT else _phased_order
    return order(sent.phases, sent.current, sent.tablets, usual)


def _phased_order(
    phases: tuple[wire.Phase, ...],
    before: wire.Current | UnsetType,
    stock: tuple[Quantity, ...] | UnsetType,
    usual: tuple[Decimal, ...],
) -> PhasedOrder:
    return PhasedOrder(
        phases=tuple(
            Phase(tuple(in_canonical(dose, "mg") for dose in phase.doses), whole(phase.days)) for phase in phases
        ),
        current=current(before),
        tablets=tablets(stock, usual),
    )


_short_order = lru_cache(maxsize=REMEMBERED)(_phased_order)


def amount_order(
    sent: wire.MagnesiumOxideSchedule | wire.MagnesiumOxideOrder,
    usual: tuple[Product, ...],
    *,
    is_at_night: bool | None,
) -> AmountOrder:
    """A daily amount in the form it was stated in; grams are milligrams here."""
    daily = sent.daily_dose
    unit = "mg/d" if daily.unit == "g/d" else daily.unit
    return AmountOrder(
        daily=Amount(in_canonical(daily, unit), unit, daily.substance),
        is_at_night=is_at_night,
        products=usual if sent.products is UNSET else tuple(map(_product, sent.products)),
    )


def _product(sent: Quantity) -> Product:
    unit = "mg" if sent.unit == "g" else sent.unit
    return Product(name="", holds=in_canonical(sent, unit), unit=unit, of=sent.substance)


def volume_order(
    sent: wire.MagnesiumHydroxideSchedule | wire.MagnesiumHydroxideOrder, *, is_at_bedtime: bool | None
) -> VolumeOrder:
    """A daily volume in mL, and its strength in mg/mL."""
    return VolumeOrder(
        millilitres=None if sent.daily_volume is UNSET else in_canonical(sent.daily_volume, "mL/d"),
        strength=None if sent.strength is UNSET else in_canonical(sent.strength, "mg/mL"),
        days=whole(sent.days),
        is_at_bedtime=is_at_bedtime,
    )


def infusions(sent: tuple[wire.Infusion, ...], solution: Solution) -> list[Infusion]:
    """Grams on days; millilitres are grams by the solution's percentage."""
    return [Infusion(int(infusion.day), _grams(infusion.amount, solution)) for infusion in sent]


def _grams(amount: Quantity, solution: Solution) -> Fraction:
    value = fraction(amount) if is_its_fraction(amount) else Fraction(exact(amount.value))
    return value if amount.unit == "g" else value * Fraction(solution.percent) / _PERCENT


def is_its_fraction(quantity: Quantity) -> bool:
    """Whether the fraction that came with a number, if one did, is that number rounded to 15 digits."""
    return not quantity.fraction or to_digits(fraction(quantity)) == exact(quantity.value)


def fraction(quantity: Quantity) -> Fraction:
    """The number, or the exact fraction that came with it."""
    if not quantity.fraction:
        return Fraction(exact(quantity.value))
    above, below = map(int, quantity.fraction.split("/"))
    return Fraction(above, below)
