from dosing.service.orders import answer_to
from tests.fhir.test_doses import errors, phases
from tests.fhir.written import Json, codes, dosage, order, quantity, read, repeat, weekly


def step(milligrams: float, start: str, end: str | None = None, **more: object) -> Json:
    period = {"start": start} if end is None else {"start": start, "end": end}
    return dosage(quantity(milligrams, "mg"), repeat(2, boundsPeriod=period), **more)


def test_ascending_sequences_are_phases_one_after_the_other() -> None:
    reading = read(order(*weekly(10, 20, 30)))
    assert phases(reading) == [(["5"] * 2, 7), (["5"] * 4, 7), (["5"] * 6, None)]
    assert reading.asked is not None
    assert answer_to(reading.asked).status == "ok"


def test_the_sequence_decides_not_the_place() -> None:
    assert phases(read(order(*reversed(weekly(10, 20))))) == [(["5"] * 2, 7), (["5"] * 4, None)]


def test_the_same_sequence_is_one_day() -> None:
    morning = dosage(quantity(5, "mg"), repeat(when=["MORN"]), sequence=1)
    night = dosage(quantity(10, "mg"), repeat(when=["HS"]), sequence=1)
    assert phases(read(order(morning, night))) == [(["5", "10"], None)]


def test_no_sequence_at_all_is_one_day() -> None:
    doses = [dosage(quantity(5, "mg"), repeat()), dosage(quantity(10, "mg"), repeat())]
    assert phases(read(order(*doses))) == [(["5", "10"], None)]


def test_a_sequence_beside_none_tells_no_order() -> None:
    doses = [dosage(quantity(5, "mg"), repeat(), sequence=1), dosage(quantity(10, "mg"), repeat())]
    assert errors(read(order(*doses))) == ["not-supported"]


def test_what_ends_sooner_leaves_the_rest_alone() -> None:
    short = dosage(quantity(5, "mg"), repeat(boundsDuration=quantity(7, "d")))
    long = dosage(quantity(10, "mg"), repeat(boundsDuration=quantity(14, "d")))
    lasting = dosage(quantity(5, "mg"), repeat())
    assert phases(read(order(short, long, lasting))) == [(["5", "10", "5"], 7), (["10", "5"], 7), (["5"], None)]


def test_dates_are_days_with_both_ends_in() -> None:
    steps = [
        step(5, "2026-11-23", "2026-11-29", sequence=1),
        step(10, "2026-11-30", "2026-12-06", sequence=2),
        step(15, "2026-12-07", sequence=3),
    ]
    reading = read(order(*steps))
    assert phases(reading) == [(["5", "5"], 7), (["10", "10"], 7), (["15", "15"], None)]
    assert (reading.start is not None and reading.start.isoformat()) == "2026-11-23"
    assert reading.remarks == ()


def test_days_between_two_dates_are_days_without_a_dose_and_said() -> None:
    reading = read(order(step(5, "2026-11-23", "2026-11-27", sequence=1), step(10, "2026-11-30", sequence=2)))
    assert phases(reading) == [(["5", "5"], 5), ([], 2), (["10", "10"], None)]
    assert codes(reading) == ["gap"]
    assert reading.remarks[0].expression == "MedicationRequest.dosageInstruction[1]"


def test_overlapping_dates_are_summed() -> None:
    reading = read(order(step(5, "2026-11-23", "2026-11-30"), step(10, "2026-11-30", "2026-12-06")))
    assert phases(reading) == [(["5", "5"], 7), (["5", "5", "10", "10"], 1), (["10", "10"], 6)]


def test_one_without_an_end_ends_before_the_next_and_it_is_said() -> None:
    reading = read(order(step(5, "2026-11-23", sequence=1), step(10, "2026-11-30", sequence=2)))
    assert phases(reading) == [(["5", "5"], 7), (["10", "10"], None)]
    assert codes(reading) == ["end-assumed"]


def test_a_phase_of_unknown_length_before_another_is_asked_for() -> None:
    doses = [dosage(quantity(5, "mg"), repeat(), sequence=1), dosage(quantity(5, "mg"), repeat(2), sequence=2)]
    reading = read(order(*doses))
    assert phases(reading) == [(["5"], None), (["5", "5"], None)]
    assert reading.asked is not None
    answer = answer_to(reading.asked)
    assert answer.status == "needs_input"
    assert [finding.where for finding in answer.findings if finding.rule == "baclofen.phase-length.known"] == [
        "/phases/0"
    ]
    assert reading.expressions("/phases/0") == ("MedicationRequest.dosageInstruction[0]",)


