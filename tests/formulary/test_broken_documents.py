"""Documents of rules, each broken on purpose in one way: the message has the file, the line and what is wrong."""

from pathlib import Path

import pytest

import dosing.formulary
from tests.formulary.document import lines_of, refusal
from tests.formulary.every_rule import MONITORING, RULES

_BROKEN = Path(__file__).with_name("broken")
_FORMULARY = sorted(Path(dosing.formulary.__file__).parent.rglob("*.py"))
_REFUSED = {
    "cycle.py": "13: drug.first: it names a rule in `unless_broken` that does not come before it",
    "form_never_stated.py": "13: drug.limit: /patient/serum_magnesium is never stated in umol/L",
    "id_twice.py": "22: drug.limit: the id stands twice",
    "no_gate.py": "13: Missing required argument 'gate'",
    "no_number.py": "13: drug.limit: /patient/dialysis is no number",
    "no_source.py": "22: drug.limit: no source is cited",
    "no_span.py": "10: drug.limit: no span is stated for phase.daily-dose",
    "not_closed.py": "12: '(' was never closed",
    "other_dimension.py": "13: drug.limit: mg measures mass, mg/d measures mass per time",
    "rule_that_is_not.py": "13: drug.limit: it names a rule in `unless_broken` that does not come before it",
    "two_spans.py": "13: drug.limit: phase.daily-dose is held in mg/d alone: one span, not several",
    "unknown_unit.py": "13: drug.limit: mg/week is no unit of the service",
    "word_that_is_not.py": "17: FATAL",
}


@pytest.mark.parametrize("name", _REFUSED)
def test_a_broken_document_is_refused_with_file_line_and_what_is_wrong(name: str, tmp_path: Path) -> None:
    path = _BROKEN / name
    if name == "not_closed.py":  # cannot stand among files that are linted
        path = tmp_path / name
        path.write_text((_BROKEN / "no_gate.py").read_text(encoding="utf-8").rstrip().removesuffix(")"))
    assert refusal(path) == f"{name}:{_REFUSED[name]}"


def test_every_document_in_the_folder_is_asked_about() -> None:
    assert {path.name for path in _BROKEN.glob("*.py")} | {"not_closed.py"} == set(_REFUSED)


def test_a_whole_document_is_not_refused(tmp_path: Path) -> None:
    whole = (_BROKEN / "other_dimension.py").read_text(encoding="utf-8").replace('unit="mg"', 'unit="mg/d"')
    (tmp_path / "whole.py").write_text(whole)
    assert refusal(tmp_path / "whole.py") == ""


@pytest.mark.parametrize("rule", [*RULES, *MONITORING])
def test_every_rule_of_the_formulary_has_one_place(rule: str) -> None:
    assert sum(len(list(lines_of(rule, path))) for path in _FORMULARY) == 1
