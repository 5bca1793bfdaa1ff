"""Phases of an order as places: what each daily dose is to the one before it, and whether it is on the way down.

Equal phases in a row count as one. Only an explicit phase of no doses is a stop; an order's end is not.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from msgspec import Struct

from dosing.core.exact import EXACT, ZERO
from dosing.core.fact import Fact, Value
from dosing.core.order import Current, Phase, PhasedOrder
from dosing.core.place import Place
from dosing.core.rule import At
from dosing.core.span import Known, Span

Facts = dict[Fact, Value]


class Days(Struct, frozen=True):
    """A number of days, or the least that it can be."""

    at_least: int
    is_known: bool = True

    def __add__(self, other: "Days") -> "Days":
        return Days(self.at_least + other.at_least, self.is_known and other.is_known)

    @property
    def known(self) -> Known:
        """As the value of a fact."""
        return Decimal(self.at_least) if self.is_known else Span(at_least=Decimal(self.at_least))


NO_DAYS = Days(0)


def days(number: int | None) -> Days:
    """A stated number of days; not stated is unknown."""
    return Days(0, is_known=False) if number is None else Days(number)


class Run(Struct, frozen=True, kw_only=True):
    """Phases in a row with the same daily dose."""

    first: int
    daily_dose: Decimal
    days: Days
    phases: tuple[Phase, ...]


def runs_of(phases: Sequence[Phase]) -> list[Run]:
    """The phases, equal ones in a row put together."""
    runs: list[Run] = []
    for index, phase in enumerate(phases):
        dose = phase.daily_dose
        if runs and runs[-1].daily_dose == dose:
            last = runs.pop()
            runs.append(
                Run(first=last.first, daily_dose=dose, days=last.days + days(phase.days), phases=(*last.phases, phase))
            )
        else:
            runs.append(Run(first=index, daily_dose=dose, days=days(phase.days), phases=(phase,)))
    return runs


def are_going_down(runs: Sequence[Run], current: Current | None) -> list[bool]:
    """Which runs lead down to a stop: each below the one before, nothing rises later, and the last has no doses.

    The first may also hold the current dose for a stated time, if the rest falls to nothing.
    """
    before = current.daily_dose if current else None
    doses = [before, *(run.daily_dose for run in runs)]
    falls = [earlier is not None and later is not None and later < earlier for earlier, later in zip(doses, doses[1:], strict=False)]
    if runs[-1].daily_dose != ZERO:
        return [False] * len(runs)
    falls_from_here = list(accumulate(reversed(falls), lambda rest, falls_here: rest and falls_here))[::-1]
    if before == runs[0].daily_dose and runs[0].days.is_known and len(runs) > 1:
        falls_from_here[0] = falls_from_here[1]
    return falls_from_here


def phase_places(
    order: PhasedOrder, patient: Facts, fits: Callable[[Decimal], bool], *, under: str = "/phases", judge_maxima: bool = True
) -> list[Place]:
    """The places of an order by phases; `under` is the pointer to the list, `fits` tells what the tablets make."""
    runs = runs_of(order.phases)
    going_down = are_going_down(runs, order.current)
    kinds = (At.PHASE, At.ORDERED_DAILY_DOSE) if judge_maxima else (At.PHASE,)
    first_days = _first_days(order.phases)
    places: list[Place] = []
    for run, facts, is_down in zip(runs, _run_facts(runs, going_down, order.current), going_down, strict=True):
        places.append(
            Place(
                kinds=kinds,
                where=f"{under}/{run.first}",
                facts=patient | facts,
                day=first_days[run.first],
                is_going_down=is_down,
            )
        )
        for index, kind, more in _parts(run, len(order.phases), fits):
            places.append(
                Place(
                    kinds=(kind,),
                    where=f"{under}/{index}",
                    facts=patient | more | {Fact.GOING_DOWN: is_down},
                    day=first_days[index],
                    is_going_down=is_down,
                )
            )
    return places


def _first_days(phases: Sequence[Phase]) -> list[int | None]:
    """The day of the order on which each phase begins, as far as the phases before it have their days."""
    starts: list[int | None] = [1]
    for phase in phases[:-1]:
        last = starts[-1]
        starts.append(None if last is None or phase.days is None else last + phase.days)
    return starts


def _parts(run: Run, count: int, fits: Callable[[Decimal], bool]) -> Iterator[tuple[int, At, Facts]]:
    """What is judged of single phases: their length, and their doses where they differ from those before."""
    doses_before: list[Decimal] = []
    for index, phase in enumerate(run.phases, run.first):
        if index < count - 1:
            yield index, At.LENGTH, ({} if phase.days is None else {Fact.DAYS: Decimal(phase.days)})
        doses = sorted(phase.doses)
        if doses and doses != doses_before:
            yield index, At.DOSES, {Fact.SINGLE_DOSE: doses[-1], Fact.FITS_TABLETS: all(map(fits, doses))}
        doses_before = doses


def _run_facts(runs: Sequence[Run], going_down: Sequence[bool], current: Current | None) -> Iterator[Facts]:
    before = current.daily_dose if current else None
    at_dose = days(current.days_at_dose if current else None)
    use = _use_before(current)
    down = NO_DAYS
    for index, run in enumerate(runs):
        dose = run.daily_dose
        facts: Facts = {
            Fact.DAILY_DOSE: dose,
            Fact.CHANGE: change(before, dose),
            Fact.GOING_DOWN: going_down[index],
            Fact.STAYS: index == len(runs) - 1 and dose > ZERO,
            Fact.DAYS_OF_USE: use.known,
            Fact.DAYS_GOING_DOWN: down.known,
        }
        if before is not None and facts[Fact.CHANGE] == "rise":
            facts |= {Fact.INCREASE: EXACT.subtract(dose, before), Fact.DAYS_BEFORE_INCREASE: at_dose.known}
        if before is not None and facts[Fact.CHANGE] in {"fall", "stop"}:
            facts |= {Fact.DECREASE: EXACT.subtract(before, dose), Fact.DAYS_OF_DECREASED_DOSE: run.days.known}
        if before is not None and facts[Fact.CHANGE] == "stop":
            facts[Fact.FALLS_TO_NOTHING_FROM] = before
        yield facts
        at_dose = run.days + at_dose if before == dose else run.days
        use, before = use + run.days, dose
        down = down + run.days if going_down[index] else down


def change(before: Decimal | None, dose: Decimal) -> str:
    """What a daily dose is to the one before it: `first`, `rise`, `same`, `fall`, `stop` or `none`.

    >>> change(None, Decimal(10)), change(Decimal(10), Decimal(20)), change(Decimal(5), Decimal(0))
    ('first', 'rise', 'stop')
    """
    if dose == ZERO:
        return "stop" if before else "none"
    if not before:
        return "first"
    if dose == before:
        return "same"
    return "rise" if dose > before else "fall"


def _use_before(current: Current | None) -> Days:
    """Days of use before the order: the longer of those at this dose and those at all."""
    if current is None:
        return days(None)
    if current.daily_dose == ZERO:
        return NO_DAYS
    if current.days_on_drug is None:
        return days(None)
    return Days(max(current.days_on_drug, current.days_at_dose or 0))
