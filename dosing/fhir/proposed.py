"""The nearest order as a resource: the order that was sent, with other instructions, which whole products can make.

What told of the instructions that were sent is left out: the whole in words, notes on how to take it, how much to
dispense. Nothing else is changed or added; what is null or empty is left out, for a resource has none of that.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import msgspec
from msgspec import Raw
from msgspec.structs import replace

from dosing.core.amount import Amount
from dosing.core.daily_amount import AmountOrder, millimoles, product_sizes
from dosing.core.exact import plain
from dosing.core.ordered import Ordered
from dosing.core.products import fewest
from dosing.fhir.dosage.clause import taking_clauses
from dosing.fhir.dosage.words import spoken
from dosing.fhir.parts.elements import Annotation
from dosing.fhir.schedule import NotWritableError, instructions
from dosing.formulary.substances import SUBSTANCES

#: What would tell of the instructions that were sent: made anew by the client.
_STALE = frozenset({"text", "renderedDosageInstruction"})
_STALE_TO_DISPENSE = frozenset({"quantity", "expectedSupplyDuration"})
_INSTRUCTIONS = "dosageInstruction"
_MEMBERS = msgspec.json.Decoder(dict[str, Raw])
_ITEMS = msgspec.json.Decoder(list[Raw])
_ENCODER = msgspec.json.Encoder(decimal_format="number")
_NOTHING = frozenset({b"null", b'""', b"[]", b"{}"})


class Proposed(NamedTuple):
    """The whole resource, and its instructions in words."""

    resource: Raw
    words: str


def proposed(sent: Raw, nearest: Ordered, start: date | None) -> Proposed:
    """The order that was sent, with the instructions of the nearest one.

    Raises:
        NotWritableError: FHIR cannot say it, or no whole products of one kind make it.

    """
    whole, of_what = in_whole_products(nearest)
    members = {name: value for name, value in _MEMBERS.decode(_pruned(sent)).items() if name not in _STALE}
    members[_INSTRUCTIONS] = Raw(_ENCODER.encode(instructions(whole, start)))
    if (notes := members.get("note")) is not None:
        members["note"] = Raw(_ENCODER.encode([note for note in _ITEMS.decode(notes) if not _tells_doses(note)]))
    if (dispensed := members.get("dispenseRequest")) is not None:
        kept = {name: value for name, value in _MEMBERS.decode(dispensed).items() if name not in _STALE_TO_DISPENSE}
        members["dispenseRequest"] = Raw(_ENCODER.encode(kept))
    words = "; then ".join(dosage.text for dosage in instructions(whole))
    return Proposed(_pruned_object(members), f"{words}{of_what}")


def _tells_doses(note: Raw) -> bool:
    """Whether a note tells how much is taken, or how often."""
    text = msgspec.json.decode(note, type=Annotation).text or ""
    words = spoken("; ".join(taking_clauses(text)))
    return bool(words.amounts or words.daily_amounts or words.a_day or words.has_steps)


def in_whole_products(ordered: Ordered) -> tuple[Ordered, str]:
    """A daily amount in the unit of the product that makes it, and how many of them; any other order as it is.

    Raises:
        NotWritableError: it takes several kinds of products, of which no one instruction can tell.

    """
    if not isinstance(ordered, AmountOrder):
        return ordered, ""
    amount = millimoles(Fraction(ordered.daily.value), ordered.daily.unit, ordered.daily.of, SUBSTANCES)
    counts = fewest(amount, product_sizes(ordered.products, SUBSTANCES)) or ()
    used = [(product, count) for product, count in zip(ordered.products, counts, strict=False) if count]
    if len(used) != 1:
        raise NotWritableError("It takes several kinds of products, which one instruction cannot tell.")
    ((product, count),) = used
    daily = Amount(product.holds * Decimal(count), f"{product.unit}/d", product.of)
    return replace(ordered, daily=daily), f" ({count} × {plain(product.holds)} {product.unit})"


def _pruned(value: Raw) -> Raw:
    """A value without what is null or empty in it; numbers stay as they were written."""
    first = bytes(value).lstrip()[:1]
    if first == b"{":
        return _pruned_object(_MEMBERS.decode(value))
    if first == b"[":
        return _pruned_array(_ITEMS.decode(value), is_paired=False)
    return value


def _pruned_object(members: Mapping[str, Raw]) -> Raw:
    return Raw(_ENCODER.encode(dict(_kept(members))))


def _kept(members: Mapping[str, Raw]) -> Iterator[tuple[str, Raw]]:
    for name, value in members.items():
        is_array = bytes(value).lstrip()[:1] == b"["
        # In an array beside that of its extensions a null holds a place: without it the two would not fit together.
        is_paired = is_array and (name.startswith("_") or f"_{name}" in members)
        pruned = _pruned_array(_ITEMS.decode(value), is_paired=is_paired) if is_array else _pruned(value)
        if bytes(pruned).strip() not in _NOTHING:
            yield name, pruned


def _pruned_array(items: list[Raw], *, is_paired: bool) -> Raw:
    pruned = [_pruned(item) for item in items]
    kept = pruned if is_paired else [item for item in pruned if bytes(item).strip() not in _NOTHING]
    return Raw(_ENCODER.encode(kept))
