"""What a seeded fault is, and the ways to put one in: around the application, its operations, its rules or its parts.

All of it lives here. The shipped package has no switch for a fault: what is changed is patched from outside, and put
back when the context ends.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import msgspec
from msgspec.structs import replace as with_fields

from dosing.api import app as application
from dosing.api.operation import Operation
from dosing.api.operations import OPERATIONS
from dosing.core.kidney import KidneyFunction
from dosing.core.monograph import Knowledge, monographs
from dosing.core.rule import All, AnyOf, Condition, Drug, In, Not, Rule
from dosing.core.span import Span
from dosing.formulary import FORMULARY
from dosing.formulary.kidney import KIDNEY
from dosing.formulary.substances import SUBSTANCES
from dosing.service import catalog
from dosing.service.books import BOOKS
from tests.fuzz.exchange import Answered, Asked, Json
from tests.fuzz.service import door

#: An application with a fault in it, for as long as the context is open.
Broken = Callable[[], AbstractContextManager[Any]]


@dataclass(frozen=True)
class Fault:
    """One fault: the operation that it touches, the check that must kill it, and the request that pins it."""

    kind: str
    what: str
    operation: str
    check: str
    broken: Broken
    pin: Asked

    @property
    def name(self) -> str:
        """For people and for test ids."""
        return f"{self.kind}: {self.what}"


class _Wrapped:
    """An ASGI application that changes what comes in and what goes out."""

    def __init__(
        self,
        app: Any,  # noqa: ANN401 -- any ASGI application
        change: Callable[[Asked, Answered], Answered],
        before: Callable[[Asked], Asked] | None,
    ) -> None:
        self._app, self._change, self._before = app, change, before

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 -- ASGI
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        asked = Asked(scope["method"], scope["path"], headers, body)
        if self._before is not None:
            asked = self._before(asked)
        given = {**asked.headers, **({"content-length": str(len(asked.body))} if asked.body != body else {})}
        sent: list[Any] = []
        waiting = [{"type": "http.request", "body": asked.body, "more_body": False}]

        async def receive_again() -> Any:  # noqa: ANN401 -- ASGI
            return waiting.pop() if waiting else {"type": "http.disconnect"}

        async def keep(message: Any) -> None:  # noqa: ANN401 -- ASGI
            sent.append(message)

        encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in given.items()]
        await self._app({**scope, "method": asked.method, "headers": encoded}, receive_again, keep)
        answered = self._change(asked, _answered(sent))
        raw = [(name.encode(), value.encode("latin-1")) for name, value in answered.headers.items()]
        await send({"type": "http.response.start", "status": answered.status, "headers": raw})
        await send({"type": "http.response.body", "body": answered.body, "more_body": False})


def _answered(messages: list[Any]) -> Answered:
    headers = {name.decode().lower(): value.decode("latin-1") for name, value in messages[0]["headers"]}
    return Answered(messages[0]["status"], headers, b"".join(message.get("body", b"") for message in messages[1:]))


def sized(status: int, headers: Mapping[str, str], body: bytes) -> Answered:
    """An answer whose Content-Length is right, so that the fault is only the one that is meant."""
    return Answered(status, {**headers, "content-length": str(len(body))}, body)


def on_the_wire(
    change: Callable[[Asked, Answered], Answered], before: Callable[[Asked], Asked] | None = None
) -> Broken:
    """Answers (and requests) are changed outside of the application."""

    @contextmanager
    def broken() -> Iterator[Any]:
        yield _Wrapped(application.create_app(door()), change, before)

    return broken


def before(change: Callable[[Asked], Asked]) -> Broken:
    """Requests are changed before the application sees them."""
    return on_the_wire(lambda _, answered: answered, change)


def in_the_answer(change: Callable[[Json], Any], path: str = "") -> Broken:
    """The JSON of answers with status 200 is changed in place; nothing else of them."""

    def changed(asked: Asked, answered: Answered) -> Answered:
        kind = answered.headers.get("content-type", "")
        if answered.status != 200 or kind != "application/json" or path not in asked.path or asked.method == "HEAD":
            return answered
        document = msgspec.json.Decoder(float_hook=Decimal).decode(answered.body)
        for part in document.get("answers", [document]):
            change(part)
        return sized(200, answered.headers, msgspec.json.Encoder(decimal_format="number").encode(document))

    return on_the_wire(changed)


@contextmanager
def _app_with(*patches: Any) -> Iterator[Any]:  # noqa: ANN401 -- patches of unittest.mock
    with ExitStack() as stack:
        # What the service has worked out once it keeps: before the fault as after it, that would be of the other one.
        stack.callback(_forget)
        for each in patches:
            stack.enter_context(each)
        _forget()
        yield application.create_app(door())


def _forget() -> None:
    """Empty what the service remembers of its own results; what it reads from files is the same in any case."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("dosing.core", "dosing.translate", "dosing.service")) and name != catalog.__name__:
            for part in vars(module).values():
                if hasattr(part, "cache_clear"):
                    part.cache_clear()


