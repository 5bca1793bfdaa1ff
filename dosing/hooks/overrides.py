"""The reasons for which a rule that can be acknowledged may be overridden, as codes that a client offers.

A rule with gate `stop` has none: a reason would not make it right. A test holds that every other one has.
"""

from collections.abc import Iterable

from dosing.hooks.card import CardCoding

SYSTEM = "urn:dosing:override-reason"

Reasons = tuple[tuple[str, str], ...]

_SPECIALIST: Reasons = (("specialist", "A specialist has decided so, and the patient is monitored"),)
_ESTABLISHED: Reasons = (("established", "The patient already takes this dose and tolerates it"),)
_RESUMED: Reasons = (("resumed", "Resumed after a short interruption"),)
_SUPERVISED: Reasons = (("supervised", "Given under supervision, with monitoring of sedation"),)
_BENEFIT: Reasons = (("benefit", "The benefit outweighs the risk, and the patient was told"),)
_NO_OTHER: Reasons = (("no-other", "Nothing else can be used or has worked"),)
#: The label's exception to "never abruptly".
_ADVERSE: Reasons = (("adverse-reaction", "A serious adverse reaction makes it necessary"),)
_BRIDGED: Reasons = (("replaced", "Replaced by another treatment that prevents withdrawal"),)
_INTRAVENOUS: Reasons = (("intravenous", "Intravenous magnesium is given, this is beside it or after it"),)
_CORRECTED: Reasons = (("corrected", "It is being corrected, or has been since the last result"),)

#: By rule.
REASONS: dict[str, Reasons] = {
    "baclofen.older-adult.reduced-kidney": _NO_OTHER + _SPECIALIST,
    "baclofen.encephalopathy": _SPECIALIST,
    "baclofen.pregnancy": _BENEFIT + _SPECIALIST,
    "kidney.acute": (("recovering", "Kidney function is recovering, and the dose is reviewed daily"), *_SPECIALIST),
    "baclofen.daily-max.reduced-kidney": _ESTABLISHED + _SPECIALIST,
    "baclofen.daily-max.older-adult": _ESTABLISHED + _SPECIALIST,
    "baclofen.daily-max.older-adult.reduced-kidney": _ESTABLISHED + _SPECIALIST,
    "baclofen.start": _ESTABLISHED + _RESUMED + _SUPERVISED,
    "baclofen.start.reduced-kidney": _ESTABLISHED + _RESUMED + _SUPERVISED,
    "baclofen.step": _RESUMED + _SUPERVISED,
    "baclofen.step.reduced-kidney": _RESUMED + _SUPERVISED,
    "baclofen.interval": _RESUMED + _SUPERVISED,
    "baclofen.abrupt-stop": _ADVERSE + _BRIDGED,
    "baclofen.taper.step": _ADVERSE + _BRIDGED,
    "baclofen.taper.interval": _ADVERSE + _BRIDGED,
    "baclofen.taper.duration": _ADVERSE + _BRIDGED,
    "magnesium-oxide.deficiency": (("documented", "The deficiency is documented otherwise"), *_SPECIALIST),
    "magnesium-oxide.deficiency.severe": _INTRAVENOUS + _SPECIALIST,
    "magnesium-oxide.depletion": _CORRECTED,
    "magnesium-oxide.kidney": (("monitored", "Serum magnesium is monitored closely"), *_SPECIALIST),
    "magnesium-hydroxide.kidney": _SPECIALIST,
    "albumin.overload": (("monitored", "Fluid status is monitored during the infusion"), *_SPECIALIST),
    "opioid.child": _SPECIALIST,
    "cyclobenzaprine.older-adult": _NO_OTHER + _BENEFIT,
    "benzodiazepine.older-adult": _NO_OTHER + _BENEFIT,
    "diuretic.incapacitating-cramps": _BENEFIT,
    "quinine.interactions": (("stopped", "The other drug is stopped before this one is given"), *_SPECIALIST),
}


def override_reasons(rules: Iterable[str]) -> tuple[CardCoding, ...]:
    """The reasons for these rules, each once, and named after the first rule that allows it."""
    found: dict[str, CardCoding] = {}
    for rule in rules:
        for reason, display in REASONS.get(rule, ()):
            found.setdefault(display, CardCoding(code=f"{rule}.{reason}", system=SYSTEM, display=display))
    return tuple(found.values())
