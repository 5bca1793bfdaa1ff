"""Proofs, not samples: obligations generated from the rule tables, for all real ages, eGFRs and doses.

Nothing stands here that stands in a rule: bands, conditions, bounds and grids are read from the formulary.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

import pytest
import z3
from hypothesis import given
from hypothesis import strategies as st

from dosing.core.bounds import bounds_of
from dosing.core.fact import FACT_UNITS, Fact
from dosing.core.infusions import WEEK, plan_infusions
from dosing.core.order import Current
from dosing.core.rule import All, AnyOf, At, Condition, Gate, Given, In, Infusions, Not, OneOf, Profile, Titration
from dosing.core.span import Span
from dosing.core.titration import falling, rising
from dosing.core.ucum import in_unit
from dosing.formulary import FORMULARY
from dosing.formulary.baclofen import BACLOFEN
from dosing.formulary.kidney import AVOID, KIDNEY
from dosing.formulary.thresholds import IS_ADULT
from dosing.wire.quantity import TAPERED_DOSE

Formula = Any  # z3 comes without types
#: What was proved, claim by claim.
DISCHARGED: list[Formula] = []

assert isinstance(BACLOFEN.shape, Titration)
TITRATION: Titration = BACLOFEN.shape
INFUSIONS = next(drug.shape for drug in FORMULARY.drugs if isinstance(drug.shape, Infusions))
BOUNDS = bounds_of(BACLOFEN.rules)
RULES = {rule.id: rule for rule in BACLOFEN.rules}
PROFILES = {profile.id: profile for profile in TITRATION.profiles}
#: The maxima of a day that a person can acknowledge.
CEILINGS = [rule for rule in BACLOFEN.rules if rule.gate is Gate.CONFIRM and At.TARGET in rule.at]

AGE, EGFR = z3.Real("age"), z3.Real("egfr")
DIALYSIS = z3.Bool("dialysis")
NUMBERS: Mapping[Fact, Formula] = {Fact.AGE: AGE, Fact.EGFR: EGFR}


_COMPARISONS: Mapping[str, Callable[[Formula, Formula], Formula]] = {
    "at_least": operator.ge,
    "above": operator.gt,
    "at_most": operator.le,
    "below": operator.lt,
}


@pytest.fixture(autouse=True)
def _counted(record_property: Callable[[str, object], None]) -> Iterator[None]:
    """Each report says how many obligations were discharged."""
    before = len(DISCHARGED)
    yield
    record_property("obligations", len(DISCHARGED) - before)


def _number(value: Decimal) -> Formula:
    return z3.RealVal(str(value))


def within(span: Span, number: Formula, unit: str = "") -> Formula:
    """The span as a formula on a real number, which is held in `unit`."""

    def bound(value: Decimal) -> Formula:
        return _number(in_unit(value, span.unit, unit) if unit else value)

    ends = ((getattr(span, name), compare) for name, compare in _COMPARISONS.items())
    return z3.And(*(compare(number, bound(end)) for end, compare in ends if end is not None))


def band(name: str) -> Formula:
    """Whether a patient of whom all is known is in this band."""
    by_egfr = within(KIDNEY.bands[name], EGFR)
    return z3.Or(DIALYSIS, by_egfr) if name == KIDNEY.dialysis_band else z3.And(z3.Not(DIALYSIS), by_egfr)


def formula(condition: Condition) -> Formula:
    """A condition on age and band as a formula, of a patient of whom both are known."""
    match condition:
        case In(fact, spans):
            return z3.And(*(within(span, NUMBERS[fact], FACT_UNITS[fact]) for span in spans))
        case OneOf(Fact.BAND, words):
            return z3.Or(*map(band, words))
        case Given(Fact.BAND):
            return z3.BoolVal(val=True)
        case Not(part):
            return z3.Not(formula(part))
        case All(parts):
            return z3.And(*map(formula, parts))
        case AnyOf(parts):
            return z3.Or(*map(formula, parts))
        case _:
            raise NotImplementedError(condition)


def counterexample(claim: Formula, *given_that: Formula) -> Formula | None:
    """A model in which the claim fails though the assumptions hold; none: the claim is proved."""
    solver = z3.Solver()
    solver.set("timeout", 10_000)
    solver.add(*given_that, z3.Not(claim))
    found = solver.check()
    assert found != z3.unknown
    if found == z3.unsat:
        DISCHARGED.append(claim)
    return solver.model() if found == z3.sat else None


def exactly_one(claims: list[Formula]) -> Formula:
    return z3.PbEq([(claim, 1) for claim in claims], 1)


def test_every_egfr_lies_in_exactly_one_band() -> None:
    assert counterexample(exactly_one([within(span, EGFR) for span in KIDNEY.bands.values()])) is None


def test_every_patient_is_in_exactly_one_band_on_dialysis_or_not() -> None:
    assert counterexample(exactly_one(list(map(band, KIDNEY.bands)))) is None


def test_the_prover_finds_a_gap_where_there_is_one() -> None:
    bands = [Span(below=Decimal(30)), Span(above=Decimal(30))]
    model = counterexample(exactly_one([within(span, EGFR) for span in bands]))
    assert model is not None
    assert model[EGFR].as_fraction() == 30


def test_every_adult_outside_band_avoid_has_exactly_one_profile() -> None:
    profiles = [formula(profile.when) for profile in PROFILES.values()]
    assert counterexample(exactly_one(profiles), formula(IS_ADULT), z3.Not(formula(AVOID))) is None


def test_nobody_has_two_profiles_and_under_18_or_in_band_avoid_nobody_has_one() -> None:
    profiles = [formula(profile.when) for profile in PROFILES.values()]
    assert counterexample(z3.AtMost(*profiles, 1)) is None
    assert counterexample(z3.Not(z3.Or(*profiles)), z3.Or(z3.Not(formula(IS_ADULT)), formula(AVOID))) is None


def test_of_the_three_ceilings_that_can_be_acknowledged_never_two_apply() -> None:
    assert len(CEILINGS) == 3
    for one, other in combinations(CEILINGS, 2):
        assert counterexample(z3.Not(z3.And(formula(one.when), formula(other.when)))) is None


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_the_ceiling_of_a_profile_applies_to_its_patients_and_no_lower_one_does(profile: Profile) -> None:
    patients = formula(profile.when)
    assert counterexample(formula(RULES[profile.ceiling].when), patients) is None
    for other in CEILINGS:
        if BOUNDS.most(other.id) < BOUNDS.most(profile.ceiling):
            assert counterexample(z3.Not(formula(other.when)), patients) is None


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_no_profile_starts_above_its_ceiling_or_ends_above_the_maximum(profile: Profile) -> None:
    assert BOUNDS.most(profile.start) <= BOUNDS.most(profile.ceiling) <= BOUNDS.most(TITRATION.maximum)


GRID = _number(TITRATION.grid)


def floored(dose: Formula, limit: Formula, steps: Formula) -> Formula:
    """That the dose is the largest multiple of the grid that is not above the limit."""
    return z3.And(dose == z3.ToReal(steps) * GRID, dose <= limit, limit < dose + GRID)


def least(one: Formula, other: Formula) -> Formula:
    return z3.If(one <= other, one, other)


class Titrated:
    """A titration with a symbolic target: acknowledged, it may lie above the ceiling."""

    def __init__(self, profile: Profile) -> None:
        self.maximum = _number(BOUNDS.most(TITRATION.maximum))
        self.start = _number(BOUNDS.most(profile.start))
        self.step = _number(BOUNDS.most(profile.step) if profile.step else Decimal(0))
        self.target = z3.Real("target")
        self.top = least(self.target, self.maximum)
        self.before, self.after = z3.Reals("before after")
        self.steps = z3.Int("steps")

    def begins(self) -> Formula:
        return floored(self.after, least(self.start, self.top), self.steps)

    def follows(self) -> Formula:
        """What the next week's dose would be; the dose before is any that is within."""
        following = floored(self.after, least(self.before + self.step, self.top), self.steps)
        return z3.And(self.before >= 0, self.before <= self.top, following)

    def goes_on(self) -> Formula:
        """One week to the next: only where it rises."""
        return z3.And(self.follows(), self.after > self.before)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_in_any_week_a_titration_is_within_target_and_maximum_and_rises_by_at_most_its_step(profile: Profile) -> None:
    """By induction: the first dose is within, and from any dose that is within so is the next."""
    plan = Titrated(profile)
    is_within = z3.And(plan.after >= 0, plan.after <= plan.target, plan.after <= plan.maximum)
    assert counterexample(z3.And(is_within, plan.after <= plan.start), plan.target >= 0, plan.begins()) is None
    rises_by = z3.And(plan.after > plan.before, plan.after - plan.before <= plan.step)
    assert counterexample(z3.And(is_within, rises_by), plan.goes_on()) is None


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_a_titration_to_its_ceiling_never_exceeds_it(profile: Profile) -> None:
    plan = Titrated(profile)
    ceiling = _number(BOUNDS.most(profile.ceiling))
    assert counterexample(plan.after <= ceiling, plan.target == ceiling, z3.Or(plan.begins(), plan.goes_on())) is None


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_a_titration_from_the_grid_ends_each_rise_is_a_grid_step_at_least(profile: Profile) -> None:
    plan, count = Titrated(profile), z3.Int("count")
    on_grid = plan.before == z3.ToReal(count) * GRID
    assert counterexample(plan.after - plan.before >= GRID, plan.goes_on(), on_grid) is None


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_from_the_grid_no_week_lowers_a_dose_whether_or_not_it_rises(profile: Profile) -> None:
    plan, count = Titrated(profile), z3.Int("count")
    on_grid = plan.before == z3.ToReal(count) * GRID
    assert counterexample(plan.after >= plan.before, plan.follows(), on_grid) is None


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_in_week_n_the_dose_is_the_start_and_n_less_1_steps_as_far_as_the_target_for_any_integer_n(
    profile: Profile,
) -> None:
    plan, week, top = Titrated(profile), z3.Int("week"), z3.Int("top")
    start, step = (_grid_steps(BOUNDS.most(rule)) if rule else 0 for rule in (profile.start, profile.step))

    def dose(number: Formula) -> Formula:
        return least(start + step * (number - 1), top)

    any_week = (week >= 1, plan.target >= 0, floored(z3.ToReal(top) * GRID, plan.top, top))
    first, this, following = (z3.ToReal(dose(number)) * GRID for number in (z3.IntVal(1), week, week + 1))
    assert counterexample(floored(first, least(plan.start, plan.top), dose(z3.IntVal(1))), *any_week) is None
    next_limit = least(this + plan.step, plan.top)
    assert counterexample(floored(following, next_limit, dose(week + 1)), *any_week) is None
    is_within = z3.And(this >= 0, this <= plan.target, this <= plan.maximum)
    assert counterexample(z3.And(is_within, this <= following), *any_week) is None
    ceiling = _number(BOUNDS.most(profile.ceiling))
    assert counterexample(this <= ceiling, *any_week, plan.target <= ceiling) is None


