from datetime import date, timedelta

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


@pytest.mark.parametrize(("number", "said"), [(100, []), (101, ["not-supported"])])
def test_100_dates_are_read_and_101_are_not(number: int, said: list[str]) -> None:
    event = [str(date(2026, 11, 22) + timedelta(days=index)) for index in range(number)]
    reading = read(order({"timing": {"event": event}, "doseAndRate": [{"doseQuantity": quantity(5, "mg")}]}))
    assert errors(reading) == said


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


_ALL_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_THREE_MEALS = ["CM", "CD", "CV"]


@pytest.mark.parametrize(
    "timing",
    [
        {"repeat": repeat(dayOfWeek=_ALL_DAYS, timeOfDay=["22:00:00", "23:00:00"])},
        {"repeat": repeat(2, dayOfWeek=["mon"], when=_THREE_MEALS)},
        {"repeat": repeat(3, 1, "wk", dayOfWeek=["mon", "wed", "fri"], timeOfDay=["08:00", "20:00"])},
        {"repeat": {"dayOfWeek": _ALL_DAYS, "when": _THREE_MEALS}, "code": {"coding": [{"code": "QD"}]}},
    ],
)
def test_more_times_of_day_than_there_are_on_a_named_day_of_the_week_contradict_it(timing: Json) -> None:
    reading = read(order({"timing": timing, "doseAndRate": [{"doseQuantity": quantity(10, "mg")}]}))
    assert (reading.asked, errors(reading)) == (None, ["timing-invalid"])


@pytest.mark.parametrize(
    ("rule", "a_day"),
    [
        ({"dayOfWeek": _ALL_DAYS, "when": _THREE_MEALS}, 3),
        (repeat(3, dayOfWeek=_ALL_DAYS, when=_THREE_MEALS), 3),
        (repeat(6, 1, "wk", dayOfWeek=["mon", "wed", "fri"], timeOfDay=["08:00", "20:00"]), 2),
    ],
)
def test_as_many_times_of_day_as_there_are_on_a_named_day_agree_with_it(rule: Json, a_day: int) -> None:
    assert doses({"repeat": rule}) == a_day


@pytest.mark.parametrize("unread", ["tomorrow", "2026-12", "2026-12-32", "2026-12-02T25:00:00Z"])
@pytest.mark.parametrize("drug", ["baclofen", "magnesium oxide", "albumin 20 %"])
def test_one_date_that_is_no_whole_day_leaves_none_of_the_dates_read(drug: str, unread: str) -> None:
    dated = {"timing": {"event": ["2026-12-01", unread]}, "doseAndRate": [{"doseQuantity": quantity(10, "mg")}]}
    reading = read(order(dated, medication={"text": drug}))
    assert (reading.asked, errors(reading)) == (None, ["wrong-number"])


@pytest.mark.parametrize(
    "name",
    [
        "frequency",
        "frequencyMax",
        "period",
        "periodMax",
        "count",
        "countMax",
        "dayOfWeek",
        "timeOfDay",
        "when",
    ],
)
def test_a_part_of_the_timing_that_is_stated_to_be_unknown_leaves_how_often_unknown(name: str) -> None:
    absent = {
        "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}]
    }
    rule = {key: value for key, value in repeat().items() if key != name}
    reading = read(order(dosage(quantity(10, "mg"), rule | {f"_{name}": absent})))
    assert (reading.asked, errors(reading)) == (None, ["no-timing"])
    assert reading.remarks[0].expression.endswith(f"timing.repeat.{name}")


@pytest.mark.parametrize("name", ["asNeededBoolean", "asNeeded"])
def test_whether_as_needed_that_is_stated_to_be_unknown_leaves_how_often_unknown(name: str) -> None:
    reading = read(order(dosage(quantity(10, "mg"), repeat(), **{f"_{name}": {"id": "a"}})))
    assert (reading.asked, errors(reading)) == (None, ["no-timing"])


def test_what_only_has_an_id_beside_its_value_is_known() -> None:
    known = repeat() | {"_frequency": {"id": "f1"}, "_period": None}
    assert (
        errors(read(order(dosage(quantity(10, "mg"), known, asNeededBoolean=False, _asNeededBoolean={"id": "a"}))))
        == []
    )
