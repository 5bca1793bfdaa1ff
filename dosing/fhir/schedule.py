"""What is ordered, written as FHIR: an instruction for each step, each readable by itself.

What is written here reads back as the same order (`order.py`), but for the order of doses within a day; what FHIR
cannot say of it is not written at all.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise

from msgspec import UNSET
from msgspec.structs import replace

from dosing.core.daily_amount import AmountOrder
from dosing.core.exact import plain, to_digits
from dosing.core.infusions import InfusionOrder
from dosing.core.order import Infusion, Phase, PhasedOrder
from dosing.core.ordered import NamedOrder, Ordered
from dosing.core.suspension import VolumeOrder
from dosing.fhir.lists.codes import ATC, RXNORM, SNOMED, UCUM
from dosing.fhir.written import (
    Annotation,
    Coding,
    Concept,
    Dosage,
    DoseAndRate,
    MedicationRequest,
    Period,
    Quantity,
    Reference,
    Repeat,
    Timing,
)
from dosing.translate.steps import dose_text

DRUGS: dict[str, Concept] = {
    "baclofen": Concept((Coding(RXNORM, "1292", "baclofen"), Coding(ATC, "M03BX01", "baclofen")), "baclofen"),
    "magnesium-oxide": Concept((Coding(RXNORM, "6582", "magnesium oxide"),), "magnesium oxide"),
    "magnesium-hydroxide": Concept((Coding(RXNORM, "6581", "magnesium hydroxide"),), "magnesium hydroxide"),
    "albumin": Concept((Coding(RXNORM, "828529", "albumin human, USP"),), "albumin human"),
}
_BY_MOUTH = Concept((Coding(SNOMED, "26643006", "Oral route"),), "oral")
_INTO_A_VEIN = Concept((Coding(SNOMED, "47625008", "Intravenous route"),), "intravenous")
_ORDERED = Concept((Coding("http://terminology.hl7.org/CodeSystem/dose-rate-type", "ordered", "Ordered"),))
_DAILY = Decimal(1)
_BEDTIME = ("HS",)


class NotWritableError(ValueError):
    """FHIR has no way of saying this that reads back as the same."""


def instructions(ordered: Ordered, start: date | None = None) -> tuple[Dosage, ...]:
    """What is ordered, as instructions; with a start, each has its dates.

    Raises:
        NotWritableError: it cannot be said.

    """
    match ordered:
        case PhasedOrder():
            return phased(ordered.phases, start)
        case AmountOrder():
            return (_amount(ordered),)
        case VolumeOrder():
            return (_volume(ordered, start),)
        case InfusionOrder():
            return tuple(_infused(ordered.infusions, start))
        case NamedOrder():
            raise NotWritableError("A drug that is ordered by its name alone has no instructions.")


def proposal(drug: str, dosages: Sequence[Dosage], subject: Reference, notes: Sequence[str] = ()) -> MedicationRequest:
    """A proposal of a drug with doses."""
    return MedicationRequest(
        status="draft",
        intent="proposal",
        medicationCodeableConcept=DRUGS[drug],
        subject=subject,
        dosageInstruction=tuple(dosages),
        note=tuple(map(Annotation, notes)),
    )


def phased(phases: Sequence[Phase], start: date | None) -> tuple[Dosage, ...]:
    """Phases one after the other: each its own sequence, and in it an instruction for each size of dose."""
    written: list[Dosage] = []
    day = start
    for sequence, phase in enumerate(phases, 1):
        bounds = _bounds(phase.days, day)
        for dose, times in _runs(phase.doses):
            text = dose_text(Phase((dose,) * times if dose else (), phase.days))
            rule = replace(bounds, frequency=times, period=_DAILY, periodUnit="d")
            written.append(_dosage(sequence, text, Timing(repeat=rule), _quantity(dose, "mg"), _BY_MOUTH))
        day = None if day is None or phase.days is None else day + timedelta(days=phase.days)
    return tuple(written)


def _runs(doses: Sequence[Decimal]) -> list[tuple[Decimal, int]]:
    """Equal doses of a day together, so that no instruction looks like another one sent twice; none: one of nothing."""
    return list(Counter(doses).items()) or [(Decimal(0), 1)]


def _bounds(days: int | None, start: date | None) -> Repeat:
    """Dates where the start is known, both ends in; else a number of days; at the end of all, neither."""
    if start is not None:
        end = UNSET if days is None else (start + timedelta(days=days - 1)).isoformat()
        return Repeat(boundsPeriod=Period(start.isoformat(), end))
    if days is None:
        return Repeat()
    return Repeat(boundsDuration=Quantity(Decimal(days), "days", UCUM, "d"))


def _dosage(sequence: int, text: str, timing: Timing, dose: Quantity, route: Concept) -> Dosage:
    return Dosage(sequence=sequence, text=text, timing=timing, route=route, doseAndRate=(DoseAndRate(_ORDERED, dose),))


def _quantity(value: Decimal, unit: str) -> Quantity:
    return Quantity(value, unit, UCUM, unit)


def _amount(ordered: AmountOrder) -> Dosage:
    unit = ordered.daily.unit.removesuffix("/d")
    if unit == "mg" and ordered.daily.of == "magnesium":
        raise NotWritableError("Milligrams of an order are those of the drug, never of the element alone.")
    when = _BEDTIME if ordered.is_at_night else ()
    timing = Timing(repeat=Repeat(frequency=1, period=_DAILY, periodUnit="d", when=when))
    text = f"{plain(ordered.daily.value)} {unit} once a day{', at night' if when else ''}"
    return _dosage(1, text, timing, _quantity(ordered.daily.value, unit), _BY_MOUTH)


def _volume(ordered: VolumeOrder, start: date | None) -> Dosage:
    if ordered.millilitres is None:
        raise NotWritableError("A range of volumes is no order.")
    when = _BEDTIME if ordered.is_at_bedtime else ()
    rule = replace(_bounds(ordered.days, start), frequency=1, period=_DAILY, periodUnit="d", when=when)
    length = "" if ordered.days is None else f" for {ordered.days} day{'s' * (ordered.days != 1)}"
    text = f"{plain(ordered.millilitres)} mL once a day{length}{', at bedtime' if when else ''}"
    return _dosage(1, text, Timing(repeat=rule), _quantity(ordered.millilitres, "mL"), _BY_MOUTH)


def _infused(infusions: Sequence[Infusion], start: date | None) -> Iterator[Dosage]:
    """By dates where the start is known; else as one instruction, if they are alike and evenly spread."""
    if start is None:
        yield _evenly(infusions)
        return
    for grams, same in groupby(infusions, key=lambda infusion: infusion.grams):
        dates = tuple((start + timedelta(days=infusion.day - 1)).isoformat() for infusion in same)
        dose = _grams(grams)
        text = f"{plain(dose)} g on {', '.join(dates)}"
        yield _dosage(1, text, Timing(event=dates), _quantity(dose, "g"), _INTO_A_VEIN)


def _evenly(infusions: Sequence[Infusion]) -> Dosage:
    days = [infusion.day for infusion in infusions]
    steps = {later - earlier for earlier, later in pairwise(days)}
    if len({infusion.grams for infusion in infusions}) != 1 or len(steps) > 1 or days[0] != 1 or steps & {0}:
        raise NotWritableError("Infusions that are not alike and evenly spread need dates: a start must be known.")
    grams = infusions[0].grams
    dose = _grams(grams)
    period = steps.pop() if steps else 1
    rule = Repeat(count=len(days), frequency=1, period=Decimal(period), periodUnit="d")
    often = (
        "once" if len(days) == 1 else f"every {period} days, {len(days)} times in all" if period > 1 else "every day"
    )
    return _dosage(1, f"{plain(dose)} g {often}", Timing(repeat=rule), _quantity(dose, "g"), _INTO_A_VEIN)


def _grams(grams: Fraction) -> Decimal:
    rounded = to_digits(grams)
    if Fraction(rounded) != grams:
        raise NotWritableError("A share of a dose that no decimal ends cannot be said.")
    return rounded
