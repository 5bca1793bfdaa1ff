"""The order check as a request: the service beside what does the same job, and beside an empty litestar POST."""

from bench.call import answer, posts
from bench.clock import Timed, interleaved
from bench.empty import empty_app
from bench.orders import BODY
from bench.peers import fastapi_apps
from bench.raw import check_order, echo
from dosing.api.app import create_app
from dosing.wire.request import BaclofenOrder

PATH = fastapi_apps.PATH
SERVICE = "the service's app"
RAW = "raw ASGI, the same job"
MODEL = "FastAPI + pydantic, response model"
BYTES = "FastAPI + pydantic, answer as bytes"
PINT = "FastAPI + pydantic + pint"
EMPTY = "litestar, empty POST, the same body decoded"
ECHO = "raw ASGI, body echoed"
_TWICE = BODY.replace(b'"sex":', b'"sex":"male","sex":')


def measured(*, rounds: int, seconds: float) -> dict[str, Timed]:
    """Microseconds of CPU a request; those that do the same job must answer the same."""
    apps = {
        RAW: check_order,
        SERVICE: create_app(),
        MODEL: fastapi_apps.with_response_model(),
        BYTES: fastapi_apps.with_bytes(),
        PINT: fastapi_apps.with_pint(),
    }
    status, expected = answer(check_order, PATH, BODY)
    assert status == 200
    for name, app in apps.items():
        status, found = answer(app, PATH, BODY)
        assert status == 200, name
        assert fastapi_apps.is_same(found, expected), name
        assert name == RAW or answer(app, PATH, _TWICE)[0] == 400, name
    empty = empty_app(BaclofenOrder)
    assert answer(empty, "/", BODY)[0] == 201
    works = {name: posts(app, PATH, BODY) for name, app in apps.items()}
    works |= {EMPTY: posts(empty, "/", BODY), ECHO: posts(echo, PATH, BODY)}
    return interleaved(works, rounds=rounds, seconds=seconds)
