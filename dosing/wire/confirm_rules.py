"""The rules that can be acknowledged: those with gate `confirm`, by id. A test holds the list against the rules."""

from typing import Literal

ConfirmRule = Literal[
    "baclofen.older-adult.reduced-kidney",
    "baclofen.encephalopathy",
    "baclofen.pregnancy",
    "kidney.acute",
    "baclofen.daily-max.reduced-kidney",
    "baclofen.daily-max.older-adult",
    "baclofen.daily-max.older-adult.reduced-kidney",
    "baclofen.start",
    "baclofen.start.reduced-kidney",
    "baclofen.step",
    "baclofen.step.reduced-kidney",
    "baclofen.interval",
    "baclofen.abrupt-stop",
    "baclofen.taper.step",
    "baclofen.taper.interval",
    "baclofen.taper.duration",
    "magnesium-oxide.deficiency",
    "magnesium-oxide.deficiency.severe",
    "magnesium-oxide.depletion",
    "magnesium-oxide.kidney",
    "magnesium-hydroxide.kidney",
    "albumin.overload",
    "opioid.child",
    "cyclobenzaprine.older-adult",
    "benzodiazepine.older-adult",
    "diuretic.incapacitating-cramps",
    "quinine.interactions",
]
