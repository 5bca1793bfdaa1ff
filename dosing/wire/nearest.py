"""The nearest compliant order as an answer holds it: an order as `/v1/orders/check` takes it, and why it is that one.

With the patient and the acknowledgements of the request beside its fields, `order` is the body of a request. Where
there is no such order, `why` stands alone.
"""

from typing import TypeAlias

from msgspec import UNSET, Struct, UnsetType

from dosing.wire.answered import AnsweredQuantity
from dosing.wire.request import AlbuminProduct, Indication


class NearestPhase(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The single doses of each day, for some days."""

    doses: tuple[AnsweredQuantity, ...]
    days: int | UnsetType = UNSET


class NearestCurrent(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the patient takes now, as it was sent."""

    daily_dose: AnsweredQuantity
    days_at_dose: int | UnsetType = UNSET
    days_on_drug: int | UnsetType = UNSET


class NearestInfusion(Struct, frozen=True, forbid_unknown_fields=True):
    """Grams on a day of the order."""

    day: int
    amount: AnsweredQuantity


class NearestOrder(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="drug", kw_only=True):
    """What every nearest order has."""

    indication: Indication | UnsetType = UNSET


class NearestBaclofen(
    NearestOrder, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="baclofen", kw_only=True
):
    """Baclofen by phases."""

    phases: tuple[NearestPhase, ...]
    current: NearestCurrent | UnsetType = UNSET
    tablets: tuple[AnsweredQuantity, ...] | UnsetType = UNSET


class NearestMagnesiumOxide(
    NearestOrder, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="magnesium-oxide", kw_only=True
):
    """Magnesium oxide, an amount a day."""

    daily_dose: AnsweredQuantity
    at_night: bool | UnsetType = UNSET
    products: tuple[AnsweredQuantity, ...] | UnsetType = UNSET


class NearestMagnesiumHydroxide(
    NearestOrder, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="magnesium-hydroxide", kw_only=True
):
    """Magnesium hydroxide suspension, a volume a day."""

    daily_volume: AnsweredQuantity
    strength: AnsweredQuantity | UnsetType = UNSET
    days: int | UnsetType = UNSET
    at_bedtime: bool | UnsetType = UNSET


class NearestAlbumin(
    NearestOrder, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="albumin", kw_only=True
):
    """Albumin, infusions on days."""

    product: AlbuminProduct
    infusions: tuple[NearestInfusion, ...]


AnyNearestOrder: TypeAlias = NearestBaclofen | NearestMagnesiumOxide | NearestMagnesiumHydroxide | NearestAlbumin


class Nearest(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The closest order that would check `ok`, and why it is that one; or only why there is none."""

    why: str
    order: AnyNearestOrder | UnsetType = UNSET
