"""The command line: the requests and answers of HTTP; 0 for ok, 1 for something that gates, 2 for what does not fit."""

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from dosing.api.operations import OPERATIONS
from dosing.api.schemas import documents
from dosing.cli import main
from dosing.service import catalog
from dosing.translate.outbound import RULESET
from tests.interfaces.client import Client

ROOT = Path(__file__).parents[2]
_EGFR = {"value": 90, "unit": "mL/min/{1.73_m2}"}
ADULT = {"age": {"value": 41, "unit": "a"}, "egfr": _EGFR}
CHILD = {"age": {"value": 8, "unit": "a"}, "egfr": _EGFR}
OXIDE = {"value": 12, "unit": "mmol/d", "of": "magnesium"}
CIRRHOSIS = {**ADULT, "conditions": {"cirrhosis": True, "heart_failure_or_overload": False}}
TWO_DOSES = [{"value": 5, "unit": "mg"}, {"value": 5, "unit": "mg"}]
BACLOFEN = {"drug": "baclofen", "current": {"daily_dose": {"value": 0, "unit": "mg/d"}}}

#: What is asked, where that is over HTTP, with which body, and how the command ends.
ASKED: dict[str, tuple[list[str], str, Any, int]] = {
    "a titration": (["plan", "baclofen"], "/v1/schedules/baclofen", {"patient": ADULT}, 0),
    "a titration of a child": (["plan", "baclofen"], "/v1/schedules/baclofen", {"patient": CHILD}, 1),
    "a taper": (
        ["plan", "baclofen-taper"],
        "/v1/schedules/baclofen-taper",
        {"patient": ADULT, "current": {"daily_dose": {"value": 20, "unit": "mg/d"}, "days_at_dose": 30}},
        0,
    ),
    "an amount of nobody": (
        ["plan", "magnesium-oxide"],
        "/v1/schedules/magnesium-oxide",
        {"patient": {}, "daily_dose": OXIDE},
        1,
    ),
    "a volume": (
        ["plan", "magnesium-hydroxide"],
        "/v1/schedules/magnesium-hydroxide",
        {"patient": CHILD, "strength": {"value": 80, "unit": "mg/mL"}},
        0,
    ),
    "infusions": (
        ["plan", "albumin"],
        "/v1/schedules/albumin",
        {"patient": CIRRHOSIS, "weekly_dose": {"value": 25, "unit": "g/wk"}, "product": "albumin-25"},
        0,
    ),
    "an order": (
        ["check"],
        "/v1/orders/check",
        {**BACLOFEN, "patient": ADULT, "phases": [{"doses": TWO_DOSES, "days": 7}, {"doses": TWO_DOSES}]},
        0,
    ),
    "an order that gates": (
        ["check"],
        "/v1/orders/check",
        {**BACLOFEN, "patient": CHILD, "phases": [{"doses": TWO_DOSES}]},
        1,
    ),
    "a drug that no rule is about": (["check"], "/v1/orders/check", {"drug": "other", "name": "aspirin"}, 1),
    "a conversion": (
        ["convert"],
        "/v1/convert",
        {"amount": {"value": 12, "unit": "mmol", "of": "magnesium"}, "to": {"unit": "mg", "of": "magnesium-oxide"}},
        0,
    ),
    "a conversion without a strength": (
        ["convert"],
        "/v1/convert",
        {"amount": {"value": 12, "unit": "mmol", "of": "magnesium"}, "to": {"unit": "mL"}},
        1,
    ),
    "an estimate": (
        ["egfr"],
        "/v1/egfr",
        {"age": {"value": 41, "unit": "a"}, "sex": "male", "creatinine": {"value": 1.1, "unit": "mg/dL"}},
        0,
    ),
    "an estimate from nothing": (["egfr"], "/v1/egfr", {}, 1),
    "a sex that is none": (["egfr"], "/v1/egfr", {"sex": "x"}, 2),
}


def _run(*arguments: str, body: bytes = b"") -> Result:
    return CliRunner().invoke(main, arguments, input=body)


@pytest.mark.parametrize("what", ASKED)
def test_a_command_answers_as_http_does_and_ends_as_the_status_says(client: Client, what: str) -> None:
    arguments, path, body, code = ASKED[what]
    text = json.dumps(body).encode()
    over_http = client.post(path, text)
    for more in ([], ["--json"]):
        result = _run(*arguments, "-", *more, body=text)
        assert result.exit_code == code, result.output
        written = result.stderr_bytes if code == 2 else result.stdout_bytes
        assert written == over_http.content + b"\n"


