"""An interval whose field names say which ends are in: the form of every limit, and of what is only partly known.

Nothing here may turn "not known" into true or false.
"""

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct


class Span(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All numbers between the given ends; an end that is not given is open without bound.

    >>> Span(at_least=Decimal(30), at_most=Decimal(60)).holds(Decimal(60))
    True
    >>> Span(above=Decimal(60)).holds(Decimal(60))
    False
    """

    at_least: Decimal | None = None
    above: Decimal | None = None
    at_most: Decimal | None = None
    below: Decimal | None = None
    unit: str = ""
    of: str = ""

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The ends that are given."""
        ends = self.at_least, self.above, self.at_most, self.below
        return tuple(end for end in ends if end is not None)

    def holds(self, value: Decimal | Fraction) -> bool:
        """Whether the number lies within: decimals and fractions compare exactly."""
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.above is None or value > self.above)
            and (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
        )

    def judge(self, known: "Decimal | Fraction | Span") -> bool | None:
        """Whether all of what is known lies within: true, false (none of it does), or unknown.

        >>> Span(at_least=Decimal(30)).judge(Span(below=Decimal(30)))
        False
        >>> Span(at_least=Decimal(30)).judge(Span(below=Decimal(31))) is None
        True
        """
        if not isinstance(known, Span):
            return self.holds(known)
        if _starts_within(known, self) and _ends_within(known, self):
            return True
        return False if is_apart(known, self) else None


#: What is known of a number: the number itself, or a span that it lies in.
Known = Decimal | Span


def point(value: Decimal) -> Span:
    """The interval of one number."""
    return Span(at_least=value, at_most=value)


def is_apart(one: Span, other: Span) -> bool:
    """Whether no number lies in both."""
    return _ends_before(one, other) or _ends_before(other, one)


def lower(one: Span, other: Span) -> Span:
    """What is known of the lower of two numbers, of each of which an interval is known.

    >>> lower(Span(above=Decimal(30)), point(Decimal(45))) == Span(above=Decimal(30), at_most=Decimal(45))
    True
    """
    low = one if _start(one) <= _start(other) else other
    high = one if _end(one) <= _end(other) else other
    return Span(at_least=low.at_least, above=low.above, at_most=high.at_most, below=high.below)


_NO_START = Decimal("-Infinity")
_NO_END = Decimal("Infinity")


def _start(span: Span) -> tuple[Decimal, bool]:
    """The lower end, and whether it is left out: sorts by where the interval begins."""
    if span.above is not None:
        return span.above, True
    return (span.at_least if span.at_least is not None else _NO_START), False


def _end(span: Span) -> tuple[Decimal, bool]:
    """The upper end, and whether it is in: sorts by where the interval ends."""
    if span.below is not None:
        return span.below, False
    return (span.at_most if span.at_most is not None else _NO_END), True


def _starts_within(inner: Span, outer: Span) -> bool:
    return _start(inner) >= _start(outer)


def _ends_within(inner: Span, outer: Span) -> bool:
    return _end(inner) <= _end(outer)


def _ends_before(one: Span, other: Span) -> bool:
    end, end_is_in = _end(one)
    start, start_is_out = _start(other)
    return end < start or (end == start and (start_is_out or not end_is_in))
