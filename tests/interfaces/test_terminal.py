"""What a person reads on a terminal: status, schedule, findings, what is missing, what to watch."""

import io
import json
from typing import Any

import msgspec
import pytest
from rich.console import Console

from dosing.api.body import decode
from dosing.api.operations import OPERATIONS
from dosing.terminal import show

_BY_PATH = {operation.path: operation for operation in OPERATIONS}
_EGFR = {"value": 90, "unit": "mL/min/{1.73_m2}"}
ADULT = {"age": {"value": 41, "unit": "a"}, "egfr": _EGFR}
CHILD = {"age": {"value": 8, "unit": "a"}, "egfr": _EGFR}
CIRRHOSIS = {**ADULT, "conditions": {"cirrhosis": True, "heart_failure_or_overload": False}}
LOW = {**ADULT, "serum_magnesium": {"value": 0.6, "unit": "mmol/L"}}
OXIDE = {"value": 12, "unit": "mmol/d", "of": "magnesium"}
MOLES = {"value": 12, "unit": "mmol", "of": "magnesium"}
WORD = [{"rule": "baclofen.start", "reason": "seen by two"}]
TOO_MUCH = {"phases": [{"doses": [{"value": 10, "unit": "mg"}, {"value": 10, "unit": "mg"}], "days": 7}]}
NONE_BEFORE = {"current": {"daily_dose": {"value": 0, "unit": "mg/d"}}}
BACLOFEN = {"drug": "baclofen", "patient": ADULT, **NONE_BEFORE, **TOO_MUCH}

SHOWN: dict[str, tuple[str, Any, list[str]]] = {
    "a titration": (
        "/v1/schedules/baclofen",
        {"patient": ADULT},
        ["baclofen: ok", "Schedule", "from day", "twice a day for 7 days", "then hold and reassess", "Monitoring:"],
    ),
    "a titration that needs facts": (
        "/v1/schedules/baclofen",
        {"patient": {}},
        ["baclofen: needs input", "Missing, any one of:", "/patient/age", "Findings", "baclofen.age.known", "ask"],
    ),
    "a taper": (
        "/v1/schedules/baclofen-taper",
        {"patient": ADULT, "current": {"daily_dose": {"value": 20, "unit": "mg/d"}, "days_at_dose": 30}},
        ["baclofen: ok", "Schedule", "a day"],
    ),
    "an amount": (
        "/v1/schedules/magnesium-oxide",
        {"patient": LOW, "daily_dose": OXIDE},
        ["magnesium-oxide:", "Monitoring:"],
    ),
    "a volume": (
        "/v1/schedules/magnesium-hydroxide",
        {"patient": CHILD, "strength": {"value": 80, "unit": "mg/mL"}},
        ["magnesium-hydroxide: ok", "mL", "Monitoring:"],
    ),
    "infusions": (
        "/v1/schedules/albumin",
        {"patient": CIRRHOSIS, "weekly_dose": {"value": 25, "unit": "g/wk"}, "product": "albumin-25"},
        ["albumin: ok", "day 22: 25 g in 100 mL"],
    ),
    "an order that a person must look at": (
        "/v1/orders/check",
        BACLOFEN,
        ["baclofen: needs review", "baclofen.start", "/phases/0", "confirm", "Nearest: ", "10 mg/d for 7 days"],
    ),
    "an order that a person has looked at": (
        "/v1/orders/check",
        {**BACLOFEN, "acknowledged": WORD},
        ["baclofen.start", "(acknowledged)"],
    ),
    "a refused order": (
        "/v1/orders/check",
        {**BACLOFEN, "patient": CHILD},
        ["baclofen: refused", "baclofen.age", "stop", "/patient"],
    ),
    "infusions that are too much": (
        "/v1/orders/check",
        {
            "drug": "albumin",
            "patient": CIRRHOSIS,
            "product": "albumin-20",
            "infusions": [{"day": 1, "amount": {"value": 50, "unit": "g"}}],
        },
        ["albumin: refused", "Nearest: ", "with 10 g withheld", "40 g"],
    ),
    "an order by the tablespoon": (
        "/v1/orders/check",
        {"drug": "magnesium-hydroxide", "patient": CHILD, "daily_volume": {"value": 60, "unit": "[tbs_m]/d"}},
        ["magnesium-hydroxide: needs input", "/strength"],
    ),
    "a drug that no rule is about": (
        "/v1/orders/check",
        {"drug": "other", "name": "aspirin"},
        ["aspirin: not covered"],
    ),
    "a name that looks like a style": (
        "/v1/orders/check",
        {"drug": "other", "name": "[/b] [red]x[/red]"},
        ["[/b] [red]x[/red]: not covered"],
    ),
    "a conversion": (
        "/v1/convert",
        {"amount": MOLES, "to": {"unit": "mg", "of": "magnesium-oxide"}},
        ["12 mmol of magnesium = 483.648 mg of magnesium oxide"],
    ),
    "a conversion without a strength": (
        "/v1/convert",
        {"amount": MOLES, "to": {"unit": "mL", "of": "magnesium-hydroxide"}},
        ["strength", "Missing, any one of: /strength"],
    ),
    "an estimate": (
        "/v1/egfr",
        {
            "age": {"value": 41, "unit": "a"},
            "sex": "male",
            "creatinine": {"value": 1.1, "unit": "mg/dL"},
            "weight": {"value": 70, "unit": "kg"},
        },
        ["eGFR", "mL/min/{1.73_m2}", "band standard", "ckd-epi-2021", "Creatinine clearance", "not indexed"],
    ),
    "an estimate that is a limit": (
        "/v1/egfr",
        {
            "age": {"value": 41, "unit": "a"},
            "sex": "male",
            "creatinine": {"value": 1.1, "unit": "mg/dL", "comparator": "<"},
        },
        ["eGFR >"],
    ),
    "an estimate from nothing": ("/v1/egfr", {}, ["Missing, any one of:", "/creatinine and /sex and /age", "; or "]),
}


