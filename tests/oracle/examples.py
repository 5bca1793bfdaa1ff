"""Patients and requests that the oracle's own tests are written with."""

from fractions import Fraction
from typing import Any

from . import answer

Json = dict[str, Any]

ADULT: Json = {"age": {"value": 50, "unit": "a"}, "egfr": {"value": 90, "unit": "mL/min/{1.73_m2}"}}
OLDER: Json = {**ADULT, "age": {"value": 70, "unit": "a"}}
REDUCED: Json = {**ADULT, "egfr": {"value": 45, "unit": "mL/min/{1.73_m2}"}}


def rules_in(found: Json) -> set[str]:
    return {finding["rule"] for finding in found["findings"]}


def mg_day(value: float) -> Json:
    return {"value": value, "unit": "mg/d"}


def phase(days: int | None, *doses: float) -> Json:
    made: Json = {"doses": [{"value": dose, "unit": "mg"} for dose in doses]}
    if days is not None:
        made["days"] = days
    return made


def titrate(patient: Json, **more: object) -> Json:
    return answer("/v1/schedules/baclofen", {"patient": patient, **more})


def taper(dose: float, **more: object) -> Json:
    current = {"daily_dose": mg_day(dose), "days_on_drug": 90}
    return answer("/v1/schedules/baclofen-taper", {"patient": {}, "current": current, **more})


def check(patient: Json, phases: list[Json], **more: object) -> Json:
    body = {"drug": "baclofen", "patient": patient, "phases": phases, **more}
    return answer("/v1/orders/check", body)


def daily(found: Json) -> list[Fraction]:
    return [step["daily_dose"]["value"] for step in found["steps"]]
