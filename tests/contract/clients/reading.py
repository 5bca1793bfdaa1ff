"""How a client in Python reads an answer that is one of several: mypy proves that none is forgotten.

Written by hand, for the package that openapi-python-client makes of the contract.
"""

import sys
from typing import assert_never

from dosing_client import Client
from dosing_client.api.orders import check_order
from dosing_client.api.schedules import schedule_magnesium_hydroxide
from dosing_client.models import (
    AgeInYears,
    BaclofenOrder,
    Conditions,
    DailyVolumeInMillilitresPerDay,
    EgfrInMillilitresPerMinuteIndexed,
    MagnesiumHydroxideSchedule,
    NeedsInput,
    NeedsReview,
    NotCovered,
    OkOrder,
    OkVolume,
    OtherOrder,
    Patient,
    Phase,
    Problem,
    QuantityRange,
    Refused,
    SingleDoseInMilligrams,
    StrengthInMilligramsPerMillilitre,
)
from dosing_client.types import UNSET, Unset


def words(answer: OkOrder | NeedsReview | NeedsInput | Refused | NotCovered | Problem | None) -> str:
    """What came of an order."""
    match answer:
        case OkOrder():
            return "may go on"
        case NeedsReview() | Refused():
            return f"broken: {', '.join(finding.rule for finding in answer.findings)}"
        case NeedsInput():
            return f"missing: {' or '.join(' and '.join(way) for way in answer.missing)}"
        case NotCovered():
            return f"{answer.why}"
        case Problem():
            return f"{answer.title}"
        case None:
            return "an answer that the contract does not know"
        case _:
            assert_never(answer)


def volumes(client: Client, asked: float | Unset) -> str:
    """What a child of 8 gets of the usual suspension: one volume if one was asked for, else the documented range."""
    request = MagnesiumHydroxideSchedule(
        patient=Patient(age=AgeInYears("a", 8), conditions=Conditions(kidney_disease=False)),
        strength=StrengthInMilligramsPerMillilitre("mg/mL", 80),
        daily_volume=asked if isinstance(asked, Unset) else DailyVolumeInMillilitresPerDay("mL/d", asked),
    )
    made = schedule_magnesium_hydroxide.sync(client=client, body=request)
    if not isinstance(made, OkVolume):
        return type(made).__name__
    volume = made.steps[0].volume
    if isinstance(volume, QuantityRange):
        return f"{volume.low.value:g} to {volume.high.value:g} {volume.low.unit}"
    return f"{volume.value:g} {volume.unit}"


def main(address: str) -> None:
    """An order for each status, and two schedules."""
    client = Client(base_url=address)
    ten = Phase(doses=[SingleDoseInMilligrams("mg", 10)])
    reduced = Patient(age=AgeInYears("a", 40), egfr=EgfrInMillilitresPerMinuteIndexed(45, "mL/min/{1.73_m2}"))
    for order in (
        OtherOrder("other", "nsaid"),
        BaclofenOrder("baclofen", [ten], patient=reduced),
        BaclofenOrder("baclofen", [ten], patient=Patient(dialysis=False)),
        BaclofenOrder("baclofen", [ten], patient=Patient(age=AgeInYears("a", 40), dialysis=True)),
        OtherOrder("other", "aspirin"),
    ):
        sys.stdout.write(f"{words(check_order.sync(client=client, body=order))}\n")
    sys.stdout.write(f"{volumes(client, UNSET)}\n{volumes(client, 20)}\n")


if __name__ == "__main__":
    main(sys.argv[1])