def _text(answer: object, width: int = 100) -> str:
    """What is written on a terminal of this width."""
    file = io.StringIO()
    show(answer, Console(file=file, width=width))
    return file.getvalue()


def _answer(path: str, body: Any) -> object:  # noqa: ANN401 -- JSON
    operation = _BY_PATH[path]
    answer: object = operation.handle(decode(msgspec.json.Decoder(operation.body), json.dumps(body).encode()))
    return answer


@pytest.mark.parametrize("what", SHOWN)
def test_an_answer_says_what_a_person_must_know(what: str) -> None:
    path, body, words = SHOWN[what]
    text = " ".join(_text(_answer(path, body)).split())
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize("what", SHOWN)
@pytest.mark.parametrize("width", [20, 40, 80, 300])
def test_no_line_is_wider_than_the_terminal_from_20_to_300_columns(what: str, width: int) -> None:
    path, body, _ = SHOWN[what]
    assert all(len(line.rstrip()) <= width for line in _text(_answer(path, body), width).splitlines())


@pytest.mark.parametrize("width", [40, 80])
def test_no_rule_s_id_is_cut_for_it_is_what_a_person_acknowledges_by(width: int) -> None:
    answer = _BY_PATH["/v1/rules"].handle()
    first = [line.split("│")[1].strip() for line in _text(answer, width).splitlines() if line.startswith("│")]
    assert all(view.id in "".join(first) for view in answer.rules)


def test_every_rule_is_listed_with_what_it_says_and_what_follows() -> None:
    answer = _BY_PATH["/v1/rules"].handle()
    text = _text(answer, 200)
    assert all(view.id in text for view in answer.rules)
    assert all(word in text for word in ("what it says", "severity", "gate", "basis", "critical", "confirm"))


def test_one_rule_is_shown_with_its_sources() -> None:
    answer = _BY_PATH["/v1/rules/{id}"].handle("baclofen.daily-max")
    text = _text(answer, 200)
    assert all(source.title in text for source in answer.rule.sources)


def test_colours_are_for_terminals_only() -> None:
    answer = _answer("/v1/egfr", {})
    assert "\x1b[" not in _text(answer)


def test_what_is_no_answer_is_not_shown() -> None:
    with pytest.raises(TypeError, match="int"):
        show(1)
