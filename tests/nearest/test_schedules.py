"""What is nearest to a schedule that cannot be had."""

from typing import Any

from tests.edges import CHECK, Json, ask
from tests.nearest.asked import CHILD, CIRRHOTIC, LACKING, PATIENTS, posted_back


def _mg(value: float) -> Json:
    return {"value": value, "unit": "mg/d"}


def _tablets(*strengths: float) -> list[Json]:
    return [{"value": strength, "unit": "mg"} for strength in strengths]


def _asked(name: str, **sent: Any) -> tuple[Json, Json]:  # noqa: ANN401 -- JSON
    """The nearest, and the answer to it as an order."""
    nearest = ask(f"/v1/schedules/{name}", sent)["nearest"]
    return nearest, ask(CHECK, posted_back(sent, nearest)) if "drug" in nearest else {}


def _doses(order: Json) -> list[tuple[float, int | None]]:
    return [(float(sum(dose["value"] for dose in phase["doses"])), phase.get("days")) for phase in order["phases"]]


def _titration(profile: str, **sent: Any) -> tuple[Json, Json]:  # noqa: ANN401 -- JSON
    return _asked("baclofen", patient=PATIENTS[profile], **sent)


def test_a_target_over_the_ceiling_becomes_the_titration_to_it() -> None:
    nearest, checked = _titration("reduced-kidney", target=_mg(30))
    assert _doses(nearest) == [(5, 7), (10, 7), (15, None)]
    assert checked["status"] == "ok"


def test_a_dose_of_unknown_days_is_held_first_as_in_every_schedule() -> None:
    nearest, _ = _titration("standard", target=_mg(40), current={"daily_dose": _mg(10)})
    assert _doses(nearest) == [(10, 7), (20, 7), (30, None)]
    assert nearest["current"] == {"daily_dose": _mg(10)}


def test_from_40_it_is_the_reduction_to_30_whose_doses_above_it_cannot_be_acknowledged() -> None:
    nearest, checked = _titration("standard", current={"daily_dose": _mg(40)})
    assert _doses(nearest) == [(35, 7), (30, None)]
    assert nearest["current"] == {"daily_dose": _mg(40)}
    assert "cannot be acknowledged" in nearest["why"]
    gating = [(found["rule"], found["where"]) for found in checked["findings"] if found["gate"] != "note"]
    assert gating == [("baclofen.daily-max", "/phases/0")]


def test_from_45_to_a_target_of_40_it_is_the_reduction_to_the_30_that_are_allowed() -> None:
    nearest, _ = _titration("standard", target=_mg(40), current={"daily_dose": _mg(45)})
    assert _doses(nearest) == [(40, 7), (35, 7), (30, None)]
    assert "to 30 mg/d; above 30 mg/d" in nearest["why"]


def test_from_40_to_a_target_of_10_it_is_the_reduction_to_10() -> None:
    nearest, _ = _titration("standard", target=_mg(10), current={"daily_dose": _mg(40)})
    assert _doses(nearest) == [(35, 7), (30, 7), (25, 7), (20, 7), (15, 7), (10, None)]
    assert "to 10 mg/d; above 30 mg/d" in nearest["why"]


def test_from_40_to_a_target_of_5_it_ends_at_the_smallest_dose_of_the_grid() -> None:
    nearest, _ = _titration("standard", target=_mg(5), current={"daily_dose": _mg(40)})
    assert _doses(nearest)[-1] == (5, None)


def test_from_40_to_a_target_below_the_grid_there_is_none_that_is_not_higher_than_ordered() -> None:
    nearest, _ = _titration("standard", target=_mg(4.9), current={"daily_dose": _mg(40)})
    assert nearest == {"why": "A titration only rises, and 4.9 mg/d is below what is taken: ask for a taper."}


def test_where_the_stock_ends_below_the_target_a_dose_of_unknown_days_is_held_for_7() -> None:
    nearest, checked = _titration("standard", target=_mg(25), current={"daily_dose": _mg(10)}, tablets=_tablets(10))
    assert _doses(nearest) == [(10, 7), (20, None)]
    assert nearest["current"] == {"daily_dose": _mg(10)}
    assert checked["status"] == "ok"


def test_what_waits_whatever_the_dose_leaves_a_titration_none() -> None:
    patient = {**PATIENTS["standard"], "conditions": {"pregnancy": True}}
    nearest, _ = _asked("baclofen", patient=patient, target=_mg(40))
    assert nearest == {"why": "Whatever the dose, baclofen.pregnancy waits for a person's word."}


