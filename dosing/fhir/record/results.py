"""Laboratory results as facts: the newest that can be used of each analyte, if it is recent enough.

The unit decides what was measured: a filtration rate that is not indexed to body surface is not the one of the bands.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from dosing.core.exact import EXACT, plain
from dosing.core.fact import Fact, Measure, Value, form
from dosing.core.span import Known, Span
from dosing.fhir.lists.codes import LOINC, RESULTS
from dosing.fhir.parts.day import Days, days
from dosing.fhir.parts.elements import Period
from dosing.fhir.parts.number import number
from dosing.fhir.parts.remark import NotUnderstoodError, Remark, Remarks
from dosing.fhir.parts.unit import unit_of
from dosing.fhir.record.clinical import Observation
from dosing.fhir.record.evidence import Evidence, Found
from dosing.formulary.kidney import KIDNEY
from dosing.wire import quantity
from dosing.wire.answered import ECHO

#: For how many days a result counts: derived, to be signed off by a site.
RECENT: dict[Fact, int] = {
    Fact.GIVEN_EGFR: 365,
    Fact.CREATININE: 365,
    Fact.SERUM_MAGNESIUM: 30,
    Fact.POTASSIUM: 30,
}
#: The units in which an analyte is read, and the numbers that it can have.
_BOUNDS: dict[Fact, quantity.Bounds] = {
    Fact.GIVEN_EGFR: quantity.EGFR,
    Fact.CREATININE: quantity.CREATININE,
    Fact.SERUM_MAGNESIUM: quantity.SERUM_MAGNESIUM,
    Fact.POTASSIUM: quantity.POTASSIUM,
}
_NAMES = {
    Fact.GIVEN_EGFR: "eGFR",
    Fact.CREATININE: "creatinine",
    Fact.SERUM_MAGNESIUM: "serum magnesium",
    Fact.POTASSIUM: "potassium",
}
_FINAL = frozenset({"final", "amended", "corrected"})


class Result(Struct, frozen=True, kw_only=True):
    """A result that can be used, and the days on which it can be of: one, unless its date is a month or a year."""

    first: date
    last: date
    #: Its moment, where it has one.
    time: str
    value: Decimal
    comparator: str
    unit: str
    path: str


class Results(NamedTuple):
    """The facts that results tell, and where each of them stands."""

    facts: dict[Fact, Value]
    places: dict[Fact, str]


def results(found: Sequence[tuple[Found, Observation]], now: date, said: Remarks) -> Results:
    """The facts that the results tell."""
    by_fact: dict[Fact, list[tuple[Found, Observation]]] = {}
    for one, observation in found:
        analyte = _analyte(observation)
        if analyte is not None:
            by_fact.setdefault(analyte, []).append((one, observation))
    told = Results({}, {})
    for fact, of_fact in by_fact.items():
        newest = _newest(fact, _usable(of_fact, fact, now, said), now, said)
        if newest is not None:
            told.facts[fact] = _value(fact, newest)
            told.places[fact] = newest.path
    return told


def _usable(found: Sequence[tuple[Found, Observation]], fact: Fact, now: date, said: Remarks) -> list[Result]:
    """The results that can be used. Of the others those are spoken of that may be the newest."""
    usable: list[Result] = []
    refused: list[tuple[Days, Remark]] = []
    for one, observation in found:
        try:
            usable.append(_result(observation, fact, one.path, now, said))
        except NotUnderstoodError as error:
            refused.append((_when(observation, now), error.remark))
    newest = max([*(one.first for one in usable), *(when.first for when, _ in refused)], default=date.min)
    for when, remark in refused:
        if when.last >= newest:
            said.keep(remark)
    return usable


def _when(observation: Observation, now: date) -> Days:
    """The days on which a result can be of: without a date that is read, any day."""
    at = days(_effective(observation))
    return Days(date.min, now) if at is None else Days(min(at.first, now), min(at.last, now))


def _analyte(observation: Observation) -> Fact | None:
    codings = observation.code.codings if observation.code else ()
    found = {RESULTS[coding.code or ""][0] for coding in codings if coding.system == LOINC and coding.code in RESULTS}
    return found.pop() if len(found) == 1 else None


def _result(observation: Observation, fact: Fact, path: str, now: date, said: Remarks) -> Result:
    def refuse(code: str, text: str, place: str) -> NotUnderstoodError:
        return NotUnderstoodError(code, f"{_NAMES[fact]}: {text}", f"{path}{place}")

    if observation.modifierExtension or observation.implicitRules:
        raise refuse("evidence-not-used", "the result may mean something else than it says.", "")
    if observation.status not in _FINAL:
        raise refuse("evidence-not-used", f"a result of status {(observation.status or '')[:ECHO]!r} is not used.", "")
    at = days(_effective(observation))
    if at is None:
        raise refuse("evidence-not-used", "a result without one date is not used.", "")
    first, last = at.in_utc.first, at.in_utc.last
    if first > now:
        raise refuse("evidence-not-used", f"a result of {first}, which is to come, is not used.", "")
    if observation.dataAbsentReason is not None:
        raise refuse("evidence-not-used", "it is said why the result has no number.", ".dataAbsentReason")
    stated = observation.valueQuantity
    value = None if stated is None else number(stated.value)
    if stated is None or value is None:
        raise refuse("evidence-not-used", "the result has no number.", "")
    place = ".valueQuantity"
    unit = _unit(observation, fact, f"{path}{place}", said)
    least, most = (Decimal(repr(bound)) for bound in _BOUNDS[fact][unit])
    if not least <= value <= most:
        span = f"{plain(least)}–{plain(most)}"
        raise refuse("evidence-not-used", f"{value} {unit} is not within {span}: not used.", place)
    comparator = stated.comparator or ""
    if comparator not in {"", "<", ">", "<=", ">="}:
        raise refuse("evidence-not-used", f"the comparator {comparator[:ECHO]!r} is not read.", place)
    return Result(
        first=first,
        last=min(last, now),
        time=at.time,
        value=value,
        comparator=comparator,
        unit=unit,
        path=path,
    )


def _effective(observation: Observation) -> str | None:
    """Its date; of one that is dated in two ways, none."""
    period = observation.effectivePeriod or Period()
    stated = [observation.effectiveDateTime, observation.effectiveInstant, period.end or period.start]
    written = [one for one in stated if one]
    return written[0] if len(written) == 1 else None


def _unit(observation: Observation, fact: Fact, path: str, said: Remarks) -> str:
    allowed = _BOUNDS[fact]
    try:
        unit = unit_of(observation.valueQuantity, path, said) if observation.valueQuantity else ""
    except NotUnderstoodError as error:
        raise NotUnderstoodError("evidence-unit", f"{_NAMES[fact]}: {error.remark.text}", path) from error
    if unit not in allowed:
        raise NotUnderstoodError(
            "evidence-unit", f"{_NAMES[fact]} is not measured in {unit or 'no unit'}: not used.", path
        )
    return unit


def _newest(fact: Fact, usable: list[Result], now: date, said: Remarks) -> Result | None:
    if not usable:
        return None
    since = max(one.first for one in usable)
    # All that may be the newest: of a month or a year it is not known on which side of another date it lies.
    last = [one for one in usable if one.last >= since]
    newest, latest = max(last, key=lambda one: (one.first, one.time)), max(last, key=lambda one: one.last)
    name, most = _NAMES[fact], RECENT[fact]
    oldest = now - timedelta(days=most)
    if since < oldest:
        dated = f"is of {latest.last}" if latest.last < oldest else f"has no exact date, and may be of {latest.first}"
        said.say("evidence-old", f"The newest {name} {dated}, more than {most} days ago: it is unknown.", latest.path)
        return None
    if len({_told(one) for one in last}) == 1:
        return newest
    if any(one.first != one.last for one in last):
        said.say(
            "evidence-unclear",
            f"Which {name} is the newest cannot be told, as not every date is exact: it is unknown.",
            next(one.path for one in last if one.first != one.last),
        )
        return None
    if all(one.time for one in last):
        # Of a day on which one has no time, none is known to be the last.
        last = [one for one in last if one.time == newest.time]
    return newest if len({_told(one) for one in last}) == 1 else _of_conflict(fact, last, said)


def _told(one: Result) -> tuple[Decimal, str, str]:
    return one.value, one.comparator, one.unit


def _of_conflict(fact: Fact, same: list[Result], said: Remarks) -> Result | None:
    """Of kidney function the worse, of potassium the lower; magnesium can be too low and too high: unknown."""
    name = _NAMES[fact]
    is_comparable = len({one.unit for one in same}) == 1 and not any(one.comparator for one in same)
    if fact is Fact.SERUM_MAGNESIUM or not is_comparable:
        said.say(
            "evidence-conflict",
            f"Several results of {name} are of the same time and differ: it is unknown.",
            same[0].path,
        )
        return None
    chosen = (max if fact is Fact.CREATININE else min)(same, key=lambda one: one.value)
    said.say(
        "evidence-conflict",
        f"Several results of {name} are of the same time and differ: {chosen.value} counts.",
        chosen.path,
    )
    return chosen


def _value(fact: Fact, result: Result) -> Value:
    match fact:
        case Fact.SERUM_MAGNESIUM:
            return Measure(form(result.unit), _known(result.value, result.comparator))
        case Fact.CREATININE:
            value = result.value if result.unit == "umol/L" else EXACT.multiply(result.value, KIDNEY.micromolar)
            return _known(value, result.comparator)
        case _:
            return _known(result.value, result.comparator)


def _known(value: Decimal, comparator: str) -> Known:
    """A number, or the interval that its comparator leaves."""
    match comparator:
        case "<":
            return Span(below=value)
        case "<=":
            return Span(at_most=value)
        case ">":
            return Span(above=value)
        case ">=":
            return Span(at_least=value)
        case _:
            return value


def observations(part: Evidence) -> list[tuple[Found, Observation]]:
    """The results among the evidence."""
    return [(one, one.resource) for one in part.found if isinstance(one.resource, Observation)]
