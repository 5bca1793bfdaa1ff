"""Rules broken on purpose: each is refused when it is compiled, with its id and what is wrong with it."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from dosing.core.bounds import bounds_of
from dosing.core.compile import BrokenRuleError, compile_rules
from dosing.core.evidence import Basis, Citation, Source
from dosing.core.fact import Fact
from dosing.core.monograph import Knowledge, monographs
from dosing.core.ordered import shape_of
from dosing.core.rule import All, Gate, In, Infusions, Is, Rule, Severity, Titration
from dosing.core.span import Span
from dosing.formulary import FORMULARY
from dosing.formulary.kidney import KIDNEY
from dosing.formulary.substances import SUBSTANCES

WHOLE = Rule(
    id="drug.limit",
    says="A day's drug is {limit}.",
    limit=In(Fact.DAILY_DOSE, (Span(at_most=Decimal(30), unit="mg/d"),)),
    severity=Severity.CRITICAL,
    gate=Gate.STOP,
    basis=Basis.DERIVED,
    cites=(Citation(Source(id="a-document", title="A document"), "A heading"),),
)


def _limit(fact: Fact, *spans: Span) -> Rule:
    return replace(WHOLE, limit=In(fact, spans))


def _most(unit: str, of: str = "") -> Span:
    return Span(at_most=Decimal(30), unit=unit, of=of)


def test_a_whole_rule_is_compiled() -> None:
    assert len(compile_rules([WHOLE], SUBSTANCES).rules) == 1


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ([WHOLE, WHOLE], "drug.limit: the id stands twice"),
        ([replace(WHOLE, cites=())], "drug.limit: no source is cited"),
        ([_limit(Fact.AGE, _most("mg"))], "drug.limit: mg measures mass, d measures time"),
        ([_limit(Fact.DAILY_DOSE, _most("mg"))], "drug.limit: mg measures mass, mg/d measures mass per time"),
        (
            [_limit(Fact.POTASSIUM, _most("meq/L"))],
            "drug.limit: meq/L measures charge per volume, mmol/L measures amount",
        ),
        (
            [_limit(Fact.DAILY_DOSE, _most("mg/d"), _most("g/d"))],
            "drug.limit: phase.daily-dose is held in mg/d alone: one span, not several",
        ),
        ([_limit(Fact.DAILY_DOSE)], "drug.limit: no span is stated for phase.daily-dose"),
        ([_limit(Fact.DIALYSIS, _most("mg"))], "drug.limit: /patient/dialysis is no number"),
        (
            [replace(WHOLE, unless_broken=("drug.other",))],
            "drug.limit: it names a rule in `unless_broken` that does not come before it",
        ),
        (
            [replace(WHOLE, unless_broken=("drug.later",)), replace(WHOLE, id="drug.later")],
            "drug.limit: it names a rule in `unless_broken` that does not come before it",
        ),
        (
            [_limit(Fact.SERUM_MAGNESIUM, _most("umol/L"))],
            "drug.limit: /patient/serum_magnesium is never stated in umol/L",
        ),
        (
            [_limit(Fact.DAILY_MAGNESIUM, _most("mg/d"))],
            "drug.limit: order.daily-magnesium is never stated in mg/d",
        ),
        (
            [_limit(Fact.DAILY_MAGNESIUM, _most("g/d", "magnesium"))],
            "drug.limit: order.daily-magnesium is never stated in g/d of magnesium",
        ),
        (
            [replace(WHOLE, when=All((Is(Fact.DIALYSIS), In(Fact.AGE, (_most("mL"),)))))],
            "drug.limit: mL measures volume, d measures time",
        ),
    ],
)
def test_a_broken_rule_is_refused_with_its_id_and_what_is_wrong(rules: list[Rule], message: str) -> None:
    with pytest.raises(BrokenRuleError) as refused:
        compile_rules(rules, SUBSTANCES)
    assert str(refused.value).startswith(message)


def test_a_unit_that_there_is_not_is_refused() -> None:
    with pytest.raises(BrokenRuleError, match=r"drug\.limit: mg/week is no unit of the service"):
        compile_rules([_limit(Fact.DAILY_DOSE, _most("mg/week"))], SUBSTANCES)


def test_a_profile_with_a_rule_that_there_is_not_is_refused() -> None:
    with pytest.raises(BrokenRuleError, match=r"drug\.start: a schedule is made by this rule, and there is none"):
        bounds_of([WHOLE]).most("drug.start")


def test_a_profile_with_a_rule_that_lacks_the_needed_end_says_so() -> None:
    with pytest.raises(BrokenRuleError, match=r"drug\.limit: a schedule needs its limit to be a plain at_least"):
        bounds_of([WHOLE]).least("drug.limit")
    with pytest.raises(BrokenRuleError, match=r"drug\.flag: a schedule needs its limit to be a plain at_most"):
        bounds_of([replace(WHOLE, id="drug.flag", limit=Is(Fact.STAYS))]).most("drug.flag")


def test_a_drug_that_stands_twice_is_refused_by_its_name() -> None:
    drug = FORMULARY.drugs[0]
    twice = replace(FORMULARY, drugs=(drug, drug))
    with pytest.raises(BrokenRuleError, match=rf"^{drug.id}: the drug stands twice$"):
        monographs(twice, Knowledge(KIDNEY, SUBSTANCES))


def test_a_drug_whose_shape_lacks_a_rule_is_refused() -> None:
    drug = next(drug for drug in FORMULARY.drugs if drug.id == "albumin")
    rules = tuple(rule for rule in drug.rules if rule.id != "albumin.weekly-max")
    lacking = replace(FORMULARY, drugs=(replace(drug, rules=rules),))
    with pytest.raises(BrokenRuleError, match=r"^albumin.weekly-max: a schedule is made by this rule"):
        monographs(lacking, Knowledge(KIDNEY, SUBSTANCES))


def test_a_drug_of_another_shape_is_refused_by_the_shape_that_it_has_not() -> None:
    books = monographs(FORMULARY, Knowledge(KIDNEY, SUBSTANCES))
    with pytest.raises(TypeError, match=r"^albumin is no Titration$"):
        shape_of(books["albumin"], Titration)
    with pytest.raises(TypeError, match=r"^ is no Infusions$"):
        shape_of(books[""], Infusions)
