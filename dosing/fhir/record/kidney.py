"""What a record tells of the kidneys must not contradict itself, nor tell of more than can be measured.

No number is chosen here: what an eGFR can be is what a request may state, and the bands are those of the rules.
"""

from collections.abc import Mapping
from decimal import Decimal

from dosing.core.fact import Fact, Value
from dosing.core.kidney import derived_facts, estimate, possible_bands
from dosing.core.span import Span
from dosing.fhir.parts.remark import Remarks
from dosing.formulary.kidney import KIDNEY
from dosing.wire import quantity

_MOST = Decimal(repr(quantity.EGFR["mL/min/{1.73_m2}"][1]))


def require_plausible(facts: dict[Fact, Value], places: Mapping[Fact, str], failure: str, said: Remarks) -> None:
    """Take out a creatinine of which no eGFR follows; say where kidney failure stands beside an eGFR that is none."""
    _drop_implausible(facts, places, said)
    egfr = derived_facts(KIDNEY, facts).get(Fact.EGFR)
    if failure and isinstance(egfr, Decimal | Span) and KIDNEY.dialysis_band not in possible_bands(KIDNEY, egfr):
        said.say(
            "evidence-unclear",
            "Kidney failure is on record beside a better eGFR: but for a transplant, one of the two is wrong.",
            failure,
        )


def _drop_implausible(facts: dict[Fact, Value], places: Mapping[Fact, str], said: Remarks) -> None:
    """A creatinine so low that the eGFR would be none that can be stated was not measured in this unit."""
    found = estimate(KIDNEY, facts)
    if found is None:
        return
    least = found.egfr if isinstance(found.egfr, Decimal) else found.egfr.above or found.egfr.at_least
    if least is not None and least > _MOST:
        del facts[Fact.CREATININE]
        said.say(
            "evidence-not-used",
            f"creatinine: by it the eGFR would be {least:.0f}, which is over {_MOST:g}: it is not used.",
            places.get(Fact.CREATININE, ""),
        )
