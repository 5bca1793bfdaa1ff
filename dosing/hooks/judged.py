"""An order of a call: read, judged by what was prefetched, and what must be said about both.

Nothing is guessed: what was not understood is said, and what is not known is not normal.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from msgspec import Raw, Struct
from msgspec.structs import replace

from dosing.core.ordered import Ordered
from dosing.core.patient import Patient
from dosing.fhir.lists.codes import DRUGS
from dosing.fhir.lists.names import TAKEN
from dosing.fhir.order import Reading, is_of_another, read_order
from dosing.fhir.partly import partly_judged
from dosing.fhir.parts.remark import Remark
from dosing.fhir.product.medication import WITH_DOSES
from dosing.fhir.record.evidence import Record
from dosing.service.books import BOOKS
from dosing.service.orders import answer_and_nearest
from dosing.wire.answer import Finding, NotOk, OrderAnswer

#: Why an order may not be read while it is still being selected: it is not finished.
_UNFINISHED = frozenset({"no-dose", "no-timing", "strength-missing"})
#: Why an order is nobody's business here: it is over, or is not to be given.
_NOT_IN_FORCE = "not-in-force"
#: Why an order may be about one of the drugs, or a way to give it, though that cannot be told.
_UNCLEAR = frozenset({"medication-unclear", "way-unclear"})
#: Why an order is not judged by what is known of the patient.
_OF_ANOTHER = "patient-differs"

#: What an order of which nothing was understood has in it if it is of a drug that limits are about: its name or code.
_NAMES = sorted({drug.replace("-", " ") for drug in WITH_DOSES} | {"lioresal", "quinine", "quinidine"})
_CODES = sorted({code for (_, code), (drug, _) in DRUGS.items() if drug in WITH_DOSES})
_OURS = re.compile(rf"{'|'.join(_NAMES)}|\"(?:{'|'.join(_CODES)})\"", re.IGNORECASE)

Findings: TypeAlias = tuple[Finding, ...]


class Sent(Struct, frozen=True):
    """An order of a call, where it stands, and whether it is one that is asked about."""

    path: str
    resource: Raw
    is_wanted: bool


class Judged(Struct, frozen=True, kw_only=True):
    """An order with all that is to be said of it."""

    sent: Raw
    reading: Reading
    #: None where the order was not understood as a whole.
    answer: OrderAnswer | None
    #: Of an order without an answer those that are about the patient, whatever the dose may be.
    findings: Findings
    #: Of the same drug as an order before it in the same call: their doses were not added up.
    is_repeated: bool = False
    #: The nearest order that checks ok, if there is one.
    nearest: Ordered | None = None

    @property
    def errors(self) -> tuple[Remark, ...]:
        """Why no answer about the order is ok, whatever the rules say."""
        return tuple(remark for remark in self.reading.remarks if remark.severity == "error")

    @property
    def missing(self) -> tuple[tuple[str, ...], ...]:
        """Lists of facts, by their pointers; any one of the lists would do. Of whom they are, must be clear first."""
        is_asked = isinstance(self.answer, NotOk) and not _is_mixed_up(self.reading)
        return self.answer.missing if is_asked else ()  # type: ignore[union-attr] # it is of that type

    @property
    def doubts(self) -> tuple[Remark, ...]:
        """What of the order or of the record was not used as it stands: that nothing was found may be why."""
        return tuple(remark for remark in self.reading.remarks if remark.severity == "warning")

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.findings or self.errors or self.doubts or self.is_repeated)


def judged(sent: Sequence[Sent], record: Record, *, now: date, is_finished: bool) -> list[Judged]:
    """Each wanted order of a drug that rules are about, beside all the others; of other drugs nothing is said."""
    readings = [(one, read_order(one.resource, record, now=now, path=one.path)) for one in sent]
    readings = [(one, reading) for one, reading in readings if _is_in_force(reading)]
    # An order of another patient is not beside any of these.
    drugs = ["" if _is_of_another(reading, record) else reading.drug for _, reading in readings]
    unwanted = {drug for drug, (one, _) in zip(drugs, readings, strict=True) if not one.is_wanted}
    found: list[Judged] = []
    for index, (one, reading) in enumerate(readings):
        if not one.is_wanted:
            continue
        others = drugs[:index] + drugs[index + 1 :] if drugs[index] else []
        about = _judged(one.resource, _with(reading, others), is_finished=is_finished)
        if about is not None:
            is_repeated = drugs[index] in WITH_DOSES and drugs[index] in unwanted.union(drugs[:index])
            found.append(replace(about, is_repeated=is_repeated))
    return found


def _is_mixed_up(reading: Reading) -> bool:
    """Whether what was sent is of several patients: what is not known of the one is no question to anybody."""
    return any(remark.code == _OF_ANOTHER for remark in reading.remarks)


def _is_in_force(reading: Reading) -> bool:
    return all(remark.code != _NOT_IN_FORCE for remark in reading.remarks)


def _is_of_another(reading: Reading, record: Record) -> bool:
    return reading.request is not None and is_of_another(reading.request, record)


def _with(reading: Reading, others: Sequence[str]) -> Reading:
    """The reading, with what is ordered beside it counted as taken: rules about two drugs are about both."""
    taken = {fact: True for drug in others if (fact := TAKEN.get(drug)) is not None}
    if reading.asked is None or not taken:
        return reading
    patient = reading.asked.patient
    together = Patient(patient.facts | taken, patient.stated)
    return replace(reading, asked=replace(reading.asked, patient=together))


def _judged(sent: Raw, reading: Reading, *, is_finished: bool) -> Judged | None:
    is_ours = bool(reading.drug) and reading.drug in BOOKS
    if reading.asked is not None:
        answer, nearest = answer_and_nearest(reading.asked)
        if not is_ours and not answer.findings and not _is_unclear(reading):
            return None
        is_asked = not _is_mixed_up(reading)
        findings = tuple(one for one in answer.findings if is_asked or one.outcome == "outside")
        return Judged(sent=sent, reading=reading, answer=answer, findings=findings, nearest=nearest)
    partly = partly_judged(reading)
    about = () if partly is None else partly.findings
    if is_ours and not is_finished and _is_only_unfinished(reading):
        return _unfinished(sent, reading, about)
    if is_ours or _may_be_ours(sent, reading):
        return Judged(sent=sent, reading=reading, answer=None, findings=about)
    return None


def _may_be_ours(sent: Raw, reading: Reading) -> bool:
    """Whether an order of which not even the drug was understood speaks of one that rules are about.

    A card for every other order that is not understood would be noise about drugs that nobody asked to be checked.
    """
    if _is_unclear(reading):
        return True
    return not reading.drug and bool(_OURS.search(bytes(sent).decode(errors="replace")))


def _is_unclear(reading: Reading) -> bool:
    return any(remark.code in _UNCLEAR for remark in reading.remarks)


def _is_only_unfinished(reading: Reading) -> bool:
    return all(remark.code in _UNFINISHED for remark in reading.remarks if remark.severity == "error")


def _unfinished(sent: Raw, reading: Reading, about: Findings) -> Judged:
    """What speaks against the drug in this patient, whatever the dose will be; nothing is asked for yet."""
    said = tuple(remark for remark in reading.remarks if remark.code not in _UNFINISHED)
    against = tuple(one for one in about if one.outcome == "outside")
    return Judged(sent=sent, reading=replace(reading, remarks=said), answer=None, findings=against)
