"""Units of orders and results: a closed list of UCUM codes, and a closed list of what people write instead.

A unit that is in neither list is not read: UCUM reads `MG` as megagauss, and `mg/{tbl}` as mg.
"""

from decimal import Decimal

from msgspec import Struct

from dosing.core.exact import EXACT
from dosing.core.ucum import UNITS
from dosing.fhir.lists.codes import DOSE_FORMS, SNOMED, UCUM
from dosing.fhir.lists.spelling import COUNTED, UNITS_OF_SOMETHING, spelled
from dosing.fhir.parts.elements import Quantity
from dosing.fhir.parts.number import number
from dosing.fhir.parts.remark import NotUnderstoodError, Remarks
from dosing.wire.answered import ECHO

#: What is written for a UCUM code, and the code that it means.
ALIASES: dict[str, str] = {
    "mcg": "ug",
    "µg": "ug",
    "μg": "ug",
    "milligram": "mg",
    "milligrams": "mg",
    "gram": "g",
    "grams": "g",
    "mEq": "meq",
    "ml": "mL",
    "l": "L",
    "day": "d",
    "days": "d",
    "week": "wk",
    "weeks": "wk",
    "hour": "h",
    "hours": "h",
    "tablespoon": "[tbs_m]",
    "teaspoon": "[tsp_m]",
    "tablet": COUNTED,
    "tablets": COUNTED,
    "tab": COUNTED,
    "TAB": COUNTED,
    "tabs": COUNTED,
    "capsule": COUNTED,
    "capsules": COUNTED,
    "cap": COUNTED,
    "mL/min/1.73m2": "mL/min/{1.73_m2}",
    "mL/min/1.73 m2": "mL/min/{1.73_m2}",
    "mL/min/{1.73m2}": "mL/min/{1.73_m2}",
    "mL/min/1.73_m2": "mL/min/{1.73_m2}",
    "mL/min/1.73 m²": "mL/min/{1.73_m2}",
    "mL/min/1.73m²": "mL/min/{1.73_m2}",
    "ml/min/1.73m2": "mL/min/{1.73_m2}",
    "ml/min/1.73 m2": "mL/min/{1.73_m2}",
    "ml/min/1.73 m²": "mL/min/{1.73_m2}",
    "ml/min/1,73 m²": "mL/min/{1.73_m2}",
    "mEq/L": "meq/L",
    "µmol/L": "umol/L",
    "μmol/L": "umol/L",
    "mg/dl": "mg/dL",
    "mmol/l": "mmol/L",
    "umol/l": "umol/L",
    "meq/l": "meq/L",
}
#: UCUM codes that count: annotations without a unit.
_COUNTING = frozenset({"{tbl}", "{tablet}", "{tablets}", "{capsule}", "{cap}", "{dose}", "1"})
#: What counts in other systems. Source: HL7 FHIR R4 examples, and its table of dose forms.
_FORMS = frozenset(
    {(DOSE_FORMS, code) for code in ("TAB", "CAP", "CAPLET", "ORTAB", "DISINTAB")} | {(SNOMED, "428673006")}
)
#: Units that are read beside those of the service.
_TIMES = frozenset({"s", "min", "h", "d", "wk", "mo", "a"})
_READ = frozenset(UNITS) | _TIMES


class Measured(Struct, frozen=True):
    """A number in a unit that is read; of things that are counted, in `COUNTED`."""

    value: Decimal
    unit: str


def unit_of(quantity: Quantity, path: str, said: Remarks) -> str:
    """The unit as a UCUM code, or `COUNTED`; without any unit, nothing.

    Raises:
        NotUnderstoodError: the unit is in none of the lists, or its code and its words mean different ones.

    """
    meant = _coded(quantity, path, said)
    # Words that are not known decide nothing: in FHIR the code is what a unit means, and its words are for people.
    is_other = bool(quantity.unit and quantity.code) and quantity.unit != quantity.code
    written = spelled(quantity.unit or "") if is_other else ""
    if written and _comparable(written) != _comparable(meant) and (written, meant) != (UNITS_OF_SOMETHING, COUNTED):
        raise NotUnderstoodError(
            "unit-unclear",
            f"The unit is written as {(quantity.unit or '')[:ECHO]!r} and coded as {(quantity.code or '')[:ECHO]!r}: "
            "neither is read.",
            path,
        )
    return meant


def _comparable(unit: str) -> str:
    """The parts of a unit as they are spelled: codes that mean the same are the same."""
    return spelled(unit) or unit


def _coded(quantity: Quantity, path: str, said: Remarks) -> str:
    code, system = quantity.code, quantity.system
    if (system, code) in _FORMS:
        return COUNTED
    written = code if code and system in {None, UCUM} else quantity.unit if not code else None
    if code and written is None:
        raise NotUnderstoodError(
            "unit", f"The code {code[:ECHO]!r} of the system {(system or '')[:ECHO]!r} is no unit that is read.", path
        )
    if written is None:
        return ""
    if written in _COUNTING:
        return COUNTED
    if written in _READ:
        return written
    if written not in ALIASES:
        raise NotUnderstoodError("unit", f"The unit {written[:ECHO]!r} is not one that is read; use UCUM.", path)
    meant = ALIASES[written]
    said.say("unit-alias", f"{written!r} was read as {'a count' if meant == COUNTED else repr(meant)}.", path)
    return meant


def measured(quantity: Quantity | None, path: str, said: Remarks) -> Measured:
    """The number and its unit.

    Raises:
        NotUnderstoodError: no number, a negative one, one with a comparator, or a unit that is not read.

    """
    value = None if quantity is None else number(quantity.value)
    if quantity is None or value is None or value < 0:
        raise NotUnderstoodError("wrong-number", "A number that is not negative is needed here.", path)
    if quantity.comparator is not None:
        raise NotUnderstoodError("wrong-number", "A number with a comparator is no dose and no time.", path)
    return Measured(value, unit_of(quantity, path, said))


#: Days in a unit of time, as fractions of whole numbers; months and years have no fixed number of them.
DAYS: dict[str, tuple[int, int]] = {"s": (1, 86400), "min": (1, 1440), "h": (1, 24), "d": (1, 1), "wk": (7, 1)}


def in_milligrams(amount: Measured) -> Decimal | None:
    """Milligrams, where the unit is one of mass."""
    unit = UNITS.get(amount.unit)
    return EXACT.multiply(amount.value, unit.factor) if unit is not None and unit.kind == "mass" else None


def in_millilitres(amount: Measured) -> Decimal | None:
    """Millilitres, where the unit is one of volume."""
    unit = UNITS.get(amount.unit)
    return EXACT.multiply(amount.value, unit.factor) if unit is not None and unit.kind == "volume" else None
