"""Facts that rules of several drugs share: when magnesium or potassium is low, and what a full dose of baclofen is."""

from decimal import Decimal

from dosing.core.fact import Fact
from dosing.core.rule import In
from dosing.core.span import Span

ADULT = Decimal(18)
OLDER_ADULT = Decimal(65)

#: mg/d; baclofen's own maximum, and the dose after which second-line drugs are considered.
BACLOFEN_FULL_DOSE = Decimal(30)

IS_ADULT = In(Fact.AGE, (Span(at_least=ADULT, unit="a"),))
IS_CHILD = In(Fact.AGE, (Span(below=ADULT, unit="a"),))
IS_OLDER_ADULT = In(Fact.AGE, (Span(at_least=OLDER_ADULT, unit="a"),))
IS_YOUNGER_ADULT_OR_CHILD = In(Fact.AGE, (Span(below=OLDER_ADULT, unit="a"),))
IS_YOUNGER_ADULT = In(Fact.AGE, (Span(at_least=ADULT, below=OLDER_ADULT, unit="a"),))

#: Below these, serum magnesium is low; compared in the unit in which the laboratory reported it.
LOW_MAGNESIUM = {"mmol/L": Decimal("0.70"), "mg/dL": Decimal("1.7"), "meq/L": Decimal("1.4")}
LOW_POTASSIUM = Decimal("3.5")


def magnesium_below(limits: dict[str, Decimal]) -> In:
    """Serum magnesium under the limit of the unit it was reported in."""
    return In(Fact.SERUM_MAGNESIUM, tuple(Span(below=value, unit=unit) for unit, value in limits.items()))


def magnesium_at_least(limits: dict[str, Decimal]) -> In:
    """Serum magnesium not under the limit of the unit it was reported in."""
    return In(Fact.SERUM_MAGNESIUM, tuple(Span(at_least=value, unit=unit) for unit, value in limits.items()))


def magnesium_at_most(limits: dict[str, Decimal]) -> In:
    """Serum magnesium not over the limit of the unit it was reported in."""
    return In(Fact.SERUM_MAGNESIUM, tuple(Span(at_most=value, unit=unit) for unit, value in limits.items()))
