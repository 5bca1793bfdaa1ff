"""Quantities of requests: a number and a UCUM unit from the closed list of its field, bounded in each unit.

The bounds of a field's first unit are the ones decided on; the others are that bound scaled, rounded down to 6 digits.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias, Union

from msgspec import UNSET, Meta, Struct, UnsetType, defstruct

Bounds = Mapping[str, tuple[float, float]]
Substance = Literal["magnesium", "magnesium-oxide", "magnesium-hydroxide"]


class Quantity(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A number in the unit that its class is for.

    Attributes:
        value: The number: the nearest double counts, so 15 digits are exact.
        unit: The UCUM unit, case sensitive.
        of: Of which substance the amount is.
        comparator: `<` or `>`: the laboratory reported the number as an end only.
        exact: The number in full, as a fraction `p/q`; it counts if it is `value` once rounded to 15 digits.

    """

    unit: ClassVar[str]

    value: float

    @property
    def substance(self) -> str:
        """Of which substance the amount is; nothing where the field is about one only."""
        return getattr(self, "of", "")

    @property
    def compared(self) -> str:
        """The comparator (`<` or `>`) with which a laboratory reported it, or nothing."""
        comparator = getattr(self, "comparator", UNSET)
        return "" if comparator is UNSET else comparator

    @property
    def fraction(self) -> str:
        """The exact fraction that came with a number that no decimal ends, or nothing."""
        exact = getattr(self, "exact", UNSET)
        return "" if exact is UNSET else exact


#: How a unit is called in the name of a type.
_NAMES = {
    "a": "Years",
    "mo": "Months",
    "wk": "Weeks",
    "d": "Days",
    "mg": "Milligrams",
    "g": "Grams",
    "ug": "Micrograms",
    "kg": "Kilograms",
    "[lb_av]": "Pounds",
    "mg/d": "MilligramsPerDay",
    "g/d": "GramsPerDay",
    "ug/d": "MicrogramsPerDay",
    "mmol": "Millimoles",
    "meq": "Milliequivalents",
    "mmol/d": "MillimolesPerDay",
    "meq/d": "MilliequivalentsPerDay",
    "mL": "Millilitres",
    "L": "Litres",
    "mL/d": "MillilitresPerDay",
    "L/d": "LitresPerDay",
    "[tbs_m]/d": "TablespoonsPerDay",
    "[tsp_m]/d": "TeaspoonsPerDay",
    "mg/mL": "MilligramsPerMillilitre",
    "g/L": "GramsPerLitre",
    "g/wk": "GramsPerWeek",
    "mL/min/{1.73_m2}": "MillilitresPerMinuteIndexed",
    "mg/dL": "MilligramsPerDecilitre",
    "umol/L": "MicromolesPerLitre",
    "mmol/L": "MillimolesPerLitre",
    "meq/L": "MilliequivalentsPerLitre",
    "cm": "Centimetres",
    "m": "Metres",
    "[in_i]": "Inches",
}

_COMPARATOR = ("comparator", Literal["<", ">"] | UnsetType, UNSET)
#: Leads with a digit that is not 0, ends before any newline: Python's `$` alone would let one pass.
EXACT_PATTERN = r"^[1-9][0-9]{0,39}/[1-9][0-9]{0,39}$(?!\n)"
_EXACT = ("exact", Annotated[str, Meta(pattern=EXACT_PATTERN, max_length=81)] | UnsetType, UNSET)

_Field = tuple[str, Any] | tuple[str, Any, Any]


