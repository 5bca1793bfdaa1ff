"""Medications that were sent, by where they can be referred to: of two that differ under one name, neither is found."""

from collections.abc import Iterable, Mapping

from dosing.fhir.parts.resources import Medication

#: By address, by type and id, and, of what came without an address, by this with type and id.
Shelf = Mapping[str, Medication]
_ANYWHERE = "*/"


def shelf_of(medications: Iterable[tuple[str, Medication]]) -> dict[str, Medication]:
    """Medications by their ids and by the addresses under which they came; of two that differ, neither."""
    shelf: dict[str, Medication] = {}
    unclear: set[str] = set()
    for address, found in medications:
        local = f"Medication/{found.id}" if found.id else ""
        for place in (address, local, f"{_ANYWHERE}{local}" if local and not address else ""):
            if place and shelf.setdefault(place, found) != found:
                unclear.add(place)
    return {place: found for place, found in shelf.items() if place not in unclear}


def sent(shelf: Shelf, reference: str) -> Medication | None:
    """What a reference leads to; one with the address of a server to no resource that came from another address.

    A reference to a version is one to that version: what was sent under another address may be another one.
    """
    local = "/".join(reference.split("/")[-2:])
    return shelf.get(reference) or shelf.get(f"{_ANYWHERE}{local}" if "://" in reference else local)
