"""A place at which rules are judged: what it is, where it stands, and the facts that hold there alone."""

from collections.abc import Mapping

from msgspec import Struct

from dosing.core.amount import Amount, ExactAmount
from dosing.core.fact import Fact, Value
from dosing.core.rule import At


class Place(Struct, frozen=True, kw_only=True):
    """Facts about one part of an order; those about the patient hold at every place, and stand at the patient's."""

    kinds: tuple[At, ...]
    where: str
    facts: dict[Fact, Value]
    day: int | None = None
    #: On the way down to a stop only the rules for that are judged.
    is_going_down: bool = False
    #: Numbers as they are shown in findings, where that is not how they are held.
    shown: Mapping[Fact, Amount | ExactAmount] = {}
    #: A sentence to add to the message of a broken rule whose limit is about the fact.
    notes: dict[Fact, str] = {}


def pointed(kind: At, facts: dict[Fact, Value], *, note: str = "", noted: Fact | None = None) -> Place:
    """A part of the request that has one pointer, which is the name of its kind."""
    return Place(kinds=(kind,), where=kind.value, facts=facts, notes={noted: note} if noted else {})
