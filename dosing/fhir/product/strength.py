"""How much of its substance a product holds: by its code, by its ingredient, and as words tell it.

Words are read for nothing but to find that they tell of another strength.
"""

import re
from decimal import Decimal
from functools import lru_cache

from dosing.core.exact import EXACT
from dosing.fhir.lists.codes import STRENGTHS, Code
from dosing.fhir.lists.spelling import COUNTED
from dosing.fhir.parts.elements import Quantity
from dosing.fhir.parts.remark import NotUnderstoodError, Remarks
from dosing.fhir.parts.resources import Ingredient
from dosing.fhir.parts.unit import Measured, in_milligrams, in_millilitres, measured

#: Milligrams in a millilitre; in one of a product it is any other unit.
PER_MILLILITRE = "mg/mL"

_NUMBER = r"\d{1,6}(?:\.\d{1,6})?"
_MASSES = {"mg": "1", "g": "1000", "gm": "1000", "mcg": "0.001", "ug": "0.001", "µg": "0.001", "μg": "0.001"}
#: A mass, in a volume or not; what is said of a day or a body weight is none of a product.
_MASS = re.compile(
    rf"(?<![\w.,/-])(?P<n>{_NUMBER}) ?(?P<unit>{'|'.join(_MASSES)})\b"
    r"(?! ?/ ?(?:d|day|tag|kg|m2|h|hr|hour)\b)(?! (?:per|a|each|every|pro|am) (?:day|tag|kg|hour|stunde)\b)"
    r"(?! (?:daily|täglich|bid|tid|qid)\b)"
    rf"(?:(?: ?/ ?| per | pro | in )(?P<volume>{_NUMBER})? ?ml\b)?"
)
_PERCENT = re.compile(rf"(?<![\w.,/-])(?P<n>{_NUMBER}) ?%")


def by_code(code: Code) -> frozenset[Measured]:
    """What the product of this code holds; nothing where the code tells of no product."""
    holds = STRENGTHS.get(code)
    return frozenset() if holds is None else frozenset({Measured(Decimal(holds[0]), holds[1])})


@lru_cache(maxsize=1024)
def by_words(words: str) -> frozenset[Measured]:
    """Every strength that words tell of, in mg or mg/mL.

    >>> [str(one.value) + one.unit for one in by_words("Baclofen 5 mg/5 mL oral solution")]
    ['1mg/mL']
    >>> [str(one.value) + one.unit for one in by_words("Baclofen 20 MG Oral Tablet, 30 mg/day")]
    ['20mg']
    """
    plain = " ".join(words[:1000].casefold().split())
    found = {_of_match(match) for match in _MASS.finditer(plain)}
    # So many grams in 100 mL are ten times as many milligrams in one.
    found |= {Measured(Decimal(match["n"]) * 10, PER_MILLILITRE) for match in _PERCENT.finditer(plain)}
    return frozenset(one for one in found if one is not None)


def _of_match(match: re.Match[str]) -> Measured | None:
    milligrams = Decimal(match["n"]) * Decimal(_MASSES[match["unit"]])
    if not match[0].endswith("ml"):
        return Measured(milligrams, "mg")
    volume = Decimal(match["volume"] or 1)
    try:
        return Measured(EXACT.divide(milligrams, volume), PER_MILLILITRE)
    except ArithmeticError:
        return None


def by_ingredient(item: Ingredient, path: str, said: Remarks) -> list[Measured]:
    """Every strength that is stated of the ingredient.

    Raises:
        NotUnderstoodError: one is none that is read.

    """
    stated: list[tuple[str, Quantity | None, Quantity | None]] = [
        (f"{path}.{name}", ratio.numerator, ratio.denominator)
        for name, ratio in (("strength", item.strength), ("strengthRatio", item.strengthRatio))
        if ratio is not None
    ]
    found = [_ratio(above, below, place, said) for place, above, below in stated]
    if item.strengthQuantity is not None:
        # R5: in one of the product.
        found.append(_in_one(measured(item.strengthQuantity, f"{path}.strengthQuantity", said), Decimal(1), path))
    return found


def _ratio(numerator: Quantity | None, denominator: Quantity | None, path: str, said: Remarks) -> Measured:
    above = measured(numerator, f"{path}.numerator", said)
    below = measured(denominator, f"{path}.denominator", said)
    if not above.value or not below.value:
        raise NotUnderstoodError("wrong-number", "A strength is over 0.", path)
    millilitres = in_millilitres(below)
    milligrams = in_milligrams(above)
    if millilitres is not None and milligrams is not None:
        return Measured(divided(milligrams, millilitres, path), PER_MILLILITRE)
    if below.unit in {COUNTED, ""}:
        return _in_one(above, below.value, path)
    raise NotUnderstoodError("unit", "A strength is a mass in a volume, or an amount in one of a product.", path)


def _in_one(amount: Measured, number: Decimal, path: str) -> Measured:
    milligrams = in_milligrams(amount)
    held = amount if milligrams is None else Measured(milligrams, "mg")
    return Measured(divided(held.value, number, path), held.unit)


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
