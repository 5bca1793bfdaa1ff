"""Drugs ordered by name, and orders that no rule is about."""

from typing import Any

from . import albumin, baclofen, baclofen_rules, magnesium_hydroxide, magnesium_oxide
from .patient import CRAMP_DRUGS, EVERY_RULES, age_of, condition, judge_every_order
from .sheet import Answer, Sheet, answer_of, judge, new_sheet
from .tri import Tri, both, is_at_least, is_below, negate
from .units import milligrams

RULES: dict[str, tuple[str, ...]] = {
    "quinine": ("quinine.indication.known", "quinine.avoid"),
    "quinidine": ("quinidine.indication.known", "quinidine.avoid"),
    "opioid": ("opioid.child",),
    "cyclobenzaprine": ("cyclobenzaprine.avoid", "cyclobenzaprine.older-adult"),
    "benzodiazepine": ("benzodiazepine.short-trial", "benzodiazepine.older-adult"),
    "methocarbamol": ("methocarbamol.second-line", "methocarbamol.older-adult"),
    "orphenadrine": ("orphenadrine.second-line", "orphenadrine.older-adult"),
    "diuretic": ("diuretic.incapacitating-cramps",),
    "nsaid": ("nsaid.kidney",),
}
WHATEVER = ("opioid", "benzodiazepine", "diuretic", "nsaid")
MAGNESIUM = ("magnesium-oxide", "magnesium-hydroxide")


def _judge_named(sheet: Sheet, drug: str, patient: dict[str, Any], indication: str | None) -> None:
    is_older: Tri = is_at_least(age_of(patient), 65)
    if drug in ("quinine", "quinidine"):
        known = True if indication else None
        rule = f"{drug}.indication.known"
        judge(sheet, rule, "critical", "ask", known, where="/indication", missing=[["/indication"]])
        for_cramps = None if indication is None else indication == "muscle-cramps"
        rule = f"{drug}.avoid"
        judge(sheet, rule, "critical", "stop", negate(for_cramps), where="/name")
    elif drug == "opioid":
        is_child = is_below(age_of(patient), 18)
        chronic = condition(patient, "chronic_non_cancer_pain")
        judge(sheet, "opioid.child", "critical", "confirm", negate(chronic), when=is_child)
    elif drug == "cyclobenzaprine":
        judge(sheet, "cyclobenzaprine.avoid", "warning", "note", limit=False, where="/name")
        rule = "cyclobenzaprine.older-adult"
        judge(sheet, rule, "critical", "confirm", limit=False, when=is_older)
    elif drug == "benzodiazepine":
        judge(sheet, "benzodiazepine.short-trial", "warning", "note", limit=False, where="/name")
        rule = "benzodiazepine.older-adult"
        judge(sheet, rule, "critical", "confirm", limit=False, when=is_older)
    elif drug in ("methocarbamol", "orphenadrine"):
        reached: Tri = None
        if "baclofen" in patient.get("taking", {}):
            reached = milligrams(patient["taking"]["baclofen"]) >= 30
        judge(sheet, f"{drug}.second-line", "warning", "note", reached)
        judge(sheet, f"{drug}.older-adult", "warning", "note", limit=False, when=is_older)
    elif drug == "diuretic":
        cramps = condition(patient, "incapacitating_cramps")
        together = both([cramps, condition(patient, "cirrhosis")])
        rule = "diuretic.incapacitating-cramps"
        judge(sheet, rule, "critical", "confirm", negate(together))
    elif drug == "nsaid":
        judge(sheet, "nsaid.kidney", "warning", "note", limit=False, where="/name")


def _all_rules_of(drug: str) -> tuple[str, ...]:
    if drug == "baclofen":
        return baclofen_rules.RULES
    if drug == "magnesium-oxide":
        return magnesium_oxide.RULES
    if drug == "magnesium-hydroxide":
        return magnesium_hydroxide.RULES
    if drug == "albumin":
        return albumin.RULES
    return (*RULES.get(drug, ()), *EVERY_RULES)


def _is_covered(drug: str, indication: str | None, *, is_named: bool) -> bool:
    if is_named and drug not in RULES:
        return False
    if indication is None or (is_named and drug in WHATEVER):
        return True
    if drug in MAGNESIUM:
        return indication in ("muscle-cramps", "hypomagnesemia")
    return indication == "muscle-cramps"


def check(body: dict[str, Any]) -> Answer:
    """Answer /v1/orders/check for any drug."""
    is_named = body["drug"] == "other"
    drug = body["name"].lower() if is_named else body["drug"]
    patient = body.get("patient", {})
    indication = body.get("indication")
    if not _is_covered(drug, indication, is_named=is_named):
        # A name that has its own kind of order is no drug by name, and none of that drug's rules run.
        has_rules = not is_named or drug in RULES
        sheet = new_sheet(body, _all_rules_of(drug) if has_rules else EVERY_RULES)
        judge_every_order(sheet, patient, drug, is_cramp_drug=drug in CRAMP_DRUGS and has_rules)
        return answer_of(sheet, is_covered=False)
    if drug == "baclofen":
        return baclofen.check(body)
    if drug == "magnesium-oxide":
        return magnesium_oxide.check(body)
    if drug == "magnesium-hydroxide":
        return magnesium_hydroxide.check(body)
    if drug == "albumin":
        return albumin.check(body)
    sheet = new_sheet(body, _all_rules_of(drug))
    _judge_named(sheet, drug, patient, indication)
    judge_every_order(sheet, patient, drug, is_cramp_drug=drug in CRAMP_DRUGS)
    return answer_of(sheet)
