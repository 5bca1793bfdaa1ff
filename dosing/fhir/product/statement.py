"""What each code and each text says of one product: substances and strengths, which must all agree.

What is not understood says nothing, and contradicts nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from msgspec import Struct

from dosing.fhir.lists.codes import DRUGS, INTRATHECAL
from dosing.fhir.lists.names import substances
from dosing.fhir.parts.elements import Concept
from dosing.fhir.parts.remark import NotUnderstoodError
from dosing.fhir.parts.unit import Measured
from dosing.fhir.product.strength import PER_MILLILITRE, by_code, by_words
from dosing.wire.answered import ECHO


class Statement(Struct, frozen=True, kw_only=True):
    """What one code, one text or an ingredient says."""

    #: The code, the text, or what it is, as it is shown.
    by: str
    substances: frozenset[str] = frozenset()
    strengths: frozenset[Measured] = frozenset()
    #: Whether a strength is that of the product for certain: in words it may be that of a dose.
    is_certain: bool = False


def statements(concept: Concept) -> Iterator[Statement]:
    """What the codes and the texts of a concept say, each by itself."""
    for coding in concept.codings:
        code = (coding.system or "", coding.code or "")
        drug = DRUGS[code][0] if code in DRUGS else "baclofen" if code in INTRATHECAL else ""
        if drug:
            named = frozenset({drug})
            yield Statement(by=f"the code {code[1]}", substances=named, strengths=by_code(code), is_certain=True)
    yield from in_words(*concept.texts)


def in_words(*texts: str | None) -> Iterator[Statement]:
    """What texts say, each by itself."""
    for text in dict.fromkeys(filter(None, texts)):
        yield Statement(by=repr(text[:ECHO]), substances=substances(text), strengths=by_words(text))


def require_one_substance(said: Iterable[Statement], drug: str, path: str) -> None:
    """Raise where two name different substances, or where one names another beside the drug.

    The drug is one whose doses rules are about, or nothing: of other drugs several may be in one product, and then all
    must name one of them.

    Raises:
        NotUnderstoodError: what is ordered cannot be told.

    """
    named = [one for one in said if one.substances]
    for one, other in _apart(named, lambda told: told.substances):
        text = f"Two substances are named: {_list(one)} by {one.by}, {_list(other)} by {other.by}."
        raise NotUnderstoodError("medication-unclear", text, path)
    for one in named:
        if drug and one.substances != {drug}:
            text = f"Another substance is named beside {drug.replace('-', ' ')}: {_list(one)} by {one.by}."
            raise NotUnderstoodError("medication-unclear", text, path)


def _list(one: Statement) -> str:
    return " and ".join(name.replace("-", " ") for name in sorted(one.substances))


def require_one_strength(said: Sequence[Statement], path: str) -> None:
    """Raise where two tell of different strengths.

    Raises:
        NotUnderstoodError: how much the product holds cannot be told.

    """
    for one, other in _of_other_strengths([one for one in said if one.strengths]):
        text = f"Two strengths are told: {_strengths(one)} by {one.by}, {_strengths(other)} by {other.by}."
        raise NotUnderstoodError("medication-unclear", text, path)


def _of_other_strengths(told: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    for unit in sorted({held.unit for one in told for held in one.strengths}):
        yield from _apart([one for one in told if _in(one, unit)], partial(_in, unit=unit))
    # A tablet is no liquid; but a mass in words may be a dose of the liquid.
    by_units = {_units(one): one for one in reversed(told) if one.is_certain or _units(one) == {PER_MILLILITRE}}
    yield from _apart([one for one in told if by_units.get(_units(one)) is one], _units)


def _apart(
    said: Sequence[Statement], told_by: Callable[[Statement], frozenset[object]]
) -> Iterator[tuple[Statement, Statement]]:
    """Two of those that do not all tell one same thing, if there are such.

    Each is compared once with what all before it have in common: a request may name its product thousands of times.
    """
    shared = frozenset[object]()
    for index, one in enumerate(said):
        shared = shared & told_by(one) if index else told_by(one)
        if not shared:
            yield next((other for other in said if not told_by(other) & told_by(one)), said[0]), one
            return


def _units(one: Statement) -> frozenset[str]:
    return frozenset(held.unit for held in one.strengths)


def _in(one: Statement, unit: str) -> frozenset[Measured]:
    return frozenset(held for held in one.strengths if held.unit == unit)


def _strengths(one: Statement) -> str:
    return " and ".join(sorted(f"{held.value.normalize():f} {held.unit}" for held in one.strengths))
