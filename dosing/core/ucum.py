"""The units of the service, resolved: what kind of thing each UCUM code measures, and its exact factor.

The table is shipped resolved; `dosing.units` holds the authority (pint) that proves it. Codes are case sensitive.
"""

from decimal import Decimal

from msgspec import Struct

from dosing.core.exact import EXACT

ONE = Decimal(1)


class Unit(Struct, frozen=True):
    """A code's kind, and how many of the kind's own unit one of it is."""

    kind: str
    factor: Decimal


def _unit(kind: str, factor: str = "1") -> Unit:
    return Unit(kind, Decimal(factor))


UNITS: dict[str, Unit] = {
    "a": _unit("time", "365.25"),
    "mo": _unit("time", "30.4375"),
    "wk": _unit("time", "7"),
    "d": _unit("time"),
    "mg": _unit("mass"),
    "g": _unit("mass", "1000"),
    "ug": _unit("mass", "0.001"),
    "kg": _unit("mass", "1000000"),
    "[lb_av]": _unit("mass", "453592.37"),
    "mg/d": _unit("mass per time"),
    "g/d": _unit("mass per time", "1000"),
    "ug/d": _unit("mass per time", "0.001"),
    "mmol": _unit("amount"),
    "mmol/d": _unit("amount per time"),
    "meq": _unit("charge"),
    "meq/d": _unit("charge per time"),
    "mL": _unit("volume"),
    "L": _unit("volume", "1000"),
    "[tbs_m]": _unit("volume", "15"),
    "[tsp_m]": _unit("volume", "5"),
    "mL/d": _unit("volume per time"),
    "L/d": _unit("volume per time", "1000"),
    "[tbs_m]/d": _unit("volume per time", "15"),
    "[tsp_m]/d": _unit("volume per time", "5"),
    "mg/mL": _unit("mass per volume"),
    "g/L": _unit("mass per volume"),
    "mg/dL": _unit("mass per volume", "0.01"),
    "g/wk": _unit("mass per week"),
    "mmol/L": _unit("amount per volume"),
    "umol/L": _unit("amount per volume", "0.001"),
    "meq/L": _unit("charge per volume"),
    "cm": _unit("length"),
    "m": _unit("length", "100"),
    "[in_i]": _unit("length", "2.54"),
    "mL/min/{1.73_m2}": _unit("indexed filtration rate"),
    "mL/min": _unit("filtration rate"),
}


def in_unit(value: Decimal, unit: str, target: str) -> Decimal:
    """The same quantity in another unit of its kind, exactly.

    Raises:
        ValueError: a unit is not known, or the two measure different things.
        decimal.Inexact: no finite decimal is the result.

    >>> in_unit(Decimal(65), "a", "d")
    Decimal('23741.25')

    """
    if unit not in UNITS:
        message = f"{unit} is no unit of the service"
        raise ValueError(message)
    source, wanted = UNITS[unit], UNITS[target]
    if source.kind != wanted.kind:
        message = f"{unit} measures {source.kind}, {target} measures {wanted.kind}"
        raise ValueError(message)
    if source.factor == wanted.factor:
        return value
    if wanted.factor == ONE:
        return EXACT.multiply(value, source.factor)
    return EXACT.divide(EXACT.multiply(value, source.factor), wanted.factor)