def _grid_steps(dose: Decimal) -> int:
    steps = dose / TITRATION.grid
    assert steps == int(steps)
    return int(steps)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
@given(data=st.data())
def test_the_code_takes_the_weeks_that_are_proved_about(profile: Profile, data: st.DataObject) -> None:
    top = BOUNDS.most(TITRATION.maximum)
    numbers = st.decimals(0, top, places=2)
    target = data.draw(numbers | st.none())
    current = data.draw(st.none() | numbers.filter(bool))
    taken = None if current is None else Current(daily_dose=current, days_at_dose=data.draw(st.integers(0, 14)))
    doses = [dose for dose, _ in rising(TITRATION, BOUNDS, profile, current=taken, target=target)]
    plan, limit = Titrated(profile), BOUNDS.most(profile.ceiling) if target is None else target
    if current is None and doses:
        assert _is_model(plan.begins(), {plan.target: limit, plan.after: doses[0]})
    for before, after in pairwise(doses):
        assert _is_model(plan.goes_on(), {plan.target: limit, plan.before: before, plan.after: after})


def _is_model(claim: Formula, values: Mapping[Formula, Decimal]) -> bool:
    solver = z3.Solver()
    solver.add(claim, *(name == _number(value) for name, value in values.items()))
    return bool(solver.check() == z3.sat)