def test_a_request_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "order.json").write_bytes(b'{"drug":"other","name":"aspirin"}')
    assert _run("check", str(tmp_path / "order.json")).exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "body", "says"),
    [
        (["check", "-"], b"{", "invalid-json"),
        (["check", "-"], b"", "invalid-json"),
        (["check", "-"], b"\xff", "invalid-json"),
        (["egfr", "-"], b'{"sex":"male","sex":"male"}', "duplicate-key"),
        (["convert", "-"], b"{}", "invalid-request"),
        (["plan", "baclofen", "-"], b"[]", "invalid-request"),
        (["check", "/nowhere/order.json"], b"", "No such file"),
        (["check"], b"", "Missing argument"),
        (["plan", "aspirin", "-"], b"{}", "aspirin"),
        (["plan"], b"", "Missing argument"),
        (["rules", "baclofen.daily-maximum"], b"", "unknown-rule"),
        (["check", "-", "--yaml"], b"{}", "No such option"),
        (["prescribe"], b"", "No such command"),
    ],
)
def test_bad_usage_and_bad_input_end_with_2_and_say_why_on_standard_error(
    arguments: list[str], body: bytes, says: str
) -> None:
    result = _run(*arguments, body=body)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_rules_are_those_of_the_catalog_and_one_is_found_by_its_id() -> None:
    listed = _run("rules", "--json")
    assert listed.exit_code == 0
    assert [rule["id"] for rule in json.loads(listed.stdout)["rules"]] == list(catalog.rule_ids())
    one = json.loads(_run("rules", "baclofen.daily-max").stdout)
    assert one["rule"]["id"] == "baclofen.daily-max"
    assert one["ruleset"]["digest"] == RULESET.digest


def test_the_contract_is_written_to_a_file_as_to_standard_output(tmp_path: Path) -> None:
    assert _run("openapi", "--out", str(tmp_path / "contract.yaml")).exit_code == 0
    text = (tmp_path / "contract.yaml").read_bytes()
    assert text == _run("openapi").stdout_bytes
    assert len(yaml.safe_load(text)["paths"]) == len({operation.path for operation in OPERATIONS})


def test_schemas_are_written_anew_and_a_stale_one_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "old.schema.json").write_text('{"$id": "urn:dosing:schema:old"}')
    (tmp_path / "theirs.schema.json").write_text('{"$id": "urn:another:schema"}')
    assert _run("schemas", "--out", str(tmp_path)).exit_code == 0
    assert {file.name for file in tmp_path.iterdir()} == {*documents(), "theirs.schema.json"}


@pytest.mark.parametrize("command", ["", *main.commands])
def test_every_command_helps(command: str) -> None:
    for flag in ("-h", "--help"):
        result = _run(*([command] if command else []), flag)
        assert result.exit_code == 0
        assert "Usage:" in result.stdout


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "http"), ("PORT", "65536"), ("PORT", "-1"), ("PORT", "80.5"), ("DOSING_GRACE_SECONDS", "601")],
)
def test_serve_refuses_a_setting_that_does_not_fit_and_says_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    result = _run("serve")
    assert result.exit_code != 0
    assert f"{name}:" in result.stderr


def test_serve_with_a_port_that_does_not_fit_ends_with_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "65536")
    assert _run("serve").exit_code == 2


def test_on_a_terminal_an_answer_is_a_table_unless_json_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    body = json.dumps({"amount": {"value": 1, "unit": "g", "of": "magnesium"}, "to": {"unit": "mg"}}).encode()

    class Terminal(io.BytesIO):
        def isatty(self) -> bool:
            return True

    def shown(*more: str) -> str:
        out = io.TextIOWrapper(Terminal(), encoding="utf-8", write_through=True)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(body)))
        monkeypatch.setattr(sys, "stdout", out)
        main.main(["convert", "-", *more], standalone_mode=False)
        out.seek(0)
        return out.read()

    assert json.loads(shown("--json"))["result"] == {"value": 1000, "unit": "mg", "of": "magnesium"}
    assert "1000 mg of magnesium" in re.sub(r"\x1b\[[0-9;]*m", "", shown())
