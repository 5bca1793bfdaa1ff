"""A card's id says which rules the card is about: feedback can be counted by rule, and nothing is kept of a card.

The same card for the same order has the same id (RFC 9562, version 8): 48 bits of what it was made from, 12 by which
an id of ours is known, and for each of its first three rules 20 that stand for the rule's id. It holds no more of a
patient than a digest that nobody can undo.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from uuid import UUID, uuid5

from dosing.service.catalog import rule_ids

#: Rules that an id has room for.
MOST_RULES = 3
_RULE_BITS, _MADE_BITS, _OURS_BITS, _LOW_BITS = 20, 48, 12, 62
_VERSION, _VARIANT = 8, 0b10


def card_id(made_from: Iterable[bytes], rules: Sequence[str]) -> UUID:
    """The id of a card about these rules, the leading one first.

    >>> rules_of(card_id([b"an order"], ["baclofen.step", "baclofen.interval"]))
    ('baclofen.step', 'baclofen.interval')
    """
    digest = sha256(b"\0".join(made_from)).digest()
    made = int.from_bytes(digest[: _MADE_BITS // 8], "big")
    numbers = 0
    for place in range(MOST_RULES):
        numbers = numbers << _RULE_BITS | (_number(rules[place]) if place < len(rules) else 0)
    return _composed(made, numbers)


def suggestion_id(card: UUID, of: str) -> UUID:
    """The id of a suggestion of this card."""
    return uuid5(card, of)


def card_of(text: str) -> UUID | None:
    """The id as it was given, with or without `urn:uuid:`; none if it is no UUID."""
    try:
        return UUID(text)
    except ValueError:
        return None


def rules_of(card: UUID) -> tuple[str, ...]:
    """The rules that a card is about, the leading one first; none if the id is not of a card of ours."""
    made = card.int >> (128 - _MADE_BITS)
    numbers = card.int & ((1 << _RULE_BITS * MOST_RULES) - 1)
    if card != _composed(made, numbers):
        return ()
    shifts = range(_RULE_BITS * (MOST_RULES - 1), -1, -_RULE_BITS)
    known = _rules_by_number()
    found = (known.get(numbers >> shift & ((1 << _RULE_BITS) - 1)) for shift in shifts)
    return tuple(rule for rule in found if rule is not None)


def _composed(made: int, numbers: int) -> UUID:
    ours = sha256(b"a card of dosing" + made.to_bytes(8, "big") + numbers.to_bytes(8, "big")).digest()
    known = int.from_bytes(ours[:2], "big") >> (16 - _OURS_BITS)
    high = (made << 4 | _VERSION) << _OURS_BITS | known
    return UUID(int=(high << 2 | _VARIANT) << _LOW_BITS | numbers)


@cache
def _number(rule: str) -> int:
    """What stands for a rule; 0 stands for none. A test holds that no two rules share it."""
    return int.from_bytes(sha256(rule.encode()).digest()[:4], "big") % ((1 << _RULE_BITS) - 1) + 1


@cache
def _rules_by_number() -> dict[int, str]:
    return {_number(rule): rule for rule in rule_ids()}
