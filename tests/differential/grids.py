"""Age by eGFR, exhaustively at clinical resolution: what decides profiles, bands and maxima."""

from decimal import Decimal
from functools import cache

from tests.differential.compare import Case
from tests.differential.values import AGE_EDGES, EGFR, EGFR_EDGES, Json, around, quantity

_TENTHS_UP_TO_200 = 2000
_PHASES = [{"doses": [quantity(5, "mg")] * 3}]


@cache
def ages() -> list[Json]:
    """Every year of life, and each edge with its neighbours in all units."""
    per_year = {"a": Decimal(1), "mo": Decimal(12), "d": Decimal("365.25")}
    years = {("a", float(year)) for year in range(131)}
    edges = {
        (unit, value) for unit, factor in per_year.items() for edge in AGE_EDGES for value in around(str(factor * edge))
    }
    return [quantity(value, unit) for unit, value in sorted(years | edges)]


@cache
def egfrs() -> list[Json]:
    """Every tenth from 0 to 200, and the neighbours of each edge by a millionth."""
    tenths = {tenth / 10 for tenth in range(_TENTHS_UP_TO_200 + 1)}
    edges = {value for edge in EGFR_EDGES for value in around(edge)}
    return [quantity(value, EGFR) for value in sorted(tenths | edges)]


_DEFICIENT = {"serum_magnesium": quantity(0.6, "mmol/L")}
#: What is asked at each point of the grid; the patient comes to it.
ASKED: tuple[Case, ...] = (
    ("/v1/schedules/baclofen", {}),
    ("/v1/orders/check", {"drug": "baclofen", "phases": _PHASES}),
    ("/v1/schedules/magnesium-oxide", {"daily_dose": quantity(12, "mmol/d", of="magnesium")}),
    ("/v1/schedules/magnesium-hydroxide", {"strength": quantity(80, "mg/mL")}),
)


@cache
def size() -> int:
    """How many cases the grid has."""
    return len(ages()) * len(egfrs()) * len(ASKED)


def grid_case(index: int) -> Case:
    """The case at a place of the grid."""
    rest, asked = divmod(index, len(ASKED))
    of_age, of_egfr = divmod(rest, len(egfrs()))
    path, body = ASKED[asked]
    return path, body | {"patient": {"age": ages()[of_age], "egfr": egfrs()[of_egfr], **_DEFICIENT}}
