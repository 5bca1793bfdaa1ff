"""Conversion of amounts, and estimates of kidney function: calculations that are about no order."""

from fractions import Fraction
from typing import cast

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from dosing.core.amount import ExactAmount
from dosing.core.convert import StrengthNeededError, convert
from dosing.core.exact import plain, to_digits
from dosing.core.fact import Fact, Value
from dosing.core.kidney import clearance, estimate, missing_for_estimate, possible_bands
from dosing.formulary.kidney import EGFR_UNIT, EQUATION_SOURCES, KIDNEY
from dosing.formulary.substances import MOLAR_MASSES, SUBSTANCES
from dosing.translate import inbound, outbound
from dosing.wire import calculation
from dosing.wire.answered import AnsweredQuantity
from dosing.wire.quantity import Quantity


def convert_amount(sent: calculation.ConvertRequest) -> calculation.ConvertAnswer:
    """An amount of a substance in another unit, or as another compound of the same magnesium: exactly."""
    amount = ExactAmount(inbound.fraction(sent.amount), sent.amount.unit, sent.amount.substance)
    missing = [] if inbound.is_its_fraction(sent.amount) else ["/amount/exact"]
    of = SUBSTANCES[amount.of]
    to = of if sent.to.of is UNSET else SUBSTANCES[sent.to.of]
    strength = None if sent.strength is UNSET else Fraction(inbound.in_canonical(sent.strength, "mg/mL"))
    try:
        converted = convert(amount, of, sent.to.unit, to, strength)
    except StrengthNeededError:
        missing.append("/strength")
        converted = None
    if missing or converted is None:
        return calculation.ConvertNeedsInput(
            amount=outbound.quantity(inbound.stated(sent.amount)),
            missing=(tuple(missing),),
            message=" ".join(_WHY[pointer] for pointer in missing),
            ruleset=outbound.RULESET,
        )
    return calculation.Converted(
        amount=outbound.quantity(amount),
        result=outbound.quantity(converted.result),
        factor=f"{plain(to_digits(converted.factor))} {sent.to.unit}/{amount.unit}",
        formula=converted.formula,
        sources=(outbound.cited(MOLAR_MASSES),),
        ruleset=outbound.RULESET,
    )


_WHY = {
    "/amount/exact": "The exact fraction is not the number that stands beside it, rounded to 15 digits.",
    "/strength": "Between a volume and anything else the strength of the liquid is needed.",
}


def estimate_egfr(sent: calculation.EgfrRequest) -> calculation.EgfrAnswer:
    """The eGFR by the equation for the age, its band, and for adults with a weight the creatinine clearance."""
    facts, weight = _facts(sent), None if sent.weight is UNSET else inbound.in_canonical(sent.weight, "kg")
    estimated = estimate(KIDNEY, facts)
    if estimated is None:
        ways = missing_for_estimate(KIDNEY, facts)
        return calculation.EstimateNeedsInput(
            used=_given(sent),
            missing=tuple(tuple(fact.value.removeprefix("/patient") for fact in way) for way in ways),
            message="No equation can be used with what is given; there is none under 1 year of age.",
            ruleset=outbound.RULESET,
        )
    bands = possible_bands(KIDNEY, estimated.egfr)
    cleared = clearance(KIDNEY, facts, weight)
    return calculation.Estimated(
        equation=cast("calculation.Equation", estimated.equation),
        egfr=outbound.known_quantity(estimated.egfr, EGFR_UNIT),
        band=cast("calculation.Band", next(iter(bands))) if len(bands) == 1 else UNSET,
        creatinine_clearance=UNSET if cleared is None else outbound.known_quantity(cleared, "mL/min"),
        used=_used(_given(sent), estimated.equation, is_clearance_given=cleared is not None),
        sources=tuple(
            outbound.source(document)
            for document in EQUATION_SOURCES
            if document.id in estimated.equation or (cleared is not None and document.id == KIDNEY.clearance.name)
        ),
        ruleset=outbound.RULESET,
    )


def _facts(sent: calculation.EgfrRequest) -> dict[Fact, Value]:
    facts: dict[Fact, Value] = {}
    if sent.age is not UNSET:
        facts[Fact.AGE] = inbound.in_canonical(sent.age, "d")
    if sent.sex is not UNSET:
        facts[Fact.SEX] = sent.sex
    if sent.creatinine is not UNSET:
        facts[Fact.CREATININE] = inbound.creatinine(sent.creatinine)
    if sent.height is not UNSET:
        facts[Fact.HEIGHT] = inbound.in_canonical(sent.height, "cm")
    return facts


def _used(given: calculation.UsedFacts, equation: str, *, is_clearance_given: bool) -> calculation.UsedFacts:
    """What the estimates were made from, without what stood beside it."""
    unused = ["height" if equation == KIDNEY.adult.name else "sex"]
    if not is_clearance_given:
        unused.append("weight")
    return replace(given, **dict.fromkeys(unused, UNSET))


def _given(sent: calculation.EgfrRequest) -> calculation.UsedFacts:
    return calculation.UsedFacts(
        age=_again(sent.age),
        sex=sent.sex,
        creatinine=_again(sent.creatinine),
        height=_again(sent.height),
        weight=_again(sent.weight),
    )


def _again(sent: Quantity | UnsetType) -> AnsweredQuantity | UnsetType:
    return UNSET if sent is UNSET else outbound.as_sent(sent)
