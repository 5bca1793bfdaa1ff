"""The authority on units: each UCUM code of the service resolved through pint, exactly. The only file that imports it.

Pint never sees a client's text, and no request waits for it: the resolved table is shipped, and here it is proved.
"""

from fractions import Fraction

import pint

from dosing.core.ucum import UNITS

#: How pint spells each code. UCUM's annotations, metric spoons and milliequivalents it does not know: they are spelled
#: by what they are, an annotation by the unit it annotates, a spoon by its millilitres.
SPELLED = {
    "a": "julian_year",
    "mo": "julian_year / 12",
    "wk": "week",
    "d": "day",
    "mg": "milligram",
    "g": "gram",
    "ug": "microgram",
    "kg": "kilogram",
    "[lb_av]": "pound",
    "mg/d": "milligram / day",
    "g/d": "gram / day",
    "ug/d": "microgram / day",
    "mmol": "millimole",
    "mmol/d": "millimole / day",
    "meq": "millimole",
    "meq/d": "millimole / day",
    "mL": "milliliter",
    "L": "liter",
    "[tbs_m]": "15 * milliliter",
    "[tsp_m]": "5 * milliliter",
    "mL/d": "milliliter / day",
    "L/d": "liter / day",
    "[tbs_m]/d": "15 * milliliter / day",
    "[tsp_m]/d": "5 * milliliter / day",
    "mg/mL": "milligram / milliliter",
    "g/L": "gram / liter",
    "mg/dL": "milligram / deciliter",
    "g/wk": "gram / week",
    "mmol/L": "millimole / liter",
    "umol/L": "micromole / liter",
    "meq/L": "millimole / liter",
    "cm": "centimeter",
    "m": "meter",
    "[in_i]": "inch",
    "mL/min/{1.73_m2}": "milliliter / minute",
    "mL/min": "milliliter / minute",
}


def resolved() -> dict[str, Fraction]:
    """How many of its kind's own unit each code is, as pint has it: the table that `dosing.core.ucum` ships.

    Raises:
        pint.DimensionalityError: two codes that the table gives one kind measure different things.

    """
    registry: pint.UnitRegistry[Fraction] = pint.UnitRegistry(non_int_type=Fraction)
    own = {unit.kind: registry(SPELLED[code]) for code, unit in UNITS.items() if unit.factor == 1}
    return {
        code: Fraction((registry(SPELLED[code]) / own[unit.kind]).to("dimensionless").magnitude)
        for code, unit in UNITS.items()
    }
