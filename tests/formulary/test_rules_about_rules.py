"""Rules about rules: what must be true of every limit, whatever it says."""

import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from typing import get_args

import pytest

from dosing.core.compile import FORMS
from dosing.core.evidence import Source
from dosing.core.fact import FACT_UNITS, Fact, form
from dosing.core.rule import DailyAmount, Drug, Gate, Infusions, Rule, Severity, Solution, Suspension, Titration
from dosing.core.span import Span, is_apart
from dosing.formulary import FORMULARY, kidney, substances
from dosing.formulary import sources as shared
from dosing.formulary.albumin import sources as of_albumin
from dosing.formulary.baclofen import BACLOFEN
from dosing.formulary.baclofen import sources as of_baclofen
from dosing.formulary.magnesium_hydroxide import rules as hydroxide
from dosing.formulary.magnesium_hydroxide import sources as of_hydroxide
from dosing.formulary.magnesium_oxide import rules as oxide
from dosing.formulary.magnesium_oxide import sources as of_oxide
from dosing.formulary.other_cramp_drugs import OTHER_DRUGS
from dosing.formulary.other_cramp_drugs import sources as of_others
from dosing.wire import request
from dosing.wire.confirm_rules import ConfirmRule
from tests.formulary.every_rule import CITES, MONITORING, RULES, spans_of

_MODULES = (shared, of_albumin, of_baclofen, of_hydroxide, of_oxide, of_others, kidney, substances)
_SOURCES: dict[str, Source] = {
    value.id: value for module in _MODULES for value in vars(module).values() if isinstance(value, Source)
}
_SHAPES = {drug.id: drug.shape for drug in FORMULARY.drugs if drug.shape is not None}


_TITRATION = next(shape for shape in _SHAPES.values() if isinstance(shape, Titration))
_SOLUTIONS = [solution for shape in _SHAPES.values() if isinstance(shape, Infusions) for solution in shape.solutions]


@pytest.mark.parametrize("rule", CITES)
def test_every_rule_cites_a_place_in_a_source(rule: str) -> None:
    assert CITES[rule]
    for citation in CITES[rule]:
        assert citation.section
        assert _SOURCES[citation.source.id] is citation.source


def test_every_source_is_used_and_its_id_stands_once() -> None:
    cited = {citation.source.id for cites in CITES.values() for citation in cites}
    cited |= {source.id for source in kidney.EQUATION_SOURCES} | {substances.MOLAR_MASSES.source.id}
    assert cited == set(_SOURCES)
    # Modules hold the sources that they import as well: the same objects, or an id stands twice.
    objects = {id(value) for module in _MODULES for value in vars(module).values() if isinstance(value, Source)}
    assert len(objects) == len(_SOURCES)


@pytest.mark.parametrize("drug", FORMULARY.drugs, ids=lambda drug: drug.id)
def test_the_ids_of_an_order_are_unique(drug: Drug) -> None:
    ids = [rule.id for rule in (*drug.rules, *FORMULARY.every_order)] + [entry.id for entry in drug.monitoring]
    assert [rule for rule, count in Counter(ids).items() if count > 1] == []


def test_one_id_is_one_rule_in_every_drug() -> None:
    for drug in FORMULARY.drugs:
        for rule in drug.rules:
            assert RULES[rule.id] == rule


