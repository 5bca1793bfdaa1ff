"""What a client prefetched, as the record of a patient: there, known to be none, or unknown.

Only the keys that the service asks for are read: under another one it is not known what was searched.
"""

from collections.abc import Iterable, Mapping

from msgspec import Raw
from msgspec.structs import replace

from dosing.fhir.record.evidence import (
    CONDITIONS,
    KNOWN_EMPTY,
    MEDICATIONS,
    PATIENT,
    RESULTS,
    UNKNOWN,
    Evidence,
    Record,
    State,
    evidence,
    joined,
)

_RESULT_KEYS = ("egfr", "creatinine", "electrolytes")


def record(fetched: Mapping[str, Raw | None], *, of: str | None = None) -> Record:
    """The record that was prefetched, of the patient with this id; what is under none of its keys is unknown."""

    def under(key: str, wanted: frozenset[str]) -> Evidence:
        if key not in fetched:
            return UNKNOWN
        sent = fetched[key]
        return KNOWN_EMPTY if sent is None else evidence(sent, f"%{key}", wanted)

    return Record(
        of=of,
        patient=under("patient", PATIENT),
        results=joined(tuple(under(key, RESULTS) for key in _RESULT_KEYS if key in fetched)),
        conditions=under("conditions", CONDITIONS),
        medications=under("medications", MEDICATIONS),
    )


def has_evidence(of: Record) -> bool:
    """Whether anything at all is known, be it that there is nothing."""
    return any(part.state is not State.UNKNOWN for part in (of.patient, of.results, of.conditions, of.medications))


def beside(of: Record, others: Iterable[Evidence]) -> Record:
    """The record, with what is ordered at the same time among what is taken; whether that is all is as before."""
    parts = (of.medications, *others)
    found = tuple(one for part in parts for one in part.found)
    if not found:
        return of
    together = replace(joined(parts), state=State.PRESENT, is_complete=of.medications.is_complete)
    return replace(of, medications=together)
