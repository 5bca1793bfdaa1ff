import pytest

from tests.fhir.test_doses import errors, phases
from tests.fhir.written import Json, codes, dosage, order, quantity, read, repeat


def doses(timing: Json, **more: object) -> int:
    reading = read(order({"timing": timing, "doseAndRate": [{"doseQuantity": quantity(5, "mg")}], **more}))
    return len(phases(reading)[0][0])


@pytest.mark.parametrize(
    ("rule", "a_day"),
    [
        (repeat(3, 1, "d"), 3),
        (repeat(1, 8, "h"), 3),
        (repeat(1, 480, "min"), 3),
        (repeat(21, 1, "wk"), 3),
        ({"period": 12, "periodUnit": "h"}, 2),
        (repeat(1, 5, "h"), 5),
        (repeat(1, 4, "h", periodMax=6), 6),
        (repeat(1, 1, "d", frequencyMax=3), 3),
        (repeat(2, 1, "d", when=["CM", "CV"]), 2),
        ({"when": ["CM", "CV"]}, 2),
        ({"when": ["C"]}, 3),
        ({"when": ["HS"]}, 1),
        ({"timeOfDay": ["08:00:00", "20:00:00"]}, 2),
        ({"count": 1}, 1),
        (repeat(1, 2, "d"), 1),
        (repeat(3, 1, "wk"), 1),
        ({"dayOfWeek": ["mon", "wed"]}, 1),
        (repeat(2, 1, "d", dayOfWeek=["mon"]), 2),
        (repeat(3, 1, "wk", dayOfWeek=["mon", "wed", "fri"]), 1),
        (repeat(4, 1, "wk", dayOfWeek=["mon", "wed"]), 2),
    ],
)
def test_the_most_on_any_one_day_is_judged(rule: Json, a_day: int) -> None:
    assert doses({"repeat": rule}) == a_day


@pytest.mark.parametrize(
    ("code", "a_day"), [("BID", 2), ("TID", 3), ("QID", 4), ("QD", 1), ("QOD", 1), ("Q6H", 4), ("BED", 1), ("AM", 1)]
)
def test_a_code_tells_how_often(code: str, a_day: int) -> None:
    assert doses({"code": {"coding": [{"code": code}]}}) == a_day
    assert doses({"code": {"text": code.lower()}}) == a_day


@pytest.mark.parametrize("rule", [repeat(1, 2, "d"), repeat(3, 1, "wk"), {"dayOfWeek": ["mon"]}])
def test_that_days_differ_is_said_with_the_average(rule: Json) -> None:
    reading = read(order(dosage(quantity(5, "mg"), rule)))
    assert codes(reading) == ["not-every-day", "not-daily"]
    assert "on the average" in reading.remarks[0].text


def test_with_meals_is_three_times_and_said() -> None:
    assert codes(read(order(dosage(quantity(5, "mg"), {"when": ["C"]})))) == ["meals"]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (repeat(1, 1, "mo"), "not-supported"),
        (repeat(1, 1, "a"), "not-supported"),
        (repeat(0, 1, "d"), "wrong-number"),
        (repeat(1, 0, "d"), "wrong-number"),
        (repeat(1, 1, "fortnight"), "not-supported"),
        ({"frequency": 2}, "timing-invalid"),
        ({"frequency": 1, "period": 1}, "timing-invalid"),
        ({"periodMax": 2, "periodUnit": "d"}, "timing-invalid"),
        (repeat(1, 1, "d", duration=2), "timing-invalid"),
        (repeat(1, 1, "d", countMax=2), "timing-invalid"),
        ({"when": ["HS"], "timeOfDay": ["08:00:00"]}, "timing-invalid"),
        (repeat(1, 1, "d", offset=30), "timing-invalid"),
        (repeat(1, 1, "d", offset=30, when=["CM"]), "timing-invalid"),
        (repeat(1, 1, "d", when=["CM", "CV"]), "timing-invalid"),
        ({"when": ["SOMETIME"]}, "not-supported"),
        ({"timeOfDay": ["noonish"]}, "wrong-number"),
        ({"dayOfWeek": ["someday"]}, "not-supported"),
        ({}, "no-timing"),
        (repeat(1, 1, "min"), "not-supported"),
        (repeat(1.5, 1, "d"), "wrong-number"),
        (repeat(1, 1, "d", boundsDuration=quantity(1, "mo")), "not-supported"),
        (repeat(1, 1, "d", boundsDuration=quantity(36, "h")), "wrong-number"),
        (repeat(1, 1, "d", boundsDuration=quantity(3651, "d")), "wrong-number"),
        (repeat(1, 1, "d", boundsPeriod={"start": "2026-11-22", "end": "2026-11-21"}), "timing-invalid"),
        (repeat(1, 1, "d", boundsPeriod={"start": "2026-11"}), "wrong-number"),
        (repeat(1, 1, "d", boundsRange={"high": quantity(7, "d")}), "timing-invalid"),
        (repeat(1, 1, "d", modifierExtension=[{"url": "x"}]), "modifier"),
    ],
)
def test_a_timing_that_means_nothing_sure_is_not_judged(rule: Json, code: str) -> None:
    reading = read(order(dosage(quantity(5, "mg"), rule)))
    assert reading.asked is None
    assert errors(reading) == [code]


