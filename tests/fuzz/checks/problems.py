"""A refusal says what is wrong, where, and in the form of RFC 9457; it repeats no more of the input than it may."""

from collections.abc import Iterator
from typing import Any

from tests.fuzz.checks.registry import check
from tests.fuzz.exchange import Exchange

#: Characters of the input that a problem may repeat.
ECHO = 64
#: A title belongs to its code: the same words for each case.
TITLES = {
    "invalid-json": "The body is not JSON",
    "duplicate-key": "A key stands twice",
    "invalid-host": "The Host header is no host",
    "not-found": "Nothing is here",
    "unknown-rule": "No rule has this id",
    "unknown-problem": "No problem has this code",
    "method-not-allowed": "The method is not for this path",
    "body-too-large": "The body is too large",
    "unsupported-media-type": "The body is of another media type",
    "unsupported-encoding": "The body is encoded",
    "invalid-request": "The body does not fit its schema",
}
_ANYWHERE = {404: {"not-found"}, 400: {"invalid-host"}, 405: {"method-not-allowed"}}


@check
def problem_is_told_in_full(exchange: Exchange) -> Iterator[str]:
    """Type, title, status and code agree with each other, with the HTTP status and with the contract."""
    problem, status = exchange.problem, exchange.answered.status
    if not problem or exchange.asked.method == "HEAD":
        return
    code = problem.get("code", "")
    if problem.get("status") != status:
        yield f"status {problem.get('status')} in a {status}"
    if problem.get("type") != f"/problems/{code}":
        yield f"type {problem.get('type')!r} for {code}"
    if code in TITLES and problem.get("title") != TITLES[code]:
        yield f"title {problem.get('title')!r} for {code}"
    codes = exchange.described.codes(status) if exchange.described else set()
    if codes and code not in codes | _ANYWHERE.get(status, set()):
        yield f"{code} is none of {sorted(codes)}"
    if not exchange.described and status in _ANYWHERE and code not in _ANYWHERE[status]:
        yield f"{code} with a {status}"


@check
def pointer_leads_to_what_is_wrong(exchange: Exchange) -> Iterator[str]:
    """The pointer of a 422 leads to a place of the body, and what the contract finds wrong is there or near it."""
    if exchange.problem.get("code") != "invalid-request" or not exchange.sent.is_json:
        return
    pointer = exchange.problem.get("pointer")
    if pointer is None:
        yield "there is no pointer"
        return
    steps = pointer.split("/")[1:]
    if not _leads(exchange.sent.value, steps):
        yield f"{pointer} leads nowhere"
        return
    wrong = _places(exchange)
    if wrong and not any(_are_near(steps, place) for place in wrong):
        yield f"{pointer}, but what does not fit is at {sorted('/' + '/'.join(place) for place in wrong)}"


def _leads(node: Any, steps: list[str]) -> bool:  # noqa: ANN401 -- JSON
    for step in steps:
        if isinstance(node, dict) and step in node:
            node = node[step]
        elif isinstance(node, list) and step.isdigit() and int(step) < len(node):
            node = node[int(step)]
        else:
            return False
    return True


def _places(exchange: Exchange) -> list[list[str]]:
    described = exchange.described
    if described is None or described.taking is None or exchange.sent.has_keys_twice or exchange.sent.is_strange:
        return []
    errors = described.taking.iter_errors(exchange.sent.value)
    return [[str(step) for step in error.instance_path] for error in errors]


def _are_near(steps: list[str], place: list[str]) -> bool:
    """Whether one leads to the other: a union that does not fit is wrong as a whole."""
    shorter = min(len(steps), len(place))
    return steps[:shorter] == place[:shorter]


@check
def input_is_not_repeated(exchange: Exchange) -> Iterator[str]:
    """No text of the body stands in a refusal for more than 64 characters."""
    detail = exchange.problem.get("detail", "")
    if len(detail) <= ECHO or not exchange.sent.is_json:
        return
    for text in _texts(exchange.sent.value):
        if len(text) > ECHO and any(text[at : at + ECHO + 1] in detail for at in range(len(text) - ECHO)):
            yield f"repeats {text[: ECHO + 1]!r}"
            return


def _texts(node: Any) -> Iterator[str]:  # noqa: ANN401 -- JSON
    if isinstance(node, str):
        yield node[:1000]
    elif isinstance(node, dict):
        for key, part in node.items():
            yield key[:1000]
            yield from _texts(part)
    elif isinstance(node, list):
        for part in node:
            yield from _texts(part)
