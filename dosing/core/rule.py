"""The language in which limits are written: conditions on facts, rules, and what a drug consists of.

All of it is values, never functions, so that a rule can be shown, exported, compared, nudged by a test and compiled.
"""

from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from dosing.core.evidence import Basis, Citation
from dosing.core.fact import Fact
from dosing.core.span import Span


class Severity(StrEnum):
    """How much harm a broken rule means, in the words of CDS Hooks."""

    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"


class Gate(StrEnum):
    """What a broken rule does to an answer."""

    STOP = "stop"
    ASK = "ask"
    CONFIRM = "confirm"
    NOTE = "note"


class At(StrEnum):
    """Where a rule is judged. A name that is a JSON pointer is the one place in the request that it is about."""

    PATIENT = "/patient"
    NAME = "/name"
    INDICATION = "/indication"
    TARGET = "/target"
    CURRENT = "/current"
    TABLETS = "/tablets"
    ORDERED_DAILY_DOSE = "each daily dose of an order"
    PHASE = "each phase; equal ones in a row are one"
    LENGTH = "each phase but the last"
    DOSES = "the doses of a day, where they differ from those of the phase before"
    ORDERED_DOSES = "the doses of a day of an order"
    DAILY_DOSE = "/daily_dose"
    AT_NIGHT = "/at_night"
    STRENGTH = "/strength"
    DAILY_VOLUME = "/daily_volume"
    DAYS = "/days"
    AT_BEDTIME = "/at_bedtime"
    PRODUCT = "/product"
    SEVEN_DAYS = "any seven days in a row"
    WEEK = "each week from the first infusion"
    INFUSION = "each infusion"

    #: An enum hashes by a Python call; as keys these are looked up at every rule.
    __hash__ = str.__hash__


class Is(Struct, frozen=True, tag="is"):
    """The fact is true."""

    fact: Fact


class In(Struct, frozen=True, tag="in"):
    """The number lies within the span. Several spans: each for numbers stated in its own unit (and substance)."""

    fact: Fact
    spans: tuple[Span, ...]


class OneOf(Struct, frozen=True, tag="one-of"):
    """The fact is one of these words."""

    fact: Fact
    words: tuple[str, ...]


class Given(Struct, frozen=True, tag="given"):
    """The fact is known: never unknown itself."""

    fact: Fact


class All(Struct, frozen=True, tag="all"):
    """Every part holds; of no parts: true."""

    parts: tuple["Condition", ...] = ()


class AnyOf(Struct, frozen=True, tag="any"):
    """At least one part holds; of no parts: false."""

    parts: tuple["Condition", ...] = ()


class Not(Struct, frozen=True, tag="not"):
    """The part does not hold."""

    part: "Condition"


Condition: TypeAlias = Is | In | OneOf | Given | All | AnyOf | Not

ALWAYS = All()
NEVER = AnyOf()


class Rule(Struct, frozen=True, kw_only=True, cache_hash=True):
    """One limit: where and when it is judged, what must hold, and what follows if it does not.

    `says` is the rule as a sentence; `{limit}` in it is filled with the limit's number.
    """

    id: str
    says: str
    limit: Condition
    severity: Severity
    gate: Gate
    basis: Basis
    cites: tuple[Citation, ...]
    at: tuple[At, ...] = (At.PATIENT,)
    when: Condition = ALWAYS
    #: Rules of which one broken at the same place makes this one superfluous there.
    unless_broken: tuple[str, ...] = ()
    #: Whether the rule is judged of phases on the way down to a stop as well.
    judges_going_down: bool = False
    #: The fact whose number a finding shows; without it, the one that the limit is about.
    shows: Fact | None = None
    #: What to do about it, said after the rule.
    advice: str = ""


class Remark(Struct, frozen=True):
    """A sentence about monitoring, for the patients whom it concerns."""

    text: str
    when: Condition = ALWAYS


class Monitoring(Struct, frozen=True, kw_only=True, cache_hash=True):
    """What to watch during treatment: shown beside the findings, never one of them."""

    id: str
    remarks: tuple[Remark, ...]
    basis: Basis
    cites: tuple[Citation, ...]
    #: Days of the treatment on which to look.
    days: tuple[int, ...] = ()


class Profile(Struct, frozen=True, kw_only=True):
    """How a category of patients is titrated; start, step and ceiling are those of the named rules."""

    id: str
    when: Condition
    start: str
    step: str | None
    ceiling: str


class Splits(Struct, frozen=True, kw_only=True):
    """How a daily dose is divided into single doses, in mg."""

    usual: tuple[tuple[Decimal, ...], ...]
    most_doses: int
    largest_dose: Decimal
    #: Daily doses above `large_above` (tapers only) are divided into as many doses as an order can have.
    large_above: Decimal
    large_most_doses: int
    large_largest_dose: Decimal


class Titration(Struct, frozen=True, kw_only=True):
    """A daily dose that rises by the week to a target, and falls by the week to a stop; in mg/d, tablets in mg."""

    profiles: tuple[Profile, ...]
    maximum: str
    interval: str
    taper_interval: str
    taper_duration: str
    grid: Decimal
    splits: Splits
    tablets: tuple[Decimal, ...]
    #: Doses and strengths off this grid are matched by whole tablets of one strength only.
    tablet_grid: Decimal


class Product(Struct, frozen=True, kw_only=True):
    """A product that holds a stated amount of a substance."""

    name: str
    holds: Decimal
    unit: str
    of: str


class DailyAmount(Struct, frozen=True, kw_only=True):
    """An amount a day, made of whole products."""

    substance: str
    maximum: str
    products: tuple[Product, ...]


class Suspension(Struct, frozen=True, kw_only=True):
    """A volume a day of a liquid of stated strength; the documented range is one of mass."""

    substance: str
    minimum: str
    maximum: str
    strength: str
    #: A range computed for another strength than the documented one is rounded inward to this, in mL.
    rounding: Decimal


class Vial(Struct, frozen=True, kw_only=True):
    """A vial: grams in millilitres."""

    grams: Decimal
    millilitres: Decimal


class Solution(Struct, frozen=True, kw_only=True):
    """A solution of so many grams in 100 mL, and its vials, the larger first."""

    id: str
    percent: Decimal
    vials: tuple[Vial, ...]


class Infusions(Struct, frozen=True, kw_only=True):
    """Grams a week, infused on some days of it."""

    solutions: tuple[Solution, ...]
    maximum: str
    #: Weeks of a plan whose length is not stated.
    weeks: int
    infusions_per_week: int


Shape: TypeAlias = Titration | DailyAmount | Suspension | Infusions


class Drug(Struct, frozen=True, kw_only=True):
    """All that is known of a drug: its rules, its shape, and the indications that they are about."""

    id: str
    name: str
    rules: tuple[Rule, ...]
    #: The indications that the rules cover; none named: any.
    indications: tuple[str, ...] = ()
    monitoring: tuple[Monitoring, ...] = ()
    shape: Shape | None = None
    is_cramp_drug: bool = False


class Formulary(Struct, frozen=True, kw_only=True):
    """Every drug with a rule, and the rules for every order."""

    version: str
    drugs: tuple[Drug, ...]
    every_order: tuple[Rule, ...]
