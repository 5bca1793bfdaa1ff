"""The numbers of a drug's rules, for the plans that are made by them: each stands once, in its rule."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from dosing.core.rule import In, Rule


class Bounds(Struct, frozen=True):
    """The numbers of a drug's rules, by the rules' ids."""

    rules: Mapping[str, Rule]

    def most(self, rule: str) -> Decimal:
        """What the rule allows at the most."""
        return self._bound(rule, "at_most")

    def least(self, rule: str) -> Decimal:
        """What the rule demands at the least."""
        return self._bound(rule, "at_least")

    def _bound(self, rule: str, end: str) -> Decimal:
        limit = self.rules[rule].limit
        value = getattr(limit.spans[-1], end) if isinstance(limit, In) else None
        if not isinstance(value, Decimal):
            message = f"{rule}: a schedule needs its limit to be a plain {end}"
            raise TypeError(message)
        return value


def bounds_of(rules: Iterable[Rule]) -> Bounds:
    """The bounds of these rules."""
    return Bounds({rule.id: rule for rule in rules})
