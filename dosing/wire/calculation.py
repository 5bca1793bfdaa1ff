"""The two calculations that are about no order, conversion and kidney function: their requests and answers."""

from typing import Literal, TypeAlias

from msgspec import UNSET, Struct, UnsetType

from dosing.wire import quantity
from dosing.wire.answer import Missing
from dosing.wire.answered import AnsweredQuantity, Ruleset, Source
from dosing.wire.patient import Sex

ConvertUnit = Literal["mg", "g", "ug", "mmol", "meq", "mL", "L"]


class ConvertTo(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The unit wanted, and of which substance; without it, of the same.

    Attributes:
        unit: The UCUM unit.
        of: The substance; without it, the same as before.

    """

    unit: ConvertUnit
    of: quantity.Substance | UnsetType = UNSET


class ConvertRequest(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """An amount of a substance to be stated otherwise; between a volume and the rest the strength is needed.

    Attributes:
        amount: The amount.
        to: What it is to be stated in.

    """

    amount: quantity.Converted
    to: ConvertTo
    strength: quantity.Strength | UnsetType = UNSET


class EgfrRequest(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What an estimate of kidney function is made from.

    Attributes:
        sex: The sex that the equation for adults asks for.

    """

    age: quantity.Age | UnsetType = UNSET
    sex: Sex | UnsetType = UNSET
    creatinine: quantity.Creatinine | UnsetType = UNSET
    height: quantity.Height | UnsetType = UNSET
    weight: quantity.Weight | UnsetType = UNSET


class Converted(
    Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag_field="status", tag="ok"
):
    """An amount stated otherwise, exactly, with the factor and the way.

    Attributes:
        status: `ok`: there is a result.
        amount: The amount as it was sent.
        result: The same amount, stated otherwise.
        factor: What one of the first unit is in the second, with its unit.
        formula: The way from the one to the other.
        sources: Where the numbers in the factor come from.

    """

    amount: AnsweredQuantity
    result: AnsweredQuantity
    factor: str
    formula: str
    sources: tuple[Source, ...]
    ruleset: Ruleset


class ConvertNeedsInput(
    Struct,
    frozen=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    kw_only=True,
    tag_field="status",
    tag="needs_input",
):
    """What is missing for the conversion.

    Attributes:
        status: `needs_input`: there is no result.
        amount: The amount as it was sent.
        message: Why it is needed.

    """

    amount: AnsweredQuantity
    missing: Missing
    message: str
    ruleset: Ruleset


ConvertAnswer: TypeAlias = Converted | ConvertNeedsInput
Band = Literal["avoid", "reduced", "standard"]
Equation = Literal["ckd-epi-2021", "bedside-schwartz-2009"]


class UsedFacts(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """The facts that an estimate was made from.

    Attributes:
        age: The age.
        sex: The sex.
        creatinine: The serum creatinine.
        height: The height.
        weight: The body weight.

    """

    age: AnsweredQuantity | UnsetType = UNSET
    sex: Literal["female", "male"] | UnsetType = UNSET
    creatinine: AnsweredQuantity | UnsetType = UNSET
    height: AnsweredQuantity | UnsetType = UNSET
    weight: AnsweredQuantity | UnsetType = UNSET


class Estimated(
    Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag_field="status", tag="ok"
):
    """An eGFR with its equation, and its band if all that is known of it lies in one.

    Attributes:
        status: `ok`: there is an estimate.
        equation: The equation for the age.
        egfr: The estimate; of a creatinine with a comparator, an end of it.
        band: The band of the eGFR; none where what is known of it may lie in several.
        creatinine_clearance: The clearance by Cockcroft–Gault, for adults with a weight; not indexed to body
            surface.
        used: The facts that it was made from.
        sources: The equations.

    """

    equation: Equation
    egfr: AnsweredQuantity
    band: Band | UnsetType = UNSET
    creatinine_clearance: AnsweredQuantity | UnsetType = UNSET
    used: UsedFacts
    sources: tuple[Source, ...]
    ruleset: Ruleset


class EstimateNeedsInput(
    Struct,
    frozen=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    kw_only=True,
    tag_field="status",
    tag="needs_input",
):
    """What is missing for an estimate.

    Attributes:
        status: `needs_input`: there is no estimate.
        used: The facts that were given.
        message: Why they are needed.

    """

    used: UsedFacts
    missing: Missing
    message: str
    ruleset: Ruleset


EgfrAnswer: TypeAlias = Estimated | EstimateNeedsInput
