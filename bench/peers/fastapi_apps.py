"""FastAPI doing the job of the service's order check: the same order, the same kernel, the same full answer.

As FastAPI's documentation has it: a model that is validated, a response model, and, so that keys that stand twice are
refused, a request class of its own. Beside it a variant that answers with bytes and needs no response model, and one
that takes every number through pint first.
"""

import json
from collections.abc import Callable, Coroutine
from decimal import Decimal
from typing import Any

import msgspec
import pint
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.routing import APIRoute

from bench.peers import shapes
from dosing import service
from dosing.api.numbers import encode
from dosing.units import SPELLED
from dosing.wire import answer
from dosing.wire.request import AnyOrder

PATH = "/v1/orders/check"


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise HTTPException(400, "A key stands twice.")
    return found


class _Once(Request):
    """A request whose JSON has no key twice."""

    async def json(self) -> Any:  # noqa: ANN401 -- JSON
        return json.loads(await self.body(), object_pairs_hook=_unique)


class _OnceRoute(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            return await handler(_Once(request.scope, request.receive))

        return handle


def _app() -> FastAPI:
    app = FastAPI(openapi_url=None)
    app.router.route_class = _OnceRoute
    return app


def _checked(order: dict[str, Any]) -> answer.OrderAnswer:
    """The kernel takes the service's own shapes."""
    return service.check(msgspec.convert(order, AnyOrder))


def with_response_model() -> FastAPI:
    """The answer as a model too."""
    app = _app()

    @app.post(PATH, response_model_exclude_none=True)
    async def check(order: shapes.Order) -> shapes.Answer:
        found = _checked(order.model_dump(exclude_none=True))
        return shapes.Answer.model_validate(msgspec.to_builtins(found, builtin_types=(Decimal,)))

    return app


def with_bytes() -> FastAPI:
    """The answer written by the service's own encoder: the least that FastAPI and pydantic cost."""
    app = _app()

    @app.post(PATH)
    async def check(order: shapes.Order) -> Response:
        found = _checked(order.model_dump(exclude_none=True))
        return Response(encode(found), media_type="application/json")

    return app


def with_pint() -> FastAPI:
    """Every number of the order made a pint quantity, in decimals, and put into the unit of its limit."""
    app = _app()
    registry: pint.UnitRegistry[Decimal] = pint.UnitRegistry(non_int_type=Decimal)

    def canonical(part: Any) -> Any:  # noqa: ANN401 -- JSON
        if isinstance(part, dict) and "unit" in part:
            stated = str(part["unit"])
            unit = _CANONICAL.get(stated, stated)
            quantity = registry.Quantity(Decimal(repr(part["value"])), SPELLED[stated]).to(SPELLED[unit])
            return {**part, "value": float(quantity.magnitude), "unit": unit}
        if isinstance(part, dict):
            return {name: canonical(inner) for name, inner in part.items()}
        return [canonical(inner) for inner in part] if isinstance(part, list) else part

    @app.post(PATH)
    async def check(order: shapes.Order) -> Response:
        found = _checked(canonical(order.model_dump(exclude_none=True)))
        return Response(encode(found), media_type="application/json")

    return app


_CANONICAL = {"mo": "a", "wk": "a", "g": "mg", "ug": "mg", "g/d": "mg/d", "ug/d": "mg/d", "m": "cm", "[in_i]": "cm"}


def is_same(one: bytes, other: bytes) -> bool:
    """Whether two answers say the same: numbers by value, and no matter in which order the fields stand."""
    return bool(json.loads(one) == json.loads(other))
