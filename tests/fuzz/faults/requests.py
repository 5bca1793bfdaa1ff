"""Requests with which faults are pinned: ordinary patients, and one thing that matters."""

from typing import Any

from tests.fuzz.exchange import JSON, Asked, Json, post

EGFR = "mL/min/{1.73_m2}"
BACLOFEN, TAPER = "/v1/schedules/baclofen", "/v1/schedules/baclofen-taper"
OXIDE, HYDROXIDE = "/v1/schedules/magnesium-oxide", "/v1/schedules/magnesium-hydroxide"
ALBUMIN, CHECK, MANY = "/v1/schedules/albumin", "/v1/orders/check", "/v1/orders/check-many"
CONVERT, ESTIMATE = "/v1/convert", "/v1/egfr"


def amount(value: float, unit: str, **more: str) -> Json:
    """A quantity."""
    return {"value": value, "unit": unit, **more}


def person(age: float = 50, egfr: float | None = 90, **more: Any) -> Json:  # noqa: ANN401 -- any fact
    """An adult whose kidneys are well, unless it is said otherwise."""
    kidney = {} if egfr is None else {"egfr": amount(egfr, EGFR)}
    return {"age": amount(age, "a"), **kidney, **more}


def titration(patient: Json | None = None, **more: Any) -> Asked:  # noqa: ANN401 -- any field
    """A baclofen schedule."""
    return post(BACLOFEN, {"patient": person() if patient is None else patient, **more})


def taper(daily: float = 30, **more: Any) -> Asked:  # noqa: ANN401 -- any field
    """A baclofen taper."""
    return post(TAPER, {"patient": person(), "current": {"daily_dose": amount(daily, "mg/d")}, **more})


def oxide(dose: Json, patient: Json | None = None, **more: Any) -> Asked:  # noqa: ANN401 -- any field
    """A schedule of magnesium oxide for a patient who is low in magnesium."""
    low = {"serum_magnesium": amount(0.6, "mmol/L")}
    return post(OXIDE, {"patient": {**low, **(person() if patient is None else patient)}, "daily_dose": dose, **more})


def hydroxide(age: float = 8, **more: Any) -> Asked:  # noqa: ANN401 -- any field
    """A schedule of the suspension for a child."""
    return post(HYDROXIDE, {"patient": person(age), "strength": amount(80, "mg/mL"), **more})


def albumin(grams: float = 40, product: str = "albumin-20", **more: Any) -> Asked:  # noqa: ANN401 -- any field
    """A plan for a patient with cirrhosis."""
    patient = person(conditions={"cirrhosis": True})
    return post(ALBUMIN, {"patient": patient, "weekly_dose": amount(grams, "g/wk"), "product": product, **more})


def order(*daily: float, days: int = 7, patient: Json | None = None, **more: Any) -> Asked:  # noqa: ANN401 -- any field
    """An order of baclofen, a phase for each daily dose, given once a day."""
    phases = [{"doses": [amount(dose, "mg")] if dose else [], "days": days} for dose in daily]
    return post(
        CHECK, {"drug": "baclofen", "patient": person() if patient is None else patient, "phases": phases, **more}
    )


def many(*names: str) -> Asked:
    """Orders by name."""
    return post(MANY, {"orders": [{"drug": "other", "name": name} for name in names]})


def conversion(value: float, unit: str, to: str, of: str = "magnesium", to_of: str = "magnesium", **more: Any) -> Asked:  # noqa: ANN401 -- any field
    """A conversion of an amount of magnesium."""
    return post(CONVERT, {"amount": amount(value, unit, of=of), "to": {"unit": to, "of": to_of}, **more})


def estimate(**facts: Any) -> Asked:  # noqa: ANN401 -- any fact
    """An eGFR."""
    usual = {"age": amount(50, "a"), "sex": "female", "creatinine": amount(1.1, "mg/dL")}
    return post(ESTIMATE, {**usual, **facts})


def get(path: str, **headers: str) -> Asked:
    """What is read."""
    return Asked("GET", path, {name.replace("_", "-"): value for name, value in headers.items()})


def raw(path: str, body: bytes, **headers: str) -> Asked:
    """Any bytes."""
    return Asked(
        "POST", path, {"content-type": JSON, **{name.replace("_", "-"): value for name, value in headers.items()}}, body
    )
