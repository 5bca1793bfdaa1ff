"""What is ordered: the drug by code or by its exact name, and how much of it a product holds.

A drug is never guessed: words that merely speak of a drug with rules make the order unclear, not that drug.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import msgspec
from msgspec import Raw, Struct

from dosing.fhir.lists.codes import ATC, DRUGS, INTRATHECAL, STRENGTHS
from dosing.fhir.lists.magnesium import is_of_magnesium_itself
from dosing.fhir.lists.names import ORDERED, PERCENTS, is_intrathecal, mentioned, plain_name, substance_name
from dosing.fhir.parts.elements import Concept, Reference
from dosing.fhir.parts.remark import NotUnderstoodError, Remarks
from dosing.fhir.parts.resources import Ingredient, Kind, Medication, MedicationRequest
from dosing.fhir.parts.unit import Measured
from dosing.fhir.product.shelf import Shelf, sent
from dosing.fhir.product.statement import Statement, in_words, require_one_strength, require_one_substance, statements
from dosing.fhir.product.strength import PER_MILLILITRE, by_ingredient
from dosing.formulary.substances import MAGNESIUM, SUBSTANCES
from dosing.service.books import BOOKS
from dosing.wire.answered import ECHO

_KIND = msgspec.json.Decoder(Kind)
_MEDICATION = msgspec.json.Decoder(Medication)
_IN_ERROR = "entered-in-error"
_ATC_LENGTH = 7


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


#: Drugs whose doses rules are about.
WITH_DOSES = frozenset(name for name, book in BOOKS.items() if book.drug is not None and book.drug.shape is not None)
#: Compounds of magnesium, whose milligrams are not those of the magnesium in them.
OF_MAGNESIUM = frozenset(SUBSTANCES) - {MAGNESIUM.id}
_MASSES = frozenset({"mg", PER_MILLILITRE})


def product_of(request: MedicationRequest, path: str, shelf: Shelf, said: Remarks) -> Product:
    """What is ordered.

    Raises:
        NotUnderstoodError: it is not said, not sent, contradicts itself, or cannot be told for sure.

    """
    concept, reference, place = _stated(request, path)
    told: list[Statement] = []
    active: Sequence[tuple[int, Ingredient]] = ()
    forms: tuple[Concept, ...] = ()
    if reference is not None:
        found = _referred(request, reference.reference or "", shelf, place)
        active = _active(found, place)
        forms = tuple(form for form in (found.form, found.doseForm) if form is not None)
        concept = found.code or (active[0][1].concept if len(active) == 1 else None)
        told += [*in_words(reference.display), *_of_ingredients(active)]
    if concept is None:
        raise NotUnderstoodError("no-medication", "Neither a code nor a name of a medication is given.", place)
    told += statements(concept)
    require_one_substance(told, "", place)
    drug, name = _identified(concept, place, said)
    if drug == "baclofen" and any(map(_is_for_injection, (concept, *forms))):
        drug = INTRATHECAL_BACLOFEN
    if drug not in WITH_DOSES:
        return Product(drug=drug, name=name, path=place)
    require_one_substance(told, drug, place)
    _require_own_class(concept, drug, place)
    strengths = [*told, *_strengths(active, drug, place, said)]
    require_one_strength(strengths, place)
    return _holding(Product(drug=drug, name=name, path=place), strengths, concept)


def _require_own_class(concept: Concept, drug: str, path: str) -> None:
    """A code of ATC with seven characters is one substance, or one combination: all of those of the drug are listed."""
    for coding in concept.codings:
        code = (coding.system or "", coding.code or "")
        if code[0] == ATC and len(code[1]) == _ATC_LENGTH and code not in DRUGS:
            text = f"{code[1][:ECHO]} of ATC is another drug than {drug.replace('-', ' ')}."
            raise NotUnderstoodError("medication-unclear", text, path)


def _holding(product: Product, told: Iterable[Statement], concept: Concept) -> Product:
    """The product with what one of it holds, where that is told for certain."""
    held = {one for said in told if said.is_certain for one in said.strengths}
    each = next((one for one in held if one.unit != PER_MILLILITRE), None)
    per_millilitre = next((one.value for one in held if one.unit == PER_MILLILITRE), None)
    if product.drug == "albumin" and per_millilitre is None:
        per_millilitre = _of_albumin(concept)
    return Product(drug=product.drug, name=product.name, path=product.path, each=each, per_millilitre=per_millilitre)


def _is_for_injection(form: Concept) -> bool:
    """Whether a form, or the name of a product, is one of those of baclofen that are not taken by mouth."""
    return any(is_intrathecal(text) or "inject" in text.casefold() or "infus" in text.casefold() for text in form.texts)


def _stated(request: MedicationRequest, path: str) -> tuple[Concept | None, Reference | None, str]:
    """The concept, or the reference, and where it stands: R5 has both under one name."""
    both = request.medication
    ways: list[tuple[Concept | None, Reference | None, str]] = [
        (request.medicationCodeableConcept, None, f"{path}.medicationCodeableConcept"),
        (None, request.medicationReference, f"{path}.medicationReference"),
        (both.concept if both else None, None, f"{path}.medication.concept"),
        (None, both.reference if both else None, f"{path}.medication.reference"),
    ]
    stated = [way for way in ways if way[0] is not None or way[1] is not None]
    if len(stated) > 1:
        raise NotUnderstoodError("medication-unclear", "A medication is coded or referred to: neither is read.", path)
    if not stated:
        raise NotUnderstoodError("no-medication", "Neither a code nor a name of a medication is given.", path)
    return stated[0]


def _referred(request: MedicationRequest, reference: str, shelf: Shelf, path: str) -> Medication:
    is_inside = reference.startswith("#")
    found = _contained(request.contained or (), reference[1:]) if is_inside else sent(shelf, reference)
    if found is None:
        raise NotUnderstoodError(
            "medication-not-found",
            f"The Medication {reference[:ECHO]!r} is not among what was sent, or there are two of it that differ.",
            path,
        )
    if found.modifierExtension or found.implicitRules:
        raise NotUnderstoodError("modifier", "The Medication may mean something else than it says.", path)
    if found.status == _IN_ERROR:
        raise NotUnderstoodError("medication-unclear", "The Medication was entered in error.", path)
    return found


def _contained(contained: Sequence[Raw], wanted: str) -> Medication | None:
    found: list[Medication] = []
    for raw in contained:
        try:
            kind = _KIND.decode(raw)
            if kind.resourceType == "Medication" and kind.id == wanted:
                found.append(_MEDICATION.decode(raw))
        except msgspec.DecodeError:
            continue
    return found[0] if len(found) == 1 else None


def _active(found: Medication, path: str) -> Sequence[tuple[int, Ingredient]]:
    """The ingredients that act, each with its index."""
    items = found.ingredient or ()
    if any(item.modifierExtension for item in items):
        raise NotUnderstoodError("modifier", "An ingredient has a modifier extension that is not known.", path)
    idle = [(index, item) for index, item in enumerate(items) if item.isActive is False]
    if found.code is not None and idle:
        _require_idle(found.code, idle, path)
    return [(index, item) for index, item in enumerate(items) if item.isActive is not False]


def _require_idle(code: Concept, idle: Sequence[tuple[int, Ingredient]], path: str) -> None:
    """What the product is named by must not be said to do nothing in it."""
    acting = {name for one in statements(code) for name in one.substances}
    if any(acting & one.substances for one in _of_ingredients(idle)):
        raise NotUnderstoodError("medication-unclear", "What the product is named by is no active ingredient.", path)


def _of_ingredients(items: Sequence[tuple[int, Ingredient]]) -> Iterator[Statement]:
    """What the ingredients say of the substance: of several all together, as they are one product."""
    said = [one for _, item in items for one in _of_ingredient(item)]
    if len(items) == 1:
        yield from said
    elif said:
        yield Statement(by="the ingredients", substances=frozenset(name for one in said for name in one.substances))


def _of_ingredient(item: Ingredient) -> Iterator[Statement]:
    if item.concept is not None:
        yield from statements(item.concept)
    if item.reference is not None:
        yield from in_words(item.reference.display)


def _strengths(items: Sequence[tuple[int, Ingredient]], drug: str, path: str, said: Remarks) -> Iterator[Statement]:
    """What the one ingredient says of the strength."""
    if len(items) > 1:
        raise NotUnderstoodError("medication-unclear", "A product of several ingredients is not read.", path)
    for index, item in items:
        place = f"{path}.resolve().ingredient[{index}]"
        for held in by_ingredient(item, place, said):
            if item.concept is None and item.reference is not None and not any(_substances(item)):
                text = "The ingredient stands elsewhere: what its strength is of is not known."
                raise NotUnderstoodError("medication-unclear", text, place)
            if drug in OF_MAGNESIUM and held.unit in _MASSES and _is_of_another(item, drug):
                text = f"Whether the milligrams of the strength are those of {drug.replace('-', ' ')} is not clear."
                raise NotUnderstoodError("medication-unclear", text, place)
            yield Statement(by="the ingredient", strengths=frozenset({held}), is_certain=True)
        if item.strengthCodeableConcept is not None:
            yield from in_words(*item.strengthCodeableConcept.texts)


def _is_of_another(item: Ingredient, drug: str) -> bool:
    """Whether an ingredient is named, and not plainly by the drug: it may be the magnesium in it."""
    if item.concept is None and item.reference is None:
        return False
    concept = item.concept or Concept(text=item.reference.display if item.reference else None)
    return not any(drug in one for one in _substances(item)) or any(map(is_of_magnesium_itself, concept.texts))


def _substances(item: Ingredient) -> Iterator[frozenset[str]]:
    return (one.substances for one in _of_ingredient(item))


def _identified(concept: Concept, path: str, said: Remarks) -> tuple[str, str]:
    """The drug's id and what it is called."""
    codes = [(coding.system or "", coding.code or "") for coding in concept.codings]
    words = concept.texts
    name = next((text for text in words if text.strip()), next((code for _, code in codes if code), ""))
    if not name:
        raise NotUnderstoodError("no-medication", "Neither a code nor a name of a medication is given.", path)
    is_oral_product = any(code in STRENGTHS for code in codes)
    if any(code in INTRATHECAL for code in codes):
        _require_not_both(path, is_oral=is_oral_product)
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
        _require_not_both(path, is_oral=is_oral_product)
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


def _require_not_both(path: str, *, is_oral: bool) -> None:
    if is_oral:
        text = "A product for the spinal canal and one by mouth are named: it cannot be told which is meant."
        raise NotUnderstoodError("medication-unclear", text, path)


def _of_albumin(concept: Concept) -> Decimal | None:
    """Milligrams in a mL, where the name says how many grams are in 100 of them."""
    percents = {PERCENTS[name] for name in map(plain_name, concept.texts) if name in PERCENTS}
    return Decimal(percents.pop() * 10) if len(percents) == 1 else None
