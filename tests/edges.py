"""The ways in which the service can be asked: each takes a path and a JSON body, and gives the answer as JSON.

Laws are tested through all of `EDGES`: a new way in (HTTP, the command line) is one more line there.
Numbers of answers are `Decimal` and `int`, never floats.
"""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec

from dosing import service
from dosing.wire import request

Json = dict[str, Any]
Edge = Callable[[str, Json], Json]

_ENCODER = msgspec.json.Encoder(decimal_format="number")

#: Path by path: what decodes a body, and what answers it.
OPERATIONS: dict[str, tuple[msgspec.json.Decoder[Any], Callable[[Any], Any]]] = {
    "/v1/schedules/baclofen": (msgspec.json.Decoder(request.BaclofenSchedule), service.plan_baclofen),
    "/v1/schedules/baclofen-taper": (msgspec.json.Decoder(request.BaclofenTaper), service.plan_baclofen_taper),
    "/v1/schedules/magnesium-oxide": (
        msgspec.json.Decoder(request.MagnesiumOxideSchedule),
        service.plan_magnesium_oxide,
    ),
    "/v1/schedules/magnesium-hydroxide": (
        msgspec.json.Decoder(request.MagnesiumHydroxideSchedule),
        service.plan_magnesium_hydroxide,
    ),
    "/v1/schedules/albumin": (msgspec.json.Decoder(request.AlbuminSchedule), service.plan_albumin),
    "/v1/orders/check": (msgspec.json.Decoder(request.AnyOrder), service.check),
    "/v1/orders/check-many": (msgspec.json.Decoder(request.Orders), service.check_many),
    "/v1/convert": (msgspec.json.Decoder(request.ConvertRequest), service.convert_amount),
    "/v1/egfr": (msgspec.json.Decoder(request.EgfrRequest), service.estimate_egfr),
}


def ask(path: str, body: Json) -> Json:
    """The library itself: the body decoded strictly, as every edge does it, and the answer as it is written."""
    decoder, operation = OPERATIONS[path]
    answer = operation(decoder.decode(msgspec.json.encode(body)))
    found: Json = json.loads(_ENCODER.encode(answer), parse_float=Decimal)
    return found


def ask_among_others(path: str, body: Json) -> Json:
    """Orders as one of many: between others, which must change nothing."""
    if path != "/v1/orders/check":
        return ask(path, body)
    other = {"drug": "other", "name": "quinine", "indication": "muscle-cramps"}
    found: Json = ask("/v1/orders/check-many", {"orders": [other, body, other]})["answers"][1]
    return found


EDGES: dict[str, Edge] = {"library": ask, "check-many": ask_among_others}
