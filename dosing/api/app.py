"""The application: the operation table on litestar's router, and what litestar itself refuses, as problems."""

import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any, cast

from litestar import Litestar, Request, Response, asgi
from litestar.exceptions import HTTPException, NotFoundException
from litestar.handlers import ASGIRouteHandler
from litestar.types import HTTPScope, Receive, Scope, Send

from dosing.api.endpoint import Endpoint
from dosing.api.hook_endpoint import HookEndpoint
from dosing.api.numbers import encode
from dosing.api.operation import FHIR_JSON, HOOKS, PROBLEM, Operation
from dosing.api.operations import OPERATIONS
from dosing.api.outcome import as_outcome
from dosing.api.problems import ProblemError
from dosing.hooks.door import Door, Terms
from dosing.translate.outbound import RULESET

_LOG = logging.getLogger("dosing")
_CODES = {400: "invalid-host", 404: "not-found"}


def create_app(door: Door | None = None) -> Litestar:
    """The service as an ASGI application, for any server.

    Without a door nobody has decided who may ask at `/cds-services`: clients on this machine may, and every other is
    asked for a token that none has (401). `Door(terms_of(settings_from(os.environ)))` is the door of `dosing serve`;
    `Door(Terms())` lets in whoever reaches it.
    """
    return Litestar(
        route_handlers=_routes(door or Door(Terms(is_local_only=True))),
        openapi_config=None,
        logging_config=None,
        exception_handlers={HTTPException: _refused, Exception: _failed},
    )


def _routes(door: Door) -> list[ASGIRouteHandler]:
    """A route for each path; where a path has a parameter, the path before it is mounted and takes both."""
    paths: defaultdict[str, dict[str, Operation]] = defaultdict(dict)
    for operation in OPERATIONS:
        paths[operation.path][operation.method] = operation
    hooks = {path: paths.pop(path) for path in list(paths) if path.startswith(HOOKS)}
    endpoints = {path: Endpoint(operations) for path, operations in paths.items()}
    mounted = {_before_parameter(path): endpoint for path, endpoint in endpoints.items() if "{" in path}
    routes = [
        asgi(before, is_mount=True, copy_scope=True)(_mounted(endpoints.get(before), endpoint))
        for before, endpoint in mounted.items()
    ]
    routes += [
        asgi(path, copy_scope=False)(_plain(endpoint))
        for path, endpoint in endpoints.items()
        if "{" not in path and path not in mounted
    ]
    routes += [
        asgi(path, copy_scope=False)(_plain(HookEndpoint(path, operations, door))) for path, operations in hooks.items()
    ]
    return routes


def _before_parameter(path: str) -> str:
    return path.partition("/{")[0]


Handler = Callable[[Scope, Receive, Send], Awaitable[None]]


def _plain(endpoint: Endpoint | HookEndpoint) -> Handler:
    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        await endpoint(cast("HTTPScope", scope), receive, send)

    return handle


def _mounted(collection: Endpoint | None, one: Endpoint) -> Handler:
    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        # What is mounted gets every path that begins like its own: `/v1/rulesx` too, of which `x/` is left.
        before, *parts = scope["path"].rstrip("/").split("/")
        endpoint = one if parts else collection
        if before or len(parts) > 1 or endpoint is None:
            raise NotFoundException
        await endpoint(cast("HTTPScope", scope), receive, send, *parts)

    return handle


def _refused(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    return _response(request, ProblemError(_CODES.get(error.status_code, "internal-error")))


def _failed(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    _LOG.error("a request failed", exc_info=error)
    return _response(request, ProblemError("internal-error"))


def _response(request: Request[Any, Any, Any], error: ProblemError) -> Response[bytes]:
    """Where FHIR is spoken, a problem is an OperationOutcome; `path` has no beginning where a route is mounted."""
    is_fhir = (request.scope.get("raw_path") or b"").startswith((HOOKS.encode(), b"/fhir/"))
    told = encode(as_outcome(error.problem) if is_fhir else error.problem)
    return Response(
        b"" if request.method == "HEAD" else told,
        status_code=error.problem.status,
        media_type=FHIR_JSON if is_fhir else PROBLEM,
        headers={
            "ruleset-digest": RULESET.digest,
            "cache-control": "no-store",
            "content-length": str(len(told)),
        },
    )
