"""Schedules of daily doses: the titration and the taper, computed and judged in one.

No step is computed while a target or a current dose over its maximum waits for a person's word.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from dosing.core.category import PatientPlace
from dosing.core.compile import Table
from dosing.core.exact import ZERO
from dosing.core.fact import Fact, Value
from dosing.core.finding import Acknowledgement, Report
from dosing.core.monograph import Monograph
from dosing.core.order import REMEMBERED, SHORT, Current, Phase, PhasedOrder
from dosing.core.phases import SCHEDULE_PLACES, phase_places
from dosing.core.place import Place, pointed
from dosing.core.rule import At, Profile, Titration
from dosing.core.sheet import Graded, graded
from dosing.core.tablets import can_make, single_doses
from dosing.core.titration import Step, falling, rising


class TitrationOrder(Struct, frozen=True, kw_only=True):
    """What a titration starts from, what it goes to, and the tablets in stock (mg)."""

    current: Current | None
    target: Decimal | None
    tablets: tuple[Decimal, ...]


class TaperOrder(Struct, frozen=True, kw_only=True):
    """What a taper starts from, and the tablets in stock (mg)."""

    current: Current
    tablets: tuple[Decimal, ...]


class Schedule(Struct, frozen=True, kw_only=True):
    """The outcome of judging, and the phases computed: none where they cannot be, or cannot yet."""

    report: Report
    phases: tuple[Phase, ...]
    profile: Profile | None = None
    #: Whether the profile ends below the target that was asked for.
    falls_short: bool = False


def check_phases(
    book: Monograph, titration: Titration, patient: PatientPlace, order: PhasedOrder, words: Sequence[Acknowledgement]
) -> Report:
    """Every phase of an order judged; the patient too, unless all of it leads down to a stop."""
    is_short = len(order.phases) <= SHORT
    places, is_taper = (_remembered if is_short else _phases_graded)(book.table, order, titration.tablet_grid)
    judged = replace(patient, is_going_down=True) if is_taper else patient
    return book.judge(patient, [graded(book.table, judged), *places], words)


def _phases_graded(table: Table, order: PhasedOrder, grid: Decimal) -> tuple[list[Graded], bool]:
    """The places of an order, ready to be judged, and whether all of it leads down to a stop."""
    places = phase_places(order, _fits(order.tablets, grid))
    return [graded(table, place) for place in places], all(place.is_going_down for place in places)


_remembered = lru_cache(maxsize=REMEMBERED)(_phases_graded)


def titrate(
    book: Monograph,
    titration: Titration,
    patient: PatientPlace,
    order: TitrationOrder,
    words: Sequence[Acknowledgement],
) -> Schedule:
    """A daily dose that rises by the week, as the patient's profile has it."""
    profile = patient.category.profile
    asked = book.graded(_asked_places(book, order, profile))
    waits = any(
        finding.acknowledgement is None
        for finding in book.judge(patient, asked, words).findings
        if finding.where in {At.TARGET, At.CURRENT}
    )
    places = [*book.graded([patient]), *asked]
    if profile is None or waits:
        return Schedule(report=book.judge(patient, places, words), phases=(), profile=profile)
    steps = rising(titration, book.bounds, profile, current=order.current, target=order.target)
    phases, more = _made(titration, steps, order.current, order.tablets)
    return Schedule(
        report=book.judge(patient, [*places, *book.graded(more)], words),
        phases=phases,
        profile=profile,
        falls_short=order.target is not None and bool(steps) and steps[-1][0] < order.target,
    )


def taper(
    book: Monograph, titration: Titration, patient: PatientPlace, order: TaperOrder, words: Sequence[Acknowledgement]
) -> Schedule:
    """The way down from the current dose to a stop; what speaks against the drug does not speak against this."""
    steps = falling(titration, book.bounds, order.current.daily_dose)
    phases, places = _made(titration, steps, order.current, order.tablets)
    return Schedule(
        report=book.judge(patient, book.graded([replace(patient, is_going_down=True), *places]), words),
        phases=phases,
    )


def _asked_places(book: Monograph, order: TitrationOrder, profile: Profile | None) -> list[Place]:
    """The target, which defaults to the profile's ceiling, and the current dose."""
    current = order.current.daily_dose if order.current else None
    target = order.target
    if target is None and profile is not None:
        target = book.bounds.most(profile.ceiling)
    places: list[Place] = []
    if target is not None:
        at_target: dict[Fact, Value] = {Fact.DAILY_DOSE: target}
        if order.target is not None:
            at_target[Fact.TARGET_REACHES_CURRENT] = order.target >= (current or ZERO)
        places.append(pointed(At.TARGET, at_target))
    if current is not None:
        places.append(pointed(At.CURRENT, {Fact.DAILY_DOSE: current}))
    return places


def _made(
    titration: Titration, steps: Sequence[Step], current: Current | None, tablets: tuple[Decimal, ...]
) -> tuple[tuple[Phase, ...], list[Place]]:
    """The steps in single doses of whole tablets, and as places; no phases where the stock cannot make one of them."""
    doses = [single_doses(dose, titration, tablets) if dose else () for dose, _ in steps]
    fits = bool(steps) and None not in doses
    unmade = next((dose for (dose, _), split in zip(steps, doses, strict=True) if split is None), None)
    at_stock: dict[Fact, Value] = {Fact.FITS_STOCK: fits}
    if unmade is not None:
        at_stock[Fact.DAILY_DOSE] = unmade
    stock = pointed(At.TABLETS, at_stock)
    if not steps:
        return (), [stock]
    phases = tuple(
        Phase((dose,) if split is None else split, days) for (dose, days), split in zip(steps, doses, strict=True)
    )
    order = PhasedOrder(phases=phases, current=current, tablets=tablets)
    wanted = SCHEDULE_PLACES if fits else frozenset({At.PHASE})
    places = phase_places(order, _fits(tablets, titration.tablet_grid), under="/steps", wanted=wanted)
    return (phases if fits else ()), [stock, *places]


def _fits(tablets: tuple[Decimal, ...], grid: Decimal) -> Callable[[Decimal], bool]:
    """Whether a single dose can be made of whole tablets in stock."""
    return lambda dose: can_make(dose, tablets, grid)