@pytest.mark.parametrize("rule", CITES)
def test_an_id_is_words_from_general_to_special(rule: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", rule)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_is_a_sentence_and_what_stops_or_asks_is_critical(rule: Rule) -> None:
    assert rule.says.rstrip()[-1] in ".!"
    assert rule.at
    if rule.gate in {Gate.STOP, Gate.ASK}:
        assert rule.severity is Severity.CRITICAL
    if rule.gate is Gate.NOTE:
        assert rule.severity is not Severity.CRITICAL


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_that_asks_is_named_known_and_only_it(rule: Rule) -> None:
    assert rule.id.endswith(".known") == (rule.gate is Gate.ASK)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_span_has_an_end_and_a_unit_that_its_fact_is_held_in_or_stated_in(rule: Rule) -> None:
    for span in (*spans_of(rule.limit), *spans_of(rule.when)):
        assert span.unit
        assert any(end is not None for end in (span.at_least, span.above, span.at_most, span.below))
        assert span.at_least is None or span.above is None
        assert span.at_most is None or span.below is None


def test_monitoring_texts_end_in_monitoring_and_rules_do_not() -> None:
    assert all(entry.endswith(".monitoring") for entry in MONITORING)
    assert not any(rule.endswith(".monitoring") for rule in RULES)


def test_the_kidney_bands_tile_the_line_without_gap_and_without_overlap() -> None:
    def start(span: Span) -> tuple[Decimal, bool]:
        if span.above is not None:
            return span.above, True
        return (Decimal("-Infinity") if span.at_least is None else span.at_least), False

    bands = sorted(kidney.KIDNEY.bands.values(), key=start)
    assert (bands[0].at_least, bands[0].above) == (None, None)
    assert (bands[-1].at_most, bands[-1].below) == (None, None)
    for lower, upper in pairwise(bands):
        assert is_apart(lower, upper)
        # The end that one leaves out is the one that the next holds.
        assert (lower.below, lower.at_most) == (upper.at_least, upper.above)


def test_dialysis_is_a_band_that_there_is() -> None:
    assert kidney.KIDNEY.dialysis_band in kidney.KIDNEY.bands


def test_480_and_960_mg_of_the_oxide_are_12_and_24_mmol_at_the_nominal_40_mg_per_mmol() -> None:
    assert oxide.NOMINAL_LEAST == oxide.LEAST * 40 == 480
    assert oxide.NOMINAL_MOST == oxide.MOST * 40 == 960
    assert oxide.LEAST * substances.MAGNESIUM_OXIDE.molar_mass == Decimal("483.648")
    assert oxide.MOST * substances.MAGNESIUM_OXIDE.molar_mass == Decimal("967.296")


def test_1200_and_2400_mg_of_the_hydroxide_are_15_and_30_ml_of_the_usual_80_mg_per_ml() -> None:
    (least,) = spans_of(RULES["magnesium-hydroxide.daily-min"].limit)
    (most,) = spans_of(RULES["magnesium-hydroxide.daily-max"].limit)
    assert least.at_least == hydroxide.LEAST_VOLUME * hydroxide.USUAL_STRENGTH == 1200
    assert most.at_most == hydroxide.MOST_VOLUME * hydroxide.USUAL_STRENGTH == 2400


@pytest.mark.parametrize(
    "rule", ["magnesium-oxide.deficiency", "magnesium-oxide.deficiency.severe", "magnesium-oxide.high", "magnesium.low"]
)
def test_a_serum_magnesium_is_the_same_in_each_of_its_units_to_a_tenth(rule: str) -> None:
    ends = ("at_least", "above", "at_most", "below")
    stated = {span.unit: {end: getattr(span, end) for end in ends} for span in spans_of(RULES[rule].limit)}
    element = substances.MAGNESIUM
    of_one = {"mmol/L": Decimal(1), "mg/dL": element.molar_mass / 10, "meq/L": Decimal(element.charge)}
    assert stated.keys() == of_one.keys()
    for unit, factor in of_one.items():
        assert stated[unit] == {
            end: number and (number * factor).quantize(Decimal("0.1")) for end, number in stated["mmol/L"].items()
        }


@pytest.mark.parametrize("drug", FORMULARY.drugs, ids=lambda drug: drug.id)
def test_unless_broken_names_rules_of_the_drug_that_come_before(drug: Drug) -> None:
    seen: set[str] = set()
    for rule in drug.rules:
        assert set(rule.unless_broken) <= seen
        seen.add(rule.id)


def _ends(rule: str) -> set[str]:
    spans = list(spans_of(RULES[rule].limit))
    return {
        end for span in spans for end in ("at_least", "above", "at_most", "below") if getattr(span, end) is not None
    }


def test_profiles_name_rules_of_baclofen_that_have_an_upper_end() -> None:
    titration = _TITRATION
    ids = {rule.id for rule in BACLOFEN.rules}
    for profile in titration.profiles:
        named = {profile.start, profile.ceiling, titration.maximum} | ({profile.step} if profile.step else set())
        assert named <= ids
        assert all(_ends(rule) == {"at_most"} for rule in named)
    for rule in (titration.interval, titration.taper_interval, titration.taper_duration):
        assert _ends(rule) == {"at_least"}
    assert len({profile.id for profile in titration.profiles}) == len(titration.profiles)


def test_other_shapes_name_rules_of_their_drug_that_have_the_needed_end() -> None:
    needed = {
        "at_most": [
            shape.maximum for shape in _SHAPES.values() if isinstance(shape, DailyAmount | Suspension | Infusions)
        ],
        "at_least": [shape.minimum for shape in _SHAPES.values() if isinstance(shape, Suspension)],
    }
    for end, rules in needed.items():
        for rule in rules:
            assert _ends(rule) == {end}
            assert rule.partition(".")[0] in _SHAPES


def test_usual_splits_are_up_to_three_doses_of_up_to_10_mg_and_make_every_multiple_of_5_to_30() -> None:
    splits = _TITRATION.splits
    assert [sum(split) for split in splits.usual] == [5, 10, 15, 20, 25, 30]
    assert all(len(split) <= splits.most_doses and max(split) <= splits.largest_dose for split in splits.usual)


@pytest.mark.parametrize("solution", _SOLUTIONS, ids=lambda solution: solution.id)
def test_the_smallest_vial_divides_the_others_and_grams_in_millilitres_are_the_percentage(solution: Solution) -> None:
    vials = solution.vials
    smallest = min(vial.grams for vial in vials)
    assert all(vial.grams % smallest == 0 for vial in vials)
    for vial in vials:
        assert vial.grams * 100 == vial.millilitres * solution.percent
    assert list(vials) == sorted(vials, key=lambda vial: vial.grams, reverse=True)


def test_the_rules_that_can_be_acknowledged_are_those_with_gate_confirm_in_their_order() -> None:
    assert list(get_args(ConfirmRule)) == [rule.id for rule in RULES.values() if rule.gate is Gate.CONFIRM]


def test_the_wire_knows_every_drug_albumin_product_and_indication_of_the_formulary() -> None:
    tags = [order.__struct_config__.tag for order in get_args(request.AnyOrder)]
    assert set(tags) - {"other"} == set(_SHAPES)
    assert {drug.id for drug in OTHER_DRUGS} == {drug.id for drug in FORMULARY.drugs} - set(_SHAPES)
    assert list(get_args(request.AlbuminProduct)) == [solution.id for solution in _SOLUTIONS]
    named = {indication for drug in FORMULARY.drugs for indication in drug.indications}
    assert named <= set(get_args(request.Indication))


def test_a_fact_held_in_a_unit_has_no_forms_and_every_form_is_a_unit_and_a_known_substance() -> None:
    assert not FORMS.keys() & FACT_UNITS.keys()
    assert {of for forms in FORMS.values() for _, of in forms if of} <= set(substances.SUBSTANCES)
    assert form("mmol/d", "magnesium") in {form(*each) for each in FORMS[Fact.DAILY_MAGNESIUM]}
