"""What may be kept is said truly: an `ETag` where the answer is stable, `no-store` where it is about a patient."""

from collections.abc import Iterator

from tests.fuzz.checks.registry import check
from tests.fuzz.exchange import Exchange

_NOT_MODIFIED = 304


@check
def answers_about_patients_are_not_kept(exchange: Exchange) -> Iterator[str]:
    """Whatever is posted may be about a patient: neither its answer nor its refusal may be stored on the way."""
    if exchange.described is None or exchange.described.method != "POST":
        return
    if exchange.answered.headers.get("cache-control") != "no-store":
        yield f"Cache-Control is {exchange.answered.headers.get('cache-control')!r}"
    if "etag" in exchange.answered.headers:
        yield "an ETag on what may not be kept"


@check
def revalidation_is_true(exchange: Exchange) -> Iterator[str]:
    """304 exactly if the client named the ETag that the answer has; and where there is an ETag, it is a strong one."""
    if exchange.described is None or "304" not in exchange.described.responses:
        return
    tag = exchange.answered.headers.get("etag", "")
    if exchange.answered.status not in {200, _NOT_MODIFIED}:
        return
    if not (tag.startswith('"') and tag.endswith('"') and len(tag) > 2):
        yield f"{tag!r} is no strong ETag"
    wanted = [one.strip().removeprefix("W/") for one in exchange.asked.headers.get("if-none-match", "").split(",")]
    has_it = tag in wanted or wanted == ["*"]
    if has_it != (exchange.answered.status == _NOT_MODIFIED):
        yield f"{exchange.answered.status} with ETag {tag} for If-None-Match {wanted}"