class Tapered:
    """A taper from a symbolic current dose by a symbolic number of non-zero doses, the last one held longer."""

    def __init__(self) -> None:
        self.current = z3.Real("current")
        self.doses = z3.Int("doses")
        self.week = int(BOUNDS.least(TITRATION.taper_interval))
        self.duration = int(BOUNDS.least(TITRATION.taper_duration))
        held = self.duration - self.week * (self.doses - 1)
        self.held = z3.If(held > self.week, held, self.week)

    def from_above_the_grid(self) -> Formula:
        """The first dose is the largest multiple of the grid below the current one."""
        first = z3.ToReal(self.doses) * GRID
        return z3.And(self.current > GRID, self.doses >= 1, first < self.current, self.current <= first + GRID)


STEP_DOWN = _number(BOUNDS.most("baclofen.taper.step"))


def test_from_any_dose_every_step_down_is_a_fall_of_at_most_the_bound_and_the_last_one_reaches_0() -> None:
    taper, number = Tapered(), z3.Int("number")
    first = z3.ToReal(taper.doses) * GRID
    fall = taper.current - first
    assert counterexample(z3.And(fall > 0, fall <= STEP_DOWN), taper.from_above_the_grid()) is None
    # Dose `number` of so many, counted from the last: each is one grid step above the next, the last above nothing.
    dose = z3.ToReal(number) * GRID
    following = z3.If(number > 1, z3.ToReal(number - 1) * GRID, 0)
    inside = z3.And(taper.from_above_the_grid(), number >= 1, number <= taper.doses)
    assert counterexample(z3.And(following < dose, dose - following <= STEP_DOWN, following >= 0), inside) is None
    assert counterexample(following == 0, inside, number == 1) is None


