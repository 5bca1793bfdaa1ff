"""Faults of HTTP: statuses, headers, caching, `Allow`, media types, sizes, digests, and what crashes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from msgspec.structs import replace as with_fields

from dosing.api.operations import OPERATIONS
from tests.fuzz.contract import DIGEST
from tests.fuzz.exchange import Answered, Asked
from tests.fuzz.faults import requests as some
from tests.fuzz.faults.fault import (
    Broken,
    Fault,
    before,
    in_the_operation,
    of_the_application,
    on_the_wire,
    patched,
    sized,
)

Change = Callable[[Asked, Answered], Answered]

_FORM = some.raw(some.ESTIMATE, b"{}", content_type="text/plain")
_TOO_LONG = some.raw(some.ESTIMATE, b"{}" + b" " * 255_999)
_LONGEST = some.raw(some.ESTIMATE, b"{}" + b" " * 255_998)
_LATIN = some.raw(some.ESTIMATE, b"{}", content_type="application/json; charset=latin-1")
_PUT, _OPTIONS, _HEAD = (
    Asked("PUT", some.ESTIMATE, {}),
    Asked("OPTIONS", "/v1/rules", {}),
    Asked("HEAD", "/v1/rules", {}),
)


def _status(was: int, becomes: int) -> Broken:
    return on_the_wire(lambda _, answered: replace(answered, status=becomes) if answered.status == was else answered)


def _headers(status: int, **headers: str | None) -> Broken:
    """Some headers of answers with this status are others, or (none) left out."""
    changed = {name.replace("_", "-"): value for name, value in headers.items()}

    def change(_: Asked, answered: Answered) -> Answered:
        if answered.status != status:
            return answered
        mixed = {**answered.headers, **changed}
        return replace(answered, headers={name: value for name, value in mixed.items() if value is not None})

    return on_the_wire(change)


def _refusal_as_error(_: Asked, answered: Answered) -> Answered:
    if answered.status == 200 and b'"status":"refused"' in answered.body:
        problem = (
            b'{"type":"/problems/invalid-request","title":"The body does not fit its schema","status":422,'
            b'"code":"invalid-request","detail":"refused","pointer":""}'
        )
        return sized(422, {**answered.headers, "content-type": "application/problem+json"}, problem)
    return answered


def _always_there(asked: Asked, answered: Answered) -> Answered:
    return replace(answered, status=200) if answered.status == 404 and asked.path.startswith("/v1/rules/") else answered


def _found_by_its_beginning(asked: Asked, answered: Answered) -> Answered:
    is_like = asked.path.startswith("/v1/rules") and asked.path[len("/v1/rules") :][:1] not in {"", "/", "?"}
    return replace(answered, status=200) if answered.status == 404 and is_like else answered


def _head_of_nothing(asked: Asked, answered: Answered) -> Answered:
    is_refused = asked.method == "HEAD" and answered.status == 404
    return replace(answered, headers={**answered.headers, "content-length": "0"}) if is_refused else answered


def _allow(change: Callable[[str], str]) -> Broken:
    def changed(_: Asked, answered: Answered) -> Answered:
        if "allow" not in answered.headers:
            return answered
        return replace(answered, headers={**answered.headers, "allow": change(answered.headers["allow"])})

    return on_the_wire(changed)


def _always_fresh(asked: Asked, answered: Answered) -> Answered:
    if answered.status == 200 and "if-none-match" in asked.headers and "etag" in answered.headers:
        kept = {name: value for name, value in answered.headers.items() if not name.startswith("content-")}
        return Answered(304, kept, b"")
    return answered


def _without(name: str) -> Broken:
    """A request without one of its headers."""

    def change(asked: Asked) -> Asked:
        return replace(asked, headers={key: value for key, value in asked.headers.items() if key != name})

    return before(change)


def _any_type(asked: Asked) -> Asked:
    is_bare = "content-type" not in asked.headers and not asked.body
    return asked if is_bare else replace(asked, headers={**asked.headers, "content-type": "application/json"})


def _exact_type(asked: Asked) -> Asked:
    kind = asked.headers.get("content-type", "")
    is_other = kind.lower() != kind
    return replace(asked, headers={**asked.headers, "content-type": "text/plain"}) if is_other else asked


def _longer_head(asked: Asked, answered: Answered) -> Answered:
    return replace(answered, body=b"{}") if asked.method == "HEAD" else answered


def _limit(change: Callable[[int], int]) -> Broken:
    return of_the_application(tuple(with_fields(row, body_limit=change(row.body_limit)) for row in OPERATIONS))


def _stale(was: bytes, becomes: bytes) -> Change:
    def change(_: Asked, answered: Answered) -> Answered:
        if answered.status != 200 or was not in answered.body:
            return answered
        return sized(200, answered.headers, answered.body.replace(was, becomes))

    return change


def _fails(when: Callable[[Any], bool]) -> Callable[[Callable[..., Any], Any], Any]:
    def wrong(handle: Callable[..., Any], sent: Any) -> Any:  # noqa: ANN401 -- any request
        if when(sent):
            raise ZeroDivisionError
        return handle(sent)

    return wrong


def _of_age(years: float) -> Callable[[Any], bool]:
    return lambda sent: bool(sent.age) and sent.age.unit == "a" and sent.age.value == years


def _long_plan(sent: Any) -> bool:  # noqa: ANN401 -- a request
    return bool(sent.product == "albumin-5" and sent.weeks == 52 and sent.infusions_per_week == 7)


def _uncaught(decoder: Any, body: bytes) -> Any:  # noqa: ANN401 -- of msgspec
    return decoder.decode(body)


_EGFR_OPERATION, _RULES = "estimateEgfr", "listRules"

FAULTS = (
    Fault(
        "status",
        "a computed answer is 201",
        "convertAmount",
        "status_is_documented",
        _status(200, 201),
        some.conversion(12, "mmol", "meq"),
    ),
    Fault(
        "status",
        "a clinical refusal is a 422",
        "scheduleBaclofen",
        "what_fits_is_accepted",
        on_the_wire(_refusal_as_error),
        some.titration(some.person(egfr=20)),
    ),
    Fault(
        "status",
        "what does not fit is a 400",
        _EGFR_OPERATION,
        "problem_is_told_in_full",
        _status(422, 400),
        some.raw(some.ESTIMATE, b'{"x":1}'),
    ),
    Fault(
        "status",
        "a rule that is not there is found",
        "getRule",
        "parameter_that_is_not_there_is_404",
        on_the_wire(_always_there),
        some.get("/v1/rules/nothing"),
    ),
    Fault(
        "status",
        "a path that only begins like one is found",
        _RULES,
        "status_is_documented",
        on_the_wire(_found_by_its_beginning),
        some.get("/v1/rulesx"),
    ),
    Fault(
        "status", "a wrong method is a 404", _EGFR_OPERATION, "method_that_is_not_there_is_405", _status(405, 404), _PUT
    ),
    Fault(
        "crash",
        "an age of 130",
        _EGFR_OPERATION,
        "service_never_fails",
        in_the_operation(_EGFR_OPERATION, _fails(_of_age(130))),
        some.estimate(age=some.amount(130, "a")),
    ),
    Fault(
        "crash",
        "an age of 0",
        _EGFR_OPERATION,
        "service_never_fails",
        in_the_operation(_EGFR_OPERATION, _fails(_of_age(0))),
        some.estimate(age=some.amount(0, "a")),
    ),
    Fault(
        "crash",
        "52 weeks of 7 infusions of 5 %",
        "scheduleAlbumin",
        "service_never_fails",
        in_the_operation("scheduleAlbumin", _fails(_long_plan)),
        some.albumin(40, "albumin-5", weeks=52, infusions_per_week=7),
    ),
    Fault(
        "crash",
        "1,000 orders",
        "checkOrders",
        "service_never_fails",
        in_the_operation("checkOrders", _fails(lambda sent: len(sent.orders) == 1000)),
        some.many(*["x"] * 1000),
    ),
    Fault(
        "crash",
        "bytes that are not UTF-8",
        _EGFR_OPERATION,
        "service_never_fails",
        patched("dosing.api.endpoint.decode", _uncaught),
        some.raw(some.ESTIMATE, b'{"sex":"\xff"}'),
    ),
    Fault(
        "header",
        "no Ruleset-Digest on a refusal",
        _EGFR_OPERATION,
        "headers_are_documented",
        _headers(422, ruleset_digest=None),
        some.raw(some.ESTIMATE, b'{"x":1}'),
    ),
    Fault(
        "header",
        "one that is not documented",
        _EGFR_OPERATION,
        "headers_are_documented",
        _headers(200, server="dosing"),
        some.estimate(),
    ),
    Fault(
        "header",
        "a Content-Length of one byte too few",
        _EGFR_OPERATION,
        "length_is_that_of_the_body",
        on_the_wire(
            lambda _, answered: replace(
                answered, headers={**answered.headers, "content-length": str(len(answered.body) - 1)}
            )
        ),
        some.estimate(),
    ),
    Fault("header", "a body to a HEAD", _RULES, "length_is_that_of_the_body", on_the_wire(_longer_head), _HEAD),
    Fault(
        "header",
        "a HEAD of what is not there without its length",
        _RULES,
        "length_is_that_of_the_body",
        on_the_wire(_head_of_nothing),
        Asked("HEAD", "/v1/rules/nothing/at/all", {}),
    ),
    Fault(
        "media type",
        "JSON is said to be text",
        _EGFR_OPERATION,
        "media_type_is_documented",
        _headers(200, content_type="text/plain"),
        some.estimate(),
    ),
    Fault(
        "media type",
        "a problem is said to be plain JSON",
        _EGFR_OPERATION,
        "media_type_is_documented",
        _headers(422, content_type="application/json"),
        some.raw(some.ESTIMATE, b'{"x":1}'),
    ),
    Fault(
        "caching",
        "an answer about a patient may be kept",
        "scheduleBaclofen",
        "answers_about_patients_are_not_kept",
        _headers(200, cache_control="max-age=60"),
        some.titration(),
    ),
    Fault("caching", "a weak ETag", _RULES, "revalidation_is_true", _headers(200, etag='W/"x"'), some.get("/v1/rules")),
    Fault(
        "caching",
        "never a 304",
        _RULES,
        "revalidation_is_true",
        _without("if-none-match"),
        some.get("/v1/rules", if_none_match="*"),
    ),
    Fault(
        "caching",
        "a 304 whatever the client has",
        _RULES,
        "revalidation_is_true",
        on_the_wire(_always_fresh),
        some.get("/v1/rules", if_none_match='"x"'),
    ),
    Fault(
        "allow",
        "without OPTIONS",
        _EGFR_OPERATION,
        "allow_is_true",
        _allow(lambda allow: allow.removesuffix(", OPTIONS")),
        _PUT,
    ),
    Fault(
        "allow", "without HEAD", _RULES, "allow_is_true", _allow(lambda allow: allow.replace("HEAD, ", "")), _OPTIONS
    ),
    Fault(
        "allow",
        "with a method that is not there",
        _EGFR_OPERATION,
        "allow_is_true",
        _allow(lambda allow: f"{allow}, PUT"),
        _PUT,
    ),
    Fault("allow", "not there on a 405", _EGFR_OPERATION, "allow_is_true", _headers(405, allow=None), _PUT),
    Fault(
        "unread type",
        "any media type is read as JSON",
        _EGFR_OPERATION,
        "wrong_media_type_is_415",
        before(_any_type),
        _FORM,
    ),
    Fault(
        "unread type",
        "an encoded body is read",
        _EGFR_OPERATION,
        "wrong_media_type_is_415",
        _without("content-encoding"),
        some.raw(some.ESTIMATE, b"{}", content_encoding="gzip"),
    ),
    Fault(
        "unread type",
        "Application/JSON is refused",
        _EGFR_OPERATION,
        "wrong_media_type_is_415",
        before(_exact_type),
        some.raw(some.ESTIMATE, b"{}", content_type="Application/JSON"),
    ),
    Fault(
        "unread type",
        "another charset is read as UTF-8",
        _EGFR_OPERATION,
        "wrong_media_type_is_415",
        before(_any_type),
        _LATIN,
    ),
    Fault(
        "size",
        "the limit itself is refused",
        _EGFR_OPERATION,
        "too_large_is_413",
        _limit(lambda limit: limit - 1),
        _LONGEST,
    ),
    Fault(
        "size", "one byte more is read", _EGFR_OPERATION, "too_large_is_413", _limit(lambda limit: limit + 1), _TOO_LONG
    ),
    Fault(
        "digest",
        "a stale Ruleset-Digest",
        _EGFR_OPERATION,
        "ruleset_agrees",
        _headers(200, ruleset_digest="0" * 64),
        some.estimate(),
    ),
    Fault(
        "digest",
        "a stale digest in the body",
        "scheduleAlbumin",
        "ruleset_agrees",
        on_the_wire(_stale(DIGEST.encode(), b"0" * 64)),
        some.albumin(),
    ),
    Fault(
        "digest",
        "a stale version in the body",
        "checkOrder",
        "ruleset_agrees",
        on_the_wire(_stale(b'"version":"20', b'"version":"19')),
        some.order(10),
    ),
)
