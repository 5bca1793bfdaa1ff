"""The runner sees every kind of difference, and none where there is none."""

from typing import Any

import pytest

from tests.vectors.runner import Json, differences

FINDING = {
    "rule": "a.max",
    "outcome": "outside",
    "severity": "critical",
    "gate": "stop",
    "basis": "derived",
    "where": "/x",
}
ANSWER: Json = {
    "status": "ok",
    "findings": [FINDING],
    "rules": {"kept": ["a.min"], "outside": ["a.max"], "unknown": [], "not_applicable": []},
    "steps": [{"first_day": 1, "text": "", "products": [{"per_day": 1}, {"per_day": 2}]}, {"first_day": 8}],
    "missing": [["/b", "/a"]],
    "monitoring": [{"rule": "a.monitoring", "text": "falls", "days": [1]}],
    "unused_acknowledgements": [{"rule": "a.step", "reason": "why"}],
}


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("status", "ok", "refused"),
        (
            "findings",
            [["a.max", "outside", "critical", "stop", "/x"]],
            [["a.max", "outside", "critical", "note", "/x"]],
        ),
        ("findings", [["a.max", "outside", "critical", "stop", "/x"]], []),
        ("basis", {"a.max": "derived"}, {"a.max": "documented"}),
        ("outcomes", {"a.min": "kept"}, {"a.min": "unknown"}),
        ("steps", [{"first_day": 1}, {}], [{"first_day": 1}]),
        (
            "steps",
            [{"products": [{"per_day": 2}, {"per_day": 1}]}, {}],
            [{"products": [{"per_day": 2}, {"per_day": 3}]}, {}],
        ),
        ("step_count", 2, 3),
        ("first_step", {"first_day": 1}, {"first_day": 2}),
        ("missing", [["/a", "/b"]], [["/a"]]),
        ("absent", ["profile"], ["steps"]),
        ("acknowledged", [], [["a.max", "/x"]]),
        ("unused", ["a.step"], []),
        ("monitoring", {"a.monitoring": {"mentions": ["falls"], "days": [1]}}, {"a.monitoring": {"days": [2]}}),
        ("monitoring", {"a.monitoring": {"omits": ["sleep"]}}, {"a.monitoring": {"omits": ["falls"]}}),
    ],
)
def test_a_difference_is_seen_and_likeness_is_none(name: str, right: Any, wrong: Any) -> None:  # noqa: ANN401 -- JSON
    assert differences({name: right}, ANSWER) == []
    assert differences({name: wrong}, ANSWER) != []


def test_a_finding_that_stands_twice_is_a_difference() -> None:
    twice = {**ANSWER, "findings": [FINDING, FINDING]}
    assert differences({"findings": [["a.max", "outside", "critical", "stop", "/x"]]}, twice) != []
