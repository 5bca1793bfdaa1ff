"""Whose a resource is: the same patient's as the order, another one's, or of one of whom that cannot be told.

A name in words tells of nobody, and what is told of somebody else is never taken to be the patient's.
"""

import re

from msgspec import Struct

from dosing.fhir.parts.elements import Reference
from dosing.fhir.record.clinical import Patient

_TYPE = re.compile(r"[A-Z][A-Za-z]+")
_PATIENT = "Patient"

#: A system, and what it calls somebody.
Identifier = tuple[str, str]


class Told(Struct, frozen=True):
    """What a reference tells: type, id and server of an address, and an identifier; what it does not tell is empty."""

    kind: str = ""
    id: str = ""
    server: str = ""
    identifier: Identifier | None = None

    @property
    def is_of_patient(self) -> bool:
        """Whether it is not told to be of something else: a group, a device, a place."""
        return self.kind in {"", _PATIENT}


def told(reference: Reference | None) -> Told | None:
    """What the reference tells; nothing where there is none. One into the same resource has no id.

    >>> told(Reference("https://fhir.example/Patient/p1/_history/2"))
    Told(kind='Patient', id='p1', server='https://fhir.example', identifier=None)
    """
    if reference is None:
        return None
    named, kind = reference.identifier, (reference.type or "").split("/")[-1]
    identifier = (named.system or "", named.value) if named is not None and named.value else None
    written = (reference.reference or "").partition("/_history/")[0]
    if not written or written.startswith("#"):
        return Told(kind=kind, identifier=identifier)
    *before, last = written.split("/")
    is_typed = bool(before) and _TYPE.fullmatch(before[-1]) is not None
    return Told(
        kind=before[-1] if is_typed else kind,
        id=last.split(":")[-1],
        server="/".join(before[:-1]) if is_typed else "",
        identifier=identifier,
    )


class Whose(Struct, frozen=True):
    """By what a patient is known."""

    ids: frozenset[str] = frozenset()
    servers: frozenset[str] = frozenset()
    identifiers: frozenset[Identifier] = frozenset()

    @property
    def is_known(self) -> bool:
        """Whether there is anything to compare with."""
        return bool(self.ids or self.identifiers)

    def and_by(self, one: Told) -> "Whose":
        """Known by this as well."""
        return Whose(
            self.ids | ({one.id} - {""}),
            self.servers | ({one.server} - {""}),
            self.identifiers | ({one.identifier} if one.identifier else set()),
        )

    def is_same(self, one: Told) -> bool | None:
        """Whether it is the same patient; nothing where that cannot be told."""
        if not one.is_of_patient:
            return False
        if one.id and self.ids:
            # An address without a server is of the one on which it stands.
            return one.id in self.ids and (not one.server or not self.servers or one.server in self.servers)
        if one.identifier in self.identifiers:
            return True
        is_other = one.identifier is not None and one.identifier[0] in {system for system, _ in self.identifiers}
        return False if is_other else None


def patient_told(patient: Patient, address: str) -> Whose:
    """By what a Patient that was sent is known: its id, the address under which it came, and its identifiers."""
    by_address = (told(Reference(reference=address)) if address else None) or Told()
    identifiers = frozenset((one.system or "", one.value) for one in patient.identifier or () if one.value)
    return Whose(identifiers=identifiers).and_by(by_address).and_by(Told(id=patient.id or ""))
