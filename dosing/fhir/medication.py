"""What is ordered: the drug by code or by its exact name, and how much of it a product holds.

A drug is never guessed: words that merely speak of a drug with rules make the order unclear, not that drug.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec
from msgspec import Raw, Struct

from dosing.core.exact import EXACT
from dosing.fhir.codes import DRUGS, INTRATHECAL, STRENGTHS
from dosing.fhir.names import ORDERED, PERCENTS, is_intrathecal, mentioned, plain_name, substance_name
from dosing.fhir.remark import NotUnderstoodError, Remarks
from dosing.fhir.resources import Concept, Kind, Medication, MedicationRequest, Ratio
from dosing.fhir.unit import COUNTED, Measured, in_milligrams, in_millilitres, measured
from dosing.service.books import BOOKS
from dosing.wire.answered import ECHO

#: Medications by where they can be referred to.
Shelf = Mapping[str, Medication]
_KIND = msgspec.json.Decoder(Kind)
_MEDICATION = msgspec.json.Decoder(Medication)


class Product(Struct, frozen=True, kw_only=True):
    """What is ordered, and what one of it holds."""

    #: A drug's id, or the name of what no rule is about.
    drug: str
    #: What it is called in the order.
    name: str
    path: str
    #: In one tablet: a mass or an amount.
    each: Measured | None = None
    #: In one mL, in mg.
    per_millilitre: Decimal | None = None


INTRATHECAL_BACLOFEN = "baclofen (intrathecal)"


def product_of(request: MedicationRequest, path: str, shelf: Shelf, said: Remarks) -> Product:
    """What is ordered.

    Raises:
        NotUnderstoodError: it is not said, not sent, or cannot be told for sure.

    """
    concept, reference, place = _stated(request, path)
    found: Medication | None = None
    if reference is not None:
        found = _referred(request, reference, shelf, place)
        if found.modifierExtension or found.implicitRules:
            raise NotUnderstoodError("modifier", "The Medication may mean something else than it says.", place)
        concept = found.code or _of_ingredient(found)
    if concept is None:
        raise NotUnderstoodError("no-medication", "Neither a code nor a name of a medication is given.", place)
    drug, name = _identified(concept, place, said)
    forms = (concept, *((found.form, found.doseForm) if found is not None else ()))
    if drug == "baclofen" and any(form is not None and _is_for_injection(form) for form in forms):
        drug = INTRATHECAL_BACLOFEN
    each, per_millilitre = _by_code(concept) if drug != "albumin" else (None, _of_albumin(concept))
    if found is not None and found.ingredient:
        each, per_millilitre = _by_ingredient(found, drug, place, said, (each, per_millilitre))
    return Product(drug=drug, name=name, path=place, each=each, per_millilitre=per_millilitre)


def _is_for_injection(form: Concept) -> bool:
    """Whether a form, or the name of a product, is one of those of baclofen that are not taken by mouth."""
    texts = [text for text in (form.text, *(coding.display for coding in form.codings)) if text]
    return any(is_intrathecal(text) or "inject" in text.casefold() or "infus" in text.casefold() for text in texts)


def _stated(request: MedicationRequest, path: str) -> tuple[Concept | None, str | None, str]:
    """The concept, or the reference, and where it stands: R5 has both under one name."""
    if request.medicationCodeableConcept is not None and request.medicationReference is not None:
        raise NotUnderstoodError("medication-unclear", "A medication is coded or referred to: neither is read.", path)
    if request.medicationCodeableConcept is not None:
        return request.medicationCodeableConcept, None, f"{path}.medicationCodeableConcept"
    if request.medicationReference is not None:
        return None, request.medicationReference.reference or "", f"{path}.medicationReference"
    both = request.medication
    if both is not None and both.concept is not None:
        return both.concept, None, f"{path}.medication.concept"
    if both is not None and both.reference is not None:
        return None, both.reference.reference or "", f"{path}.medication.reference"
    raise NotUnderstoodError("no-medication", "Neither a code nor a name of a medication is given.", path)


def _referred(request: MedicationRequest, reference: str, shelf: Shelf, path: str) -> Medication:
    if reference.startswith("#"):
        found = _contained(request.contained or (), reference[1:])
    else:
        found = shelf.get(reference) or shelf.get("/".join(reference.split("/")[-2:]))
    if found is None:
        raise NotUnderstoodError(
            "medication-not-found", f"The Medication {reference[:ECHO]!r} is not among what was sent.", path
        )
    return found


def _contained(contained: Sequence[Raw], wanted: str) -> Medication | None:
    for raw in contained:
        try:
            kind = _KIND.decode(raw)
            if kind.resourceType == "Medication" and kind.id == wanted:
                return _MEDICATION.decode(raw)
        except msgspec.DecodeError:
            continue
    return None


def _of_ingredient(found: Medication) -> Concept | None:
    """What a product without a code of its own is: its only ingredient."""
    items = found.ingredient or ()
    if len(items) != 1:
        return None
    return items[0].itemCodeableConcept or (items[0].item.concept if items[0].item else None)


def _identified(concept: Concept, path: str, said: Remarks) -> tuple[str, str]:
    """The drug's id and what it is called."""
    codes = [(coding.system or "", coding.code or "") for coding in concept.codings]
    words = [text for text in (concept.text, *(coding.display for coding in concept.codings)) if text]
    name = next((text for text in words if text.strip()), next((code for _, code in codes if code), ""))
    if not name:
        raise NotUnderstoodError("no-medication", "Neither a code nor a name of a medication is given.", path)
    if any(code in INTRATHECAL for code in codes):
        return INTRATHECAL_BACLOFEN, name
    drugs = {DRUGS[code][0] for code in codes if code in DRUGS}
    by_name = {ORDERED[plain_name(text)] for text in words if plain_name(text) in ORDERED}
    # A drug that is ordered by its name alone needs no more than the substance in a product's name.
    by_name |= {drug for text in words if (drug := ORDERED.get(substance_name(text), "")) and drug not in WITH_DOSES}
    # A code says more than words: words beside one are looked at only where they name another drug.
    found = drugs | by_name
    if len(found) > 1:
        raise NotUnderstoodError(
            "medication-unclear", f"Codes and names mean different drugs: {', '.join(sorted(found))}.", path
        )
    if "baclofen" in found and any(is_intrathecal(text) for text in words):
        return INTRATHECAL_BACLOFEN, name
    if found:
        drug = found.pop()
        plain = {plain_name(text) for text in words}
        if not drugs and drug not in plain and drug.replace("-", " ") not in plain and drug not in WITH_DOSES:
            said.say("read-as", f"{name[:ECHO]!r} was judged as {drug}.", path)
        return drug, name
    spoken_of = next(filter(None, map(mentioned, words)), "")
    if spoken_of:
        raise NotUnderstoodError(
            "medication-unclear",
            f"{name[:ECHO]!r} speaks of {spoken_of}, but neither by a code that is known nor by its exact name.",
            path,
        )
    return plain_name(name[:200]), name