def test_in_an_older_adult_from_30_it_is_the_reduction_to_15_which_waits_for_a_word() -> None:
    nearest, _ = _titration("older-adult", current={"daily_dose": _mg(30)})
    assert _doses(nearest) == [(25, 7), (20, 7), (15, None)]
    assert "waits for a person's word" in nearest["why"]


def test_a_reduction_that_the_stock_does_not_make_has_a_reason_alone() -> None:
    nearest, _ = _titration("standard", current={"daily_dose": _mg(40)}, tablets=_tablets(20))
    assert nearest.keys() == {"why"}


def test_a_titration_downwards_has_a_reason_alone() -> None:
    nearest, _ = _titration("standard", current={"daily_dose": _mg(20)}, target=_mg(10))
    assert nearest.keys() == {"why"}
    assert "ask for a taper" in nearest["why"]


def test_a_stock_of_7_5_mg_reaches_22_5_in_three_doses_of_at_most_10() -> None:
    nearest, checked = _titration("standard", tablets=_tablets(7.5))
    assert _doses(nearest) == [(7.5, 7), (15, 7), (22.5, None)]
    assert checked["status"] == "ok"


def test_a_stock_that_makes_no_first_dose_has_a_reason_alone() -> None:
    assert _titration("standard", tablets=_tablets(20))[0].keys() == {"why"}


def test_a_taper_of_tablets_of_3_mg_stays_below_the_one_asked_for() -> None:
    nearest, checked = _asked("baclofen-taper", patient={}, current={"daily_dose": _mg(30)}, tablets=_tablets(3))
    assert _doses(nearest) == [(24, 7), (18, 7), (15, 7), (9, 7), (3, 7), (0, None)]
    assert checked["status"] == "ok"


def test_a_taper_of_tablets_of_10_mg_cannot_end_slowly_enough() -> None:
    nearest, _ = _asked("baclofen-taper", patient={}, current={"daily_dose": _mg(30)}, tablets=_tablets(10))
    assert nearest.keys() == {"why"}


def test_30_mmol_of_magnesium_become_24_at_night() -> None:
    nearest, checked = _asked(
        "magnesium-oxide", patient=LACKING, daily_dose={"value": 30, "unit": "mmol/d", "of": "magnesium"}
    )
    assert nearest["daily_dose"] == {"value": 24, "unit": "mmol/d", "of": "magnesium"}
    assert nearest["at_night"] is True
    assert checked["status"] == "ok"


def test_40_ml_at_170_mg_per_ml_become_14_at_bedtime() -> None:
    nearest, checked = _asked(
        "magnesium-hydroxide",
        patient=CHILD,
        daily_volume={"value": 40, "unit": "mL/d"},
        strength={"value": 170, "unit": "mg/mL"},
    )
    assert nearest["daily_volume"] == {"value": 14, "unit": "mL/d"}
    assert nearest["at_bedtime"] is True
    assert checked["status"] == "ok"


def test_50_g_of_albumin_a_week_become_37_5_in_whole_vials_twice_a_week() -> None:
    nearest, checked = _asked(
        "albumin",
        patient=CIRRHOTIC,
        weekly_dose={"value": 50, "unit": "g/wk"},
        product="albumin-25",
        infusions_per_week=2,
        weeks=1,
    )
    given = [(each["day"], float(each["amount"]["value"])) for each in nearest["infusions"]]
    assert given == [(1, 25), (4, 12.5)]
    assert checked["status"] == "ok"


def test_a_plan_of_100_infusions_is_the_longest_that_an_order_can_have() -> None:
    weekly = {"value": 50, "unit": "g/wk"}
    asked = {"patient": CIRRHOTIC, "weekly_dose": weekly, "product": "albumin-20", "infusions_per_week": 4}
    nearest, checked = _asked("albumin", **asked, weeks=25)
    assert len(nearest["infusions"]) == 100
    assert checked["status"] == "ok"
    longer, _ = _asked("albumin", **asked, weeks=26)
    assert longer.keys() == {"why"}
    assert "40 g a week" in longer["why"]


def test_a_patient_who_may_not_have_it_has_a_reason_alone() -> None:
    nearest, _ = _titration("avoid")
    assert nearest.keys() == {"why"}


def test_no_dose_is_proposed_that_a_request_could_not_write_again() -> None:
    tablet = {"value": 2.9999999999999996, "unit": "mg"}
    current = {"daily_dose": _mg(30), "days_on_drug": 90}
    nearest, _ = _asked("baclofen-taper", patient=PATIENTS["standard"], current=current, tablets=[tablet])
    doses = [dose["value"] for phase in nearest.get("phases", []) for dose in phase["doses"]]
    assert all(len(str(dose).replace(".", "").strip("0")) <= 15 for dose in doses)
    assert nearest["why"]
