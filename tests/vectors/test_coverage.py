"""What the vectors have of every rule: kept, broken, unknown, not applicable, and a person's word for it."""

from collections import defaultdict

from dosing.core.rule import ALWAYS, Gate, Rule
from dosing.formulary import FORMULARY
from dosing.formulary.kidney import KIDNEY
from dosing.formulary.substances import SUBSTANCES
from tests.vectors.runner import expected, vectors

RULES: dict[str, Rule] = {
    rule.id: rule for rules in (*(drug.rules for drug in FORMULARY.drugs), FORMULARY.every_order) for rule in rules
}
#: A note on every order of its drug is never kept. A rule about age alone is not applicable instead, and so is one
#: about cramps for another indication, which is not covered.
NEVER_KEPT = {
    "benzodiazepine.older-adult",
    "benzodiazepine.short-trial",
    "cyclobenzaprine.avoid",
    "cyclobenzaprine.older-adult",
    "methocarbamol.older-adult",
    "nsaid.kidney",
    "orphenadrine.older-adult",
    "quinidine.avoid",
    "quinine.avoid",
}


def _outcomes() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for vector in vectors():
        for rule, outcome in expected(vector).get("outcomes", {}).items():
            found[rule].add(outcome)
    return found


def test_every_rule_is_broken_by_a_vector_or_asks_in_one() -> None:
    outcomes = _outcomes()
    broken = {rule.id: "unknown" if rule.gate is Gate.ASK else "outside" for rule in RULES.values()}
    assert [rule for rule, outcome in broken.items() if outcome not in outcomes[rule]] == []


def test_every_rule_is_kept_by_a_vector() -> None:
    outcomes = _outcomes()
    assert [rule for rule in RULES if rule not in NEVER_KEPT and "kept" not in outcomes[rule]] == []


def test_every_rule_with_a_condition_is_not_applicable_in_a_vector() -> None:
    outcomes = _outcomes()
    assert [
        rule.id for rule in RULES.values() if rule.when != ALWAYS and "not_applicable" not in outcomes[rule.id]
    ] == []


def test_every_rule_that_can_be_acknowledged_is_everywhere_at_its_place_and_in_vain() -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for vector in vectors():
        expect = expected(vector)
        if "acknowledged" in expect:
            request = bytes(vector.request)
            for rule, _ in expect["acknowledged"]:
                seen[rule].add("there" if b'"where"' in request else "everywhere")
            for rule in expect["unused"]:
                seen[rule].add("in vain")
    wanted = {"everywhere", "there", "in vain"}
    lacking = {rule.id: sorted(wanted - seen[rule.id]) for rule in RULES.values() if rule.gate is Gate.CONFIRM}
    assert {rule: lack for rule, lack in lacking.items() if lack} == {}


def test_every_rule_is_held_by_a_vector_and_what_vectors_hold_is_a_rule_or_what_is_calculated() -> None:
    named = {name for vector in vectors() for name in vector.holds}
    calculated = {KIDNEY.adult.name, KIDNEY.child.name, KIDNEY.clearance.name, "kidney-bands", "convert", *SUBSTANCES}
    monitored = {entry.id for drug in FORMULARY.drugs for entry in drug.monitoring}
    assert set(RULES) <= named
    assert named <= {*RULES, *monitored, *calculated}


def test_every_status_has_vectors() -> None:
    statuses = {expected(vector)["status"] for vector in vectors()}
    assert statuses == {"ok", "needs_review", "needs_input", "refused", "not_covered"}
