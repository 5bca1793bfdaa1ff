"""A quantity put into the unit of its limit and compared with it: by the shipped table, and by pint.

Both exactly, in decimals; pint gets the unit as text, as it comes in a request, or the number too.
"""

from decimal import Decimal

import msgspec
import pint

from bench.clock import Timed, interleaved, repeated
from dosing.translate.inbound import in_canonical
from dosing.wire.quantity import DailyDose

TABLE = "by the table"
PINT = "pint, the same, its unit's text parsed before"
PINT_TEXT = "pint, from number and text"
PINT_CONVERSION = "pint, conversion alone"


def measured(*, rounds: int, seconds: float) -> dict[str, Timed]:
    """Microseconds of CPU for 0.02 g/d against 30 mg/d."""
    sent = msgspec.json.decode(b'{"value":0.02,"unit":"g/d"}', type=DailyDose)
    most = Decimal(30)
    registry: pint.UnitRegistry[Decimal] = pint.UnitRegistry(non_int_type=Decimal)
    number, wanted = Decimal("0.02"), registry.Unit("milligram / day")
    limit, ready = registry.Quantity(most, wanted), registry.Quantity(number, "gram / day")
    assert in_canonical(sent, "mg/d") == ready.to(wanted).magnitude
    works = {
        TABLE: repeated(lambda: in_canonical(sent, "mg/d") <= most),
        PINT: repeated(lambda: registry.Quantity(number, "gram / day") <= limit),
        PINT_TEXT: repeated(lambda: registry.Quantity("0.02 g / day") <= limit),
        PINT_CONVERSION: repeated(lambda: ready.to(wanted)),
    }
    return interleaved(works, rounds=rounds, seconds=seconds)
