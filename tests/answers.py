"""Reading answers: exact numbers of quantities, rules of findings, and the order that a schedule amounts to."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from tests.edges import Json

CHECK = "/v1/orders/check"


def exact(quantity: Json) -> Fraction:
    """The number that a quantity stands for."""
    return Fraction(quantity["exact"] if "exact" in quantity else quantity["value"])


def value(number: Any) -> float:  # noqa: ANN401 -- a number of a JSON answer, as a request would write it
    """A number of an answer as a number of a request."""
    return float(number)


def outside(answer: Json) -> set[str]:
    """The rules that are broken."""
    return set(answer["rules"]["outside"])


def everywhere(words: list[Json]) -> list[Json]:
    """Acknowledgements without `where`: for every place of their rule."""
    return [{name: word[name] for name in ("rule", "reason")} for word in words]


def within(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:  # noqa: ANN401 -- JSON
    """Every part of an answer, with the names that lead to it."""
    yield path, node
    if isinstance(node, dict):
        for name, part in node.items():
            yield from within(part, (*path, name))
    elif isinstance(node, list):
        for part in node:
            yield from within(part, path)


def _again(sent: Json, *names: str) -> Json:
    return {name: sent[name] for name in names if name in sent}


def _as_request(quantity: Json) -> Json:
    return {"value": value(quantity["value"]), "unit": quantity["unit"]}


def ordered(path: str, sent: Json, answer: Json) -> list[Json]:
    """What a schedule says, as orders: of a range, its two ends."""
    base = {**_again(sent, "patient"), "acknowledged": everywhere(sent.get("acknowledged", []))}
    match path.rsplit("/", 1)[1]:
        case "baclofen" | "baclofen-taper":
            return [{**base, "drug": "baclofen", "phases": _phases(answer), **_again(sent, "current", "tablets")}]
        case "magnesium-oxide":
            drug = {**base, "drug": "magnesium-oxide", "at_night": True}
            return [{**drug, **_again(sent, "daily_dose", "products")}]
        case "magnesium-hydroxide":
            volume = answer["steps"][0]["volume"]
            ends = [volume] if "value" in volume else [volume["low"], volume["high"]]
            drug = {**base, "drug": "magnesium-hydroxide", "at_bedtime": True, **_again(sent, "strength", "days")}
            return [{**drug, "daily_volume": _as_request(end)} for end in ends]
        case _:
            return [{**base, "drug": "albumin", "infusions": _infusions(answer), **_again(sent, "product")}]


def _phases(answer: Json) -> list[Json]:
    phases = []
    for step in answer["steps"]:
        phase: Json = {"doses": [_as_request(dose) for dose in step["doses"]]}
        if "last_day" in step:
            phase["days"] = step["last_day"] - step["first_day"] + 1
        phases.append(phase)
    return phases


def _infusions(answer: Json) -> list[Json]:
    return [
        {"day": infusion["day"], "amount": {**infusion["amount"], **_as_request(infusion["amount"])}}
        for step in answer["steps"]
        for infusion in step["infusions"]
    ]
