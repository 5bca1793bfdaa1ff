"""Times and parts of the day: how many there are, and whether all of them are at night or at bedtime."""

from dosing.fhir.parts.dosages import Repeat
from dosing.fhir.parts.number import is_written
from dosing.fhir.parts.remark import NotUnderstoodError, Remarks
from dosing.fhir.parts.required import require
from dosing.wire.answered import ECHO

_AT_BEDTIME = frozenset({"HS", "PHS"})
_AT_NIGHT = frozenset({*_AT_BEDTIME, "NIGHT"})
_BY_DAY = frozenset(
    {"MORN", "MORN.early", "MORN.late", "NOON", "AFT", "AFT.early", "AFT.late", "WAKE"}
    | {f"{about}{meal}" for about in ("", "A", "P") for meal in ("CM", "CD")}
    | {"ICM", "ICD", "EVE.early"}
)
_WHEN = _AT_NIGHT | _BY_DAY | {"EVE", "EVE.late", "C", "AC", "PC", "IC", "CV", "ACV", "PCV", "ICV"}
#: With meals: not one, but each.
_EACH_MEAL = frozenset({"C", "AC", "PC", "IC"})
_MEALS = 3
NO_OFFSET = frozenset({"C", "CM", "CD", "CV"})
_EVENING, _MORNING = 20, 5


def times_of_day(repeat: Repeat, path: str, said: Remarks) -> int | None:
    """How many times of a day are named; none where none is.

    Raises:
        NotUnderstoodError: one of them is none that is read.

    """
    if repeat.timeOfDay:
        require(
            all(_hour(time) is not None for time in repeat.timeOfDay),
            "wrong-number",
            "A time of day is none.",
            f"{path}.timeOfDay",
        )
        return len(set(repeat.timeOfDay))
    if not repeat.when:
        return None
    unknown = next((code for code in repeat.when if code not in _WHEN), None)
    if unknown is not None:
        raise NotUnderstoodError(
            "not-supported", f"{unknown[:ECHO]!r} is no part of the day that is read.", f"{path}.when"
        )
    if set(repeat.when) & _EACH_MEAL and not is_written(repeat.period):
        said.say("meals", "With meals was read as three times a day.", f"{path}.when")
    is_counted_by_meals = not is_written(repeat.period)
    return sum(_MEALS if code in _EACH_MEAL and is_counted_by_meals else 1 for code in dict.fromkeys(repeat.when))


def _hour(time: str) -> int | None:
    parts = time.split(":")
    return (
        int(parts[0]) if len(parts) in {2, 3} and all(part.replace(".", "", 1).isdecimal() for part in parts) else None
    )


def parts_of_day(repeat: Repeat) -> tuple[bool | None, bool | None]:
    """Whether all of it is at night, and at bedtime; unknown where it is not said."""
    if repeat.when:
        when = set(repeat.when)
        return _all_or_none(when, _AT_NIGHT), _all_or_none(when, _AT_BEDTIME)
    if repeat.timeOfDay:
        hours = [_hour(time) or 0 for time in repeat.timeOfDay]
        is_at_night = all(hour >= _EVENING or hour < _MORNING for hour in hours)
        return is_at_night, None if is_at_night else False
    return None, None


def _all_or_none(when: set[str], wanted: frozenset[str]) -> bool | None:
    return True if when <= wanted else False if when & _BY_DAY else None