def patched(target: str, value: object) -> Broken:
    """Something of the service is another thing."""
    return lambda: _app_with(patch(target, value))


def in_the_dict(target: Any, changes: Mapping[Any, Any]) -> Broken:  # noqa: ANN401 -- any dictionary of the service
    """Some entries of a table of the service are others."""
    return lambda: _app_with(patch.dict(target, changes))


def in_the_operation(operation: str, wrong: Callable[[Callable[..., Any], Any], Any]) -> Broken:
    """What an operation does is another thing: `wrong` gets what it did, and the request."""

    def broken() -> AbstractContextManager[Any]:
        rows = tuple(
            with_fields(row, handle=_around(row.handle, wrong)) if row.id == operation else row for row in OPERATIONS
        )
        return _app_with(patch.object(application, "OPERATIONS", rows))

    return broken


def _around(handle: Callable[..., Any], wrong: Callable[[Callable[..., Any], Any], Any]) -> Callable[..., Any]:
    return lambda sent: wrong(handle, sent)


def of_the_application(rows: tuple[Operation, ...]) -> Broken:
    """The application is made from another operation table."""
    return lambda: _app_with(patch.object(application, "OPERATIONS", rows))


def of_the_request(operation: str, change: Callable[[Any], Any]) -> Broken:
    """An operation answers another request than the one that was sent."""
    return in_the_operation(operation, lambda handle, sent: handle(change(sent)))


def _with_rules(change: Callable[[Rule], Rule], kidney: KidneyFunction = KIDNEY) -> Broken:
    def of_drug(drug: Drug) -> Drug:
        return with_fields(drug, rules=tuple(map(change, drug.rules)))

    def broken() -> AbstractContextManager[Any]:
        drugs = tuple(map(of_drug, FORMULARY.drugs))
        formulary = with_fields(FORMULARY, drugs=drugs, every_order=tuple(map(change, FORMULARY.every_order)))
        books = monographs(formulary, Knowledge(kidney, SUBSTANCES))
        return _app_with(patch.dict(BOOKS, books))

    return broken


def in_the_limit(rule: str, **ends: object) -> Broken:
    """The limit of one rule has other ends."""

    def change(each: Rule) -> Rule:
        return with_fields(each, limit=_spans(each.limit, ends)) if each.id == rule else each

    return _with_rules(change)


def in_the_condition(rule_starts: str, **ends: object) -> Broken:
    """The conditions of rules have other ends wherever the number is the one that `was` says."""

    def change(each: Rule) -> Rule:
        return with_fields(each, when=_spans(each.when, ends)) if each.id.startswith(rule_starts) else each

    return _with_rules(change)


def in_the_bands(**bands: Span) -> Broken:
    """The bands of kidney function are others, for every rule."""
    return _with_rules(lambda rule: rule, with_fields(KIDNEY, bands={**KIDNEY.bands, **bands}))


def _spans(condition: Condition, ends: Mapping[str, Any]) -> Condition:
    match condition:
        case In():
            none = dict.fromkeys(("at_least", "above", "at_most", "below"))
            spans = tuple(with_fields(span, **{**none, **ends}) for span in condition.spans)
            return In(condition.fact, spans)
        case Not():
            return Not(_spans(condition.part, ends))
        case All():
            return All(tuple(_spans(part, ends) for part in condition.parts))
        case AnyOf():
            return AnyOf(tuple(_spans(part, ends) for part in condition.parts))
        case _:
            return condition
