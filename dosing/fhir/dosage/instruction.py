"""One dosage instruction: what is given at a time, how often, for how long.

The one place where a Dosage is understood or not; what becomes of several of them is told elsewhere (`sequence.py`).
"""

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from dosing.fhir.dosage.bounds import Bounds, bounds
from dosing.fhir.dosage.clock import Clock, clock
from dosing.fhir.dosage.disagreement import Structured, disagreements
from dosing.fhir.dosage.kind import own
from dosing.fhir.parts.dosages import Dosage, DoseAndRate
from dosing.fhir.parts.elements import Concept, Quantity, Range, Ratio
from dosing.fhir.parts.number import is_written
from dosing.fhir.parts.remark import NotUnderstoodError, Remarks
from dosing.fhir.parts.required import whole
from dosing.fhir.parts.unit import DAYS, Measured, measured

#: As many doses a day as there are hours.
_HOURLY = 24
_ORDERED = "ordered"


class Instruction(Struct, frozen=True, kw_only=True):
    """A dose (or none: with a rate only), how often, for how long, and where it stands."""

    path: str
    sequence: int | None
    #: Each way in which the one dose is stated.
    doses: tuple[Measured, ...]
    clock: Clock | None
    bounds: Bounds
    #: The most in a period: a number of a unit in so many days.
    maxima: tuple[tuple[Measured, Fraction], ...]
    #: The most at one time.
    most_at_once: Measured | None = None
    is_as_needed: bool
    #: What is told in words: of its steps, if it tells of some, every dose must be in the structure.
    words: tuple[tuple[str, str], ...] = ()
    #: What is added to it in words, which may be about anything.
    beside: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> Structured:
        """What its words are compared with."""
        return Structured(
            average=self.clock.average if self.clock else None,
            on_its_days=Fraction(self.clock.most_a_day) if self.clock and self.clock.weekdays else None,
            amounts=tuple((dose.value, dose.unit) for dose in self.doses if dose.unit),
            is_open=self._is_open,
            days=self.bounds.most if self.bounds.most == self.bounds.fewest else None,
        )

    @property
    def _is_open(self) -> bool:
        has_end = self.bounds.most is not None or self.bounds.end is not None
        is_given = any(dose.value for dose in self.doses)
        return is_given and self.clock is not None and not has_end and not self.clock.dates and self.clock.count is None


def instruction(dosage: Dosage, path: str, said: Remarks) -> Instruction:
    """The instruction.

    Raises:
        NotUnderstoodError: it cannot be interpreted.

    """
    if dosage.modifierExtension:
        raise NotUnderstoodError("modifier", "The instruction has a modifier extension that is not known.", path)
    if dosage.is_need_unknown:
        raise NotUnderstoodError("no-timing", "Whether it is taken as needed is stated to be unknown.", path)
    found_clock = clock(dosage.timing, f"{path}.timing", said)
    repeat = dosage.timing.repeat if dosage.timing else None
    read = Instruction(
        path=path,
        sequence=whole(dosage.sequence, f"{path}.sequence", least=0),
        doses=(),
        clock=found_clock,
        bounds=bounds(repeat, found_clock, f"{path}.timing.repeat", said),
        maxima=(),
        is_as_needed=dosage.is_as_needed,
        words=tuple(
            (f"{path}.{name}", text)
            for name, text in (("text", dosage.text), ("patientInstruction", dosage.patientInstruction))
            if text
        ),
        beside=tuple(
            (f"{path}.additionalInstruction[{index}]", text)
            for index, added in enumerate(dosage.additional)
            for text in dict.fromkeys(added.texts)
        ),
    )
    try:
        read = replace(
            read,
            doses=_doses(dosage, found_clock, path, said),
            maxima=tuple(_maximum(most, f"{path}.maxDosePerPeriod", said) for most in dosage.maxima),
        )
    finally:
        # Words are compared with what there is, though a dose may be in a unit that is not read.
        _compare_words(dosage, read, said)
    if is_written(dosage.maxDosePerLifetime):
        raise NotUnderstoodError("not-supported", "A maximum for a lifetime is not read.", f"{path}.maxDosePerLifetime")
    if dosage.maxDosePerAdministration is not None:
        most = _checked(dosage.maxDosePerAdministration, f"{path}.maxDosePerAdministration", said)
        read = replace(read, most_at_once=most)
        _require_within(read, most)
    if read.is_as_needed:
        said.say("as-needed", "Taken as needed: the most that the instruction allows was judged.", path)
    return read


def _require_within(read: Instruction, most: Measured) -> None:
    limit, doses = own(most), map(own, read.doses)
    if limit is not None and any(dose and dose.unit == limit.unit and dose.value > limit.value for dose in doses):
        raise NotUnderstoodError("period-disagrees", "The dose is over its own maximum for one time.", read.path)


