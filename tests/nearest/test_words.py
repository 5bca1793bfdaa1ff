"""What a nearest order makes of acknowledgements, of rules about the patient, and of stops: the order or the reason."""

from decimal import Decimal
from typing import Any

import pytest

from dosing.core.nearest.phases import in_words
from dosing.core.nearest.stock import is_written
from dosing.core.order import Phase
from tests.edges import Json
from tests.nearest.asked import PATIENTS, answered, posted_back, request
from tests.nearest.courses import Ordered

STANDARD = PATIENTS["standard"]
THIRTY = Ordered(((30, None),))


def _word(rule: str, **more: str) -> Json:
    return {"rule": rule, "reason": "weighed", **more}


def _doses(order: Json) -> list[tuple[int, int | None]]:
    return [(int(sum(dose["value"] for dose in phase["doses"])), phase.get("days")) for phase in order["phases"]]


def _nearest(ordered: Ordered, patient: Json, **more: Any) -> Json:  # noqa: ANN401 -- JSON
    found: Json = answered(request(ordered, patient, **more))["nearest"]
    return found


def test_a_start_of_30_becomes_three_weekly_steps_and_keeps_what_was_sent_beside_it() -> None:
    tablets = [{"value": 10, "unit": "mg"}, {"value": 5, "unit": "mg"}]
    sent = request(THIRTY, STANDARD, tablets=tablets, indication="muscle-cramps")
    nearest = answered(sent)["nearest"]
    assert _doses(nearest) == [(10, 7), (20, 7), (30, None)]
    assert nearest["tablets"] == tablets
    assert nearest["indication"] == "muscle-cramps"
    assert "10 mg/d for 7 days, then 20 mg/d for 7 days, then 30 mg/d" in nearest["why"]


def test_in_an_older_adult_the_steps_of_5_are_kept_though_they_only_note() -> None:
    nearest = _nearest(Ordered(((20, None),)), PATIENTS["older-adult"])
    assert _doses(nearest) == [(5, 7), (10, 7), (15, None)]


def test_where_the_order_exceeds_them_already_they_are_left_as_ordered() -> None:
    nearest = _nearest(Ordered(((10, 7), (20, None))), PATIENTS["older-adult"])
    assert _doses(nearest) == [(10, 7), (15, None)]


def test_an_acknowledged_start_stays_acknowledged() -> None:
    nearest = _nearest(Ordered(((40, None),)), STANDARD, acknowledged=[_word("baclofen.start")])
    assert _doses(nearest) == [(30, None)]


def test_a_word_for_one_phase_of_the_order_says_nothing_of_the_phases_of_another() -> None:
    nearest = _nearest(Ordered(((40, None),)), STANDARD, acknowledged=[_word("baclofen.start", where="/phases/0")])
    assert _doses(nearest) == [(10, 7), (20, 7), (30, None)]


def test_an_acknowledged_ceiling_does_not_silence_the_start_in_what_is_proposed() -> None:
    word = _word("baclofen.daily-max.reduced-kidney")
    nearest = _nearest(Ordered(((40, None),)), PATIENTS["reduced-kidney"], acknowledged=[word])
    assert _doses(nearest) == [(5, 7), (10, 7), (15, 7), (20, 7), (25, 7), (30, None)]


def test_no_dose_cures_an_egfr_of_20() -> None:
    assert _nearest(THIRTY, PATIENTS["avoid"]) == {
        "why": "No order of this drug keeps baclofen.kidney: no other dose changes that."
    }


def test_what_waits_for_a_word_about_the_patient_is_named_as_waiting() -> None:
    patient = {**STANDARD, "conditions": {"hepatic_encephalopathy": True, "pregnancy": True}}
    assert _nearest(THIRTY, patient) == {
        "why": "Whatever the dose, baclofen.encephalopathy and baclofen.pregnancy wait for a person's word."
    }


def test_a_stop_from_30_at_once_has_none_and_the_reason_gives_the_way_down_of_the_taper() -> None:
    nearest = _nearest(Ordered(((0, None),), before=30), STANDARD)
    assert "drug" not in nearest
    assert "25 mg/d for 7 days, 20 mg/d for 7 days, 15 mg/d for 7 days" in nearest["why"]


