"""The day of an answer, by which results are old. The clock is read here alone, and the day handed down."""

from datetime import UTC, date, datetime


def today() -> date:
    """The day in UTC, wherever the service runs."""
    return datetime.now(UTC).date()
