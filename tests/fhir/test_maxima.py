"""Maxima that stand in an order: each is held, in its own period and unit, or it is said that it cannot be."""

import pytest

from tests.fhir.test_doses import errors, phases
from tests.fhir.written import TABLET_10, Json, codes, dosage, order, quantity, read, repeat

BACLOFEN = {"text": "baclofen"}
ALBUMIN = {"text": "albumin 20 %"}
OXIDE = {"text": "magnesium oxide"}


def most(value: float, unit: str, number: float, period: str) -> Json:
    return {"numerator": quantity(value, unit), "denominator": quantity(number, period)}


@pytest.mark.parametrize(
    ("medication", "dose", "timing", "limit"),
    [
        (BACLOFEN, quantity(5, "mg"), repeat(2), most(30, "mg", 1, "wk")),
        (BACLOFEN, quantity(5, "mg"), repeat(2), most(69, "mg", 168, "h")),
        (BACLOFEN, quantity(10, "mg"), repeat(1), most(5, "mg", 12, "h")),
        (BACLOFEN, quantity(10, "mg"), repeat(1), most(9, "mg", 1, "wk")),
        (BACLOFEN, quantity(10, "mg"), repeat(3), most(10, "mg", 12, "h")),
        (TABLET_10, quantity(1, "{tbl}"), repeat(2), most(13, "{tbl}", 1, "wk")),
        (TABLET_10, quantity(1, "{tbl}"), repeat(2), most(130, "mg", 1, "wk")),
        (ALBUMIN, quantity(20, "g"), repeat(2, 1, "wk"), most(20, "g", 1, "wk")),
        (ALBUMIN, quantity(20, "g"), {"dayOfWeek": ["mon", "thu"]}, most(20, "g", 1, "wk")),
        (ALBUMIN, quantity(20, "g"), repeat(1, 5, "d"), most(20, "g", 1, "wk")),
        (ALBUMIN, quantity(100, "mL"), repeat(2, 1, "wk"), most(150, "mL", 1, "wk")),
        (OXIDE, quantity(12, "mmol"), repeat(2), most(100, "mmol", 1, "wk")),
    ],
)
def test_doses_over_the_maximum_of_its_own_period_contradict_it(
    medication: Json, dose: Json, timing: Json, limit: Json
) -> None:
    reading = read(order(dosage(dose, timing, maxDosePerPeriod=limit), medication=medication))
    assert (reading.asked, errors(reading)) == (None, ["period-disagrees"])


@pytest.mark.parametrize(
    ("medication", "dose", "timing", "limit"),
    [
        (BACLOFEN, quantity(5, "mg"), repeat(2), most(70, "mg", 1, "wk")),
        (BACLOFEN, quantity(5, "mg"), repeat(2), most(5, "mg", 12, "h")),
        (BACLOFEN, quantity(5, "mg"), repeat(2, boundsDuration=quantity(3, "d")), most(30, "mg", 1, "wk")),
        (TABLET_10, quantity(1, "{tbl}"), repeat(2), most(14, "{tbl}", 1, "wk")),
        (ALBUMIN, quantity(20, "g"), repeat(2, 1, "wk"), most(40, "g", 1, "wk")),
        (ALBUMIN, quantity(20, "g"), {"count": 1}, most(20, "g", 1, "wk")),
        (ALBUMIN, quantity(20, "g"), repeat(1, 1, "wk"), most(20, "g", 1, "wk")),
        (ALBUMIN, quantity(100, "mL"), repeat(1, 1, "wk"), most(100, "mL", 1, "wk")),
    ],
)
def test_doses_up_to_the_maximum_of_its_own_period_are_read(
    medication: Json, dose: Json, timing: Json, limit: Json
) -> None:
    reading = read(order(dosage(dose, timing, maxDosePerPeriod=limit), medication=medication))
    assert (reading.asked is not None, errors(reading)) == (True, [])


def test_as_needed_is_no_more_on_a_day_than_the_maximum_of_a_week() -> None:
    one = dosage(quantity(5, "mg"), repeat(4), asNeededBoolean=True, maxDosePerPeriod=most(10, "mg", 1, "wk"))
    assert phases(read(order(one))) == [(["5", "5"], None)]


def test_a_maximum_in_a_unit_that_the_dose_is_not_in_is_not_held_and_so_not_read() -> None:
    one = dosage(quantity(400, "mg"), repeat(), maxDosePerPeriod=most(24, "mmol", 1, "d"))
    assert errors(read(order(one, medication=OXIDE))) == ["unit"]


@pytest.mark.parametrize(
    ("dose", "at_once", "said"),
    [
        (quantity(5, "mg"), quantity(2500, "ug"), ["period-disagrees"]),
        (quantity(5, "mg"), quantity(5000, "ug"), []),
        (quantity(1, "{tbl}"), quantity(5, "mg"), ["period-disagrees"]),
        (quantity(1, "{tbl}"), quantity(0.01, "g"), []),
        (quantity(2, "{tbl}"), quantity(1, "{tbl}"), ["period-disagrees"]),
        (quantity(10, "mg"), quantity(1, "{tbl}"), []),
        (quantity(20, "mg"), quantity(1, "{tbl}"), ["period-disagrees"]),
        (quantity(5, "mg"), quantity(5, "mmol"), ["unit"]),
        (quantity(5, "mg"), {"value": 5}, ["unit"]),
    ],
)
def test_a_dose_is_held_to_its_maximum_for_one_time_in_any_unit(dose: Json, at_once: Json, said: list[str]) -> None:
    one = dosage(dose, repeat(), maxDosePerAdministration=at_once)
    assert errors(read(order(one, medication=TABLET_10))) == said


def test_a_maximum_for_a_lifetime_is_not_read_and_that_is_said() -> None:
    reading = read(order(dosage(quantity(5, "mg"), repeat(), maxDosePerLifetime=quantity(1, "g"))))
    assert (reading.asked, errors(reading)) == (None, ["not-supported"])


def _range(low: Json, high: Json, medication: Json = BACLOFEN) -> list[str]:
    dose = {"doseAndRate": [{"doseRange": {"low": low, "high": high}}]}
    return codes(read(order(dosage(None, repeat(), **dose), medication=medication)))


def test_the_ends_of_a_range_are_compared_in_any_units_of_one_kind() -> None:
    assert _range(quantity(1, "g"), quantity(10, "mg")) == ["wrong-number"]
    assert _range(quantity(10.001, "mg"), quantity(10000, "ug")) == ["wrong-number"]
    assert _range(quantity(5000, "ug"), quantity(0.01, "g")) == ["high-end"]
    suspension = {"text": "Milk of Magnesia"}
    assert _range(quantity(1, "L"), quantity(10, "mL"), suspension) == ["wrong-number"]
    assert _range(quantity(1, "[tsp_m]"), quantity(5, "mL"), suspension)[0] == "high-end"


def test_a_range_from_one_kind_of_unit_to_another_is_none() -> None:
    assert _range(quantity(1, "{tbl}"), quantity(10, "mg"), TABLET_10) == ["unit"]
    assert _range(quantity(12, "mmol"), quantity(24, "meq"), OXIDE) == ["unit"]