def test_a_dose_of_nothing_is_a_stop() -> None:
    steps = [
        dosage(quantity(5, "mg"), repeat(boundsDuration=quantity(14, "d")), sequence=1),
        dosage(quantity(0, "mg"), repeat(), sequence=2),
    ]
    assert phases(read(order(*steps))) == [(["5"], 14), ([], None)]


def test_a_finding_leads_to_every_instruction_of_its_phase() -> None:
    doses = [dosage(quantity(20, "mg"), repeat()), dosage(quantity(20, "mg"), repeat())]
    reading = read(order(*doses))
    assert reading.expressions("/phases/0") == (
        "MedicationRequest.dosageInstruction[0]",
        "MedicationRequest.dosageInstruction[1]",
    )
    assert reading.expressions("/patient/egfr") == ("MedicationRequest",)


def test_an_order_of_other_amounts_is_judged_at_its_largest_day() -> None:
    doses = [
        dosage(quantity(12, "mmol"), repeat(boundsDuration=quantity(7, "d")), sequence=1),
        dosage(quantity(24, "mmol"), repeat(), sequence=2),
    ]
    reading = read(order(*doses, medication={"text": "magnesium oxide"}))
    assert codes(reading) == ["largest-day"]
    assert reading.expressions("/daily_dose") == ("MedicationRequest.dosageInstruction[1]",)


def lasting(milligrams: float, days: int | None, **more: object) -> Json:
    bound: Json = {} if days is None else {"boundsDuration": quantity(days, "d")}
    return dosage(quantity(milligrams, "mg"), repeat(2, **bound), **more)


def test_a_step_without_dates_follows_the_one_before_and_days_until_the_next_date_are_without_a_dose() -> None:
    reading = read(
        order(
            step(5, "2026-12-01", "2026-12-07", sequence=1),
            lasting(10, 7, sequence=2),
            step(15, "2027-03-01", sequence=3),
        )
    )
    assert phases(reading) == [(["5", "5"], 7), (["10", "10"], 7), ([], 76), (["15", "15"], None)]
    assert codes(reading) == ["gap"]
    assert reading.asked is not None
    assert answer_to(reading.asked).status != "ok"


def test_a_date_on_the_day_after_a_step_without_dates_is_no_gap_and_one_before_its_end_is_summed() -> None:
    first, second = step(5, "2026-12-01", "2026-12-07", sequence=1), lasting(10, 7, sequence=2)
    reading = read(order(first, second, step(15, "2026-12-15", sequence=3)))
    assert (phases(reading), codes(reading)) == ([(["5", "5"], 7), (["10", "10"], 7), (["15", "15"], None)], [])
    overlapping = phases(read(order(first, second, step(15, "2026-12-14", sequence=3))))
    assert overlapping[1:] == [(["10", "10"], 6), (["10", "10", "15", "15"], 1), (["15", "15"], None)]


def test_the_last_step_may_follow_without_a_date_and_without_an_end() -> None:
    reading = read(order(step(5, "2026-12-01", "2026-12-07", sequence=1), lasting(10, None, sequence=2)))
    assert (phases(reading), codes(reading)) == ([(["5", "5"], 7), (["10", "10"], None)], [])


def test_a_count_ends_a_step_with_a_date_as_a_number_of_days_does() -> None:
    counted = dosage(quantity(5, "mg"), repeat(2, boundsPeriod={"start": "2026-12-01"}, count=6), sequence=1)
    reading = read(order(counted, step(10, "2026-12-06", sequence=2)))
    assert (phases(reading), codes(reading)) == ([(["5", "5"], 3), ([], 2), (["10", "10"], None)], ["gap"])


def test_when_a_step_begins_before_any_date_or_after_a_step_without_an_end_cannot_be_told() -> None:
    first, last = step(5, "2026-12-01", sequence=1), step(15, "2027-03-01", sequence=3)
    for steps in ((lasting(5, 7, sequence=1), last), (first, lasting(10, 7, sequence=2), last)):
        assert errors(read(order(*steps))) == ["no-timing"]


def test_a_step_that_ends_before_it_begins_contradicts_itself() -> None:
    ending = dosage(quantity(10, "mg"), repeat(2, boundsPeriod={"end": "2026-12-05"}), sequence=2)
    assert errors(read(order(step(5, "2026-12-01", "2026-12-07", sequence=1), ending))) == ["timing-invalid"]
    assert phases(read(order(step(5, "2026-12-01", "2026-12-03", sequence=1), ending)))[1] == (["10", "10"], 2)


def test_the_last_day_of_the_calendar_is_no_end_that_is_read() -> None:
    assert errors(read(order(step(5, "9999-12-30", "9999-12-31")))) == ["wrong-number"]
    assert errors(read(order(step(5, "9999-12-30", "9999-12-30")))) == []
