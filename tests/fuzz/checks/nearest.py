"""The order that an answer names as the nearest would be ok: by the oracle, with the patient who was sent."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from tests.answers import everywhere, exact
from tests.fuzz.checks.doses import MOST_BACLOFEN, TITRATION, taken_before
from tests.fuzz.checks.registry import check
from tests.fuzz.exchange import CHECK, Exchange, Judged
from tests.oracle import answer as oracle
from tests.oracle.baclofen import PROFILES, profile_of
from tests.oracle.baclofen_rules import facts_of

_OWN_CEILING = "baclofen.daily-max."
#: Acknowledged for a place of what was asked for says nothing of another order.
_WHEREVER = (None, "/patient")


@check
def nearest_order_would_be_ok(exchange: Exchange) -> Iterator[str]:
    """Sent as an order it would be ok, a reduction from a dose that is too high excepted; and it is said why."""
    for judged in exchange.compared:
        nearest = judged.answer.get("nearest")
        if nearest is None:
            continue
        if not nearest.get("why"):
            yield "without words"
        if "drug" not in nearest:
            continue  # there is no such order
        ceiling = _ceiling(judged)
        if ceiling is not None and taken_before(judged) > ceiling:
            yield from _not_down_to(ceiling, judged)
        elif (status := _status(judged)) != "ok":
            yield f"{status} for {nearest}"


def _status(judged: Judged) -> str:
    order = {
        **{name: part for name, part in judged.answer["nearest"].items() if name != "why"},
        "patient": judged.patient,
        "acknowledged": everywhere(judged.sent.get("acknowledged", [])),
    }
    return str(oracle(CHECK, order)["status"])


def _ceiling(judged: Judged) -> Fraction | None:
    """Where a titration may come from a dose that is too high already: the most for this patient."""
    if judged.path != TITRATION:
        return None
    profile = profile_of(facts_of(judged.patient))
    rule = _OWN_CEILING + (profile or "").replace("adult-", "adult.")
    is_acknowledged = any(
        word["rule"] == rule and word.get("where") in _WHEREVER for word in judged.sent.get("acknowledged", ())
    )
    return Fraction(PROFILES[profile][2] if profile and not is_acknowledged else MOST_BACLOFEN)


def _not_down_to(ceiling: Fraction, judged: Judged) -> Iterator[str]:
    """A reduction only falls, and ends at the ceiling or under it."""
    phases = judged.answer["nearest"]["phases"]
    daily = [taken_before(judged), *(sum(map(exact, phase["doses"]), Fraction(0)) for phase in phases)]
    if any(later >= earlier for earlier, later in pairwise(daily)) or daily[-1] > ceiling:
        yield f"{[float(dose) for dose in daily]} is no reduction to {ceiling}"
