"""Phases of an order as places: what each daily dose is to the one before it, and whether it is on the way down.

Equal phases in a row count as one. Only an explicit phase of no doses is a stop; an order's end is not.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from dosing.core.exact import EXACT, ZERO
from dosing.core.fact import Fact, Value
from dosing.core.order import Current, Phase, PhasedOrder
from dosing.core.place import Place
from dosing.core.rule import At
from dosing.core.span import Known, Span

Facts = dict[Fact, Value]
#: The index of a phase, as what it is judged, and what is known of it.
Part = tuple[int, tuple[At, ...], Facts]


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
    leads_down = runs[-1].daily_dose == ZERO
    going_down: list[bool] = []
    for earlier, later in pairwise(reversed(doses)):
        leads_down = leads_down and later is not None and earlier is not None and earlier < later
        going_down.append(leads_down)
    going_down.reverse()
    if len(runs) > 1 and before == runs[0].daily_dose and runs[0].days.is_known:
        going_down[0] = going_down[1]
    return going_down


#: The places of an order, and of a schedule, whose maxima are judged where they were asked for.
ORDER_PLACES = frozenset({At.PHASE, At.ORDERED_DAILY_DOSE, At.LENGTH, At.DOSES, At.ORDERED_DOSES})
SCHEDULE_PLACES = frozenset({At.PHASE, At.DOSES})


def phase_places(
    order: PhasedOrder,
    fits: Callable[[Decimal], bool],
    *,
    under: str = "/phases",
    wanted: frozenset[At] = ORDER_PLACES,
) -> list[Place]:
    """The wanted places of an order; `under` points to its phases, `fits` tells which doses the tablets make."""
    runs = runs_of(order.phases)
    going_down = are_going_down(runs, order.current)
    first_days = _first_days(order.phases)
    places: list[Place] = []
    for run, facts, is_down in zip(runs, _run_facts(runs, going_down, order.current), going_down, strict=True):
        facts[Fact.GOING_DOWN] = is_down
        for index, kinds, more in _parts(run, facts, len(order.phases), fits):
            kept = kinds if wanted is ORDER_PLACES else tuple(kind for kind in kinds if kind in wanted)
            if kept:
                place = Place(
                    kinds=kept,
                    where=f"{under}/{index}",
                    facts=more,
                    day=first_days[index],
                    is_going_down=is_down,
                )
                places.append(place)
    return places


def _first_days(phases: Sequence[Phase]) -> list[int | None]:
    """The day of the order on which each phase begins, as far as the phases before it have their days."""
    starts: list[int | None] = [1]
    for phase in phases[:-1]:
        last = starts[-1]
        starts.append(None if last is None or phase.days is None else last + phase.days)
    return starts


def _parts(run: Run, facts: Facts, count: int, fits: Callable[[Decimal], bool]) -> Iterator[Part]:
    """What is judged of each phase: of the first that of the run, their length, their doses if not those before."""
    kinds: tuple[At, ...] = (At.PHASE, At.ORDERED_DAILY_DOSE)
    doses_before: list[Decimal] = []
    for index, phase in enumerate(run.phases, run.first):
        if index < count - 1:
            kinds += (At.LENGTH,)
            if phase.days is not None:
                facts[Fact.DAYS] = Decimal(phase.days)
        doses = sorted(phase.doses)
        if doses and doses != doses_before:
            kinds += (At.DOSES, At.ORDERED_DOSES)
            unmade = next((dose for dose in phase.doses if not fits(dose)), None)
            facts |= {Fact.SINGLE_DOSE: doses[-1], Fact.FITS_TABLETS: unmade is None}
            if unmade is not None:
                facts[Fact.UNMADE_DOSE] = unmade
        yield index, kinds, facts
        kinds, facts, doses_before = (), {Fact.GOING_DOWN: facts[Fact.GOING_DOWN]}, doses


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
            Fact.STAYS: index == len(runs) - 1 and dose > ZERO,
            Fact.FALLS_TO_NOTHING_FROM: before if before is not None and dose == ZERO else ZERO,
            Fact.DAYS_GOING_DOWN: down.known,
        }
        if before is not None and facts[Fact.CHANGE] == "rise":
            facts |= {Fact.INCREASE: EXACT.subtract(dose, before), Fact.DAYS_BEFORE_INCREASE: at_dose.known}
        if before is not None and facts[Fact.CHANGE] in {"fall", "stop"}:
            facts |= {Fact.DECREASE: EXACT.subtract(before, dose), Fact.DAYS_OF_DECREASED_DOSE: run.days.known}
        if use.is_known:
            facts[Fact.DAYS_OF_USE] = use.known
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
