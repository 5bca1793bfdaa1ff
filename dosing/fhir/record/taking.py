"""What is taken beside the order: flags by exact names, and the current dose of the ordered drug where it is certain.

That a drug is not found in a record never means that it is not taken.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from dosing.core.exact import EXACT, plain
from dosing.core.fact import Fact
from dosing.core.order import Current, Phase, PhasedOrder
from dosing.fhir.dosage.beside import compare_words
from dosing.fhir.dosage.instruction import instruction
from dosing.fhir.dosage.shape import shaped
from dosing.fhir.lists.names import TAKEN, substance_name
from dosing.fhir.parts.elements import Concept
from dosing.fhir.parts.remark import NotUnderstoodError, Remarks
from dosing.fhir.parts.resources import Medication, MedicationRequest
from dosing.fhir.product.medication import WITH_DOSES, Product, product_of
from dosing.fhir.product.route import other_way
from dosing.fhir.product.shelf import shelf_of
from dosing.fhir.record.evidence import Evidence, Found
from dosing.fhir.record.time_of_taking import Holds, told_when
from dosing.wire.answered import ECHO

#: What is taken now; an order that waits, is over, or is only proposed is not.
_NOW = frozenset({"active", "recorded"})
_ONLY_THOUGHT = frozenset({"proposal", "plan", "option"})
_TITRATED = "baclofen"


class Taking(NamedTuple):
    """What a list of medications tells."""

    flags: dict[Fact, bool | Decimal]
    current: Current | None
    #: The drugs with doses that are ordered already, or stated to be taken.
    in_force: frozenset[str]
    shelf: Mapping[str, Medication]


def taking(part: Evidence, ordered: MedicationRequest, now: date, said: Remarks) -> Taking:
    """What is taken now beside what is ordered: the order itself, if it is in the list, is not."""
    shelf = shelf_of((one.address, one.resource) for one in part.found if isinstance(one.resource, Medication))
    flags: dict[Fact, bool | Decimal] = {}
    in_force: set[str] = set()
    titrated: list[tuple[Found, MedicationRequest, Product]] = []
    for one, request in _now(part, ordered):
        try:
            product = _product_of(request, one.path, shelf)
        except NotUnderstoodError as error:
            said.say("evidence-not-used", f"What is taken cannot be told: {error.remark.text}", one.path)
            continue
        fact = TAKEN.get(substance_name(product.name)) or TAKEN.get(product.drug)
        if fact is None and product.drug not in WITH_DOSES:
            continue
        holds, why = told_when(request, now)
        if holds is Holds.OVER:
            said.say("evidence-over", f"{product.name[:ECHO]!r} is not taken any more: {why}.", one.path)
            continue
        if fact is not None:
            flags[fact] = True
        if product.drug in WITH_DOSES:
            in_force.add(product.drug)
        if product.drug == _TITRATED:
            titrated.append((one, request, product))
    current = _current(titrated, now, said)
    if current is not None:
        flags[Fact.TAKING_BACLOFEN] = current.daily_dose
    return Taking(flags, current, frozenset(in_force), shelf)


def _product_of(request: MedicationRequest, path: str, shelf: Mapping[str, Medication]) -> Product:
    """What is taken; of a Medication that was not sent, by what the reference calls it.

    Raises:
        NotUnderstoodError: it cannot be told.

    """
    try:
        return product_of(request, path, shelf, Remarks())
    except NotUnderstoodError as error:
        reference = request.medicationReference
        if error.remark.code != "medication-not-found" or reference is None or not reference.display:
            raise
        named = replace(request, medicationReference=None, medicationCodeableConcept=Concept(text=reference.display))
        return product_of(named, path, shelf, Remarks())


def _now(part: Evidence, ordered: MedicationRequest) -> Sequence[tuple[Found, MedicationRequest]]:
    return [
        (one, request)
        for one in part.found
        if isinstance(request := one.resource, MedicationRequest)
        and request.status in _NOW
        and request.intent not in _ONLY_THOUGHT
        and not request.doNotPerform
        and not _is_not_taken(request)
        and (request.id is None or request.id != ordered.id)
    ]


def _is_not_taken(request: MedicationRequest) -> bool:
    """Whether it is stated that it is not taken; what is stated in other words leaves that open (`_is_as_told`)."""
    return request.taken in {"n", "na"}


def _is_as_told(request: MedicationRequest) -> bool:
    """Whether nothing is stated that makes it doubtful that it is taken as it is ordered."""
    codings = request.adherence.code.codings if request.adherence and request.adherence.code else ()
    is_kept = request.adherence is None or bool(codings)
    return request.taken in {None, "y"} and is_kept and all(coding.code in _KEPT for coding in codings)


def _current(titrated: list[tuple[Found, MedicationRequest, Product]], now: date, said: Remarks) -> Current | None:
    """The current dose, where one order in force tells one dose a day; since when is not known from an order."""
    if len(titrated) != 1:
        for one, _, _ in titrated:
            said.say("evidence-not-used", "Of several orders in force none tells the current dose.", one.path)
        return None
    one, request, product = titrated[0]
    holds, why = told_when(request, now)
    if holds is not Holds.NOW:
        said.say("evidence-not-used", f"The {product.drug} in the record tells no current dose: {why}.", one.path)
        return None
    daily = _daily_dose(one, request, product, now)
    if daily is None or not _is_as_told(request):
        said.say("evidence-not-used", "The order in force does not tell one daily dose: it is unknown.", one.path)
        return None
    said.say(
        "current-dose",
        f"The current dose is {plain(daily)} mg/d by the order in force; since when is not known.",
        one.path,
    )
    return Current(daily_dose=daily)


def _daily_dose(one: Found, request: MedicationRequest, product: Product, now: date) -> Decimal | None:
    heard = Remarks()
    if request.modifierExtension or request.implicitRules:
        return None
    field = "dosageInstruction" if request.dosageInstruction else "dosage"
    dosages = request.dosageInstruction or request.dosage or ()
    try:
        read = [instruction(dosage, f"{one.path}.{field}[{index}]", heard) for index, dosage in enumerate(dosages)]
        compare_words(request, read, product, one.path, heard)
        found = shaped(product, read, one.path, None, heard)
    except NotUnderstoodError:
        return None
    if other_way(product.drug, [(one.path, dosage) for dosage in dosages]) is not None:
        return None
    is_certain = not any(remark.severity != "information" or remark.code in _OPEN for remark in heard.made)
    ordered = found.ordered
    if not is_certain or not isinstance(ordered, PhasedOrder) or len(ordered.phases) != 1:
        return None
    (phase,) = ordered.phases
    return EXACT.plus(phase.daily_dose) if _holds(phase, found.start, now) else None


def _holds(phase: Phase, start: date | None, now: date) -> bool:
    """Whether it has begun and not ended; of one with an end but no beginning that is not known."""
    if start is None:
        return phase.days is None
    return start <= now and (phase.days is None or now < start + timedelta(days=phase.days))


#: R5's words for being taken as it should be; in any other word it is not sure.
_KEPT = frozenset({"taking", "taking-as-directed"})
#: What leaves a dose open though it can be judged at its most.
_OPEN = frozenset({"as-needed", "high-end", "low-end"})
