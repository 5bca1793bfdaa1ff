"""Kidney function: what is known of the eGFR, from what was reported or by equation, and the band it lies in.

Dialysis is a fact of its own here, never an eGFR of 0; not known is never normal.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache
from typing import TypeVarTuple

from msgspec import Struct

from dosing.core.exact import EXACT, to_places
from dosing.core.fact import AGE, BAND, CREATININE, DIALYSIS, EGFR, GIVEN_EGFR, HEIGHT, SEX, Fact, Value
from dosing.core.span import Known, Span, is_apart, lower, point
from dosing.core.ucum import UNITS

_PLACES = 6
_DIVIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)
_DAYS_A_YEAR = UNITS["a"].factor
_FLOAT_DAYS_A_YEAR = float(_DAYS_A_YEAR)
#: What an equation needs beside creatinine.
Given = TypeVarTuple("Given")


class SexConstants(Struct, frozen=True, kw_only=True):
    """What CKD-EPI has for each sex; kappa in mg/dL."""

    kappa: Decimal
    alpha: Decimal
    factor: Decimal


class CkdEpi(Struct, frozen=True, kw_only=True):
    """`scale × min(Scr/κ, 1)^α × max(Scr/κ, 1)^exponent × yearly^age × factor`, for adults from `from_age` years."""

    name: str
    from_age: Decimal
    scale: Decimal
    exponent: Decimal
    yearly: Decimal
    female: SexConstants
    male: SexConstants


class Schwartz(Struct, frozen=True, kw_only=True):
    """`factor × height in cm / Scr`, for children from `from_age` years."""

    name: str
    from_age: Decimal
    factor: Decimal


class CockcroftGault(Struct, frozen=True, kw_only=True):
    """`(age_limit - age) × kg / (divisor × Scr) × factor of the sex`, in mL/min, not indexed to body surface."""

    name: str
    age_limit: Decimal
    divisor: Decimal
    female: Decimal
    male: Decimal


class KidneyFunction(Struct, frozen=True, kw_only=True, eq=False):
    """The bands of the eGFR in mL/min/{1.73_m2}, the equations, and how creatinine converts."""

    bands: dict[str, Span]
    #: The band of a patient on dialysis, whatever the eGFR says.
    dialysis_band: str
    adult: CkdEpi
    child: Schwartz
    clearance: CockcroftGault
    #: µmol/L in one mg/dL of creatinine.
    micromolar: Decimal


class Estimate(Struct, frozen=True):
    """An estimate in mL/min/{1.73_m2}, rounded to 6 decimals; of a creatinine with a comparator, a span."""

    equation: str
    egfr: Known


def estimate(kidney: KidneyFunction, facts: Mapping[Fact, Value]) -> Estimate | None:
    """The eGFR from creatinine (µmol/L), or nothing where a fact that the equation for this age needs is absent."""
    age, creatinine = facts.get(AGE), facts.get(CREATININE)
    if not isinstance(age, Decimal) or not isinstance(creatinine, Known):
        return None
    if age >= _days(kidney.adult.from_age):
        sex = facts.get(SEX)
        if not isinstance(sex, str):
            return None
        return Estimate(kidney.adult.name, _reversed(creatinine, ckd_epi, kidney, sex, age))
    height = facts.get(HEIGHT)
    if age < _days(kidney.child.from_age) or not isinstance(height, Decimal):
        return None
    return Estimate(kidney.child.name, _reversed(creatinine, schwartz, kidney, height))


@lru_cache(maxsize=64)
def _days(years: Decimal) -> Decimal:
    return EXACT.multiply(years, _DAYS_A_YEAR)


class _Powers(Struct, frozen=True):
    """CKD-EPI for one sex in floating point: the creatinine (µmol/L) at which the exponent changes, and the factors."""

    turn: float
    below: float
    above: float
    factor: float
    yearly: float


@lru_cache(maxsize=8)
def _powers(kidney: KidneyFunction, sex: str) -> _Powers:
    equation = kidney.adult
    constants = equation.female if sex == "female" else equation.male
    return _Powers(
        turn=float(EXACT.multiply(kidney.micromolar, constants.kappa)),
        below=float(constants.alpha),
        above=float(equation.exponent),
        factor=float(EXACT.multiply(equation.scale, constants.factor)),
        yearly=float(equation.yearly),
    )


def ckd_epi(kidney: KidneyFunction, sex: str, age: Decimal, creatinine: Decimal) -> Decimal:
    """CKD-EPI 2021 for an age in days and a creatinine in µmol/L.

    An eGFR is an estimate, not a dose: it is computed in floating point, and rounding removes the noise.
    """
    powers = _powers(kidney, sex)
    ratio = float(creatinine) / powers.turn
    falling = ratio ** (powers.below if ratio < 1 else powers.above)
    value = powers.factor * falling * powers.yearly ** (float(age) / _FLOAT_DAYS_A_YEAR)
    return Decimal(repr(round(value, _PLACES)))


def schwartz(kidney: KidneyFunction, height: Decimal, creatinine: Decimal) -> Decimal:
    """The bedside equation for a height in cm and a creatinine in µmol/L."""
    product = EXACT.multiply(kidney.child.factor, height)
    return to_places(_DIVIDE.divide(EXACT.multiply(product, kidney.micromolar), creatinine), _PLACES)


def cockcroft_gault(kidney: KidneyFunction, sex: str, age: Decimal, weight: Decimal, creatinine: Decimal) -> Decimal:
    """Creatinine clearance in mL/min, for an age in days, a weight in kg and a creatinine in µmol/L."""
    equation = kidney.clearance
    factor = equation.female if sex == "female" else equation.male
    # Days, not years: divided once, at the end, so that what lies on a half is rounded as one.
    days_left = EXACT.subtract(_days(equation.age_limit), age)
    above = EXACT.multiply(EXACT.multiply(days_left, weight), kidney.micromolar * factor)
    below = EXACT.multiply(_days(equation.divisor), creatinine)
    return to_places(_DIVIDE.divide(above, below), _PLACES)


def clearance(kidney: KidneyFunction, facts: Mapping[Fact, Value], weight: Decimal | None) -> Known | None:
    """Creatinine clearance of an adult, where all that it needs is known."""
    age, sex, creatinine = facts.get(AGE), facts.get(SEX), facts.get(CREATININE)
    if not isinstance(age, Decimal) or not isinstance(sex, str) or not isinstance(creatinine, Known):
        return None
    if weight is None or age < _days(kidney.adult.from_age):
        return None
    return _reversed(creatinine, cockcroft_gault, kidney, sex, age, weight)


def possible_bands(kidney: KidneyFunction, known: Known | None) -> frozenset[str]:
    """The bands in which the eGFR may lie: all of them where nothing is known of it."""
    if known is None:
        return frozenset(kidney.bands)
    if isinstance(known, Span):
        return frozenset([name for name, band in kidney.bands.items() if not is_apart(known, band)])
    ends, found = _bands_between(kidney)
    slot = bisect_left(ends, known) + bisect_right(ends, known)
    if slot not in found:
        found[slot] = frozenset([name for name, band in kidney.bands.items() if band.holds(known)])
    return found[slot]


@lru_cache(maxsize=8)
def _bands_between(kidney: KidneyFunction) -> tuple[list[Decimal], dict[int, frozenset[str]]]:
    """The ends of the bands, ascending; and the bands of all numbers that lie alike among them, as they are asked."""
    return sorted({end for band in kidney.bands.values() for end in band.ends}), {}


def derived_facts(kidney: KidneyFunction, facts: Mapping[Fact, Value]) -> dict[Fact, Value]:
    """The facts about kidney function that follow from what was given; of two values, the lower counts."""
    given, computed = facts.get(GIVEN_EGFR), estimate(kidney, facts)
    counting = computed.egfr if computed else None
    derived: dict[Fact, Value] = {}
    if isinstance(given, Known):
        if counting is not None:
            agree = _agree(possible_bands(kidney, given), possible_bands(kidney, counting))
            if agree is not None:
                derived[Fact.BANDS_AGREE] = agree
        counting = given if counting is None else _lower(given, counting)
    if counting is not None:
        derived[EGFR] = counting
    on_dialysis = facts.get(DIALYSIS) is True
    derived[BAND] = frozenset({kidney.dialysis_band}) if on_dialysis else possible_bands(kidney, counting)
    return derived


def missing_for_band(kidney: KidneyFunction, facts: dict[Fact, Value]) -> tuple[tuple[Fact, ...], ...]:
    """Lists of facts; any one of them, given, would make the band known."""
    ways: list[tuple[Fact, ...]] = [(Fact.GIVEN_EGFR,)]
    ways += [_absent(facts, needed) or (Fact.CREATININE,) for needed in _equation_needs(kidney, facts.get(Fact.AGE))]
    if Fact.DIALYSIS not in facts:
        ways.append((Fact.DIALYSIS,))
    return tuple(ways)


def missing_for_estimate(kidney: KidneyFunction, facts: dict[Fact, Value]) -> tuple[tuple[Fact, ...], ...]:
    """Lists of facts; any one of them, given, would make an estimate possible: under the youngest age, another age."""
    ways = [_absent(facts, needed) for needed in _equation_needs(kidney, facts.get(Fact.AGE))]
    return tuple(ways) or ((Fact.AGE,),)


def _equation_needs(kidney: KidneyFunction, age: Value | None) -> list[tuple[Fact, ...]]:
    adult, child = (Fact.CREATININE, Fact.SEX), (Fact.CREATININE, Fact.HEIGHT)
    if not isinstance(age, Decimal):
        return [(*adult, Fact.AGE), (*child, Fact.AGE)]
    if age >= kidney.adult.from_age * _DAYS_A_YEAR:
        return [adult]
    return [child] if age >= kidney.child.from_age * _DAYS_A_YEAR else []


def _absent(facts: dict[Fact, Value], needed: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(fact for fact in needed if fact not in facts)


def _lower(one: Known, other: Known) -> Known:
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return min(one, other)
    span = lower(*(point(value) if isinstance(value, Decimal) else value for value in (one, other)))
    return span.at_least if span.at_least is not None and span.at_least == span.at_most else span


def _agree(one: frozenset[str], other: frozenset[str]) -> bool | None:
    """Whether both lie in the same band; unknown where a comparator leaves several."""
    if not one & other:
        return False
    return True if len(one) == len(other) == 1 else None


def _reversed(creatinine: Known, equation: Callable[[*Given, Decimal], Decimal], *given: *Given) -> Known:
    """The result for a creatinine; more creatinine is less filtration, so a comparator turns round."""
    if isinstance(creatinine, Decimal):
        return equation(*given, creatinine)
    above, below = creatinine.above, creatinine.below
    return Span(
        below=None if above is None else equation(*given, above),
        above=None if below is None else equation(*given, below),
    )
