"""Titration: the documented profiles, week by week, from nothing and from a current dose."""

import pytest

from tests.core.baclofen import ADULT, current, found, mg_a_day, patient
from tests.edges import Json, ask

OLDER, REDUCED = patient(70), patient(egfr=45)
OLDER_REDUCED = patient(70, 45)
WORDS = [
    {"rule": f"baclofen.{rule}", "reason": "weighed"}
    for rule in (
        "older-adult.reduced-kidney",
        "daily-max.reduced-kidney",
        "daily-max.older-adult",
        "daily-max.older-adult.reduced-kidney",
    )
]


def _titrated(who: Json, target: float | None = None, taken: Json | None = None, *, words: bool = False) -> Json:
    body: Json = {"patient": who, "acknowledged": WORDS if words else []}
    if target is not None:
        body["target"] = mg_a_day(target)
    if taken is not None:
        body["current"] = taken
    return ask("/v1/schedules/baclofen", body)


def _doses(answer: Json) -> list[float]:
    assert answer["status"] == "ok", found(answer)
    return [float(step["daily_dose"]["value"]) for step in answer["steps"]]


@pytest.mark.parametrize(
    ("who", "profile", "doses"),
    [
        (ADULT, "standard", [10, 20, 30]),
        (patient(18, 60.000001), "standard", [10, 20, 30]),
        (patient(64.999999), "standard", [10, 20, 30]),
        (REDUCED, "reduced-kidney", [5, 10, 15]),
        (patient(64.999999, 60), "reduced-kidney", [5, 10, 15]),
        (patient(18, 30), "reduced-kidney", [5, 10, 15]),
        (patient(65, 60.000001), "older-adult", [5, 10, 15]),
        (patient(65, 60), "older-adult-reduced-kidney", [5]),
        (patient(65, 30), "older-adult-reduced-kidney", [5]),
    ],
)
def test_each_profile_starts_rises_and_ends_as_documented(who: Json, profile: str, doses: list[float]) -> None:
    answer = _titrated(who, words=True)
    assert (answer["profile"], _doses(answer)) == (profile, doses)


@pytest.mark.parametrize("who", [patient(17.999999), patient(egfr=29.999999), {**ADULT, "dialysis": True}])
def test_under_18_and_in_band_avoid_it_is_refused(who: Json) -> None:
    assert _titrated(who, words=True)["status"] == "refused"


def test_week_w_covers_days_7_times_w_minus_1_plus_1_to_7_times_w_and_the_last_has_no_end() -> None:
    steps = _titrated(ADULT)["steps"]
    assert [(step["week"], step["first_day"], step.get("last_day")) for step in steps] == [
        (1, 1, 7),
        (2, 8, 14),
        (3, 15, None),
    ]
    assert steps[-1]["then"] == "hold and reassess"
    assert "then" not in steps[0]


@pytest.mark.parametrize(
    ("target", "doses"),
    [(30, [10, 20, 30]), (29.9, [10, 20, 25]), (25, [10, 20, 25]), (15, [10, 15]), (9.9, [5]), (5, [5])],
)
def test_each_dose_is_the_largest_multiple_of_5_not_above_the_target(target: float, doses: list[float]) -> None:
    assert _doses(_titrated(ADULT, target)) == doses


def test_a_target_under_5_cannot_be_made() -> None:
    answer = _titrated(ADULT, 4.999999)
    assert answer["status"] == "refused"
    assert found(answer) == {"stock": ["/tablets"]}


def test_doses_that_the_stock_does_not_make_are_not_judged_as_single_doses() -> None:
    answer = ask("/v1/schedules/baclofen", {"patient": OLDER, "tablets": [{"value": 20, "unit": "mg"}]})
    assert found(answer) == {"stock": ["/tablets"]}
    assert "baclofen.single-dose.older-adult" in answer["rules"]["not_applicable"]


def test_a_target_of_30_is_allowed_one_over_30_refused_even_if_acknowledged() -> None:
    assert _titrated(ADULT, 30)["status"] == "ok"
    answer = _titrated(ADULT, 30.0001, words=True)
    assert answer["status"] == "refused"
    assert found(answer) == {"daily-max": ["/target"]}


@pytest.mark.parametrize(
    ("who", "rule"),
    [
        (OLDER, "daily-max.older-adult"),
        (REDUCED, "daily-max.reduced-kidney"),
        (OLDER_REDUCED, "daily-max.older-adult.reduced-kidney"),
    ],
)
def test_a_target_above_the_ceiling_waits_for_the_acknowledgement_of_that_ceiling(who: Json, rule: str) -> None:
    waiting = _titrated(who, 25)
    assert waiting["status"] == "needs_review"
    assert found(waiting)[rule] == ["/target"]
    assert "stock" not in found(waiting)
    assert _titrated(who, 25, words=True)["status"] == "ok"


def test_above_an_acknowledged_ceiling_the_steps_stay_the_profiles() -> None:
    assert _doses(_titrated(OLDER, 25, words=True)) == [5, 10, 15, 20, 25]


def test_the_profile_without_a_step_stays_at_5_and_says_that_the_target_is_not_reached() -> None:
    answer = _titrated(OLDER_REDUCED, 15, words=True)
    assert _doses(answer) == [5]
    assert "does not reach the target" in answer["steps"][-1]["text"]


@pytest.mark.parametrize(("at_dose", "doses"), [(7, [20, 30]), (6, [10, 20, 30]), (None, [10, 20, 30])])
def test_week_1_is_the_next_step_only_after_7_days_at_the_current_dose(at_dose: int | None, doses: list[float]) -> None:
    assert _doses(_titrated(ADULT, taken=current(10, at_dose))) == doses


def test_from_a_current_dose_off_the_grid_the_next_is_the_largest_multiple_of_5_within_the_step() -> None:
    assert _doses(_titrated(ADULT, taken=current(12.5, 7), target=30)) == [20, 30]


def test_a_current_dose_of_0_is_a_new_start() -> None:
    assert _doses(_titrated(ADULT, taken=current(0, 90))) == [10, 20, 30]


def test_a_current_dose_over_30_is_refused_and_one_above_an_acknowledged_ceiling_held() -> None:
    assert found(_titrated(ADULT, taken=current(30.0001, 7)))["daily-max"] == ["/current"]
    assert _titrated(OLDER, taken=current(20, 7))["status"] == "needs_review"
    assert _doses(_titrated(OLDER, taken=current(20, 7), words=True)) == [20]


def test_a_target_below_the_current_dose_is_a_matter_for_the_taper() -> None:
    answer = _titrated(ADULT, 19.999999, taken=current(20, 7))
    assert answer["status"] == "refused"
    assert found(answer)["direction"] == ["/target"]
    assert _doses(_titrated(ADULT, 20, taken=current(20, 7))) == [20]


def test_without_a_profile_the_maxima_are_judged_but_no_rule_of_a_step() -> None:
    answer = _titrated({}, 40, taken=current(50))
    assert answer["status"] == "refused"
    assert found(answer)["daily-max"] == ["/target", "/current"]
    for rule in ("start", "step", "interval", "stock"):
        assert f"baclofen.{rule}" in answer["rules"]["not_applicable"]
