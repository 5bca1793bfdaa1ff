"""The steps of schedules: what is given from which day to which, in doses, volumes and whole products."""

from typing import TYPE_CHECKING, TypeAlias

from msgspec import UNSET, Struct, UnsetType

from dosing.wire.answered import AnsweredQuantity


class ProductCount(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How many of a product a day, and in all where the step has an end."""

    strength: AnsweredQuantity
    per_day: int
    total: int | UnsetType = UNSET


class DoseStep(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A daily dose from one day to another; the last one has no end, but says what then."""

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
    """A daily amount in every form, each named by unit and substance, and in whole products."""

    first_day: int
    daily_dose: AnsweredQuantity
    forms: tuple[AnsweredQuantity, ...]
    products: tuple[ProductCount, ...]
    text: str


class QuantityRange(Struct, frozen=True, forbid_unknown_fields=True):
    """From the one to the other."""

    low: AnsweredQuantity
    high: AnsweredQuantity


if TYPE_CHECKING:
    QuantityOrRange: TypeAlias = AnsweredQuantity | QuantityRange
else:

    class QuantityOrRange:
        """One quantity, or a range: a union that only leaves the service, so it needs no way to be told apart."""


class VolumeStep(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A daily volume at a strength, or the documented range of them, millilitres first; and what it holds."""

    first_day: int
    last_day: int | UnsetType = UNSET
    volume: QuantityOrRange
    tablespoons: QuantityOrRange
    mass: QuantityOrRange
    amount: QuantityOrRange
    text: str


class VialCount(Struct, frozen=True, forbid_unknown_fields=True):
    """How many vials of a size."""

    strength: AnsweredQuantity
    volume: AnsweredQuantity
    count: int


class PlannedInfusion(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """An infusion on a day of the plan; without vials where whole ones don't add up to the weekly dose."""

    day: int
    date: str | UnsetType = UNSET
    amount: AnsweredQuantity
    volume: AnsweredQuantity
    vials: tuple[VialCount, ...]


class InfusionStep(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A week of infusions; days count from the start of the plan."""

    week: int
    first_day: int
    last_day: int
    first_date: str | UnsetType = UNSET
    last_date: str | UnsetType = UNSET
    infusions: tuple[PlannedInfusion, ...]
    text: str
