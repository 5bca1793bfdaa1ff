"""Baclofen orders in few words, for tests of phases: `checked(ADULT, Current(20), phase(7, 10), phase(None))`."""

from typing import Any

from tests.edges import Json, ask


def _egfr(value: float) -> Json:
    return {"value": value, "unit": "mL/min/{1.73_m2}"}


def patient(age: float = 50, egfr: float = 90) -> Json:
    """An adult of 50 with an eGFR of 90, unless said otherwise."""
    return {"age": {"value": age, "unit": "a"}, "egfr": _egfr(egfr)}


ADULT = patient()


def mg_a_day(value: float) -> Json:
    """A daily dose."""
    return {"value": value, "unit": "mg/d"}


def current(daily_dose: float, at_dose: int | None = None, on_drug: int | None = 365) -> Json:
    """What is taken now, for a year unless said otherwise."""
    days = {"days_at_dose": at_dose, "days_on_drug": on_drug}
    return {"daily_dose": mg_a_day(daily_dose), **{name: value for name, value in days.items() if value is not None}}


def phase(days: int | None, *doses: float) -> Json:
    """Single doses in mg for so many days; none: a stop."""
    single = [{"value": dose, "unit": "mg"} for dose in doses]
    return {"doses": single} if days is None else {"doses": single, "days": days}


def checked(who: Json, taken: Json | None, *phases: Json, **more: Any) -> Json:  # noqa: ANN401 -- fields of the request
    """The answer to an order of these phases."""
    before = {} if taken is None else {"current": taken}
    return ask("/v1/orders/check", {"drug": "baclofen", "patient": who, "phases": list(phases), **before, **more})


def found(answer: Json) -> dict[str, list[str]]:
    """The rules that are broken or ask, each with its places."""
    places: dict[str, list[str]] = {}
    for finding in answer["findings"]:
        places.setdefault(finding["rule"].removeprefix("baclofen."), []).append(finding["where"])
    return places
