"""The way out of a card: the nearest order that keeps the limits, as the whole resource, or why there is none.

The resource is the order that was sent, with other instructions: nothing else of it is changed, and nothing is added.
"""

from uuid import UUID

import msgspec
from msgspec import UNSET, Raw, Struct

from dosing.core.ordered import Ordered
from dosing.fhir.schedule import NotWritableError, instructions
from dosing.hooks.card import Action, Suggestion
from dosing.hooks.identity import suggestion_id
from dosing.hooks.judged import Judged
from dosing.hooks.words import cut

#: What would tell of the instructions that were sent: made anew by the client.
_STALE = ("text", "renderedDosageInstruction")
_INSTRUCTIONS = "dosageInstruction"
#: A label stands on a button.
_LONGEST_LABEL = 100
_MEMBERS = msgspec.json.Decoder(dict[str, Raw])
_ENCODER = msgspec.json.Encoder(decimal_format="number")


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
    if nearest is UNSET or judged.errors:
        return Way(ordered=ordered)
    if judged.nearest is None:
        return Way(ordered=ordered, words=f"**No order nearby keeps the limits:** {nearest.why}")
    text = _in_words(judged.nearest)
    words = f"**Nearest order that keeps the limits:** {text}\n\n{nearest.why}"
    return Way(ordered=ordered, suggestions=_suggested(judged, judged.nearest, text, card), words=words)


def _in_words(ordered: Ordered) -> str:
    """Each step, one after the other; nothing where it has no instructions."""
    try:
        return "; then ".join(dosage.text for dosage in instructions(ordered))
    except NotWritableError:
        return ""


def _suggested(judged: Judged, nearest: Ordered, text: str, card: UUID) -> tuple[Suggestion, ...]:
    """The order with other instructions; none where FHIR cannot say them."""
    try:
        dosages = instructions(nearest, judged.reading.start)
    except NotWritableError:
        return ()
    members = _MEMBERS.decode(judged.sent)
    described = f"Replaces the instructions by: {text}."
    if "dispenseRequest" in members:
        described += " What is to be dispensed is not changed: check it."
    changed = {name: value for name, value in members.items() if name not in _STALE}
    changed[_INSTRUCTIONS] = Raw(_ENCODER.encode(dosages))
    return (
        Suggestion(
            label=cut(f"Change to {text}", _LONGEST_LABEL),
            uuid=str(suggestion_id(card, "nearest")),
            actions=(Action("update", described, Raw(_ENCODER.encode(changed))),),
        ),
    )