def test_from_on_or_under_the_grid_the_one_step_to_0_is_a_fall_of_at_most_the_bound() -> None:
    taper = Tapered()
    falls_to_nothing = z3.And(taper.current > 0, taper.current <= GRID)
    assert counterexample(taper.current <= STEP_DOWN, falls_to_nothing) is None


def test_the_way_down_lasts_14_days_at_least_and_each_dose_7() -> None:
    taper = Tapered()
    lasts = (taper.doses - 1) * taper.week + taper.held
    assert counterexample(z3.And(lasts >= taper.duration, taper.held >= taper.week), taper.doses >= 1) is None


def test_the_last_dose_before_the_stop_is_one_from_which_a_stop_is_not_abrupt() -> None:
    (span,) = (part.spans[0] for part in _parts("baclofen.abrupt-stop") if isinstance(part, In))
    assert span.at_most is not None
    assert TITRATION.grid <= span.at_most


def _parts(rule: str) -> tuple[Condition, ...]:
    limit = RULES[rule].limit
    assert isinstance(limit, AnyOf)
    return limit.parts


@given(current=st.decimals("0.01", int(TAPERED_DOSE["mg/d"][1]), places=2))
def test_the_code_takes_the_way_down_that_is_proved_about(current: Decimal) -> None:
    steps = falling(TITRATION, BOUNDS, current)
    taper, (doses, days) = Tapered(), zip(*steps, strict=True)
    assert doses[-1] == 0
    assert days[-1] is None
    count = len(steps) - 1
    if current <= TITRATION.grid:
        assert doses[:-1] == (current,)
    else:
        model = {taper.current: current, taper.doses: Decimal(count)}
        assert _is_model(taper.from_above_the_grid(), model)
        assert doses[:-1] == tuple(TITRATION.grid * number for number in range(count, 0, -1))
    assert days[:-1] == (*[taper.week] * (count - 1), max(taper.week, taper.duration - taper.week * (count - 1)))


SOLUTION = INFUSIONS.solutions[0]


@pytest.mark.parametrize("count", range(1, WEEK + 1))
def test_any_seven_days_of_a_plan_of_any_length_hold_each_infusion_of_a_week_at_most_once(count: int) -> None:
    """So their sum is never over the weekly dose, whatever the number of weeks."""
    planned = plan_infusions(
        INFUSIONS, SOLUTION, Fraction(count) * Fraction(SOLUTION.vials[0].grams), each_week=count, weeks=3
    )
    first_week = [each.day for each in planned[0]]
    assert len(first_week) == count
    assert [[each.day for each in week] for week in planned] == [
        [day + WEEK * number for day in first_week] for number in range(3)
    ]
    start, week, other = z3.Ints("start week other")
    for day in first_week:
        in_both = (z3.And(start <= day + WEEK * number, day + WEEK * number < start + WEEK) for number in (week, other))
        assert counterexample(week == other, *in_both) is None