def _compare_words(dosage: Dosage, read: Instruction, said: Remarks) -> None:
    code = dosage.timing.code if dosage.timing else None
    for place, text in (*read.words, *_words_of(code or Concept(), f"{read.path}.timing.code")):
        for found in disagreements(text, read.told):
            said.say("text-disagrees", f"Words and structure disagree: {found}.", place)


def _words_of(code: Concept, path: str) -> Iterator[tuple[str, str]]:
    if code.text:
        yield f"{path}.text", code.text
    for index, coding in enumerate(code.codings):
        if coding.display:
            yield f"{path}.coding[{index}].display", coding.display


def _doses(dosage: Dosage, often: Clock | None, path: str, said: Remarks) -> tuple[Measured, ...]:
    """The ways in which one dose is stated. Several are alternatives, never a sum."""
    stated = dosage.doseAndRate or ()
    place = f"{path}.doseAndRate"
    direct = DoseAndRate(doseQuantity=dosage.doseQuantity, doseRange=dosage.doseRange)
    if stated and (direct.doseQuantity or direct.doseRange):
        raise NotUnderstoodError("not-supported", "The dose stands at two places: neither is read.", place)
    if not stated and (dosage.doseQuantity or dosage.doseRange):
        said.say("older-form", "The dose stands directly on the instruction, as STU3 has it.", path)
        return (_dose(direct, path, said),)
    doses = [(index, one) for index, one in enumerate(stated) if one.doseQuantity or one.doseRange]
    ordered = [pair for pair in doses if _is_ordered(pair[1])]
    if ordered and len(ordered) < len(doses):
        said.say("alternatives", "The dose that is marked as ordered was read.", place)
    _require_no_hourly_rate(dosage, often, path)
    read = [_dose(one, f"{place}[{index}]", said) for index, one in ordered or doses]
    by_unit: dict[str, Measured] = {}
    for dose in read:
        if by_unit.setdefault(dose.unit, dose) != dose:
            raise NotUnderstoodError("not-supported", "Two different doses in one instruction: neither is read.", place)
    return tuple(by_unit.values())


def _is_ordered(stated: DoseAndRate) -> bool:
    return stated.type is not None and any(coding.code == _ORDERED for coding in stated.type.codings)


def _require_no_hourly_rate(dosage: Dosage, often: Clock | None, path: str) -> None:
    """A dose with a rate, repeated every hour, is most likely the rate once more, and would be 24 doses a day."""
    repeat = dosage.timing.repeat if dosage.timing else None
    if repeat is None or repeat.periodUnit not in {"s", "min", "h"}:
        return
    has_both = any((one.doseQuantity or one.doseRange) and _has_rate(one) for one in dosage.doseAndRate or ())
    if has_both and often is not None and often.average >= _HOURLY:
        raise NotUnderstoodError(
            "timing-invalid",
            f"A dose that has a rate is repeated {often.most_a_day} × a day: one of the two is the other once more.",
            f"{path}.timing.repeat",
        )


def _has_rate(stated: DoseAndRate) -> bool:
    return any((stated.rateQuantity, stated.rateRange, stated.rateRatio))


def _dose(stated: DoseAndRate, path: str, said: Remarks) -> Measured:
    if stated.doseQuantity is not None and stated.doseRange is not None:
        raise NotUnderstoodError("not-supported", "A dose is one quantity or one range: neither is read.", path)
    if stated.doseQuantity is not None:
        return _checked(stated.doseQuantity, f"{path}.doseQuantity", said)
    return _highest(stated.doseRange or Range(), f"{path}.doseRange", said)


def _highest(stated: Range, path: str, said: Remarks) -> Measured:
    if stated.high is None:
        raise NotUnderstoodError("no-dose", "A range without its high end has no most that could be judged.", path)
    high = _checked(stated.high, f"{path}.high", said)
    low = None if stated.low is None else _checked(stated.low, f"{path}.low", said)
    least, most = (low or high, high) if low is None or low.unit == high.unit else (own(low), own(high))
    if least is None or most is None or least.unit != most.unit:
        raise NotUnderstoodError("unit", "The ends of a range are in different kinds of units: it is not read.", path)
    if least.value > most.value:
        raise NotUnderstoodError("wrong-number", "The low end of a range is above its high end.", path)
    said.say("high-end", "Of a range of doses the high end was judged.", path)
    return high


def _checked(quantity: Quantity, path: str, said: Remarks) -> Measured:
    dose = measured(quantity, path, said)
    if not dose.unit:
        raise NotUnderstoodError("unit", "A number without a unit is no dose.", path)
    return dose


def _maximum(most: Ratio, path: str, said: Remarks) -> tuple[Measured, Fraction]:
    above = measured(most.numerator, f"{path}.numerator", said)
    below = measured(most.denominator, f"{path}.denominator", said)
    if below.unit not in DAYS or not below.value:
        raise NotUnderstoodError("unit", "The period of a maximum is one of time.", f"{path}.denominator")
    return above, Fraction(below.value) * Fraction(*DAYS[below.unit])
