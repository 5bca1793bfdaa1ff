"""The taper: 5 mg/d less every 7 days, from 10 mg/d or less 14 days, then nothing."""

import pytest

from tests.core.baclofen import current, found
from tests.edges import Json, ask


def _tapered(daily_dose: float, *tablets: float) -> Json:
    body: Json = {"patient": {}, "current": current(daily_dose)}
    if tablets:
        body["tablets"] = [{"value": strength, "unit": "mg"} for strength in tablets]
    return ask("/v1/schedules/baclofen-taper", body)


def _steps(answer: Json) -> list[tuple[float, int | None]]:
    """Daily doses with their days."""
    assert answer["status"] == "ok", found(answer)
    return [
        (float(step["daily_dose"]["value"]), step["last_day"] - step["first_day"] + 1 if "last_day" in step else None)
        for step in answer["steps"]
    ]


@pytest.mark.parametrize(
    ("daily_dose", "steps"),
    [
        (30, [(25, 7), (20, 7), (15, 7), (10, 7), (5, 7), (0, None)]),
        (27.5, [(25, 7), (20, 7), (15, 7), (10, 7), (5, 7), (0, None)]),
        (15, [(10, 7), (5, 7), (0, None)]),
        (10.5, [(10, 7), (5, 7), (0, None)]),
        (10, [(5, 14), (0, None)]),
        (5.000001, [(5, 14), (0, None)]),
        (5, [(5, 14), (0, None)]),
    ],
)
def test_the_way_down_is_the_multiple_of_5_below_then_5_less_every_7_days_and_14_days_at_least(
    daily_dose: float, steps: list[tuple[float, int | None]]
) -> None:
    assert _steps(_tapered(daily_dose)) == steps


def test_below_5_the_current_dose_is_held_for_14_days_if_the_stock_makes_it() -> None:
    assert _steps(_tapered(4, 2)) == [(4, 14), (0, None)]
    answer = _tapered(4.999999)
    assert answer["status"] == "refused"
    assert found(answer) == {"stock": ["/tablets"]}


@pytest.mark.parametrize("daily_dose", [40, 80, 479, 480])
def test_over_30_every_step_is_made_of_doses_of_at_most_20_mg(daily_dose: float) -> None:
    answer = _tapered(daily_dose)
    assert answer["status"] == "ok"
    assert all(dose["value"] <= 20 for step in answer["steps"] for dose in step["doses"])


def test_the_last_step_is_the_stop_and_has_no_doses() -> None:
    last = _tapered(20)["steps"][-1]
    assert (last["doses"], last["products"]) == ([], [])
    assert "last_day" not in last


def test_dates_run_over_the_end_of_the_year() -> None:
    body = {"patient": {}, "current": current(15), "start_date": "2026-12-28"}
    steps = ask("/v1/schedules/baclofen-taper", body)["steps"]
    assert [(step["first_date"], step.get("last_date")) for step in steps] == [
        ("2026-12-28", "2027-01-03"),
        ("2027-01-04", "2027-01-10"),
        ("2027-01-11", None),
    ]
