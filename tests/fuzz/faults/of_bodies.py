"""Faults of reading: what is accepted though it does not fit, refused though it does, and refusals that mislead."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec

from tests.fuzz.contract import CONTRACT
from tests.fuzz.exchange import Answered, Asked, Json
from tests.fuzz.faults import requests as some
from tests.fuzz.faults.fault import Broken, Fault, before, on_the_wire, patched, sized

_OPERATION, _REFUSED, _ACCEPTED = "estimateEgfr", "what_does_not_fit_is_refused", "what_fits_is_accepted"
_KNOWN = set(CONTRACT.resolved(CONTRACT.by_id(_OPERATION).body or {})["properties"])
_LONG = "s" * 100
_REASON: Json = {"rule": "baclofen.start", "reason": "r" * 200}


def _lax(decoder: Any, body: bytes) -> Any:  # noqa: ANN401 -- of msgspec
    return msgspec.json.Decoder(decoder.type, strict=False).decode(body)


def _of_the_text(change: Callable[[bytes], bytes]) -> Broken:
    return before(lambda asked: replace(asked, body=change(asked.body)))


def _of_the_value(change: Callable[[Json], object]) -> Broken:
    """Requests that are JSON objects are changed in place."""

    def changed(asked: Asked) -> Asked:
        try:
            body = json.loads(asked.body)
        except (ValueError, RecursionError):
            return asked
        if not isinstance(body, dict) or not asked.body.strip().endswith(b"}"):
            return asked
        text = asked.body
        change(body)
        made = json.dumps(body).encode()
        return replace(asked, body=made) if made != json.dumps(json.loads(text)).encode() else asked

    return before(changed)


def _drop_unknown(body: Json) -> None:
    for key in set(body) - _KNOWN:
        del body[key]


def _value(body: Json, *path: str) -> Any:  # noqa: ANN401 -- any JSON
    node: Any = body
    for step in path:
        node = node.get(step) if isinstance(node, dict) else None
    return node


def _moved(path: tuple[str, ...], was: Callable[[Any], bool], becomes: Any) -> Callable[[Json], object]:  # noqa: ANN401 -- any JSON
    """A value of some kind at a place becomes another one."""

    def change(body: Json) -> None:
        parent = _value(body, *path[:-1])
        if isinstance(parent, dict) and path[-1] in parent and was(parent[path[-1]]):
            parent[path[-1]] = becomes

    return change


def _is_over(most: float) -> Callable[[Any], bool]:
    return lambda value: type(value) in {int, float} and value > most


def _is(wanted: object) -> Callable[[Any], bool]:
    return lambda value: value == wanted and type(value) in {int, float}


def _is_spelled_whole(value: Any) -> bool:  # noqa: ANN401 -- any JSON
    return isinstance(value, float) and value.is_integer()


def _is_long(value: Any) -> bool:  # noqa: ANN401 -- any JSON
    return isinstance(value, list) and len(value) == 10


def _problem(change: Callable[[Json, Json], object]) -> Broken:
    """Problems are changed in place; the change sees the request too."""

    def changed(asked: Asked, answered: Answered) -> Answered:
        if answered.status != 422:
            return answered
        problem = json.loads(answered.body)
        try:
            sent = json.loads(asked.body)
        except ValueError:
            sent = {}
        change(problem, sent if isinstance(sent, dict) else {})
        return sized(422, answered.headers, json.dumps(problem).encode())

    return on_the_wire(changed)


def _echo(problem: Json, sent: Json) -> None:
    problem["detail"] += " " + json.dumps(sent)


def _wrong_place(problem: Json, sent: Json) -> None:
    fine = next((key for key in sent if key in _KNOWN and f"/{key}" not in problem["pointer"]), None)
    if fine is not None:
        problem["pointer"] = f"/{fine}"


_AGED = some.estimate(age=some.amount(200, "a"))
FAULTS = (
    Fault(
        "lax reading",
        "text is read as a number",
        _OPERATION,
        _REFUSED,
        patched("dosing.api.endpoint.decode", _lax),
        some.raw(some.ESTIMATE, b'{"age":{"value":"5","unit":"a"}}'),
    ),
    Fault(
        "lax reading",
        "unknown keys are passed over",
        _OPERATION,
        _REFUSED,
        _of_the_value(_drop_unknown),
        some.estimate(units="SI"),
    ),
    Fault(
        "lax reading",
        "a key may stand twice",
        _OPERATION,
        _REFUSED,
        patched("dosing.api.body._may_repeat_keys", lambda *_: False),
        some.raw(some.ESTIMATE, b'{"sex":"male","sex":"female"}'),
    ),
    Fault(
        "lax reading",
        "a byte order mark is passed over",
        _OPERATION,
        _REFUSED,
        _of_the_text(lambda text: text.removeprefix(b"\xef\xbb\xbf")),
        some.raw(some.ESTIMATE, b"\xef\xbb\xbf{}"),
    ),
    Fault(
        "lax reading",
        "a comma before a bracket is passed over",
        _OPERATION,
        _REFUSED,
        _of_the_text(lambda text: text.replace(b",}", b"}")),
        some.raw(some.ESTIMATE, b'{"sex":"male",}'),
    ),
    Fault(
        "lax reading",
        "what stands after the body is passed over",
        _OPERATION,
        _REFUSED,
        _of_the_text(lambda text: text[: text.rfind(b"}") + 1] if b"}" in text else text),
        some.raw(some.ESTIMATE, b"{}//"),
    ),
    Fault(
        "lax reading",
        "an age over 130 years is 130",
        _OPERATION,
        _REFUSED,
        _of_the_value(_moved(("age", "value"), _is_over(130), 130)),
        _AGED,
    ),
    Fault(
        "bound",
        "an eGFR of 200 is refused",
        "scheduleBaclofen",
        _ACCEPTED,
        _of_the_value(_moved(("patient", "egfr", "value"), _is(200), 201)),
        some.titration(some.person(egfr=200)),
    ),
    Fault(
        "bound",
        "an age of 0 is refused",
        _OPERATION,
        _ACCEPTED,
        _of_the_value(_moved(("age", "value"), _is(0), -1)),
        some.estimate(age=some.amount(0, "d")),
    ),
    Fault(
        "bound",
        "3,650 days are refused",
        "scheduleMagnesiumHydroxide",
        _ACCEPTED,
        _of_the_value(_moved(("days",), _is(3650), 3651)),
        some.hydroxide(days=3650),
    ),
    Fault(
        "bound",
        "7.0 days are refused",
        "scheduleMagnesiumHydroxide",
        _ACCEPTED,
        _of_the_value(_moved(("days",), _is_spelled_whole, 7.5)),
        some.hydroxide(days=7.0),
    ),
    Fault(
        "bound",
        "ten strengths are refused",
        "scheduleBaclofen",
        _ACCEPTED,
        _of_the_value(_moved(("tablets",), _is_long, [])),
        some.titration(tablets=[some.amount(5, "mg")] * 10),
    ),
    Fault(
        "bound",
        "3,651 days are accepted",
        "scheduleMagnesiumHydroxide",
        _REFUSED,
        _of_the_value(_moved(("days",), _is_over(3650), 3650)),
        some.hydroxide(days=3651),
    ),
    Fault(
        "bound",
        "a reason of 200 letters is refused",
        "scheduleBaclofen",
        _ACCEPTED,
        _of_the_value(
            lambda body: [
                word.update(reason="r" * 201)
                for word in body.get("acknowledged", ())
                if isinstance(word, dict) and len(word.get("reason", "")) == 200
            ]
        ),
        some.titration(acknowledged=[_REASON]),
    ),
    Fault(
        "problem",
        "the pointer leads elsewhere",
        _OPERATION,
        "pointer_leads_to_what_is_wrong",
        _problem(_wrong_place),
        some.estimate(sex="x"),
    ),
    Fault(
        "problem",
        "the pointer is missing",
        _OPERATION,
        "pointer_leads_to_what_is_wrong",
        _problem(lambda problem, _: problem.pop("pointer")),
        some.estimate(sex="x"),
    ),
    Fault(
        "problem",
        "the input is repeated",
        _OPERATION,
        "input_is_not_repeated",
        _problem(_echo),
        some.estimate(sex=_LONG),
    ),
    Fault(
        "problem",
        "the title is the detail",
        _OPERATION,
        "problem_is_told_in_full",
        _problem(lambda problem, _: problem.update(title=problem["detail"])),
        some.estimate(sex="x"),
    ),
    Fault(
        "problem",
        "another type than code",
        _OPERATION,
        "problem_is_told_in_full",
        _problem(lambda problem, _: problem.update(type="about:blank")),
        some.estimate(sex="x"),
    ),
)
