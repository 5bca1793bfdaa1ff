"""How often a rule's cards are accepted, and how often overridden and why: what tells a rule that helps from noise."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct, to_builtins

from dosing.hooks.store.feedback import Kept

#: In the place of a rule: cards that are about no rule, or not of this service.
NO_RULE = "-"


class Rate(Struct, frozen=True, kw_only=True):
    """One rule of one service. A card about several rules counts for each; of a card its last outcome counts."""

    rule: str
    service: str
    accepted: int
    overridden: int
    #: Chosen reasons for overriding, by code, the most frequent first.
    reasons: dict[str, int]

    @property
    def override_rate(self) -> Fraction:
        """The share of cards with an outcome that were overridden; cards that were ignored are never reported.

        >>> Rate(rule="baclofen.step", service="dosing", accepted=1, overridden=3, reasons={}).override_rate
        Fraction(3, 4)
        """
        return Fraction(self.overridden, self.accepted + self.overridden)

    def as_shown(self) -> dict[str, object]:
        """The rate with its share as a decimal of three places."""
        return {**to_builtins(self), "override_rate": round(Decimal(float(self.override_rate)), 3)}


def rates(kept: Iterable[Kept]) -> list[Rate]:
    """A rate for each rule and service, the most overridden first."""
    outcomes: Counter[tuple[str, str, str]] = Counter()
    reasons: dict[tuple[str, str], Counter[str]] = {}
    for one in kept:
        for rule in one.rules or (NO_RULE,):
            outcomes[one.service, rule, one.outcome] += 1
            chosen = reasons.setdefault((one.service, rule), Counter())
            if one.reason:
                chosen[one.reason] += 1
    found = [
        Rate(
            rule=rule,
            service=service,
            accepted=outcomes[service, rule, "accepted"],
            overridden=outcomes[service, rule, "overridden"],
            reasons=dict(chosen.most_common()),
        )
        for (service, rule), chosen in reasons.items()
    ]
    return sorted(found, key=lambda rate: (-rate.override_rate, -rate.overridden, rate.rule, rate.service))
