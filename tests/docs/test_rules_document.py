"""docs/rules.md says of every rule what the formulary says: the same ids, gates, bases and numbers."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from dosing.core.bounds import bounds_of
from dosing.core.rule import Condition, Infusions, Titration
from dosing.formulary import FORMULARY
from dosing.formulary.baclofen import BACLOFEN
from dosing.formulary.kidney import KIDNEY
from tests.formulary.every_rule import CITES, MONITORING, RULES, spans_of

_DOCUMENT = Path(__file__).parents[2] / "docs" / "rules.md"
_RULES_HEADER = ["rule", "limit", "severity · gate", "basis"]
_BOLD = re.compile(r"\*\*([\d.]+)\*\*")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
#: Units that hold a number themselves.
_UNITS = ("mL/min/1.73 m²",)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _tables() -> list[tuple[list[str], list[list[str]]]]:
    """Every table of the document: its header and its rows."""
    tables: list[tuple[list[str], list[list[str]]]] = []
    before = ""
    for line in _DOCUMENT.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            before = ""
            continue
        if not before:
            tables.append((_cells(line), []))
        elif not set(line) <= set("|-: "):
            tables[-1][1].append(_cells(line))
        before = line
    return tables


_ROWS = [row for header, rows in _tables() if header == _RULES_HEADER for row in rows]
_BY_ID = {row[0].strip("`"): row for row in _ROWS}


def _numbers(pattern: re.Pattern[str], text: str) -> set[Decimal]:
    return {Decimal(number) for number in pattern.findall(text)}


def _ends(*conditions: Condition) -> set[Decimal]:
    spans = [span for condition in conditions for span in spans_of(condition)]
    ends = (end for span in spans for end in (span.at_least, span.above, span.at_most, span.below))
    return {end for end in ends if end is not None}


def test_the_tables_have_every_rule_once_and_no_other() -> None:
    assert [row[0] for row in _ROWS] == list(dict.fromkeys(row[0] for row in _ROWS))
    assert set(_BY_ID) == set(RULES) | set(MONITORING)


@pytest.mark.parametrize("rule", CITES)
def test_every_rule_of_the_document_has_a_citation(rule: str) -> None:
    assert CITES[rule]


@pytest.mark.parametrize("rule", RULES)
def test_severity_gate_and_basis_are_those_of_the_rule(rule: str) -> None:
    _, _, gate, basis = _BY_ID[rule]
    assert gate == f"{RULES[rule].severity.value} · {RULES[rule].gate.value}"
    assert re.split(r"[ ;:,]", basis)[0] == RULES[rule].basis.value


@pytest.mark.parametrize("rule", RULES)
def test_bold_numbers_are_the_ends_of_the_limit_and_plain_ones_those_of_its_condition(rule: str) -> None:
    limit = _BY_ID[rule][1]
    for unit in _UNITS:
        limit = limit.replace(unit, "")
    assert _numbers(_BOLD, limit) == _ends(RULES[rule].limit)
    assert _numbers(_NUMBER, _BOLD.sub("", limit)) == _ends(RULES[rule].when)


@pytest.mark.parametrize("rule", RULES)
def test_units_stand_beside_the_numbers(rule: str) -> None:
    limit = _BY_ID[rule][1].replace("1.73 m²", "{1.73_m2}")
    for span in (*spans_of(RULES[rule].limit), *spans_of(RULES[rule].when)):
        assert span.unit in limit


@pytest.mark.parametrize("rule", MONITORING)
def test_monitoring_has_its_days_in_bold_and_the_numbers_of_its_text(rule: str) -> None:
    _, limit, gate, basis = _BY_ID[rule]
    entry = MONITORING[rule]
    assert gate == "info · note"
    assert re.split(r"[ ;:,]", basis)[0] == entry.basis.value
    assert _numbers(_BOLD, limit) == set(map(Decimal, entry.days))
    said = _numbers(_NUMBER, " ".join(remark.text for remark in entry.remarks))
    assert _numbers(_NUMBER, _BOLD.sub("", limit)) == said | _ends(*(remark.when for remark in entry.remarks))


def _table(*header: str) -> list[list[str]]:
    return next(rows for found, rows in _tables() if found[: len(header)] == list(header))


def test_the_bands_are_those_of_the_formulary() -> None:
    rows = dict(_table("band"))
    assert list(rows) == list(KIDNEY.bands)
    for name, span in KIDNEY.bands.items():
        ends = {end for end in (span.at_least, span.above, span.at_most, span.below) if end is not None}
        assert _numbers(_NUMBER, rows[name]) == ends
        assert ("below" in rows[name], "above" in rows[name], "included" in rows[name]) == (
            span.below is not None,
            span.above is not None,
            span.at_least is not None,
        )


def test_the_profiles_have_the_ages_starts_steps_and_ceilings_of_their_rules() -> None:
    titration = BACLOFEN.shape
    assert isinstance(titration, Titration)
    bounds = bounds_of(BACLOFEN.rules)
    rows = {row[0].strip("`"): row[1:] for row in _table("profile")}
    assert list(rows) == [profile.id for profile in titration.profiles]
    for profile in titration.profiles:
        ages, band, start, step, ceiling = rows[profile.id]
        assert _numbers(_NUMBER, ages) == _ends(profile.when)
        assert f"'{band}'" in str(profile.when)
        assert Decimal(start) == bounds.most(profile.start)
        assert step == "none" if profile.step is None else Decimal(step) == bounds.most(profile.step)
        assert Decimal(ceiling) == bounds.most(profile.ceiling)


_TEXT = " ".join(_DOCUMENT.read_text(encoding="utf-8").split())


def test_the_equations_are_written_with_the_numbers_of_the_formulary() -> None:
    adult, child, clearance = KIDNEY.adult, KIDNEY.child, KIDNEY.clearance
    for number in (
        *(adult.scale, abs(adult.exponent), adult.yearly, KIDNEY.micromolar, child.factor),
        *(adult.female.kappa, abs(adult.female.alpha), adult.female.factor, adult.male.kappa, abs(adult.male.alpha)),
        *(clearance.age_limit, clearance.divisor, clearance.female),
    ):
        assert re.search(rf"(?<![\d.]){re.escape(str(number))}(?![\d])", _TEXT), number


def test_splits_and_vials_are_written_as_the_formulary_has_them() -> None:
    titration = BACLOFEN.shape
    assert isinstance(titration, Titration)
    for split in titration.splits.usual[1:]:
        assert f"{sum(split)} as {' + '.join(map(str, split))}" in _TEXT
    solutions = next(drug.shape for drug in FORMULARY.drugs if isinstance(drug.shape, Infusions)).solutions
    for solution in solutions:
        small, large = reversed(solution.vials)
        vials = f"{small.grams} g in {small.millilitres} mL and {large.grams} g in {large.millilitres} mL"
        assert f"{vials} of {solution.percent} %" in _TEXT


def test_a_limit_with_another_number_or_without_its_unit_would_be_noticed() -> None:
    """Guards the reading of cells: bold is the limit's, plain the condition's, a number in a unit is neither."""
    cell = "not from **25** to **35.5** mL/min/1.73 m²; from 65 a"
    assert _numbers(_BOLD, cell) == {Decimal(25), Decimal("35.5")}
    assert _numbers(_NUMBER, _BOLD.sub("", cell.replace(_UNITS[0], ""))) == {Decimal(65)}
