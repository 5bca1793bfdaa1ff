"""What a caller sent of a record, in three states: it is there, it is known that there is none, or nothing is known.

A resource is decoded only if its type is wanted; of every other no more is read than its type.
"""

from enum import StrEnum

import msgspec
from msgspec import Raw, Struct

from dosing.fhir.parts.bundle import Bundle
from dosing.fhir.parts.remark import Remark
from dosing.fhir.parts.resources import Kind
from dosing.fhir.record.clinical import TYPES, AnyResource
from dosing.wire.answered import ECHO


class State(StrEnum):
    """What is known of a kind of evidence."""

    PRESENT = "present"
    KNOWN_EMPTY = "known-empty"
    UNKNOWN = "unknown"


class Found(Struct, frozen=True):
    """A resource that was decoded, where it stands, and under which address it came."""

    kind: str
    resource: AnyResource
    path: str
    address: str = ""


class Evidence(Struct, frozen=True, kw_only=True):
    """What is known of one kind of evidence."""

    state: State
    found: tuple[Found, ...] = ()
    #: Whether there is no more than this: no further page, no error, nothing that could not be read.
    is_complete: bool = False
    remarks: tuple[Remark, ...] = ()


UNKNOWN = Evidence(state=State.UNKNOWN)
KNOWN_EMPTY = Evidence(state=State.KNOWN_EMPTY, is_complete=True)

PATIENT = frozenset({"Patient"})
RESULTS = frozenset({"Observation"})
CONDITIONS = frozenset({"Condition"})
MEDICATIONS = frozenset({"MedicationRequest", "MedicationStatement", "Medication"})
PRODUCTS = frozenset({"Medication"})
ANYTHING = PATIENT | RESULTS | CONDITIONS | MEDICATIONS


class Record(Struct, frozen=True, kw_only=True):
    """What is known of a patient's record, by kind."""

    #: The id of the patient whom all of it has to be of, as the caller says; not said: none.
    of: str | None = None
    patient: Evidence = UNKNOWN
    results: Evidence = UNKNOWN
    conditions: Evidence = UNKNOWN
    medications: Evidence = UNKNOWN


_KIND = msgspec.json.Decoder(Kind)
_BUNDLE = msgspec.json.Decoder(Bundle)
_DECODERS = {name: msgspec.json.Decoder(kind) for name, kind in TYPES.items()}


def evidence(sent: Raw | None, path: str, wanted: frozenset[str]) -> Evidence:
    """What was sent under one key: nothing at all (none), null, a resource, or the Bundle that a search gave."""
    if sent is None:
        return UNKNOWN
    if bytes(sent).strip() == b"null":
        return KNOWN_EMPTY
    try:
        kind = _KIND.decode(sent).resourceType
        if kind == "Bundle":
            return _of_bundle(_BUNDLE.decode(sent), path, wanted)
        if kind == "OperationOutcome":
            return UNKNOWN
        found = _decoded(kind, sent, path, "", wanted)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Evidence(state=State.UNKNOWN, remarks=(_unreadable(error, path),))
    return UNKNOWN if found is None else Evidence(state=State.PRESENT, found=(found,))


def _decoded(kind: str | None, sent: Raw, path: str, address: str, wanted: frozenset[str]) -> Found | None:
    if kind is None or kind not in wanted:
        return None
    return Found(kind, _DECODERS[kind].decode(sent), path, address)


def _of_bundle(bundle: Bundle, path: str, wanted: frozenset[str]) -> Evidence:
    found: list[Found] = []
    remarks: list[Remark] = []
    has_errors = False
    for index, entry in enumerate(bundle.entry or ()):
        place = f"{path}.entry[{index}].resource"
        try:
            kind = _KIND.decode(entry.resource).resourceType if entry.resource else None
            one = _decoded(kind, entry.resource, place, entry.fullUrl or "", wanted)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            remarks.append(_unreadable(error, place))
            continue
        has_errors = has_errors or kind == "OperationOutcome"
        if one is not None:
            found.append(one)
    has_more = any(link.relation == "next" for link in bundle.link or ())
    is_all = not (has_more or has_errors or remarks)
    # Only what a search found is all that there is of something; of an empty Bundle it does not matter.
    is_complete = is_all and (bundle.type == "searchset" or not bundle.entry)
    nothing = State.KNOWN_EMPTY if is_complete else State.UNKNOWN
    state = State.PRESENT if found else nothing
    return Evidence(state=state, found=tuple(found), is_complete=is_complete, remarks=tuple(remarks))


def _unreadable(error: Exception, path: str) -> Remark:
    return Remark("evidence-unreadable", f"It is not built as FHIR has it: {str(error)[: 2 * ECHO]}", path)


def joined(parts: tuple[Evidence, ...]) -> Evidence:
    """Evidence of one kind that came in several parts: each part is one search, and all are what is known."""
    found = tuple(one for part in parts for one in part.found)
    is_complete = bool(parts) and all(part.is_complete for part in parts)
    if found:
        state = State.PRESENT
    elif parts and all(part.state is State.KNOWN_EMPTY for part in parts):
        state = State.KNOWN_EMPTY
    else:
        state = State.UNKNOWN
    return Evidence(
        state=state,
        found=found,
        is_complete=is_complete,
        remarks=tuple(remark for part in parts for remark in part.remarks),
    )


def of_kind(part: Evidence, kinds: frozenset[str]) -> Evidence:
    """Of evidence of many kinds, such as that of a Bundle with everything, what is of these."""
    found = tuple(one for one in part.found if one.kind in kinds)
    if found or part.state is State.UNKNOWN:
        state = State.PRESENT if found else State.UNKNOWN
        return Evidence(state=state, found=found, is_complete=part.is_complete and bool(found))
    # That a Bundle of other things has none of this kind does not tell that there is none.
    return UNKNOWN if part.found else part
