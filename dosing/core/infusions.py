"""Infusions over weeks: sums over any seven days, and a weekly dose as whole vials on its days.

Nothing here splits a vial: where whole ones don't add up, the shares are exact and come without vials.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from dosing.core.amount import ExactAmount
from dosing.core.fact import Fact, Value
from dosing.core.order import Infusion
from dosing.core.place import Place, pointed
from dosing.core.products import fewest, nearest
from dosing.core.rule import At, Infusions, Solution, Vial

WEEK = 7
_WHOLE = 100


class InfusionOrder(Struct, frozen=True):
    """Infusions of a solution, in the order in which they are stated."""

    solution: Solution
    infusions: tuple[Infusion, ...]


class PlannedInfusion(Struct, frozen=True, kw_only=True):
    """An infusion on a day of the plan: grams, millilitres, and its vials where whole ones make it."""

    day: int
    grams: Fraction
    millilitres: Fraction
    vials: tuple[tuple[Vial, int], ...]


def infusion_places(infusions: Sequence[Infusion], solution: Solution, most: Decimal) -> list[Place]:
    """Each infusion, each seven days from one, each week from the first, and the product."""
    ordered = sorted(enumerate(infusions), key=lambda item: item[1].day)
    return [
        *_seven_days(ordered),
        *_weeks(ordered),
        *(
            _vials_place(infusion.grams, f"/infusions/{index}", solution, most, infusion.day)
            for index, infusion in enumerate(infusions)
        ),
        pointed(At.PRODUCT, {Fact.PRODUCT: solution.id}),
    ]


def weekly_places(grams: Fraction, solution: Solution, most: Decimal) -> list[Place]:
    """A weekly dose, which is the sum of any seven days of its plan."""
    sums: dict[Fact, Value] = {Fact.SEVEN_DAY_SUM: grams, Fact.WEEK_SUM: grams}
    where = "/weekly_dose"
    return [
        Place(kinds=(At.SEVEN_DAYS, At.WEEK), where=where, facts=sums),
        _vials_place(grams, where, solution, most),
        pointed(At.PRODUCT, {Fact.PRODUCT: solution.id}),
    ]


def _seven_days(ordered: Sequence[tuple[int, Infusion]]) -> Iterator[Place]:
    """The sum from each day with an infusion; a window that starts on a day without one never holds more."""
    days: set[int] = set()
    for index, first in ordered:
        if first.day in days:
            continue
        days.add(first.day)
        window = sum((item.grams for _, item in ordered if first.day <= item.day < first.day + WEEK), Fraction())
        facts: dict[Fact, Value] = {Fact.SEVEN_DAY_SUM: window}
        yield Place(kinds=(At.SEVEN_DAYS,), where=f"/infusions/{index}", facts=facts, day=first.day)


def _weeks(ordered: Sequence[tuple[int, Infusion]]) -> Iterator[Place]:
    start, last = ordered[0][1].day, ordered[-1][1].day
    by_week: dict[int, list[tuple[int, Infusion]]] = {}
    for index, item in ordered:
        by_week.setdefault((item.day - start) // WEEK, []).append((index, item))
    for first_day in range(start, last + 1, WEEK):
        within = by_week.get((first_day - start) // WEEK, [])
        facts: dict[Fact, Value] = {Fact.WEEK_SUM: sum((item.grams for _, item in within), Fraction())}
        where = f"/infusions/{within[0][0]}" if within else "/infusions"
        yield Place(kinds=(At.WEEK,), where=where, facts=facts, day=first_day)


def _vials_place(grams: Fraction, where: str, solution: Solution, most: Decimal, day: int | None = None) -> Place:
    sizes = _sizes(solution)
    fits = fewest(grams, sizes) is not None
    around = [str(ExactAmount(value, "g")) for value in nearest(grams, sizes, Fraction(most)) if value]
    note = f"The nearest that whole vials make: {' and '.join(around)}." if around and not fits else ""
    facts: dict[Fact, Value] = {Fact.FITS_VIALS: fits, Fact.INFUSED: grams}
    notes = {Fact.FITS_VIALS: note} if note else {}
    return Place(kinds=(At.INFUSION,), where=where, facts=facts, day=day, notes=notes)


def _sizes(solution: Solution) -> tuple[Fraction, ...]:
    return tuple(Fraction(vial.grams) for vial in solution.vials)


def plan_infusions(
    shape: Infusions, solution: Solution, grams: Fraction, *, each_week: int | None, weeks: int | None
) -> list[list[PlannedInfusion]]:
    """Week after week: infusion i of k on day 1 + ⌊7(i-1)/k⌋, as equal as whole vials allow, the larger first."""
    count = each_week or shape.infusions_per_week
    shares = _shares(grams, solution, count)
    return [
        [
            PlannedInfusion(
                day=week * WEEK + 1 + WEEK * index // count,
                grams=share,
                millilitres=share * _WHOLE / Fraction(solution.percent),
                vials=_vials(share, solution),
            )
            for index, share in enumerate(shares)
            if share
        ]
        for week in range(weeks or shape.weeks)
    ]


def _shares(grams: Fraction, solution: Solution, count: int) -> list[Fraction]:
    smallest = min(_sizes(solution))
    vials, rest = divmod(grams, smallest)
    if rest:
        return [grams / count] * count
    each, extra = divmod(vials, count)
    return [smallest * (each + (index < extra)) for index in range(count)]


def _vials(grams: Fraction, solution: Solution) -> tuple[tuple[Vial, int], ...]:
    counts = fewest(grams, _sizes(solution)) or ()
    return tuple((vial, count) for vial, count in zip(solution.vials, counts, strict=False) if count)
