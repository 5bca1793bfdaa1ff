"""Milligrams of a compound of magnesium are those of the compound: words that say otherwise leave the dose open."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from dosing.fhir.dosage.beside import Text, notes, rendered
from dosing.fhir.dosage.given import as_amounts
from dosing.fhir.dosage.instruction import Instruction
from dosing.fhir.dosage.kind import MILLIGRAM
from dosing.fhir.lists.magnesium import (
    is_of_magnesium_itself,
    is_unit_of_magnesium_itself,
    milligrams_of_magnesium_itself,
)
from dosing.fhir.lists.names import substances
from dosing.fhir.parts.dosages import Dosage
from dosing.fhir.parts.remark import NotUnderstoodError
from dosing.fhir.parts.resources import MedicationRequest
from dosing.fhir.parts.unit import in_millilitres
from dosing.fhir.product.medication import OF_MAGNESIUM, Product


def require_own_milligrams(
    request: MedicationRequest, read: Sequence[Instruction | None], product: Product, path: str
) -> None:
    """Raise where it is open whether a dose in milligrams is one of the compound, or of the magnesium in it.

    How much magnesium there is in so much of the compound may be told beside it, as labels do. A volume, and an amount
    in mmol or meq, is the same in both.

    Raises:
        NotUnderstoodError: unit-unclear.

    """
    if product.drug not in OF_MAGNESIUM:
        return
    every: set[Decimal] = set()
    for one, dosage in zip(read, request.dosageInstruction or (), strict=False):
        doses = _in_milligrams(one, product) if one is not None else frozenset()
        if one is None or not doses:
            continue
        every |= doses
        for place, unit in _units(dosage, one.path):
            if is_unit_of_magnesium_itself(unit):
                raise _unclear(product, place)
        _require_own((*one.words, *one.beside), product, doses)
    if every:
        _require_own(_of_all(request, product, path), product, every)


def _require_own(texts: Iterable[Text], product: Product, doses: AbstractSet[Decimal]) -> None:
    for place, text in texts:
        if _is_of_another(text, product, doses):
            raise _unclear(product, place)


def _unclear(product: Product, place: str) -> NotUnderstoodError:
    own = product.drug.replace("-", " ")
    text = f"Whether the milligrams are those of {own} or of the magnesium in it is not clear: use mmol, or name {own}."
    return NotUnderstoodError("unit-unclear", text, place)


def _in_milligrams(one: Instruction, product: Product) -> frozenset[Decimal]:
    """The doses that are masses, or tablets that hold one."""
    solids = (dose for dose in one.doses if in_millilitres(dose) is None)
    return frozenset(
        found.value for dose in solids for found in as_amounts(dose, product) if found.unit == MILLIGRAM and found.value
    )


def _is_of_another(text: str, product: Product, doses: AbstractSet[Decimal]) -> bool:
    told = milligrams_of_magnesium_itself(text)
    if told:
        return bool(told & doses) or product.drug not in substances(text)
    return "elementa" in text.casefold() and is_of_magnesium_itself(text)


def _units(dosage: Dosage, path: str) -> Iterator[Text]:
    ranges = (dosage.doseRange, *(one.doseRange for one in dosage.doseAndRate or ()))
    ends = (end for one in ranges if one is not None for end in (one.low, one.high))
    for quantity in (dosage.doseQuantity, *(one.doseQuantity for one in dosage.doseAndRate or ()), *ends):
        if quantity is not None and quantity.unit:
            yield path, quantity.unit


def _of_all(request: MedicationRequest, product: Product, path: str) -> Iterator[Text]:
    yield product.path, product.name
    yield from (*rendered(request, path), *notes(request, path))
