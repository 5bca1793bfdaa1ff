"""The rules of baclofen: about the patient, about a daily dose, and about phases."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from .baclofen_phases import Current, Phase, Run, days_at_dose_before, is_long_use, reaches
from .kidney import (
    KIDNEY_RULES,
    Kidney,
    band_of,
    is_in_band,
    is_standard_or_unknown,
    judge_kidney,
    kidney_of,
)
from .patient import EVERY_RULES, age_of, condition, judge_every_order, taking
from .sheet import Sheet, judge
from .tablets import tablets_for
from .tri import Interval, Tri, any_of, both, is_at_least, is_below, negate

CEILINGS = (
    "baclofen.daily-max.reduced-kidney",
    "baclofen.daily-max.older-adult",
    "baclofen.daily-max.older-adult.reduced-kidney",
)
MAXIMA = ("baclofen.daily-max", *CEILINGS)
RULES = (
    "baclofen.age.known",
    "baclofen.age",
    "baclofen.kidney.known",
    "baclofen.kidney",
    *MAXIMA,
    "baclofen.older-adult.reduced-kidney",
    "baclofen.single-dose.older-adult",
    "baclofen.start",
    "baclofen.start.reduced-kidney",
    "baclofen.start.older-adult",
    "baclofen.step",
    "baclofen.step.reduced-kidney",
    "baclofen.step.older-adult",
    "baclofen.interval",
    "baclofen.daily-min",
    "baclofen.phase-length.known",
    "baclofen.direction",
    "baclofen.abrupt-stop",
    "baclofen.taper.step",
    "baclofen.taper.interval",
    "baclofen.taper.duration",
    "baclofen.stock",
    "baclofen.whole-tablets",
    "baclofen.encephalopathy",
    "baclofen.pregnancy",
    "baclofen.sedatives",
    *KIDNEY_RULES,
    *EVERY_RULES,
)


@dataclass(frozen=True)
class Facts:
    """The two facts about the patient that decide the dose."""

    age: Interval | None
    kidney: Kidney

    @cached_property
    def is_adult(self) -> Tri:
        """Judge age ≥ 18."""
        return is_at_least(self.age, 18)

    @cached_property
    def is_older(self) -> Tri:
        """Judge age ≥ 65."""
        return is_at_least(self.age, 65)

    @cached_property
    def is_younger(self) -> Tri:
        """Judge age < 65."""
        return is_below(self.age, 65)

    @cached_property
    def is_reduced(self) -> Tri:
        """Judge band reduced."""
        return is_in_band(self.kidney, "reduced")

    @cached_property
    def is_standard(self) -> bool:
        """Judge band standard, as which an unknown band is judged too."""
        return is_standard_or_unknown(self.kidney)


def facts_of(patient: dict[str, Any]) -> Facts:
    """Read age and kidney function."""
    return Facts(age_of(patient), kidney_of(patient))


def judge_patient(sheet: Sheet, patient: dict[str, Any], facts: Facts) -> None:
    """Judge the rules of baclofen about the patient, and those for every order."""
    age_known = True if facts.age is not None else None
    judge(sheet, "baclofen.age.known", "critical", "ask", age_known, missing=[["/patient/age"]])
    judge(sheet, "baclofen.age", "critical", "stop", facts.is_adult)
    judge(
        sheet,
        "baclofen.kidney.known",
        "critical",
        "ask",
        True if band_of(facts.kidney) else None,
        missing=facts.kidney.missing,
    )
    in_avoid = is_in_band(facts.kidney, "avoid")
    judge(sheet, "baclofen.kidney", "critical", "stop", negate(in_avoid))
    older_and_reduced = both([facts.is_older, facts.is_reduced])
    judge(
        sheet,
        "baclofen.older-adult.reduced-kidney",
        "critical",
        "confirm",
        negate(older_and_reduced),
    )
    encephalopathy = condition(patient, "hepatic_encephalopathy")
    judge(sheet, "baclofen.encephalopathy", "critical", "confirm", negate(encephalopathy))
    pregnancy = condition(patient, "pregnancy")
    judge(sheet, "baclofen.pregnancy", "warning", "confirm", negate(pregnancy))
    beside = ("opioid", "benzodiazepine", "other_muscle_relaxant", "alcohol")
    sedated = any_of(taking(patient, name) for name in beside)
    judge(sheet, "baclofen.sedatives", "warning", "note", negate(sedated))
    judge_kidney(sheet, patient, facts.kidney)
    judge_every_order(sheet, patient, "baclofen")


def judge_maxima(sheet: Sheet, facts: Facts, daily: Fraction, where: str, day: int | None = None) -> bool:
    """Judge a daily dose by the maxima; true if one of them is broken."""
    reduced_when = both([facts.is_reduced, facts.is_younger])
    older_when = both([facts.is_older, facts.is_standard])
    both_when = both([facts.is_older, facts.is_reduced])
    outcomes = [
        judge(sheet, MAXIMA[0], "critical", "stop", daily <= 30, where=where, day=day),
        judge(sheet, MAXIMA[1], "critical", "confirm", daily <= 15, where=where, when=reduced_when, day=day),
        judge(sheet, MAXIMA[2], "critical", "confirm", daily <= 15, where=where, when=older_when, day=day),
        judge(sheet, MAXIMA[3], "critical", "confirm", daily <= 5, where=where, when=both_when, day=day),
    ]
    return "outside" in outcomes


def _judge_start(sheet: Sheet, facts: Facts, run: Run, place: Phase, *, is_first: bool) -> None:
    daily, where, day = run.daily, place.where, place.first_day
    when = both([is_first, facts.is_younger, facts.is_standard])
    judge(sheet, "baclofen.start", "critical", "confirm", daily <= 10, where=where, when=when, day=day)
    when = both([is_first, facts.is_reduced])
    rule = "baclofen.start.reduced-kidney"
    judge(sheet, rule, "critical", "confirm", daily <= 5, where=where, when=when, day=day)
    when = both([is_first, facts.is_older, facts.is_standard])
    judge(sheet, "baclofen.start.older-adult", "info", "note", daily <= 5, where=where, when=when, day=day)


def _judge_rise(sheet: Sheet, facts: Facts, rise: Fraction, place: Phase, interval_kept: Tri) -> None:
    where, day = place.where, place.first_day
    rises = rise > 0
    when = both([rises, facts.is_standard])
    judge(sheet, "baclofen.step", "critical", "confirm", rise <= 10, where=where, when=when, day=day)
    when = both([rises, facts.is_reduced])
    rule = "baclofen.step.reduced-kidney"
    judge(sheet, rule, "critical", "confirm", rise <= 5, where=where, when=when, day=day)
    when = both([rises, facts.is_older, facts.is_standard])
    judge(sheet, "baclofen.step.older-adult", "warning", "note", rise <= 5, where=where, when=when, day=day)
    rule = "baclofen.interval"
    judge(sheet, rule, "critical", "confirm", interval_kept, where=where, when=rises, day=day)


def _judge_up_and_hold(
    sheet: Sheet, facts: Facts, runs: list[Run], index: int, current: Current, *, in_order: bool
) -> None:
    """Judge a run by the rules of the daily dose that spare the way down."""
    run = runs[index]
    place = run.judged_by_all
    if place is None:
        return
    is_over = False
    if in_order:
        is_over = judge_maxima(sheet, facts, run.daily, place.where, place.first_day)
    before = runs[index - 1].daily if index else current.dose
    is_first_dose = run.daily > 0 and not before
    _judge_start(sheet, facts, run, place, is_first=is_first_dose and not is_over)
    rise = run.daily - before if before else Fraction(0)
    interval_kept = days_at_dose_before(runs, index, current, 7)
    _judge_rise(sheet, facts, rise, place, interval_kept)
    stays = index == len(runs) - 1 and run.daily > 0
    when = both([stays, facts.is_adult, facts.is_younger, facts.is_standard])
    where, day = place.where, place.first_day
    judge(sheet, "baclofen.daily-min", "info", "note", run.daily >= 10, where=where, when=when, day=day)


def _judge_way_down(sheet: Sheet, runs: list[Run], index: int, current: Current) -> None:
    """Judge a run by the rules of going down and stopping."""
    run = runs[index]
    where, day = run.phases[0].where, run.phases[0].first_day
    before = runs[index - 1].daily if index else current.dose
    is_stop = run.daily == 0 and bool(before)
    long_use = is_long_use(runs, index, current)
    is_abrupt = is_stop and before is not None and before > 5 and long_use
    judge(sheet, "baclofen.abrupt-stop", "critical", "confirm", not is_abrupt, where=where, day=day)
    fall = before - run.daily if before is not None else Fraction(0)
    rule = "baclofen.taper.step"
    judge(sheet, rule, "critical", "confirm", fall <= 10, where=where, when=run.is_down, day=day)
    # The first decrease needs no days before it: a leading run at the current dose is spared.
    is_lower = before is not None and run.daily < before
    judge(
        sheet,
        "baclofen.taper.interval",
        "critical",
        "confirm",
        reaches(run.days, 7, has_unknown=run.has_unknown_days),
        where=where,
        when=run.is_down and run.daily > 0 and is_lower,
        day=day,
    )
    down = [earlier for earlier in runs[:index] if earlier.is_down]
    lasted = reaches(
        sum(earlier.days for earlier in down),
        14,
        has_unknown=any(earlier.has_unknown_days for earlier in down),
    )
    rule = "baclofen.taper.duration"
    judge(sheet, rule, "critical", "confirm", lasted, where=where, when=is_stop and long_use, day=day)


def judge_runs(sheet: Sheet, facts: Facts, runs: list[Run], current: Current, *, in_order: bool) -> None:
    """Judge the daily doses; in schedules the maxima are judged elsewhere."""
    for index in range(len(runs)):
        _judge_up_and_hold(sheet, facts, runs, index, current, in_order=in_order)
        _judge_way_down(sheet, runs, index, current)


def _with_new_doses(phases: Sequence[Phase]) -> list[Phase]:
    """Give the phases whose doses, in any order, are not those of the phase before."""
    before: list[Fraction] = []
    found: list[Phase] = []
    for phase in phases:
        if phase.doses and sorted(phase.doses) != before:
            found.append(phase)
        before = sorted(phase.doses)
    return found


def judge_single_doses(sheet: Sheet, facts: Facts, phases: Sequence[Phase]) -> None:
    """Judge every single dose of the phases that are not on the way down."""
    rule = "baclofen.single-dose.older-adult"
    for phase in _with_new_doses(phases):
        when = both([not phase.is_down, facts.is_older])
        fits = all(dose <= 5 for dose in phase.doses)
        judge(sheet, rule, "warning", "note", fits, where=phase.where, when=when, day=phase.first_day)


def judge_ordered(sheet: Sheet, phases: Sequence[Phase], stock: tuple[Fraction, ...]) -> None:
    """Judge what only an order can break: lengths and tablets."""
    for phase in phases:
        where, day = phase.where, phase.first_day
        judge(
            sheet,
            "baclofen.phase-length.known",
            "critical",
            "ask",
            True if phase.days is not None else None,
            where=where,
            when=phase is not phases[-1],
            day=day,
            missing=[[f"{where}/days"]],
        )
    for phase in _with_new_doses(phases):
        fits = all(tablets_for(dose, stock) is not None for dose in phase.doses)
        where, day = phase.where, phase.first_day
        judge(sheet, "baclofen.whole-tablets", "warning", "note", fits, where=where, when=True, day=day)
