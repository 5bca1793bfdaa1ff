"""The numbers of a drug's rules, for the plans that are made by them: each stands once, in its rule."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from dosing.core.compile import BrokenRuleError
from dosing.core.rule import In, Rule, Shape, Suspension, Titration


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
        if rule not in self.rules:
            raise BrokenRuleError(f"{rule}: a schedule is made by this rule, and there is none")
        limit = self.rules[rule].limit
        value = getattr(limit.spans[-1], end) if isinstance(limit, In) else None
        if not isinstance(value, Decimal):
            raise BrokenRuleError(f"{rule}: a schedule needs its limit to be a plain {end}")
        return value


def require_bounds(shape: Shape | None, bounds: Bounds) -> None:
    """Every number that a schedule of this shape takes from the rules is there.

    Raises:
        BrokenRuleError: a rule that it names is missing, or its limit has not the needed end.

    """
    match shape:
        case None:
            return
        case Titration():
            for profile in shape.profiles:
                for rule in (profile.start, profile.ceiling, *([profile.step] if profile.step else [])):
                    bounds.most(rule)
            bounds.most(shape.maximum)
            for rule in (shape.interval, shape.taper_interval, shape.taper_duration):
                bounds.least(rule)
        case Suspension():
            bounds.least(shape.minimum)
            bounds.least(shape.strength)
            bounds.most(shape.maximum)
        case _:
            bounds.most(shape.maximum)


def bounds_of(rules: Iterable[Rule]) -> Bounds:
    """The bounds of these rules."""
    return Bounds({rule.id: rule for rule in rules})
