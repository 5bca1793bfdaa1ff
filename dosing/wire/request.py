"""Requests: schedules to compute, and orders to check."""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

from dosing.wire.confirm_rules import ConfirmRule
from dosing.wire.patient import Patient
from dosing.wire.quantity import (
    DailyDose,
    DailyVolume,
    Infused,
    MagnesiumDose,
    MagnesiumProduct,
    SingleDose,
    Strength,
    TaperedDose,
    WeeklyDose,
)

#: Integers may be spelled 6.0, so they are read as numbers that are multiples of 1.
DaysBefore = Annotated[float, Meta(ge=0, le=3650, multiple_of=1)]
DaysAtDose = Annotated[DaysBefore, Meta(description="For how many days this dose has been taken.")]
DaysOnDrug = Annotated[DaysBefore, Meta(description="For how many days the drug has been taken at all.")]
Days = Annotated[float, Meta(ge=1, le=3650, multiple_of=1)]
Weeks = Annotated[float, Meta(ge=1, le=52, multiple_of=1)]
TimesAWeek = Annotated[float, Meta(ge=1, le=7, multiple_of=1)]
TreatmentDays = Annotated[Days, Meta(description="For how many days; without it, that is unknown.")]

#: Only days that there are, in 2000 to 2099.
DATE_PATTERN = (
    r"^(?:20[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|1[0-9]|2[0-8]))|20(?:[02468][048]|[13579][26])-02-29)$(?!\n)"
)
StartDate = Annotated[
    str,
    Meta(
        pattern=DATE_PATTERN, min_length=10, max_length=10, description="The date of day 1, of the years 2000 to 2099."
    ),
]

Indication = Literal["muscle-cramps", "hypomagnesemia", "other"]
AlbuminProduct = Literal["albumin-25", "albumin-20", "albumin-5"]


