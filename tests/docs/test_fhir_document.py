"""docs/fhir.md lists every code, alias, remark and parameter that the service has, and no other."""

import re
from pathlib import Path

import pytest

from dosing.fhir.definition import DEFINITIONS
from dosing.fhir.lists import codes
from dosing.fhir.parts.remark import KINDS
from dosing.fhir.parts.unit import ALIASES
from dosing.fhir.record.results import RECENT
from dosing.fhir.record.time_of_taking import RECENT_DAYS
from tests.docs.test_rules_document import _cells

_TEXT = (Path(__file__).parents[2] / "docs" / "fhir.md").read_text(encoding="utf-8")
_SYSTEMS = {
    "RxNorm": codes.RXNORM,
    "ATC": codes.ATC,
    "SNOMED CT": codes.SNOMED,
    "LOINC": codes.LOINC,
    "ICD-10": codes.ICD_10[0],
    "ICD-10-CM": codes.ICD_10[1],
}


def _rows(*header: str) -> list[list[str]]:
    """The rows of the one table with this header."""
    lines = _TEXT.splitlines()
    (start,) = [index for index, line in enumerate(lines) if line.startswith("|") and _cells(line) == list(header)]
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.replace("`", "").removesuffix("…") for cell in _cells(line)])
    return rows


def _names(facts: tuple[str, ...]) -> str:
    return ", ".join(fact.rsplit("/", 1)[1] for fact in facts)


def test_the_document_has_every_drug_with_its_strength_and_source() -> None:
    rows = {(_SYSTEMS[row[0]], row[1]): row[2:] for row in _rows("system", "code", "drug", "holds", "read in")}
    strengths = {code: " ".join(holds) for code, holds in codes.STRENGTHS.items()}
    assert rows == {code: [drug, strengths.get(code, ""), source] for code, (drug, source) in codes.DRUGS.items()}


def test_the_document_has_every_analyte_with_its_source() -> None:
    rows = {row[0]: row[1:] for row in _rows("LOINC", "analyte", "read in")}
    assert rows == {code: [_names((fact,)), source] for code, (fact, source) in codes.RESULTS.items()}


def test_the_document_has_every_condition_with_its_source() -> None:
    rows = {(row[0], row[1]): row[2:] for row in _rows("system", "code", "means", "read in")}
    snomed = {("SNOMED CT", code): [_names(facts), source] for code, (facts, source) in codes.CONDITIONS.items()}
    icd = {("ICD-10", code): [_names(facts), source] for code, (facts, source) in codes.CONDITIONS_ICD.items()}
    assert rows == snomed | icd


def test_the_document_has_every_reason_and_every_code_that_is_not_matched() -> None:
    reasons = {(_SYSTEMS[row[0]], row[1]): tuple(row[2:]) for row in _rows("system", "code", "indication", "read in")}
    assert reasons == codes.INDICATIONS
    not_matched = {(_SYSTEMS[row[0]], row[1]): row[2] for row in _rows("system", "code", "why not")}
    assert not_matched == codes.NOT_MATCHED


def test_no_code_is_both_matched_and_not() -> None:
    matched = {*codes.DRUGS, *codes.INDICATIONS, *((codes.SNOMED, code) for code in codes.CONDITIONS)}
    matched |= {(codes.LOINC, code) for code in codes.RESULTS}
    assert not matched & set(codes.NOT_MATCHED)
    assert not matched & codes.INTRATHECAL


def test_the_document_has_every_alias() -> None:
    assert dict(re.findall(r"`([^`]+)` → `([^`]+)`", _TEXT)) == ALIASES


def test_the_document_has_every_parameter_of_the_operations() -> None:
    rows = _rows("operation", "parameter", "use", "number", "type", "what it is")
    defined = []
    for one in DEFINITIONS.values():
        for whole in one.parameter:
            parts = [(f"{whole.name}.{part.name}", part) for part in whole.part]
            defined += [
                [one.id, name, each.use, f"{each.min}..{each.max}", each.type or "", each.documentation]
                for name, each in [(whole.name, whole), *parts]
            ]
    assert rows == [[cell.replace("`", "") for cell in row] for row in defined]


def test_the_document_names_the_codes_of_ways_to_give_a_drug_and_no_other() -> None:
    told = re.search(r"SNOMED CT codes of a way that are read: (.*?)\.\n", _TEXT, re.DOTALL)
    assert told is not None
    codes_of_ways = codes.ORAL | codes.INTRAVENOUS | codes.METHODS_BY_MOUTH
    of_hl7 = re.search(r"HL7's table of routes \(`v3-RouteOfAdministration`\): (.*?)\.\n", _TEXT)
    assert of_hl7 is not None
    found = {(codes.SNOMED, code) for code in re.findall(r"`(\d+)`", told[1])}
    assert found | {(codes.ROUTES, code) for code in re.findall(r"`(\w+)`", of_hl7[1])} == codes_of_ways


def test_the_document_has_the_days_for_which_a_medication_without_an_end_counts() -> None:
    assert f"counts for {RECENT_DAYS} days from the newest of its dates" in _TEXT


def test_the_document_has_every_kind_of_remark() -> None:
    rows = {row[0]: row[1:] for row in _rows("code", "severity", "issue type", "means")}
    assert rows == {code: [kind.severity, kind.issue, kind.means] for code, kind in KINDS.items()}


@pytest.mark.parametrize("days", sorted(set(RECENT.values())))
def test_the_document_has_the_days_for_which_results_count(days: int) -> None:
    assert re.search(rf"\b{days}\b", _TEXT)
