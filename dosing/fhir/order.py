"""A MedicationRequest with a patient's record as what is asked here, and all that must be said about the reading.

An order that is not understood as a whole is not asked about: half an order judged as a whole one is a wrong answer.
"""

from collections.abc import Sequence
from datetime import date

import msgspec
from msgspec import Raw, Struct

from dosing.core.exact import EXACT, plain
from dosing.core.finding import Acknowledgement
from dosing.core.order import PhasedOrder
from dosing.core.ordered import NamedOrder
from dosing.fhir.dosage.beside import compare_words
from dosing.fhir.dosage.instruction import Instruction, instruction
from dosing.fhir.dosage.own_milligrams import require_own_milligrams
from dosing.fhir.dosage.sequence import course
from dosing.fhir.dosage.shape import Shaped, shaped
from dosing.fhir.indication import indication
from dosing.fhir.least import at_least
from dosing.fhir.parts.day import days
from dosing.fhir.parts.dosages import Dosage
from dosing.fhir.parts.remark import NotUnderstoodError, Remark, Remarks
from dosing.fhir.parts.resources import Kind, MedicationRequest
from dosing.fhir.product.medication import WITH_DOSES, Product, product_of
from dosing.fhir.product.route import name_of
from dosing.fhir.record.evidence import PRODUCTS, Record, of_kind
from dosing.fhir.record.known import Known, id_of, known
from dosing.fhir.record.subject import told
from dosing.service.books import BOOKS
from dosing.service.orders import Asked
from dosing.wire.answered import ECHO

#: An order of these is not, or no longer, to be given. Source: `http://hl7.org/fhir/CodeSystem/medicationrequest-status`.
_OVER = frozenset({"cancelled", "completed", "ended", "entered-in-error", "stopped"})
#: What contradicts itself is said of every order, also of one that no rule is about.
_CONTRADICTIONS = frozenset(
    {"modifier", "text-disagrees", "timing-invalid", "period-disagrees", "duration-as-bounds", "gap", "not-in-force"}
)
#: Of the record of a patient whose drug no rule is about, no more is said than that it is another's.
_ALWAYS = frozenset({"patient-differs", "patient-unclear", "patient-deceased"})
_MOST_INSTRUCTIONS = 100

_KIND = msgspec.json.Decoder(Kind)
_REQUEST = msgspec.json.Decoder(MedicationRequest)


class Reading(Struct, frozen=True, kw_only=True):
    """What was understood of an order, and what must be said about it."""

    #: What to judge; none where the order was not understood as a whole.
    asked: Asked | None
    remarks: tuple[Remark, ...]
    #: The drug's id, or its name as ordered; nothing where not even that was understood.
    drug: str = ""
    request: MedicationRequest | None = None
    #: By the pointer of a finding: the FHIRPaths of what it is about.
    places: dict[str, tuple[str, ...]] = {}
    start: date | None = None
    #: Of an order that was not understood: what it is at the least, by each dose that was.
    at_least: tuple[Asked, ...] = ()
    #: What is known of the patient, also where the order is not understood.
    known: Known | None = None

    @property
    def is_understood(self) -> bool:
        """Whether nothing was left that could make it mean something else; if not, no answer about it is ok."""
        return self.asked is not None and not any(remark.severity == "error" for remark in self.remarks)

    @property
    def about_patient(self) -> Asked | None:
        """What the patient's own facts can be judged by, where a drug with doses is ordered in a way not understood."""
        is_over = any(remark.code == "not-in-force" for remark in self.remarks)
        if self.asked is not None or self.known is None or self.drug not in WITH_DOSES or is_over:
            return None
        return Asked(name=self.drug, patient=self.known.patient, ordered=NamedOrder())

    def expressions(self, where: str) -> tuple[str, ...]:
        """The FHIRPaths of what a finding points at: of the nearest part that was read, or of the order."""
        place = where
        while place:
            if place in self.places:
                return self.places[place]
            place = place.rpartition("/")[0]
        return self.places.get("", ())


def read_order(
    sent: Raw,
    record: Record,
    *,
    now: date,
    path: str = "MedicationRequest",
    acknowledged: Sequence[Acknowledgement] = (),
) -> Reading:
    """An order, judged by a record as it is now; `path` is the FHIRPath of where the order stands.

    Where the record is said to be of one patient, an order of another one is not understood, and nothing of the record
    is held against it.
    """
    try:
        kind = _KIND.decode(sent).resourceType
        request = _REQUEST.decode(sent)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _unreadable(f"It is not built as FHIR has it: {str(error)[: 2 * ECHO]}", path)
    if kind != "MedicationRequest":
        return _unreadable(f"It is a {(kind or '')[:ECHO]!r}, not a MedicationRequest.", path)
    return read_request(request, record, now=now, path=path, acknowledged=acknowledged)


def is_of_another(request: MedicationRequest, record: Record) -> bool:
    """Whether an order says that it is for another patient than the one whom the record is of."""
    whose = id_of(request.subject)
    return record.of is not None and whose is not None and whose != record.of


def _unreadable(text: str, path: str) -> Reading:
    return Reading(asked=None, remarks=(Remark("unreadable", text, path),), places={"": (path,)})


