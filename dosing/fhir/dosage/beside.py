"""Words that stand beside the instructions of an order: what is added to one, notes, and the whole in words (R5).

They contradict an order as its own words do; but what they say of anything else than of taking it contradicts nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from dosing.core.rule import Titration
from dosing.fhir.dosage.clause import stops, taking_clauses
from dosing.fhir.dosage.disagreement import Amount, besides, disagreements, higher_doses, listed_otherwise, untold_doses
from dosing.fhir.dosage.given import as_amounts
from dosing.fhir.dosage.instruction import Instruction
from dosing.fhir.dosage.kind import MILLIGRAM
from dosing.fhir.dosage.some_days import is_as_needed, is_on_some_days
from dosing.fhir.dosage.words import spoken
from dosing.fhir.lists.names import substances
from dosing.fhir.parts.remark import Remarks
from dosing.fhir.parts.resources import MedicationRequest
from dosing.fhir.parts.unit import Measured
from dosing.fhir.product.medication import Product
from dosing.service.books import BOOKS

#: Where words stand, and the words.
Text = tuple[str, str]


def compare_words(
    request: MedicationRequest, read: Sequence[Instruction], product: Product, path: str, said: Remarks
) -> None:
    """Say where words of the order contradict its instructions, beyond what each instruction says of itself."""
    own = substances(product.name) | {product.drug}
    doses, known = _doses(read, product), _times(read)
    for one in read:
        for place, text in one.words:
            untold = untold_doses(text, doses) or higher_doses(_taken(text, own), doses, product.each)
            _say_untold(untold, place, said)
            if not untold and not disagreements(text, one.told):
                _say_listed(text, known, doses, place, said)
            for found in (*_held_otherwise(text, one, product, doses), *besides(text, one.told)):
                said.say("text-disagrees", f"Words and structure disagree: {found}.", place)
        for place, text in one.beside:
            _compare(_taken(text, own), place, one, said)
            _say_listed(_taken(text, own), known, doses, place, said)
    of_all = (*rendered(request, path), *((place, _taken(text, own)) for place, text in notes(request, path)))
    for place, text in of_all:
        if len(read) == 1:
            _compare(text, place, read[0], said)
            _say_listed(text, known, doses, place, said)
        else:
            _compare_with_several(text, place, known, doses, said)
    # Days without a dose that the structure tells of as well are said where it is read.
    is_daily = _must_be_daily(product) and not any(map(_has_days_without, read))
    _say_stops(_of_doses(request, read, path), own, is_daily=is_daily, said=said)


def _say_stops(words: Iterable[Text], own: frozenset[str], *, is_daily: bool, said: Remarks) -> None:
    for place, text in words:
        if stops(text, own):
            said.say("text-disagrees", "Words and structure disagree: the words say not to take it.", place)
        if is_daily:
            _say_days_without(text, own, place, said)


def _must_be_daily(product: Product) -> bool:
    drug = BOOKS[product.drug].drug
    return drug is not None and isinstance(drug.shape, Titration)


def _has_days_without(one: Instruction) -> bool:
    return one.is_as_needed or (one.clock is not None and one.clock.has_days_without)


def _say_days_without(text: str, own: frozenset[str], place: str, said: Remarks) -> None:
    for is_told, words in ((is_as_needed, "as needed"), (is_on_some_days, "some days of the week")):
        if is_told(text, own):
            why = f"The words say {words}, the structure every day: a day without a dose is a sudden stop."
            said.say("not-daily", why, place)


def _of_doses(request: MedicationRequest, read: Sequence[Instruction], path: str) -> Iterator[Text]:
    """All words where something is to be taken: of a dose of nothing, and of an order that has one, not."""
    taken = [one for one in read if any(dose.value for dose in one.doses)]
    for one in taken:
        yield from (*one.words, *one.beside)
    if len(taken) == len(read):
        yield from (*rendered(request, path), *notes(request, path))


def rendered(request: MedicationRequest, path: str) -> Iterator[Text]:
    """All instructions in words, as R5 has them."""
    if request.renderedDosageInstruction:
        yield f"{path}.renderedDosageInstruction", request.renderedDosageInstruction


def notes(request: MedicationRequest, path: str) -> Iterator[Text]:
    """The notes of an order, which may be about anything."""
    for index, note in enumerate(request.note or ()):
        if note.text:
            yield f"{path}.note[{index}].text", note.text


def _taken(text: str, own: frozenset[str]) -> str:
    return "; ".join(taking_clauses(text, own))


def _compare(text: str, place: str, one: Instruction, said: Remarks) -> None:
    for found in (*disagreements(text, one.told), *besides(text, one.told)):
        said.say("text-disagrees", f"Words and structure disagree: {found}.", place)


def _compare_with_several(text: str, place: str, known: set[Fraction], doses: frozenset[Amount], said: Remarks) -> None:
    """Words about several instructions: no more is plain than what none of them has."""
    untold = untold_doses(text, doses, has_several=True)
    _say_untold(untold, place, said)
    if not untold:
        _say_listed(text, known, doses, place, said)
    times = spoken(text).a_day
    if len(times) == 1 and known and not times <= known:
        why = "Words and structure disagree: no instruction is for as many times as the words say."
        said.say("text-disagrees", why, place)


def _held_otherwise(text: str, one: Instruction, product: Product, doses: frozenset[Amount]) -> Iterator[str]:
    """Words in tablets beside a dose in milligrams, or the other way round, by what the product holds."""
    words = spoken(text)
    named = words.amounts | words.daily_amounts
    if words.has_steps or {unit for _, unit in named} & {dose.unit for dose in one.doses}:
        return
    strength = {product.each.value} if product.each is not None and product.each.unit == MILLIGRAM else set()
    held = {form.value for value, unit in named for form in as_amounts(Measured(value, unit), product)}
    known = {value for value, unit in doses if unit == MILLIGRAM} | strength
    if held and known and not held & known:
        shown = " and ".join(f"{value.normalize():f}" for value in sorted(held))
        yield f"by what the product holds the words say {shown} mg, the structure another dose"


def _times(read: Sequence[Instruction]) -> set[Fraction]:
    """How often a day by each instruction, and by those of one step together; nothing where one does not tell."""
    told = [(one.sequence, one.told.average) for one in read]
    averages = [(sequence, average) for sequence, average in told if average is not None]
    if len(averages) < len(told):
        return set()
    together = {step: sum(often for sequence, often in averages if sequence == step) for step, _ in averages}
    on_days = {one.told.on_its_days for one in read if one.told.on_its_days is not None}
    return {often for _, often in averages} | {Fraction(often) for often in together.values()} | on_days


def _say_untold(found: Sequence[str], place: str, said: Remarks) -> None:
    for untold in found:
        said.say("text-disagrees", f"The words name a dose that the structure does not have: {untold}.", place)


def _say_listed(text: str, times: set[Fraction], doses: frozenset[Amount], place: str, said: Remarks) -> None:
    for found in listed_otherwise(text, times, doses):
        why = f"Words and structure disagree: the doses of the words are {found}, those of the structure are not."
        said.say("text-disagrees", why, place)


def _doses(read: Sequence[Instruction], product: Product) -> frozenset[Amount]:
    """Every dose of the structure: as a single one, as the sum of its day, and with what is given beside it."""
    told: set[Amount] = set()
    sums: dict[tuple[int | None, str], Decimal] = {}
    for one in read:
        times = one.clock.most_a_day if one.clock else 1
        for dose in {form for stated in one.doses for form in (stated, *as_amounts(stated, product))}:
            told |= {(dose.value, dose.unit), (dose.value * times, dose.unit)}
            step = (one.sequence, dose.unit)
            sums[step] = sums.get(step, Decimal(0)) + dose.value * times
    return frozenset(told | {(value, unit) for (_, unit), value in sums.items()})
