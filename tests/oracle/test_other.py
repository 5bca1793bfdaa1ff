"""The worked examples of drugs ordered by name."""

from typing import Any

from . import answer
from .examples import OLDER


def other(name: str, **more: object) -> dict[str, Any]:
    return answer("/v1/orders/check", {"drug": "other", "name": name, **more})


def test_other_drugs() -> None:
    assert other("Quinine")["missing"] == [["/indication"]]
    assert other("quinine", indication="muscle-cramps")["status"] == "refused"
    assert other("quinine", indication="other")["status"] == "not_covered"
    assert other("aspirin")["status"] == "not_covered"
    taken = {"taking": {"quinine": True}}
    assert other("macrolide", patient=taken)["status"] == "needs_review"
    ack = [{"rule": "quinine.interactions", "reason": "agreed"}]
    assert other("macrolide", patient=taken, acknowledged=ack)["status"] == "not_covered"
    assert other("benzodiazepine", patient=OLDER)["status"] == "needs_review"
