"""Dates of FHIR, which may be a year or a month only: the days that one can mean."""

import re
from datetime import date, datetime, timedelta

from msgspec import Struct

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(.+))?)?)?", re.DOTALL | re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[-+](?:0\d|1[0-4]):[0-5]\d)?", re.ASCII)
_LONGEST = 40
_LAST_MONTH = 12


class Days(Struct, frozen=True, order=True):
    """From the first to the last day that a date can mean: the same one where it is exact."""

    first: date
    last: date
    #: As it was written, with its time: what sorts results of one day.
    time: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    @property
    def in_utc(self) -> "Days":
        """The same; of a moment its day in UTC, as moments are compared and as today is told."""
        if not self.time:
            return self
        day = datetime.fromisoformat(self.time).date()
        return Days(day, day, self.time)


def days(written: str | None) -> Days | None:
    """The days that a date can mean; none where it is none.

    >>> days("2024-02")
    Days(first=datetime.date(2024, 2, 1), last=datetime.date(2024, 2, 29), time='')
    >>> days("2024-02-30") is None
    True
    """
    found = _DATE.fullmatch(written) if written is not None and len(written) <= _LONGEST else None
    if found is None:
        return None
    year, month, day, time = found.groups()
    if time is not None and not _TIME.fullmatch(time):
        return None
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        last = first if day else _last_of(int(year), int(month) if month else None)
    except ValueError:
        return None
    return Days(first, last, _in_utc(written or "", time))


def _last_of(year: int, month: int | None) -> date:
    if month is None or month == _LAST_MONTH:
        return date(year, _LAST_MONTH, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def _in_utc(written: str, time: str | None) -> str:
    """The moment, so that moments sort; a time without a zone is taken as it stands, and one past the calendar too."""
    if time is None:
        return ""
    moment = datetime.fromisoformat(written)
    local = moment.replace(tzinfo=None)
    try:
        return (local - (moment.utcoffset() or timedelta())).isoformat()
    except OverflowError:
        return local.isoformat()
