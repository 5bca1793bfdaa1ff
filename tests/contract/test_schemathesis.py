"""The service against its contract: every operation with examples, boundaries and fuzz, all checks on, in process.

What schemathesis does not look at (malformed bytes, 415, `Allow` on 405) has tests of its own in `tests/interfaces`.
Its checks of stored resources and of authorization find nothing to check here: a calculator stores nothing.
"""

import os
from collections import Counter
from typing import Any

import pytest
import schemathesis
import yaml
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from dosing.api import operations
from dosing.api.app import create_app
from dosing.api.operations import OPERATIONS

IS_DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
EXAMPLES = 1000 if IS_DEEP else 25
MANY = "/v1/orders/check-many"
#: Paths on which a 412 is an answer to what fits.
CALLS = {operation.path for operation in OPERATIONS if "missing-data" in operation.problems}
#: One group for each path that takes a body, so that two cores share the work; the rest together.
GROUPS = [*(operation.path for operation in OPERATIONS if operation.body is not None), "the rest"]


def _config(group: str) -> SchemathesisConfig:
    """All checks; what fits must be accepted with a 2xx, and what does not fit be refused for what it is.

    A call of CDS Hooks may fit and lack what the client was asked to fetch: that is a 412.

    A group has only some of the paths that links lead to; they are followed in `test_links.py`.
    """
    return SchemathesisConfig.from_dict(
        {
            "generation": {"deterministic": True, "database": "none", "max-examples": EXAMPLES},
            "checks": {
                "positive_data_acceptance": {"expected-statuses": ["2xx", "304", *(["412"] if group in CALLS else [])]},
                "negative_data_rejection": {"expected-statuses": ["400", "404", "405", "415", "422"]},
            },
            "phases": {"coverage": {"enabled": _has_coverage(group)}, "stateful": {"enabled": False}},
        }
    )


def _schema(group: str) -> Any:  # noqa: ANN401 -- a schema of schemathesis
    """The contract with the paths of one group only.

    Many orders have the boundaries of one order, 5,000 of them: in the fast lane they are tried there.
    """
    contract = yaml.safe_load(operations.contract())
    taking = set(GROUPS)
    contract["paths"] = {
        path: described
        for path, described in contract["paths"].items()
        if path == group or (group == "the rest" and path not in taking)
    }
    schema = schemathesis.openapi.from_dict(contract, config=_config(group))
    schema.app = create_app()
    return schema


def _has_coverage(group: str) -> bool:
    return IS_DEEP or group != MANY


@pytest.mark.parametrize("group", GROUPS)
def test_the_service_keeps_its_contract_for_every_request_that_is_tried(group: str) -> None:
    phases: Counter[str] = Counter()
    failures: list[str] = []
    for event in from_schema(_schema(group)).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            failures.append(str(event))
        if not isinstance(event, events.ScenarioFinished):
            continue
        phases[event.phase.value] += len(event.recorder.interactions)
        for checks in event.recorder.checks.values():
            failures += [
                f"{check.name}: {check.failure_info.failure}" for check in checks if check.failure_info is not None
            ]
    assert failures == []
    assert not _has_coverage(group) or phases["coverage"] > len(GROUPS)
    assert group == "the rest" or phases["fuzzing"] >= EXAMPLES
