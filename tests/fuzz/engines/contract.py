"""Schemathesis as an engine: all its phases and all its checks, and our own checks registered beside them.

What fits must be accepted with a 2xx (or a 304), what does not fit refused with the 4xx that is documented for it.
"""

import copy
import json
import os
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import Failure
from schemathesis.core.media_types import YAML_MEDIA_TYPES
from schemathesis.engine import events, from_schema

from dosing.api.app import create_app
from tests.fuzz.checks import CHECKS, Check
from tests.fuzz.contract import CONTRACT, Described, Json, read_yaml
from tests.fuzz.engines.outcome import Outcome
from tests.fuzz.exchange import LARGE, Answered, Asked, Exchange
from tests.fuzz.service import door

_SETTINGS = Path(__file__).parents[3] / "schemathesis.toml"
PHASES = ("examples", "coverage", "fuzzing", "stateful")
#: The checks of schemathesis itself; `max_response_time` needs a limit, which a loaded machine would break.
BUILT_IN = (
    *("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance"),
    *("response_schema_conformance", "negative_data_rejection", "positive_data_acceptance", "missing_required_header"),
    *("unsupported_method", "allow_header_conformance", "use_after_free", "ensure_resource_availability"),
    *("ignored_auth", "object_level_authorization"),
)
#: Nothing leaves this process; without this the environment is searched for proxies anew for each request.
_NO_PROXY = patch.dict(os.environ, {"NO_PROXY": "localhost,127.0.0.1"})
#: The response that was read last, itself: an id would be another response's as soon as this one is gone.
_last: list[tuple[object, Exchange]] = []


def exchange_of(response: Any) -> Exchange:  # noqa: ANN401 -- a response of schemathesis
    """A response of schemathesis as an exchange: made once for all checks."""
    if _last and _last[0][0] is response:
        return _last[0][1]
    sent = response.request
    body = sent.body or b""
    asked = Asked(
        sent.method,
        sent.path_url,
        {
            name.lower(): value if isinstance(value, str) else value.decode("latin-1")
            for name, value in sent.headers.items()
        },
        body.encode() if isinstance(body, str) else body,
    )
    headers = {name: ", ".join(values) for name, values in response.headers.items()}
    exchange = Exchange(asked, Answered(response.status_code, headers, response.content))
    _last[:] = [(response, exchange)]
    return exchange


def register() -> None:
    """Give schemathesis our checks, each under its own name."""
    known = set(schemathesis.checks.CHECKS.get_all_names())
    for name, check in CHECKS.items():
        if name not in known:
            schemathesis.check(_as_check(name, check))


def _as_check(name: str, check: Check) -> Any:  # noqa: ANN401 -- a check of schemathesis
    def run(_context: object, response: Any, case: Any) -> None:  # noqa: ANN401 -- of schemathesis
        for wrong in check(exchange_of(response)):
            raise Failure(operation=case.operation.label, title=name, message=wrong)

    run.__name__ = name
    return run


register()


# The first that fits any of these types is taken: registered for one of them only, it would never be asked.
@schemathesis.deserializer(*YAML_MEDIA_TYPES)
def _yaml(_context: object, response: Any) -> Any:  # noqa: ANN401 -- of schemathesis
    """The contract itself, read quickly and once for each text."""
    return _parsed(response.content)


@schemathesis.deserializer("application/json")
def _json(_context: object, response: Any) -> Any:  # noqa: ANN401 -- of schemathesis
    """An answer; a catalog is the same each time, and is read once for each text, also what schemathesis cuts short."""
    if len(response.content) <= LARGE:
        return response.json()
    found, error = _catalog(response.content)
    if error is not None:
        raise error
    return found


_parsed = lru_cache(maxsize=4)(read_yaml)


@lru_cache(maxsize=4)
def _catalog(text: bytes) -> tuple[Any, ValueError | None]:
    try:
        return json.loads(text), None
    except ValueError as error:
        return None, error


def _config(seed: int, count: int, phases: tuple[str, ...]) -> SchemathesisConfig:
    return SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "generation": {"database": "none", "max-examples": count},
            "checks": tomllib.loads(_SETTINGS.read_text(encoding="utf-8"))["checks"],
            "phases": {phase: {"enabled": phase in phases} for phase in PHASES},
        }
    )


def _only(described: Described | None) -> Json:
    """The contract with one path only: links lead away from it, so that they are followed where all paths are."""
    document: Json = dict(CONTRACT.document)
    if described is None:
        return document
    methods = copy.deepcopy(document["paths"][described.path])
    for method in methods.values():
        for response in method.get("responses", {}).values() if isinstance(method, dict) else ():
            response.pop("links", None)
    document["paths"] = {described.path: methods}
    return document


def by_contract(
    described: Described | None,
    seed: int,
    count: int,
    app: Any = None,  # noqa: ANN401 -- any ASGI application
    until: str = "",
    *,
    phases: tuple[str, ...] = PHASES,
) -> Outcome:
    """So many examples of one operation, or of all of them, in these phases."""
    schema = schemathesis.openapi.from_dict(_only(described), config=_config(seed, count, phases))
    schema.app = create_app(door()) if app is None else app
    outcome = Outcome("schemathesis", described.id if described else "every operation")
    with _NO_PROXY:
        return _executed(schema, outcome, until)


def _executed(schema: Any, outcome: Outcome, until: str) -> Outcome:  # noqa: ANN401 -- of schemathesis
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            outcome.failures.setdefault("schemathesis itself", str(event))
        if not isinstance(event, events.ScenarioFinished):
            continue
        outcome.requests += len(event.recorder.interactions)
        for checks in event.recorder.checks.values():
            for check in checks:
                outcome.checks.add(check.name)
                if check.failure_info is not None:
                    outcome.failures.setdefault(check.name, str(check.failure_info.failure))
        if until and until in outcome.failures:
            break
    return outcome
