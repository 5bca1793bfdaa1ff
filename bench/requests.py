"""The order check as a request: the service beside raw ASGI doing the same job, and beside an empty litestar POST."""

from bench.call import answer, posts
from bench.clock import Timed, interleaved
from bench.empty import empty_app
from bench.orders import BODY
from bench.raw import check_order, echo
from dosing.api.app import create_app
from dosing.wire.request import BaclofenOrder

PATH = "/v1/orders/check"
SERVICE = "the service's app"
RAW = "raw ASGI, the same job"
EMPTY = "litestar, empty POST, the same body decoded"
ECHO = "raw ASGI, body echoed"


def measured(*, rounds: int, seconds: float) -> dict[str, Timed]:
    """Microseconds of CPU a request; the two that do the same job must answer the same."""
    app, empty = create_app(), empty_app(BaclofenOrder)
    expected = answer(check_order, PATH, BODY)
    assert answer(app, PATH, BODY) == expected
    assert expected[0] == 200
    assert answer(empty, "/", BODY)[0] == 201
    works = {
        RAW: posts(check_order, PATH, BODY),
        SERVICE: posts(app, PATH, BODY),
        EMPTY: posts(empty, "/", BODY),
        ECHO: posts(echo, PATH, BODY),
    }
    return interleaved(works, rounds=rounds, seconds=seconds)
