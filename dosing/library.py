"""The service as a Python library: requests as JSON or as its objects, answers as typed values.

A request is what the HTTP service takes (see `openapi.yaml`); a number may be an int, a float or a Decimal, of which
15 digits count, as everywhere in JSON. Units are
UCUM codes: ages in years `a`, doses in `mg`, daily doses in `mg/d`, eGFR in `mL/min/{1.73_m2}`.
"""

from collections.abc import Mapping
from typing import Any, cast

import msgspec

from dosing.api.body import decode
from dosing.api.numbers import encode
from dosing.api.operations import OPERATIONS
from dosing.api.problems import ProblemError as InvalidRequestError
from dosing.service.catalog import drugs, rules, sources, vectors
from dosing.wire.answer import Answer, OrderAnswer
from dosing.wire.calculation import ConvertAnswer, EgfrAnswer

__all__ = [
    "InvalidRequestError",
    "check",
    "convert",
    "drugs",
    "egfr",
    "plan",
    "rules",
    "sources",
    "to_json",
    "vectors",
]

#: A request: JSON text, or the object that it stands for.
Request = bytes | str | Mapping[str, Any]

_TO_JSON = msgspec.json.Encoder(decimal_format="number")
_OPERATIONS = {
    operation.path: (msgspec.json.Decoder(operation.body), operation.handle)
    for operation in OPERATIONS
    if operation.body is not None
}


def _answered(path: str, request: Request) -> Any:  # noqa: ANN401 -- the answer of the path
    decoder, handle = _OPERATIONS[path]
    if isinstance(request, str):
        request = request.encode()
    return handle(decode(decoder, request if isinstance(request, bytes) else _TO_JSON.encode(request)))


def plan(schedule: str, request: Request) -> Answer:
    """Compute a schedule: `baclofen`, `baclofen-taper`, `magnesium-oxide`, `magnesium-hydroxide` or `albumin`.

    The answer has `steps` only if its status is `ok`; otherwise its findings and `missing` say what is in the way.

    Raises:
        KeyError: there is no such schedule.
        InvalidRequestError: the request does not fit; `problem` says where (a JSON pointer) and why.

    >>> patient = {"age": {"value": 54, "unit": "a"}, "egfr": {"value": 90, "unit": "mL/min/{1.73_m2}"}}
    >>> answer = plan("baclofen", {"patient": patient})
    >>> answer.status, [str(step.daily_dose.value) for step in answer.steps]
    ('ok', ['10', '20', '30'])
    >>> patient["egfr"]["value"] = 29.96
    >>> refused = plan("baclofen", {"patient": patient})
    >>> refused.status, refused.findings[0].rule
    ('refused', 'baclofen.kidney')

    """
    path = f"/v1/schedules/{schedule}"
    if path not in _OPERATIONS:
        known = ", ".join(each.rpartition("/")[2] for each in _OPERATIONS if each.startswith("/v1/schedules/"))
        raise KeyError(f"there is no schedule {schedule!r}; there are {known}")
    return cast("Answer", _answered(path, request))


def check(order: Request) -> OrderAnswer:
    """Check an order against every rule of its drug, phase by phase, and against those for every order.

    Raises:
        InvalidRequestError: the order does not fit; `problem` says where (a JSON pointer) and why.

    >>> twenty = [{"value": 10, "unit": "mg"}, {"value": 10, "unit": "mg"}]
    >>> answer = check({"drug": "baclofen", "phases": [{"doses": twenty}]})
    >>> answer.status, answer.missing[0]
    ('needs_input', ('/patient/age', '/patient/egfr'))

    """
    return cast("OrderAnswer", _answered("/v1/orders/check", order))


def convert(request: Request) -> ConvertAnswer:
    """State an amount of a magnesium compound in another unit, or as another compound of the same magnesium.

    Raises:
        InvalidRequestError: the request does not fit; `problem` says where (a JSON pointer) and why.

    >>> amount = {"value": 12, "unit": "mmol", "of": "magnesium"}
    >>> convert({"amount": amount, "to": {"unit": "mg", "of": "magnesium-oxide"}}).result.value
    Decimal('483.648')

    """
    return cast("ConvertAnswer", _answered("/v1/convert", request))


def egfr(request: Request) -> EgfrAnswer:
    """Estimate kidney function: CKD-EPI 2021 for adults, bedside Schwartz for children of 1 to 17 years.

    Raises:
        InvalidRequestError: the request does not fit; `problem` says where (a JSON pointer) and why.

    >>> facts = {"age": {"value": 55, "unit": "a"}, "sex": "female", "creatinine": {"value": 0.9, "unit": "mg/dL"}}
    >>> answer = egfr(facts)
    >>> answer.egfr.value, answer.band
    (Decimal('75.498805'), 'standard')

    """
    return cast("EgfrAnswer", _answered("/v1/egfr", request))


def to_json(answer: object) -> bytes:
    """An answer as the HTTP service gives it: plain decimals, never an exponent.

    >>> to_json(egfr({}))[:24]
    b'{"status":"needs_input",'
    """
    return encode(answer)
