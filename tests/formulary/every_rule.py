"""All rules and monitoring texts of the formulary, and the numbers in their conditions."""

from collections.abc import Iterator

from dosing.core.evidence import Citation
from dosing.core.rule import All, AnyOf, Condition, In, Monitoring, Not, Rule
from dosing.core.span import Span
from dosing.formulary import FORMULARY

#: Each rule once: those about kidney function belong to several drugs.
RULES: dict[str, Rule] = {
    rule.id: rule for rules in (*(drug.rules for drug in FORMULARY.drugs), FORMULARY.every_order) for rule in rules
}
MONITORING: dict[str, Monitoring] = {entry.id: entry for drug in FORMULARY.drugs for entry in drug.monitoring}
CITES: dict[str, tuple[Citation, ...]] = {
    **{rule.id: rule.cites for rule in RULES.values()},
    **{entry.id: entry.cites for entry in MONITORING.values()},
}


def spans_of(condition: Condition) -> Iterator[Span]:
    """Every span in a condition, as stated."""
    match condition:
        case In():
            yield from condition.spans
        case Not():
            yield from spans_of(condition.part)
        case All() | AnyOf():
            for part in condition.parts:
                yield from spans_of(part)
        case _:
            return
