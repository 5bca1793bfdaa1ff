"""All limits, documented and derived, as values: one folder a drug, one line here for each."""

from dosing.core.rule import Formulary
from dosing.formulary.albumin import ALBUMIN
from dosing.formulary.baclofen import BACLOFEN
from dosing.formulary.every_order import EVERY_ORDER
from dosing.formulary.magnesium_hydroxide import MAGNESIUM_HYDROXIDE_DRUG
from dosing.formulary.magnesium_oxide import MAGNESIUM_OXIDE_DRUG
from dosing.formulary.other_cramp_drugs import OTHER_DRUGS

FORMULARY = Formulary(
    version="2026.11.1",
    drugs=(
        BACLOFEN,
        MAGNESIUM_OXIDE_DRUG,
        MAGNESIUM_HYDROXIDE_DRUG,
        ALBUMIN,
        *OTHER_DRUGS,
    ),
    every_order=EVERY_ORDER,
)
