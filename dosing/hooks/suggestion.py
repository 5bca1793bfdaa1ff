"""The way out of a card: the nearest order that keeps the limits, as the whole resource, or why there is none."""

from uuid import UUID

from msgspec import UNSET, Struct
from msgspec.structs import replace

from dosing.core.daily_amount import AmountOrder
from dosing.core.order import PhasedOrder
from dosing.core.ordered import Ordered, shape_of
from dosing.core.rule import Titration
from dosing.fhir.least import is_of_a_maximum
from dosing.fhir.proposed import Proposed, proposed
from dosing.fhir.schedule import NotWritableError, instructions
from dosing.hooks.card import Action, Suggestion
from dosing.hooks.identity import suggestion_id
from dosing.hooks.judged import Judged
from dosing.hooks.words import cut, why_for_people
from dosing.service.books import BOOKS
from dosing.service.orders import Asked, answer_and_nearest

#: A label stands on a button.
_LONGEST_LABEL = 100
_DISPENSED = b'"dispenseRequest"'


class Way(Struct, frozen=True, kw_only=True):
    """What was ordered, in words; suggestions; and words about what is nearest."""

    ordered: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    words: str = ""


def way_out(judged: Judged, card: UUID) -> Way:
    """The way out; without one, only what was ordered."""
    asked = judged.reading.asked
    ordered = "" if asked is None else _in_words(asked.ordered)
    nearest = getattr(judged.answer, "nearest", UNSET)
    if judged.answer is None:
        return Way(words=_once(judged))
    if nearest is UNSET or judged.errors:
        return Way(ordered=ordered)
    reason = why_for_people(nearest.why)
    if judged.nearest is None:
        return Way(ordered=ordered, words=f"**No order nearby keeps the limits:** {reason}{_of_others(asked)}")
    try:
        found = proposed(judged.sent, judged.nearest, judged.reading.start)
    except NotWritableError:
        why = f"**Nearest amount that keeps the limits:** {reason} As one instruction it cannot be suggested."
        return Way(ordered=ordered, words=why)
    # Of an amount, why it is the nearest says no more than the amount, in a unit that may be none of a product.
    why = "" if isinstance(judged.nearest, AmountOrder) else f"\n\n{reason}"
    words = f"**Nearest order that keeps the limits:** {found.words}{why}"
    return Way(ordered=ordered, suggestions=(_suggested(found, card),), words=words)


def _in_words(ordered: Ordered) -> str:
    """Each step, one after the other; nothing where it has no instructions."""
    try:
        return "; then ".join(dosage.text for dosage in instructions(ordered))
    except NotWritableError:
        return ""


def _once(judged: Judged) -> str:
    """What would be near to an order of which no more was understood than a dose that is over a maximum."""
    if not any(is_of_a_maximum(finding.rule) for finding in judged.findings):
        return ""
    for asked in judged.reading.at_least:
        _, nearest = answer_and_nearest(asked)
        if nearest is not None and (words := _in_words(nearest)):
            return f"**An order that keeps the limits:** {words}."
    return ""


def _of_others(asked: Asked | None) -> str:
    """What tablets of the usual strengths would make, where the ordered one makes nothing that keeps the limits."""
    if asked is None or not isinstance(asked.ordered, PhasedOrder):
        return ""
    usual = shape_of(BOOKS[asked.name], Titration).tablets
    if asked.ordered.tablets == usual:
        return ""
    _, nearest = answer_and_nearest(replace(asked, ordered=replace(asked.ordered, tablets=usual)))
    strengths = ", ".join(f"{each.normalize():f}" for each in usual)
    return "" if nearest is None else f"\n\n**Of tablets of {strengths} mg:** {_in_words(nearest)}."


def _suggested(found: Proposed, card: UUID) -> Suggestion:
    """The order with other instructions."""
    described = f"Replaces the instructions by: {found.words}."
    if _DISPENSED in bytes(found.resource):
        described += " What is to be dispensed is not changed: check it."
    return Suggestion(
        label=cut(f"Change to {found.words}", _LONGEST_LABEL),
        uuid=str(suggestion_id(card, "nearest")),
        actions=(Action("update", described, found.resource),),
    )
