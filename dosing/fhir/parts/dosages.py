"""A Dosage: how much, how often and for how long, as it stands there; R4, with what R5 spells differently.

Open, as the elements are (`elements.py`). What is stated to be there, without a value, is known to be.
"""

from msgspec import Raw, Struct, field

from dosing.fhir.parts.elements import NOTHING, Concept, Period, Quantity, Range, Ratio, Written
from dosing.fhir.parts.number import is_written


class Repeat(Struct, frozen=True):
    """How often, on which days, at what times, and for how long in all."""

    modifierExtension: tuple[Raw, ...] | None = None
    boundsDuration: Quantity | None = None
    boundsRange: Range | None = None
    boundsPeriod: Period | None = None
    count: Written = NOTHING
    countMax: Written = NOTHING
    duration: Written = NOTHING
    durationMax: Written = NOTHING
    durationUnit: str | None = None
    frequency: Written = NOTHING
    frequencyMax: Written = NOTHING
    period: Written = NOTHING
    periodMax: Written = NOTHING
    periodUnit: str | None = None
    dayOfWeek: tuple[str, ...] | None = None
    timeOfDay: tuple[str, ...] | None = None
    when: tuple[str, ...] | None = None
    offset: Written = NOTHING
    #: What is said of a value, also where there is none: that it is unknown, for one.
    about_count: Written = field(name="_count", default=NOTHING)
    about_countMax: Written = field(name="_countMax", default=NOTHING)
    about_frequency: Written = field(name="_frequency", default=NOTHING)
    about_frequencyMax: Written = field(name="_frequencyMax", default=NOTHING)
    about_period: Written = field(name="_period", default=NOTHING)
    about_periodMax: Written = field(name="_periodMax", default=NOTHING)
    about_dayOfWeek: Written = field(name="_dayOfWeek", default=NOTHING)
    about_timeOfDay: Written = field(name="_timeOfDay", default=NOTHING)
    about_when: Written = field(name="_when", default=NOTHING)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The parts of how often of which something is said, but no value."""
        names = (name for name in self.__struct_fields__ if hasattr(self, f"about_{name}"))
        return tuple(name for name in names if is_written(getattr(self, f"about_{name}")) and not self._has(name))

    def _has(self, name: str) -> bool:
        value = getattr(self, name)
        return is_written(value) if isinstance(value, Raw) else bool(value)


class Timing(Struct, frozen=True):
    """When: at dates, by a rule, or by a code for one."""

    modifierExtension: tuple[Raw, ...] | None = None
    event: tuple[str, ...] | None = None
    repeat: Repeat | None = None
    code: Concept | None = None


class DoseAndRate(Struct, frozen=True):
    """A dose, a rate, or both; ordered or calculated."""

    type: Concept | None = None
    doseQuantity: Quantity | None = None
    doseRange: Range | None = None
    rateQuantity: Quantity | None = None
    rateRange: Range | None = None
    rateRatio: Ratio | None = None


class Dosage(Struct, frozen=True):
    """One instruction."""

    modifierExtension: tuple[Raw, ...] | None = None
    sequence: Written = NOTHING
    text: str | None = None
    additionalInstruction: tuple[Concept, ...] | None = None
    patientInstruction: str | None = None
    timing: Timing | None = None
    asNeededBoolean: bool | None = None
    asNeededCodeableConcept: Concept | None = None
    #: R5 has a flag, and what for.
    asNeeded: bool | None = None
    #: What is said of the flag, also where there is none.
    about_as_needed_boolean: Written = field(name="_asNeededBoolean", default=NOTHING)
    about_as_needed: Written = field(name="_asNeeded", default=NOTHING)
    asNeededFor: tuple[Concept, ...] | None = None
    site: Concept | None = None
    route: Concept | None = None
    method: Concept | None = None
    doseAndRate: tuple[DoseAndRate, ...] | None = None
    #: STU3 has these here.
    doseQuantity: Quantity | None = None
    doseRange: Range | None = None
    #: R4 has one, R5 a list.
    maxDosePerPeriod: Ratio | tuple[Ratio, ...] | None = None
    maxDosePerAdministration: Quantity | None = None
    maxDosePerLifetime: Raw = NOTHING

    @property
    def is_as_needed(self) -> bool:
        """Whether it is taken only when needed."""
        return bool(self.asNeededBoolean or self.asNeededCodeableConcept or self.asNeeded or self.asNeededFor)

    @property
    def is_need_unknown(self) -> bool:
        """Whether something is said of the flag for as needed, but not what it is."""
        flags = ((self.asNeededBoolean, self.about_as_needed_boolean), (self.asNeeded, self.about_as_needed))
        return any(flag is None and is_written(about) for flag, about in flags)

    @property
    def additional(self) -> tuple[Concept, ...]:
        """What else is to be minded; nothing is none."""
        return self.additionalInstruction or ()

    @property
    def maxima(self) -> tuple[Ratio, ...]:
        """The most in a period, all of which hold."""
        most = self.maxDosePerPeriod
        return () if most is None else (most,) if isinstance(most, Ratio) else most
