"""The steps of schedules: what is given from which day to which, in doses, volumes and whole products."""

from typing import TYPE_CHECKING, TypeAlias

from msgspec import UNSET, Struct, UnsetType

from dosing.wire.answered import AnsweredQuantity


class ProductCount(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How many of a product a day, and in all where the step has an end.

    Attributes:
        strength: What one of it holds.
        per_day: How many of it a day.
        total: How many of it in all.

    """

    strength: AnsweredQuantity
    per_day: int
    total: int | UnsetType = UNSET


class DoseStep(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A daily dose from one day to another; the last one has no end, but says what then.

    Attributes:
        week: The week of the plan, from 1.
        first_day: The first day of the step.
        last_day: The last day of the step; without it, the step has no end.
        first_date: The first day as a date, where a start date was given.
        last_date: The last day as a date.
        daily_dose: The dose of a day.
        doses: The single doses of a day.
        products: The tablets that they are made of.
        text: The step in words.
        then: What follows the last step.

    """

    week: int
    first_day: int
    last_day: int | UnsetType = UNSET
    first_date: str | UnsetType = UNSET
    last_date: str | UnsetType = UNSET
    daily_dose: AnsweredQuantity
    doses: tuple[AnsweredQuantity, ...]
    products: tuple[ProductCount, ...]
    text: str
    then: str | UnsetType = UNSET


class AmountStep(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A daily amount in every form, each named by unit and substance, and in whole products.

    Attributes:
        first_day: The day on which it begins.
        daily_dose: The amount of a day, as it was asked for.
        forms: The same amount in every form.
        products: The whole products that it is made of.
        text: The step in words.

    """

    first_day: int
    daily_dose: AnsweredQuantity
    forms: tuple[AnsweredQuantity, ...]
    products: tuple[ProductCount, ...]
    text: str


class QuantityRange(Struct, frozen=True, forbid_unknown_fields=True):
    """From the one to the other.

    Attributes:
        low: The least of it.
        high: The most of it.

    """

    low: AnsweredQuantity
    high: AnsweredQuantity


if TYPE_CHECKING:
    QuantityOrRange: TypeAlias = AnsweredQuantity | QuantityRange
else:

    class QuantityOrRange:
        """One quantity, or a range: a union that only leaves the service, so it needs no way to be told apart."""


class VolumeStep(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A daily volume at a strength, or the documented range of them, millilitres first; and what it holds.

    Attributes:
        first_day: The first day of the step.
        last_day: The last day of the step; without it, the step has no end.
        volume: The volume of a day.
        tablespoons: The same in tablespoons of 15 mL.
        mass: What it holds of the substance, in mg.
        amount: What it holds of the substance, in mmol.
        text: The step in words.

    """

    first_day: int
    last_day: int | UnsetType = UNSET
    volume: QuantityOrRange
    tablespoons: QuantityOrRange
    mass: QuantityOrRange
    amount: QuantityOrRange
    text: str


class VialCount(Struct, frozen=True, forbid_unknown_fields=True):
    """How many vials of a size.

    Attributes:
        strength: The grams in one.
        volume: The millilitres in one.
        count: How many of them.

    """

    strength: AnsweredQuantity
    volume: AnsweredQuantity
    count: int


class PlannedInfusion(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """An infusion on a day of the plan; without vials where whole ones don't add up to the weekly dose.

    Attributes:
        day: The day of the plan.
        date: The same as a date.
        amount: The grams.
        volume: The millilitres.
        vials: The vials that make it up.

    """

    day: int
    date: str | UnsetType = UNSET
    amount: AnsweredQuantity
    volume: AnsweredQuantity
    vials: tuple[VialCount, ...]


class InfusionStep(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A week of infusions; days count from the start of the plan.

    Attributes:
        week: The week of the plan, from 1.
        first_day: The first day of the step.
        last_day: The last day of the step; without it, the step has no end.
        first_date: The first day as a date, where a start date was given.
        last_date: The last day as a date.
        infusions: The infusions of the week.
        text: The week in words.

    """

    week: int
    first_day: int
    last_day: int
    first_date: str | UnsetType = UNSET
    last_date: str | UnsetType = UNSET
    infusions: tuple[PlannedInfusion, ...]
    text: str
