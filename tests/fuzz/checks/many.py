"""Many orders are answered as if each had been sent alone, in the same order."""

from collections.abc import Iterator

from dosing.api.numbers import encode
from tests.edges import OPERATIONS
from tests.fuzz.checks.registry import check
from tests.fuzz.exchange import CHECK, MANY, Exchange


@check
def many_are_answered_one_by_one(exchange: Exchange) -> Iterator[str]:
    """As many answers as orders, each the one that the library gives to its order alone."""
    if exchange.path != MANY or exchange.answered.status != 200 or not exchange.fits:
        return
    _, alone = OPERATIONS[CHECK]
    sent = OPERATIONS[MANY][0].decode(exchange.asked.body)
    expected = b'{"answers":[' + b",".join(encode(alone(order)) for order in sent.orders) + b"]}"
    if expected != exchange.answered.body:
        given = exchange.document.get("answers", ()) if isinstance(exchange.document, dict) else ()
        yield f"{len(given)} answers to {len(sent.orders)} orders, or others than alone"
