"""Law 8: `kept`, `outside`, `unknown` and `not_applicable` are disjoint.

Together they are all rules of the drug and all rules for every order, `*.monitoring` apart.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dosing.formulary import FORMULARY
from tests import strategies
from tests.edges import Ask, Json

_RULES = {drug.id: [rule.id for rule in (*drug.rules, *FORMULARY.every_order)] for drug in FORMULARY.drugs}
_FOR_EVERY_ORDER = [rule.id for rule in FORMULARY.every_order]
_ASKING = {
    rule.id
    for rules in (*(drug.rules for drug in FORMULARY.drugs), FORMULARY.every_order)
    for rule in rules
    if rule.gate.value == "ask"
}


def _all_rules(sent: Json, drug: str) -> list[str]:
    """By name only the other drugs are ordered: a drug named `baclofen` is one that no rule is about."""
    is_of_no_drug = sent.get("drug") == "other" and drug not in strategies.NAMED_DRUGS
    return _FOR_EVERY_ORDER if is_of_no_drug else _RULES[drug]


@pytest.mark.parametrize("name", strategies.ABOUT_DRUGS)
@given(data=st.data())
def test_the_four_lists_hold_every_rule_of_the_drug_and_for_every_order_exactly_once(
    ask: Ask, name: str, data: st.DataObject
) -> None:
    path, requests = strategies.ABOUT_DRUGS[name]
    sent = data.draw(requests)
    answer = ask(path, sent)
    assert set(answer["rules"]) == {"kept", "outside", "unknown", "not_applicable"}
    listed = [rule for rules in answer["rules"].values() for rule in rules]
    assert sorted(listed) == sorted(_all_rules(sent, answer["drug"]))
    assert not any(rule.endswith(".monitoring") for rule in listed)


@pytest.mark.parametrize("name", strategies.ABOUT_DRUGS)
@given(data=st.data())
def test_findings_are_the_rules_outside_and_the_unknown_ones_that_ask(ask: Ask, name: str, data: st.DataObject) -> None:
    path, requests = strategies.ABOUT_DRUGS[name]
    answer = ask(path, data.draw(requests))
    found = {(finding["rule"], finding["outcome"]) for finding in answer["findings"]}
    assert {rule for rule, outcome in found if outcome == "outside"} == set(answer["rules"]["outside"])
    asking = {finding["rule"] for finding in answer["findings"] if finding["outcome"] == "unknown"}
    assert asking == {rule for rule in answer["rules"]["unknown"] if rule in _ASKING}