def read_request(
    request: MedicationRequest,
    record: Record,
    *,
    now: date,
    path: str = "MedicationRequest",
    acknowledged: Sequence[Acknowledgement] = (),
) -> Reading:
    """An order that was decoded."""
    said, told = Remarks(), Remarks()
    if is_of_another(request, record):
        told.say("patient-differs", "The order is for another patient than the one it is sent for.", f"{path}.subject")
        # Of what was sent, no more is used than which products there are.
        record = Record(medications=of_kind(record.medications, PRODUCTS))
    about = known(record, request, on=_day_of(request, now), now=now, said=told)
    product: Product | None = None
    found: Shaped | None = None
    name, is_in_force = "", False
    with said.catching():
        _require_in_force(request, path)
        is_in_force = True
    with said.catching():
        product = product_of(request, path, about.shelf, said)
    instructions, heard = _instructions(request, path)
    if product is not None:
        dosages = [
            (f"{path}.dosageInstruction[{index}]", one) for index, one in enumerate(request.dosageInstruction or ())
        ]
        if request.renderedDosageInstruction:
            dosages.append((f"{path}.renderedDosageInstruction", Dosage(text=request.renderedDosageInstruction)))
        name = name_of(product, dosages, said)
    said.keep_all(told, only=None if name in BOOKS else _ALWAYS)
    if product is not None and is_in_force and name in WITH_DOSES:
        said.keep_all(heard)
        with said.catching():
            compare_words(request, [one for one in instructions if one is not None], product, path, said)
            require_own_milligrams(request, instructions, product, path)
            found = _with_doses(product, instructions, f"{path}.dosageInstruction", about, said)
            _tell_replaced(found, name, about, path, said)
    else:
        _tell_contradictions(heard, instructions, f"{path}.dosageInstruction", said)
        found = Shaped(ordered=NamedOrder(), places={}) if name and is_in_force else None
    places: dict[str, tuple[str, ...]] = {"": (path,), "/patient": (path,)}
    if product is not None:
        places["/name"] = (product.path,)
    asked: Asked | None = None
    if found is not None:
        places |= found.places
        asked = Asked(
            name=name,
            patient=about.patient,
            ordered=found.ordered,
            indication=indication(request, path, said),
            acknowledged=acknowledged,
        )
    least: tuple[Asked, ...] = ()
    if product is not None and is_in_force and name in WITH_DOSES and found is None:
        least = _at_least(product, instructions, about, said)
    return Reading(
        asked=asked,
        at_least=least,
        remarks=said.made,
        drug=name,
        request=request,
        places=places,
        start=None if found is None else found.start,
        known=about,
    )


def _day_of(request: MedicationRequest, now: date) -> date:
    """The day of the order; where it has none, or one that is to come, now."""
    written = days(request.authoredOn)
    return min(written.first, now) if written is not None and written.is_exact else now


def _require_in_force(request: MedicationRequest, path: str) -> None:
    if request.modifierExtension:
        raise NotUnderstoodError("modifier", "The order has a modifier extension that is not known.", path)
    if request.implicitRules is not None:
        raise NotUnderstoodError(
            "modifier", "The order was made under rules that are not known.", f"{path}.implicitRules"
        )
    if request.doNotPerform:
        raise NotUnderstoodError("not-in-force", "It is an order not to give it.", f"{path}.doNotPerform")
    subject = told(request.subject)
    if subject is not None and not subject.is_of_patient:
        raise NotUnderstoodError(
            "patient-unclear", f"It is for a {subject.kind[:ECHO]}, not for a patient.", f"{path}.subject"
        )
    if request.status in _OVER:
        raise NotUnderstoodError("not-in-force", f"An order that is {request.status} is not judged.", f"{path}.status")


def _instructions(request: MedicationRequest, path: str) -> tuple[list[Instruction | None], Remarks]:
    """Each instruction, none where it was not understood; and what was said while reading them."""
    heard = Remarks()
    dosages = request.dosageInstruction or ()
    if len(dosages) > _MOST_INSTRUCTIONS:
        place = f"{path}.dosageInstruction"
        heard.say("not-supported", f"More than {_MOST_INSTRUCTIONS} instructions are not read.", place)
        return [None], heard
    read: list[Instruction | None] = []
    for index, dosage in enumerate(dosages):
        found = None
        with heard.catching():
            found = instruction(dosage, f"{path}.dosageInstruction[{index}]", heard)
        read.append(found)
    return read, heard


def _with_doses(
    product: Product, instructions: Sequence[Instruction | None], path: str, about: Known, said: Remarks
) -> Shaped | None:
    """What is ordered; none where an instruction was not understood."""
    read = [one for one in instructions if one is not None]
    return shaped(product, read, path, about.current, said) if len(read) == len(instructions) else None


def _tell_replaced(found: Shaped | None, drug: str, about: Known, path: str, said: Remarks) -> None:
    """An order beside one of the same drug is read as replacing it; whether it does, only the prescriber knows."""
    if found is None or drug not in about.in_force:
        return
    name, both = drug.replace("-", " "), ""
    if isinstance(found.ordered, PhasedOrder) and about.current is not None:
        most = max(phase.daily_dose for phase in found.ordered.phases)
        together = EXACT.add(most, about.current.daily_dose)
        both = f" Both together would be up to {plain(together)} mg a day."
    said.say(
        "replaces",
        f"The record has {name} already: this order was read as replacing that, not as given beside it.{both}",
        path,
    )


def _at_least(
    product: Product, instructions: Sequence[Instruction | None], about: Known, said: Remarks
) -> tuple[Asked, ...]:
    """Each dose as if it were given once."""
    found = at_least(product, instructions)
    for _, path in found:
        said.say(
            "at-least",
            "How often it is given is not clear: one such dose by itself was compared with the maximum of a day.",
            path,
        )
    return tuple(Asked(name=product.drug, patient=about.patient, ordered=ordered) for ordered, _ in found)


def _tell_contradictions(heard: Remarks, instructions: Sequence[Instruction | None], path: str, said: Remarks) -> None:
    """Of an order whose doses no rule is about, no more than what contradicts itself."""
    read = [one for one in instructions if one is not None]
    if read:
        with heard.catching():
            course(read, path, lambda bounds: bounds.most, heard)
    said.keep_all(heard, only=_CONTRADICTIONS)
