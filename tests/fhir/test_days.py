"""Dates and moments of FHIR: the days that they can mean, in UTC, to both ends of the calendar."""

from datetime import date

import pytest

from dosing.fhir.parts.day import days


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-02-29T23:30:00-01:00", date(2024, 3, 1)),
        ("2024-03-01T00:30:00+01:00", date(2024, 2, 29)),
        ("2024-03-01T00:30", date(2024, 3, 1)),
        ("2024-03-01T00:30:00.12345678901Z", date(2024, 3, 1)),
        # Their days in UTC are in no calendar: they are taken as they stand.
        ("0001-01-01T00:30:00+14:00", date(1, 1, 1)),
        ("9999-12-31T23:30:00-14:00", date(9999, 12, 31)),
    ],
)
def test_a_moment_is_of_its_day_in_utc(written: str, day: date) -> None:
    found = days(written)
    assert found is not None
    assert (found.in_utc.first, found.in_utc.last) == (day, day)


def test_a_day_and_a_month_are_what_they_are_in_any_zone() -> None:
    for written in ("2024-02-29", "2024-02", "2024"):
        found = days(written)
        assert found is not None
        assert found.in_utc == found


@pytest.mark.parametrize("written", ["2024-02-30", "2024-02-01T24:00:00", "2024-1-1", "24-01-01"])
def test_what_is_no_date_means_no_day(written: str) -> None:
    assert days(written) is None


@pytest.mark.parametrize("zero", [0x660, 0xFF10], ids=["arabic", "full width"])
@pytest.mark.parametrize("written", ["2{}24-02-01", "2024-02-01T1{}:00"])
def test_digits_are_those_of_ascii(written: str, zero: int) -> None:
    assert days(written.format(0)) is not None
    assert days(written.format(chr(zero))) is None
