"""The nearest compliant order as an answer holds it: an order as `/v1/orders/check` takes it, and why it is that one.

With the patient and the acknowledgements of the request instead of `why` it is the body of a request. Where there is
no such order, `why` stands alone.
"""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from dosing.wire.answered import AnsweredQuantity
from dosing.wire.request import AlbuminProduct, Indication


class NearestPhase(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The single doses of each day, for some days.

    Attributes:
        doses: The single doses of a day.
        days: For how many days; only the last phase may have none.

    """

    doses: tuple[AnsweredQuantity, ...]
    days: int | UnsetType = UNSET


class NearestCurrent(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the patient takes now, as it was sent.

    Attributes:
        daily_dose: How much a day.
        days_at_dose: For how many days at this dose.
        days_on_drug: For how many days at all.

    """

    daily_dose: AnsweredQuantity
    days_at_dose: int | UnsetType = UNSET
    days_on_drug: int | UnsetType = UNSET


class NearestInfusion(Struct, frozen=True, forbid_unknown_fields=True):
    """Grams on a day of the order.

    Attributes:
        day: The day of the order, from 1.
        amount: The grams of that day.

    """

    day: int
    amount: AnsweredQuantity


class Nearest(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """The closest order that would check `ok`, with why it is that one; or only why there is none.

    Attributes:
        why: Why it is the closest, or why there is none.
        drug: The drug, which is the one that was ordered. Without it there is no such order.
        indication: As it was sent.
        phases: Of baclofen: what to take, one phase after the other.
        current: Of baclofen: what the patient takes now, as it was sent.
        tablets: Of baclofen: the strengths in stock, where these are not the usual ones.
        daily_dose: Of magnesium oxide: the amount a day.
        at_night: Of magnesium oxide: whether it is taken at night.
        products: Of magnesium oxide: the products in stock, where these are not the usual ones.
        daily_volume: Of magnesium hydroxide: the volume a day.
        strength: Of magnesium hydroxide: what a volume holds.
        days: Of magnesium hydroxide: for how many days.
        at_bedtime: Of magnesium hydroxide: whether it is taken at bedtime.
        product: Of albumin: the solution.
        infusions: Of albumin: how much on which days.

    """

    why: str
    drug: Literal["baclofen", "magnesium-oxide", "magnesium-hydroxide", "albumin"] | UnsetType = UNSET
    indication: Indication | UnsetType = UNSET
    phases: tuple[NearestPhase, ...] | UnsetType = UNSET
    current: NearestCurrent | UnsetType = UNSET
    tablets: tuple[AnsweredQuantity, ...] | UnsetType = UNSET
    daily_dose: AnsweredQuantity | UnsetType = UNSET
    at_night: bool | UnsetType = UNSET
    products: tuple[AnsweredQuantity, ...] | UnsetType = UNSET
    daily_volume: AnsweredQuantity | UnsetType = UNSET
    strength: AnsweredQuantity | UnsetType = UNSET
    days: int | UnsetType = UNSET
    at_bedtime: bool | UnsetType = UNSET
    product: AlbuminProduct | UnsetType = UNSET
    infusions: tuple[NearestInfusion, ...] | UnsetType = UNSET