def test_an_offset_before_a_meal_is_no_other_dose() -> None:
    assert doses({"repeat": repeat(1, 1, "d", when=["ACM"], offset=30)}) == 1


def test_a_code_and_a_rule_must_agree() -> None:
    timing = {"code": {"coding": [{"code": "BID"}]}, "repeat": repeat(2)}
    assert doses(timing) == 2
    timing["repeat"] = repeat(3)
    reading = read(order({"timing": timing, "doseAndRate": [{"doseQuantity": quantity(5, "mg")}]}))
    assert errors(reading) == ["timing-invalid"]


@pytest.mark.parametrize(
    ("code", "rule", "a_day"),
    [
        ("BID", {"timeOfDay": ["08:00:00", "20:00:00"]}, 2),
        ("BID", {"count": 10}, 2),
        ("QOD", {"when": ["HS"]}, 1),
        ("TID", {"dayOfWeek": ["mon", "fri"]}, 3),
    ],
)
def test_a_code_gives_the_rhythm_to_a_rule_without_one(code: str, rule: Json, a_day: int) -> None:
    assert doses({"code": {"coding": [{"code": code}]}, "repeat": rule}) == a_day


def test_two_codes_that_differ_are_no_timing() -> None:
    timing = {"code": {"coding": [{"code": "BID"}, {"code": "TID"}]}, "repeat": repeat(2)}
    reading = read(order({"timing": timing, "doseAndRate": [{"doseQuantity": quantity(5, "mg")}]}))
    assert errors(reading) == ["timing-invalid"]


def test_a_code_that_is_not_known_is_no_timing() -> None:
    reading = read(
        order({"timing": {"code": {"text": "now and then"}}, "doseAndRate": [{"doseQuantity": quantity(5, "mg")}]})
    )
    assert errors(reading) == ["not-supported"]


def test_dates_in_a_row_are_days_and_others_are_not_read() -> None:
    dose = {"doseAndRate": [{"doseQuantity": quantity(5, "mg")}]}
    in_a_row = read(order({"timing": {"event": ["2026-11-22", "2026-11-23", "2026-11-24"]}, **dose}))
    assert phases(in_a_row) == [(["5"], 3)]
    apart = read(order({"timing": {"event": ["2026-11-22", "2026-11-29"]}, **dose}))
    assert errors(apart) == ["not-supported"]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (repeat(boundsDuration=quantity(1, "wk")), 7),
        (repeat(boundsDuration=quantity(10, "days")), 10),
        (repeat(boundsDuration=quantity(48, "h")), 2),
        (repeat(boundsPeriod={"start": "2026-11-21", "end": "2026-11-27"}), 7),
        (repeat(boundsRange={"low": quantity(5, "d"), "high": quantity(7, "d")}), 5),
        (repeat(2, count=14), 7),
        (repeat(), None),
        (repeat(duration=2, durationUnit="wk"), 14),
        (repeat(duration=30, durationUnit="min"), None),
    ],
)
def test_for_how_long_is_a_number_of_days(rule: Json, days: int | None) -> None:
    reading = read(order(dosage(quantity(5, "mg"), rule)))
    assert phases(reading)[0][1] == days


def test_a_duration_of_weeks_is_read_as_bounds_with_a_warning() -> None:
    reading = read(order(dosage(quantity(5, "mg"), repeat(duration=12, durationUnit="wk"))))
    assert [(remark.code, remark.severity) for remark in reading.remarks] == [("duration-as-bounds", "warning")]