class Acknowledgement(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A person's word for going on though a rule is broken: with `where` at that place, without it everywhere.

    Attributes:
        rule: The id of a rule with gate `confirm`.
        reason: Why the person goes on.
        where: A JSON pointer, as the finding has it; without it, every place of the rule.

    """

    rule: ConfirmRule
    reason: Annotated[str, Meta(min_length=3, max_length=200)]
    where: Annotated[str, Meta(max_length=200)] | UnsetType = UNSET


Acknowledged = Annotated[
    tuple[Acknowledgement, ...],
    Meta(max_length=100, description="Broken rules with which a person goes on, each with the reason."),
]
Tablets = Annotated[
    tuple[SingleDose, ...],
    Meta(min_length=1, max_length=10, description="The strengths of the tablets in stock; without it, the usual ones."),
]
Products = Annotated[
    tuple[MagnesiumProduct, ...],
    Meta(
        min_length=1, max_length=6, description="What one of each product in stock holds; without it, the usual ones."
    ),
]


class Current(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """What the patient takes now; a daily dose of 0 means none.

    Attributes:
        daily_dose: The dose of a day; 0 means none.

    """

    daily_dose: DailyDose
    days_at_dose: DaysAtDose | UnsetType = UNSET
    days_on_drug: DaysOnDrug | UnsetType = UNSET


class TaperedCurrent(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """The dose to taper from."""

    daily_dose: TaperedDose
    days_at_dose: DaysAtDose | UnsetType = UNSET
    days_on_drug: DaysOnDrug | UnsetType = UNSET


class BaclofenSchedule(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A weekly titration to a target, from nothing or from a current dose.

    Attributes:
        current: What is taken now; without it, nothing.
        target: The daily dose to reach; without it, the most that the rules allow this patient.

    """

    patient: Patient
    current: Current | UnsetType = UNSET
    target: DailyDose | UnsetType = UNSET
    tablets: Tablets | UnsetType = UNSET
    start_date: StartDate | UnsetType = UNSET
    acknowledged: Acknowledged = ()


class BaclofenTaper(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A taper from the current dose to nothing.

    Attributes:
        current: What is taken now.

    """

    patient: Patient
    current: TaperedCurrent
    tablets: Tablets | UnsetType = UNSET
    start_date: StartDate | UnsetType = UNSET
    acknowledged: Acknowledged = ()


class MagnesiumOxideSchedule(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A daily amount in whole products, and in every form."""

    patient: Patient
    daily_dose: MagnesiumDose
    products: Products | UnsetType = UNSET
    acknowledged: Acknowledged = ()


class MagnesiumHydroxideSchedule(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A daily volume at a strength; without a volume the documented range at that strength.

    Attributes:
        daily_volume: The volume of a day; without it, the documented range.

    """

    patient: Patient
    daily_volume: DailyVolume | UnsetType = UNSET
    strength: Strength | UnsetType = UNSET
    days: TreatmentDays | UnsetType = UNSET
    acknowledged: Acknowledged = ()


class AlbuminSchedule(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A weekly dose as infusions on days, in grams, millilitres and whole vials.

    Attributes:
        product: What is infused.
        infusions_per_week: On how many days of a week to infuse; without it, one.
        weeks: For how many weeks; without it, four.

    """

    patient: Patient
    weekly_dose: WeeklyDose
    product: AlbuminProduct
    infusions_per_week: TimesAWeek | UnsetType = UNSET
    weeks: Weeks | UnsetType = UNSET
    start_date: StartDate | UnsetType = UNSET
    acknowledged: Acknowledged = ()


class Phase(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """The single doses of each day, for some days; no doses: a stop. Only the last phase may leave out its days.

    Attributes:
        doses: The single doses of one day.
        days: For how many days.

    """

    doses: Annotated[tuple[SingleDose, ...], Meta(max_length=24)]
    days: Days | UnsetType = UNSET


class Infusion(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """An amount on a day of the order; `exact`, as a plan gives it, counts if it rounds to the value.

    Attributes:
        day: The day of the order, from 1.
        amount: Grams, or millilitres of the product.

    """

    day: Days
    amount: Infused


class Order(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, tag_field="drug", kw_only=True
):
    """What every order has.

    Attributes:
        drug: What is ordered: tells the orders apart.
        patient: Who it is for; what is left out is unknown.
        indication: What it is for; without it, the documented use.

    """

    patient: Patient = Patient()
    indication: Indication | UnsetType = UNSET
    acknowledged: Acknowledged = ()


class BaclofenOrder(Order, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="baclofen", kw_only=True):
    """Baclofen by phases, one after the other.

    Attributes:
        phases: The phases, one after the other.
        current: What was taken before the order; without it, that is unknown.

    """

    phases: Annotated[tuple[Phase, ...], Meta(min_length=1, max_length=100)]
    current: Current | UnsetType = UNSET
    tablets: Tablets | UnsetType = UNSET


class MagnesiumOxideOrder(
    Order, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="magnesium-oxide", kw_only=True
):
    """Magnesium oxide, an amount a day.

    Attributes:
        at_night: Whether it is taken at night.

    """

    daily_dose: MagnesiumDose
    at_night: bool | UnsetType = UNSET
    products: Products | UnsetType = UNSET


class MagnesiumHydroxideOrder(
    Order, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="magnesium-hydroxide", kw_only=True
):
    """Magnesium hydroxide suspension, a volume a day.

    Attributes:
        at_bedtime: Whether it is taken at bedtime.

    """

    daily_volume: DailyVolume
    strength: Strength | UnsetType = UNSET
    days: TreatmentDays | UnsetType = UNSET
    at_bedtime: bool | UnsetType = UNSET


class AlbuminOrder(Order, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="albumin", kw_only=True):
    """Albumin, infusions on days.

    Attributes:
        product: What is infused.
        infusions: The infusions, in any order.

    """

    product: AlbuminProduct
    infusions: Annotated[tuple[Infusion, ...], Meta(min_length=1, max_length=100)]


class OtherOrder(Order, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="other", kw_only=True):
    """A drug by its name.

    Attributes:
        name: The drug's name or class, in whatever case; `/v1/drugs` lists those that rules are about.

    """

    name: Annotated[str, Meta(min_length=1, max_length=200)]


AnyOrder: TypeAlias = BaclofenOrder | MagnesiumOxideOrder | MagnesiumHydroxideOrder | AlbuminOrder | OtherOrder


class OrderList(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """Orders to be checked, each for itself.

    Attributes:
        orders: The orders.

    """

    orders: Annotated[tuple[AnyOrder, ...], Meta(min_length=1, max_length=1000)]