#: Drugs whose doses rules are about.
WITH_DOSES = frozenset(name for name, book in BOOKS.items() if book.drug is not None and book.drug.shape is not None)


def _by_code(concept: Concept) -> tuple[Measured | None, Decimal | None]:
    for coding in concept.codings:
        holds = STRENGTHS.get((coding.system or "", coding.code or ""))
        if holds is not None:
            value, unit = Decimal(holds[0]), holds[1]
            return (None, value) if unit == "mg/mL" else (Measured(value, unit), None)
    return None, None


def _of_albumin(concept: Concept) -> Decimal | None:
    """Milligrams in a mL, where the name says how many grams are in 100 of them."""
    words = (concept.text, *(coding.display for coding in concept.codings))
    percents = {PERCENTS[plain_name(text)] for text in words if text and plain_name(text) in PERCENTS}
    return Decimal(percents.pop() * 10) if len(percents) == 1 else None


Holds = tuple[Measured | None, Decimal | None]


def _by_ingredient(found: Medication, drug: str, path: str, said: Remarks, by_code: Holds) -> Holds:
    """What an ingredient's strength says. Where a code says it too, both must say the same."""
    strengths = [(index, item.strength or item.strengthRatio) for index, item in enumerate(found.ingredient or ())]
    stated = [(index, strength) for index, strength in strengths if strength is not None]
    if len(stated) != 1 or len(found.ingredient or ()) != 1:
        if stated and drug in WITH_DOSES:
            raise NotUnderstoodError("medication-unclear", "A product of several ingredients is not read.", path)
        return by_code
    index, strength = stated[0]
    if drug not in WITH_DOSES:
        return by_code
    holds = _strength(strength, f"{path}.resolve().ingredient[{index}].strength", said)
    if any(code is not None and code != own for code, own in zip(by_code, holds, strict=True)):
        raise NotUnderstoodError(
            "medication-unclear", "The product's code and its ingredient differ in strength.", path
        )
    return holds


def _strength(strength: Ratio, path: str, said: Remarks) -> Holds:
    above = measured(strength.numerator, f"{path}.numerator", said)
    below = measured(strength.denominator, f"{path}.denominator", said)
    if not above.value or not below.value:
        raise NotUnderstoodError("wrong-number", "A strength is over 0.", path)
    millilitres = in_millilitres(below)
    milligrams = in_milligrams(above)
    if millilitres is not None and milligrams is not None:
        return None, divided(milligrams, millilitres, path)
    if below.unit in {COUNTED, ""}:
        amount = above if milligrams is None else Measured(milligrams, "mg")
        return Measured(divided(amount.value, below.value, path), amount.unit), None
    raise NotUnderstoodError("unit", "A strength is a mass in a volume, or an amount in one of a product.", path)


def divided(above: Decimal, below: Decimal, path: str) -> Decimal:
    """The quotient, exactly.

    Raises:
        NotUnderstoodError: no finite decimal is it.

    """
    try:
        return EXACT.divide(above, below)
    except ArithmeticError:
        raise NotUnderstoodError(
            "wrong-number", "The quotient has no end as a decimal: it is not read.", path
        ) from None


def shelf_of(medications: Iterable[tuple[str, Medication]]) -> dict[str, Medication]:
    """Medications by their ids and by the addresses under which they came."""
    shelf: dict[str, Medication] = {}
    for address, found in medications:
        if address:
            shelf[address] = found
        if found.id:
            shelf[f"Medication/{found.id}"] = found
    return shelf
