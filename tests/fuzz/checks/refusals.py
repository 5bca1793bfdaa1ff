"""What fits is accepted, what does not is refused, and with the right one of the refusals: judged from the bytes sent.

Whether a body fits is decided by another JSON reader and another validator than the service's own.
"""

from collections.abc import Iterator

from tests.fuzz.checks.registry import check
from tests.fuzz.exchange import MANY, Exchange

#: Bytes that a body may have.
_HOOKS = ("/cds-services/dosing-orders", "/cds-services/dosing-verification")
LIMIT, LIMITS = 256_000, {MANY: 4_000_000, "/fhir/": 1_000_000, **dict.fromkeys(_HOOKS, 2_000_000)}
#: Digits of a Content-Length that is a number of bytes at all.
_LONGEST = 15
#: What is no JSON further on may not fit from the beginning; which of the two is said first is open.
_NO_JSON = {"invalid-json", "invalid-request"}
_TWICE = {"duplicate-key", "invalid-request"}
_NO_FIT = {"invalid-request"}


def limit_of(path: str) -> int:
    """The most bytes of a body for this path."""
    is_feedback = path.endswith("/feedback")
    return next((limit for start, limit in LIMITS.items() if path.startswith(start) and not is_feedback), LIMIT)


def is_too_large(exchange: Exchange) -> bool:
    """Whether the body has, or is said to have, more bytes than the operation takes."""
    limit = limit_of(exchange.path)
    stated = exchange.asked.headers.get("content-length", "")
    is_stated = stated.isdigit() and (len(stated) > _LONGEST or int(stated) > limit)
    return is_stated or len(exchange.asked.body) > limit


def _takes_a_body(exchange: Exchange) -> bool:
    return exchange.described is not None and exchange.described.body is not None


@check
def wrong_media_type_is_415(exchange: Exchange) -> Iterator[str]:
    """A body that is not said to be of the operation's media type, or is encoded, is not read: 415; no other is."""
    if not _takes_a_body(exchange):
        return
    is_415 = exchange.answered.status == 415
    if is_415 == exchange.is_media_type_taken:
        sent = {name: exchange.asked.headers.get(name) for name in ("content-type", "content-encoding")}
        yield f"{exchange.answered.status} for {sent}"


@check
def too_large_is_413(exchange: Exchange) -> Iterator[str]:
    """A body of one byte more than the limit is refused, one of the limit is not."""
    if not _takes_a_body(exchange) or not exchange.is_media_type_taken:
        return
    if is_too_large(exchange) != (exchange.answered.status == 413):
        yield f"{exchange.answered.status} for {len(exchange.asked.body)} bytes"


def _accepted(exchange: Exchange) -> set[int]:
    """200; and 412 where a standard has it: the body fits, but lacks what it said it would bring along."""
    documented = exchange.described.responses if exchange.described else {}
    return {200, 412} if "412" in documented else {200}


@check
def what_fits_is_accepted(exchange: Exchange) -> Iterator[str]:
    """Schema-valid means accepted: a clinical refusal is an answer."""
    if not _takes_a_body(exchange) or not exchange.is_media_type_taken or is_too_large(exchange):
        return
    sent = exchange.sent
    if (
        exchange.fits
        and not sent.has_keys_twice
        and not sent.is_strange
        and exchange.answered.status not in _accepted(exchange)
    ):
        yield f"{exchange.answered.status} {exchange.problem.get('code', '')}: {exchange.problem.get('detail', '')}"


@check
def what_does_not_fit_is_refused(exchange: Exchange) -> Iterator[str]:
    """What is no JSON, has a key twice or does not fit the schema is refused, and as what it is."""
    if not _takes_a_body(exchange) or not exchange.is_media_type_taken or is_too_large(exchange):
        return
    sent = exchange.sent
    if not sent.is_json or (sent.is_strange and not exchange.fits):
        right = _NO_JSON | (_TWICE if sent.has_keys_twice else set())
    elif sent.has_keys_twice:
        right = _TWICE
    elif not exchange.fits:
        right = _NO_FIT
    else:
        return
    code = exchange.problem.get("code", "")
    if exchange.answered.status < 400 or (_has_problems(exchange) and code not in right):
        yield f"{exchange.answered.status} {code}, not {sorted(right)}"


def _has_problems(exchange: Exchange) -> bool:
    """Whether the operation refuses with our problems; others have their own ways to refuse."""
    return exchange.described is not None and "application/problem+json" in exchange.described.kinds(422)


@check
def parameter_that_is_not_there_is_404(exchange: Exchange) -> Iterator[str]:
    """A value of the path that the contract does not list is not found; each that it lists is."""
    described = exchange.described
    if described is None or not described.parameters:
        return
    is_listed = exchange.path in described.paths
    if is_listed == (exchange.answered.status in {404, 400}):
        yield f"{exchange.answered.status} for {exchange.asked.path}"
