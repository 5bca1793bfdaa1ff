"""How a request states the number of a fact: changes to a typical request, for each operation that rules judge.

Decides nothing: which of the changes shows an edge is found by asking the service.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

from dosing.api.examples.edges import Edge
from dosing.api.examples.typical import EGFR_UNIT, STRENGTH, Json, phase, quantity
from dosing.core.fact import Fact
from dosing.formulary.kidney import KIDNEY

#: The ways in which a request can state that the edge's fact has this number.
Stated = Callable[[Edge, Decimal], Iterator[Json]]

#: Days of a treatment: a plain number where others are quantities.
_COUNTS = {Fact.TREATMENT_DAYS}


def number(value: Decimal) -> float:
    """A number as JSON has it: whole ones without a point."""
    return int(value) if value == value.to_integral_value() else float(value)


def of_patient(edge: Edge, value: Decimal) -> Iterator[Json]:
    """Facts that a request has at a place of their own; eGFR bands by the eGFR."""
    pointer = "/patient/egfr" if edge.fact is Fact.EGFR else edge.fact.value
    if not pointer.startswith("/"):
        return
    *path, name = pointer.split("/")[1:]
    stated = {name: number(value) if edge.fact in _COUNTS else quantity(number(value), edge.unit, edge.of)}
    for outer in reversed(path):
        stated = {outer: stated}
    yield stated


def of_phases(edge: Edge, value: Decimal) -> Iterator[Json]:
    """An order of baclofen."""
    yield from of_patient(edge, value)
    x = number(value)
    match edge.fact:
        case Fact.DAILY_DOSE:
            yield {"phases": [phase(x)]}
        case Fact.SINGLE_DOSE:
            yield {"phases": [phase(x, days=7), phase(x, x)]}
        case Fact.INCREASE:
            yield {"current": _current(5, days_at_dose=7), "phases": [phase(number(5 + value))]}
        case Fact.DAYS_BEFORE_INCREASE:
            yield {"current": _current(5, days_at_dose=x), "phases": [phase(10)]}
        case Fact.FALLS_TO_NOTHING_FROM:
            yield {"current": _current(x), "phases": [phase()]}
        case Fact.DAYS_OF_USE:
            yield {"current": _current(10, days_on_drug=x), "phases": [phase()]}
        case Fact.DECREASE:
            phases = [phase(number(30 - value), days=14), phase(10, days=7), phase()]
            yield {"current": _current(30), "phases": phases}
        case Fact.DAYS_OF_DECREASED_DOSE | Fact.DAYS_GOING_DOWN:
            yield {"current": _current(10), "phases": [phase(5, days=int(x)), phase()]}
        case _:
            return


def of_titration(edge: Edge, value: Decimal) -> Iterator[Json]:
    """A schedule of baclofen: a daily dose is its target, or what is taken now."""
    yield from of_patient(edge, value)
    if edge.fact is Fact.DAILY_DOSE:
        yield {"target": quantity(number(value), edge.unit)}
        yield {"current": _current(number(value))}


def _current(milligrams: float, **days: float) -> Json:
    return {"daily_dose": quantity(milligrams, "mg/d"), **days}


def of_daily_amount(edge: Edge, value: Decimal) -> Iterator[Json]:
    """An order or a schedule of magnesium oxide."""
    yield from of_patient(edge, value)
    if edge.fact is Fact.DAILY_MAGNESIUM:
        yield {"daily_dose": quantity(number(value), edge.unit, edge.of)}


def of_daily_volume(edge: Edge, value: Decimal) -> Iterator[Json]:
    """An order or a schedule of magnesium hydroxide: a daily mass by its volume at the usual strength."""
    yield from of_patient(edge, value)
    if edge.fact is Fact.DAILY_MASS:
        yield {"daily_volume": quantity(number(value / STRENGTH), "mL/d")}


def of_infusions(edge: Edge, value: Decimal) -> Iterator[Json]:
    """An order of albumin."""
    yield from of_patient(edge, value)
    if edge.fact in {Fact.SEVEN_DAY_SUM, Fact.WEEK_SUM}:
        yield {"infusions": [{"day": 1, "amount": quantity(number(value), "g")}]}


#: How an order states a fact, by its drug; one by name states those of the patient.
OF_ORDERS: dict[str, Stated] = {
    "baclofen": of_phases,
    "magnesium-oxide": of_daily_amount,
    "magnesium-hydroxide": of_daily_volume,
    "albumin": of_infusions,
}


def of_weekly_dose(edge: Edge, value: Decimal) -> Iterator[Json]:
    """A schedule of albumin."""
    yield from of_patient(edge, value)
    if edge.fact in {Fact.SEVEN_DAY_SUM, Fact.WEEK_SUM}:
        yield {"weekly_dose": quantity(number(value), "g/wk")}


def of_kidney(edge: Edge, value: Decimal) -> Iterator[Json]:
    """An estimate: of a child whose creatinine in mg/dL is the equation's factor, the eGFR is the height in cm."""
    if edge.fact is Fact.AGE:
        adult = {"sex": "female", "creatinine": quantity(0.8, "mg/dL"), "height": quantity(120, "cm")}
        yield {**adult, "age": quantity(number(value), edge.unit)}
    elif edge.unit == EGFR_UNIT:
        factor = quantity(number(KIDNEY.child.factor), "mg/dL")
        yield {"age": quantity(8, "a"), "creatinine": factor, "height": quantity(number(value), "cm")}
