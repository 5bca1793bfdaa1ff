"""Faults of what is counted: sums, volumes, days and dates, and many orders at once."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from msgspec.structs import replace as with_fields

from tests.fuzz.exchange import Json
from tests.fuzz.faults import requests as some
from tests.fuzz.faults.fault import Fault, in_the_answer, in_the_operation

_TITRATION, _ALBUMIN, _OXIDE = "scheduleBaclofen", "scheduleAlbumin", "scheduleMagnesiumOxide"


def _steps(change: Callable[[Json], object]) -> Callable[[Json], object]:
    """Every step of an answer is changed in place."""

    def changed(answer: Json) -> None:
        for step in answer.get("steps", ()):
            change(step)

    return changed


def _heaviest_first(step: Json) -> None:
    step["doses"].sort(key=lambda dose: -Decimal(dose["value"]))


def _one_less(step: Json) -> None:
    for product in step["products"][:1]:
        product["per_day"] -= 1


def _until_yesterday(step: Json) -> None:
    for product in step["products"]:
        if "total" in product:
            product["total"] -= product["per_day"]


def _one_more_vial(step: Json) -> None:
    for infusion in step["infusions"]:
        for vial in infusion["vials"][:1]:
            vial["count"] += 1


def _of_another_percentage(step: Json) -> None:
    for infusion in step["infusions"]:
        infusion["volume"] = {"value": infusion["amount"]["value"] * 4, "unit": "mL"}


def _on_one_day(step: Json) -> None:
    for infusion in step["infusions"]:
        infusion["day"] = step["first_day"]


def _in_tablespoons_of_20(step: Json) -> None:
    if "value" in step["volume"]:
        step["tablespoons"] = {"value": Decimal(step["volume"]["value"]) / 20, "unit": "[tbs_m]/d"}


def _of_the_oxide(step: Json) -> None:
    if "value" in step["mass"]:
        step["mass"]["value"] = Decimal(step["mass"]["value"]) * 2


def _a_day_later(step: Json) -> None:
    if "first_date" in step:
        step["first_date"] = str(date.fromisoformat(step["first_date"]) + timedelta(days=1))


def _without_leap_days(step: Json) -> None:
    for name in ("first_date", "last_date"):
        if step.get(name, "").endswith("-02-29"):
            step[name] = step[name].replace("-02-29", "-03-01")


def _overlapping(answer: Json) -> None:
    for step in answer.get("steps", ())[1:]:
        step["first_day"] -= 1


def _doubled_forms(step: Json) -> None:
    for form in step["forms"]:
        if form["unit"] == "meq/d":
            form["value"] = Decimal(form["value"]) / 2
            form.pop("exact", None)


def _dropped_last(handle: Callable[..., Any], sent: Any) -> Any:  # noqa: ANN401 -- a request
    answer = handle(sent)
    return with_fields(answer, answers=answer.answers[:-1]) if len(answer.answers) > 1 else answer


def _turned_round(handle: Callable[..., Any], sent: Any) -> Any:  # noqa: ANN401 -- a request
    answer = handle(sent)
    return with_fields(answer, answers=answer.answers[::-1])


def _of_the_first(handle: Callable[..., Any], sent: Any) -> Any:  # noqa: ANN401 -- a request
    """Every order is answered as if it were of the first one's patient."""
    first = sent.orders[0].patient
    return handle(with_fields(sent, orders=tuple(with_fields(order, patient=first) for order in sent.orders)))


_PATIENTS = json.dumps(
    {"orders": [{"drug": "other", "name": "opioid", "patient": {"age": some.amount(age, "a")}} for age in (10, 50)]}
).encode()
FAULTS = (
    Fault(
        "sum",
        "10 + 10 + 5 mg instead of 10 + 5 + 10",
        "scheduleBaclofenTaper",
        "steps_are_those_of_the_documents",
        in_the_answer(_steps(_heaviest_first)),
        some.taper(),
    ),
    Fault(
        "sum",
        "a day without tablets",
        _TITRATION,
        "totals_are_days_times_a_day",
        in_the_answer(_steps(_until_yesterday)),
        some.titration(),
    ),
    Fault(
        "sum",
        "a product too few",
        _OXIDE,
        "products_add_up",
        in_the_answer(_steps(_one_less)),
        some.oxide(some.amount(12, "mmol/d", of="magnesium")),
    ),
    Fault(
        "sum",
        "milliequivalents that are millimoles",
        _OXIDE,
        "forms_are_one_amount",
        in_the_answer(_steps(_doubled_forms)),
        some.oxide(some.amount(12, "mmol/d", of="magnesium")),
    ),
    Fault(
        "volume",
        "of another percentage",
        _ALBUMIN,
        "vials_add_up",
        in_the_answer(_steps(_of_another_percentage)),
        some.albumin(),
    ),
    Fault(
        "volume",
        "tablespoons of 20 mL",
        "scheduleMagnesiumHydroxide",
        "volumes_are_of_their_strength",
        in_the_answer(_steps(_in_tablespoons_of_20)),
        some.hydroxide(daily_volume=some.amount(15, "mL/d")),
    ),
    Fault(
        "volume",
        "twice the mass",
        "scheduleMagnesiumHydroxide",
        "volumes_are_of_their_strength",
        in_the_answer(_steps(_of_the_oxide)),
        some.hydroxide(daily_volume=some.amount(15, "mL/d")),
    ),
    Fault(
        "day",
        "all infusions on one",
        _ALBUMIN,
        "infusions_are_in_their_week",
        in_the_answer(_steps(_on_one_day)),
        some.albumin(infusions_per_week=2),
    ),
    Fault(
        "day",
        "dates a day late",
        _TITRATION,
        "dates_are_of_their_days",
        in_the_answer(_steps(_a_day_later)),
        some.titration(start_date="2026-12-28"),
    ),
    Fault(
        "day",
        "no leap days",
        _TITRATION,
        "dates_are_of_their_days",
        in_the_answer(_steps(_without_leap_days)),
        some.titration(start_date="2028-02-29"),
    ),
    Fault(
        "many",
        "answers in another order",
        "checkOrders",
        "many_are_answered_one_by_one",
        in_the_operation("checkOrders", _turned_round),
        some.many("quinine", "aspirin"),
    ),
    Fault(
        "many",
        "the last is left out",
        "checkOrders",
        "many_are_answered_one_by_one",
        in_the_operation("checkOrders", _dropped_last),
        some.many("quinine", "aspirin"),
    ),
    Fault(
        "many",
        "all of the first patient",
        "checkOrders",
        "many_are_answered_one_by_one",
        in_the_operation("checkOrders", _of_the_first),
        some.raw(some.MANY, _PATIENTS),
    ),
    Fault(
        "day", "steps that overlap", _TITRATION, "days_follow_each_other", in_the_answer(_overlapping), some.titration()
    ),
    Fault("sum", "a tablet too few", _TITRATION, "tablets_add_up", in_the_answer(_steps(_one_less)), some.titration()),
    Fault("sum", "a vial too many", _ALBUMIN, "vials_add_up", in_the_answer(_steps(_one_more_vial)), some.albumin()),
)
