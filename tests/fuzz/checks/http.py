"""Status, media type, headers and schema of every answer are those of the contract's file.

Schemathesis has checks of its own for these, but leaves out requests with a wrong method or media type, knows nothing
of headers that are not documented, and looks at `Allow` only on OPTIONS.
"""

from collections.abc import Iterator

from tests.fuzz.checks.registry import check
from tests.fuzz.contract import DIGEST, OF_HTTP, VERSION
from tests.fuzz.exchange import Exchange

_FAILED = 500
_NO_BODY = (204, 304)
#: Where also a path that is not there is refused as FHIR says it.
_FHIR_SPOKEN, _FHIR = ("/fhir/", "/cds-services"), "application/fhir+json"
_OTHER_ORIGINS = "/cds-services"
_OPTIONS_HEADERS = {"allow", "ruleset-digest"}


@check
def service_never_fails(exchange: Exchange) -> Iterator[str]:
    """No request makes it answer with a 5xx."""
    if exchange.answered.status >= _FAILED:
        yield f"answered {exchange.answered.status}"


@check
def status_is_documented(exchange: Exchange) -> Iterator[str]:
    """Every status is one that the contract names; of a method that it does not have, 405; of no path, 404."""
    status = exchange.answered.status
    if not exchange.methods:
        if status not in {404, 400}:
            yield f"{status} for a path that the contract does not have"
    elif exchange.asked.method == "OPTIONS" and "OPTIONS" not in exchange.methods:
        if status != 204:
            yield f"{status} for OPTIONS"
    elif exchange.described is None:
        if status != 405:
            yield f"{status} for a method that the path does not have"
    elif str(status) not in exchange.described.responses:
        yield f"{status} is none of {list(exchange.described.responses)}"


@check
def media_type_is_documented(exchange: Exchange) -> Iterator[str]:
    """The Content-Type is the one of the contract for this status, and is there if a body is."""
    kind = exchange.answered.headers.get("content-type", "").partition(";")[0]
    if exchange.answered.status in _NO_BODY:
        if kind:
            yield f"{kind} with a {exchange.answered.status}"
        return
    if exchange.described is None:
        documented = [kind for one in exchange.neighbours for kind in one.kinds(exchange.answered.status)]
        documented = documented or [_FHIR if exchange.path.startswith(_FHIR_SPOKEN) else "application/problem+json"]
    else:
        documented = exchange.described.kinds(exchange.answered.status)
    if documented and kind not in documented:
        yield f"{kind or 'no media type'} with a {exchange.answered.status}, not {documented}"


@check
def headers_are_documented(exchange: Exchange) -> Iterator[str]:
    """No header that the contract does not name, and each that it names as required, with its constant value."""
    if exchange.described is None or str(exchange.answered.status) not in exchange.described.responses:
        return
    named = exchange.described.headers(exchange.answered.status)
    given = exchange.answered.headers
    if undocumented := set(given) - set(named) - OF_HTTP:
        yield f"undocumented: {sorted(undocumented)}"
    for name, header in named.items():
        if header.get("required") and name not in given:
            yield f"{name} is missing"
        constant = header.get("schema", {}).get("const")
        if name in given and constant is not None and given[name] != constant:
            yield f"{name} is {given[name]!r}, not {constant!r}"


@check
def answer_fits_its_schema(exchange: Exchange) -> Iterator[str]:
    """The body is what the contract says of this status: closed objects, so no field too many either."""
    described, answered = exchange.described, exchange.answered
    kind = answered.headers.get("content-type", "").partition(";")[0]
    if described is None or "json" not in kind or exchange.asked.method == "HEAD":
        return
    if exchange.document is None:
        yield "what is said to be JSON is none"
        return
    yield from described.misfits(answered.status, kind, exchange.document)


@check
def length_is_that_of_the_body(exchange: Exchange) -> Iterator[str]:
    """Content-Length says how long the body is; 204, 304 and answers to HEAD have none."""
    answered = exchange.answered
    if answered.status in _NO_BODY:
        if answered.body:
            yield f"a body of {len(answered.body)} bytes with a {answered.status}"
    elif exchange.asked.method == "HEAD":
        if answered.body:
            yield f"a body of {len(answered.body)} bytes to a HEAD"
        if answered.headers.get("content-length") == "0":
            yield "no length of what a GET would have been answered"
    elif answered.headers.get("content-length") != str(len(answered.body)):
        yield f"{answered.headers.get('content-length')} said, {len(answered.body)} sent"


@check
def ruleset_agrees(exchange: Exchange) -> Iterator[str]:
    """Header, body and contract name the same rules, by digest and version."""
    if exchange.answered.headers.get("ruleset-digest") != DIGEST:
        yield f"Ruleset-Digest is {exchange.answered.headers.get('ruleset-digest')!r}, the contract has {DIGEST!r}"
    document = exchange.document
    if exchange.described is None or exchange.answered.status != 200 or not isinstance(document, dict):
        return
    for answer in (document, *(document.get("answers") or ())):
        ruleset = answer.get("ruleset") if isinstance(answer, dict) else None
        if isinstance(ruleset, dict) and (ruleset.get("digest"), ruleset.get("version")) != (DIGEST, VERSION):
            yield f"the body names {ruleset}, the contract {VERSION} and {DIGEST}"


@check
def allow_is_true(exchange: Exchange) -> Iterator[str]:
    """`Allow` on 405 and on OPTIONS names exactly the methods that the path has, and stands nowhere else."""
    if not exchange.methods:
        return
    allow = exchange.answered.headers.get("allow")
    is_options = exchange.asked.method == "OPTIONS" and "OPTIONS" not in exchange.methods
    if exchange.answered.status != 405 and not is_options:
        return
    true = {*exchange.methods, "OPTIONS", *(("HEAD",) if "GET" in exchange.methods else ())}
    named = [method.strip() for method in (allow or "").split(",")]
    if set(named) != true or len(named) != len(true):
        yield f"Allow is {allow!r}, true is {sorted(true)}"
    # A browser asks with OPTIONS whether it may ask from another origin; that is no part of OpenAPI.
    said = {name for name in exchange.answered.headers if not name.startswith("access-control-")}
    if exchange.path.startswith(_OTHER_ORIGINS):
        said.discard("vary")
    if is_options and (more := said - _OPTIONS_HEADERS - OF_HTTP):
        yield f"undocumented with OPTIONS: {sorted(more)}"


@check
def method_that_is_not_there_is_405(exchange: Exchange) -> Iterator[str]:
    """A method that the contract does not have for the path is refused as such, whatever came with it."""
    is_there = exchange.described is not None or exchange.asked.method == "OPTIONS"
    if exchange.methods and not is_there and exchange.answered.status != 405:
        yield f"{exchange.asked.method} was answered with {exchange.answered.status}"