def test_of_a_long_way_down_the_first_three_and_the_last_two_steps_are_named() -> None:
    eight = _nearest(Ordered(((0, None),), before=40), STANDARD)["why"]
    assert "20 mg/d for 7 days, 15 mg/d for 7 days, 10 mg/d" in eight
    longer = _nearest(Ordered(((0, None),), before=80), STANDARD)["why"]
    assert longer.endswith("70 mg/d for 7 days, 65 mg/d for 7 days, so on, 5 mg/d for 7 days and none.")
    assert "75 mg/d for 7 days, 70" in longer


def test_a_stop_after_30_days_of_10_begins_its_way_down_on_day_17() -> None:
    nearest = _nearest(Ordered(((10, 30), (0, None))), STANDARD)
    assert _doses(nearest) == [(10, 16), (5, 14), (0, None)]


def test_a_way_down_is_proposed_where_nothing_but_a_way_down_may_be() -> None:
    nearest = _nearest(Ordered(((20, 7), (25, 7), (0, None)), before=20), PATIENTS["avoid"])
    assert _doses(nearest) == [(15, 7), (5, 7), (0, None)]
    assert "does not speak against a way down" in nearest["why"]


def test_nobody_is_brought_from_80_to_30_in_one_step() -> None:
    nearest = _nearest(Ordered(((80, None),), before=80), STANDARD)
    assert "drug" not in nearest
    assert "step by step, by 5 mg/d every 7 days" in nearest["why"]


@pytest.mark.parametrize("patient", [{}, {"age": {"value": 54, "unit": "a"}}])
def test_where_a_fact_is_asked_for_there_is_none_even_if_it_is_refused(patient: Json) -> None:
    refused = answered(request(Ordered(((40, None),)), patient))
    assert refused["status"] == "refused"
    assert "nearest" not in refused


def test_an_order_that_is_ok_or_not_covered_has_none() -> None:
    assert "nearest" not in answered(request(Ordered(((10, None),)), STANDARD))
    assert "nearest" not in answered(request(THIRTY, STANDARD, indication="other"))


def test_a_drug_ordered_by_its_name_has_a_reason_alone() -> None:
    quinine = {"drug": "other", "name": "quinine", "indication": "muscle-cramps"}
    assert "quinine.avoid" in answered(quinine)["nearest"]["why"]
    with_a_macrolide = {**quinine, "indication": "other", "patient": {"taking": {"macrolide": True}}}
    answer = answered(with_a_macrolide)
    assert answer["nearest"].keys() == {"why"}
    assert "quinine.interactions" in answer["nearest"]["why"]


def test_a_search_that_is_too_long_says_so() -> None:
    phases = [{"doses": [{"value": 0.5 * count, "unit": "mg"}], "days": 3} for count in range(1, 101)]
    sent = {"drug": "baclofen", "patient": STANDARD, "phases": phases, "tablets": [{"value": 0.5, "unit": "mg"}]}
    why = "This order has too many phases and doses to look for the nearest one that checks ok."
    assert answered(sent)["nearest"] == {"why": why}


def test_a_phase_of_more_days_than_one_can_have_is_two() -> None:
    ordered = Ordered(((10, 3650), (10, 3649), (40, None)))
    sent = request(ordered, STANDARD)
    order = answered(sent)["nearest"]
    assert _doses(order) == [(10, 3650), (10, 3649), (20, 7), (30, None)]
    assert answered(posted_back(sent, order))["status"] == "ok"


@pytest.mark.parametrize(("phases", "end"), [(8, "8 mg/d for 7 days"), (9, "1 more phase"), (10, "2 more phases")])
def test_eight_phases_are_said_and_the_rest_counted(phases: int, end: str) -> None:
    said = in_words([Phase((Decimal(dose),), 7) for dose in range(1, phases + 1)])
    assert said.split(", then ")[-1] == end
    assert said.split(", then ")[7] == "8 mg/d for 7 days"


def test_doses_of_more_digits_than_are_read_again_are_not_written() -> None:
    fifteen = Decimal("1.23456789012345")
    assert is_written([Decimal(5), fifteen])
    assert not is_written([Decimal(5), fifteen + Decimal("1E-15")])
