"""The day of an answer, by which results are old: read here alone, and handed down."""

from datetime import UTC, date, datetime


def today() -> date:
    """The day in UTC, wherever the service runs."""
    return datetime.now(UTC).date()