def _quantity(kind: str, means: str, bounds: Bounds, *more: _Field, of: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 -- a union of types
    """One type for each unit, told apart by `unit`; `of` says for a unit which substances it can be of."""
    types = []
    is_alone = len(bounds) == 1
    for unit, (least, most) in bounds.items():
        fields: list[Any] = [("value", Annotated[float, Meta(ge=least, le=most)])]
        if is_alone:
            # A type that is told apart from no other would be read without its tag, and a unit may not be left out.
            fields.append(("unit", Literal[unit]))
        if of is not None:
            fields.append(("of", of.get(unit, of[""])))
        types.append(
            defstruct(
                f"{kind}In{_NAMES[unit]}",
                [*fields, *more],
                bases=(Quantity,),
                tag_field=None if is_alone else "unit",
                tag=None if is_alone else unit,
                frozen=True,
                omit_defaults=True,
                forbid_unknown_fields=True,
                namespace={**({} if is_alone else {"unit": unit}), "__doc__": f"{kind} in {unit}."},
                module=__name__,
            )
        )
    return Annotated[Union[tuple(types)], Meta(description=means)]  # noqa: UP007 -- made from a list


AGE: Bounds = {"a": (0, 130), "mo": (0, 1560), "wk": (0, 6783.21), "d": (0, 47482.5)}
SINGLE_DOSE: Bounds = {"mg": (1e-6, 1000), "g": (1e-9, 1), "ug": (1e-3, 1e6)}
DAILY_DOSE: Bounds = {"mg/d": (0, 1000), "g/d": (0, 1), "ug/d": (0, 1e6)}
TAPERED_DOSE: Bounds = {"mg/d": (1e-6, 480), "g/d": (1e-9, 0.48), "ug/d": (1e-3, 480_000)}
MAGNESIUM_DOSE: Bounds = {
    "mmol/d": (1e-6, 248),
    "meq/d": (2e-6, 496),
    "mg/d": (2.4305e-5, 10_000),
    "g/d": (2.4305e-8, 10),
}
MAGNESIUM_PRODUCT: Bounds = {
    "mmol": (1e-6, 100),
    "meq": (2e-6, 200),
    "mg": (2.4305e-5, 4030.4),
    "g": (2.4305e-8, 4.0304),
}
DAILY_VOLUME: Bounds = {
    "mL/d": (1e-6, 1000),
    "L/d": (1e-9, 1),
    "[tbs_m]/d": (6.66666e-8, 66.6666),
    "[tsp_m]/d": (2e-7, 200),
}
STRENGTH: Bounds = {"mg/mL": (1e-6, 1000), "g/L": (1e-6, 1000)}
INFUSED: Bounds = {"g": (1e-6, 500), "mL": (4e-6, 10_000)}
WEEKLY_DOSE: Bounds = {"g/wk": (1e-6, 500)}
EGFR: Bounds = {"mL/min/{1.73_m2}": (0, 200)}
CREATININE: Bounds = {"mg/dL": (1e-6, 56.561), "umol/L": (8.84e-5, 5000)}
SERUM_MAGNESIUM: Bounds = {"mmol/L": (0, 20), "mg/dL": (0, 48.61), "meq/L": (0, 40)}
POTASSIUM: Bounds = {"mmol/L": (0, 20), "meq/L": (0, 20)}
HEIGHT: Bounds = {"cm": (1e-6, 300), "m": (1e-8, 3), "[in_i]": (3.937e-7, 118.11)}
WEIGHT: Bounds = {"kg": (1e-6, 500), "g": (1e-3, 500_000), "[lb_av]": (2.20462e-6, 1102.31)}
CONVERTED: Bounds = {
    "mg": (1e-6, 1e6),
    "g": (1e-9, 1000),
    "ug": (1e-3, 1e9),
    "mmol": (1.7147e-8, 25_000),
    "meq": (3.42941e-8, 50_000),
    "mL": (1e-6, 10_000),
    "L": (1e-9, 10),
}

_ELEMENT = Literal["magnesium"]
_OXIDE_OR_ELEMENT = Literal["magnesium", "magnesium-oxide"]
_OF_OXIDE = {
    "": _OXIDE_OR_ELEMENT,
    "mmol/d": _ELEMENT,
    "meq/d": _ELEMENT,
    "mmol": _ELEMENT,
    "meq": _ELEMENT,
}

if TYPE_CHECKING:
    Age: TypeAlias = Quantity
    SingleDose: TypeAlias = Quantity
    DailyDose: TypeAlias = Quantity
    TaperedDose: TypeAlias = Quantity
    MagnesiumDose: TypeAlias = Quantity
    MagnesiumProduct: TypeAlias = Quantity
    DailyVolume: TypeAlias = Quantity
    Strength: TypeAlias = Quantity
    Infused: TypeAlias = Quantity
    WeeklyDose: TypeAlias = Quantity
    Egfr: TypeAlias = Quantity
    Creatinine: TypeAlias = Quantity
    SerumMagnesium: TypeAlias = Quantity
    Potassium: TypeAlias = Quantity
    Height: TypeAlias = Quantity
    Weight: TypeAlias = Quantity
    Converted: TypeAlias = Quantity
else:
    Age = _quantity("Age", "An age; a year is 365.25 days, a month the twelfth of it.", AGE)
    SingleDose = _quantity("SingleDose", "A dose given at once, or what one tablet holds.", SINGLE_DOSE)
    DailyDose = _quantity("DailyDose", "The dose of a day.", DAILY_DOSE)
    TaperedDose = _quantity("TaperedDose", "The dose of a day from which to taper.", TAPERED_DOSE)
    MagnesiumDose = _quantity(
        "MagnesiumDose", "An amount of magnesium a day, as the element or as its oxide.", MAGNESIUM_DOSE, of=_OF_OXIDE
    )
    MagnesiumProduct = _quantity(
        "MagnesiumProduct",
        "What one of a product holds, as the element or as its oxide.",
        MAGNESIUM_PRODUCT,
        of=_OF_OXIDE,
    )
    DailyVolume = _quantity("DailyVolume", "A volume a day; a tablespoon is 15 mL, a teaspoon 5 mL.", DAILY_VOLUME)
    Strength = _quantity("Strength", "How much of the substance a volume of the liquid holds.", STRENGTH)
    Infused = _quantity("Infused", "An amount of albumin, in grams or in millilitres of the product.", INFUSED, _EXACT)
    WeeklyDose = _quantity("WeeklyDose", "The albumin of a week.", WEEKLY_DOSE)
    Egfr = _quantity("Egfr", "The estimated glomerular filtration rate, indexed to body surface.", EGFR, _COMPARATOR)
    Creatinine = _quantity("Creatinine", "Serum creatinine.", CREATININE, _COMPARATOR)
    SerumMagnesium = _quantity(
        "SerumMagnesium",
        "Serum magnesium, compared in the unit in which it was reported.",
        SERUM_MAGNESIUM,
        _COMPARATOR,
    )
    Potassium = _quantity("Potassium", "Serum potassium.", POTASSIUM, _COMPARATOR)
    Height = _quantity("Height", "The body height.", HEIGHT)
    Weight = _quantity("Weight", "The body weight.", WEIGHT)
    Converted = _quantity(
        "Converted", "An amount, or a volume of a liquid that holds it.", CONVERTED, _EXACT, of={"": Substance}
    )
