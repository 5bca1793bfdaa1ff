"""Patients, orders of daily doses as requests, and the nearest of an answer as a course."""

from typing import Any

from tests.edges import Json, ask
from tests.nearest.courses import HORIZON, Ordered

CHECK = "/v1/orders/check"
PATIENTS: dict[str, Json] = {
    name: {"age": {"value": age, "unit": "a"}, "egfr": {"value": egfr, "unit": "mL/min/{1.73_m2}"}}
    for name, age, egfr in (
        ("standard", 54, 90),
        ("reduced-kidney", 54, 45),
        ("older-adult", 70, 90),
        ("avoid", 54, 20),
    )
}

#: Patients of the other drugs.
LACKING: Json = {**PATIENTS["standard"], "serum_magnesium": {"value": 0.6, "unit": "mmol/L"}}
CHILD: Json = {"age": {"value": 8, "unit": "a"}, "conditions": {"kidney_disease": False}}
CIRRHOTIC: Json = {**PATIENTS["standard"], "conditions": {"cirrhosis": True}}


def doses_of(daily: int) -> list[Json]:
    """A day's doses of at most 20 mg."""
    doses = [20] * (daily // 20) + [daily % 20] * (daily % 20 > 0)
    return [{"value": dose, "unit": "mg"} for dose in doses]


def request(ordered: Ordered, patient: Json, **more: Any) -> Json:  # noqa: ANN401 -- JSON
    """The order as a request."""
    phases = [{"doses": doses_of(dose), **({} if days is None else {"days": days})} for dose, days in ordered.phases]
    sent: Json = {"drug": "baclofen", "patient": patient, "phases": phases, **more}
    if ordered.before is not None:
        sent["current"] = {"daily_dose": {"value": ordered.before, "unit": "mg/d"}}
        if ordered.days_at_dose is not None:
            sent["current"]["days_at_dose"] = ordered.days_at_dose
        if ordered.days_of_use is not None and ordered.before:
            sent["current"]["days_on_drug"] = ordered.days_of_use
    return sent


def posted_back(sent: Json, nearest: Json) -> Json:
    """The nearest order as a request: with the patient and the acknowledgements of the one that was sent."""
    order: Json = {name: _as_sent(part) for name, part in nearest.items() if name != "why"}
    return order | {name: sent[name] for name in ("patient", "acknowledged") if name in sent}


def _as_sent(node: Any) -> Any:  # noqa: ANN401 -- JSON
    """Numbers of an answer as a request writes them."""
    if isinstance(node, dict):
        return {name: float(part) if name == "value" else _as_sent(part) for name, part in node.items()}
    return [_as_sent(part) for part in node] if isinstance(node, list) else node


def course_of(order: Json, *, is_open: bool) -> list[int]:
    """The daily dose of each day; of the last phase many, if the order is open."""
    days: list[int] = []
    for phase in order["phases"]:
        dose = sum(dose["value"] for dose in phase["doses"])
        assert dose == int(dose)
        days += [int(dose)] * phase.get("days", 10 * HORIZON if is_open else 1)
    return days


def answered(sent: Json) -> Json:
    """The answer to an order."""
    return ask(CHECK, sent)
