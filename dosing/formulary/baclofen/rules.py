"""Baclofen's monograph, put together."""

from dosing.core.evidence import Basis, Citation
from dosing.core.rule import Drug, Monitoring, Remark
from dosing.formulary.baclofen.dose_rules import DOSE_RULES
from dosing.formulary.baclofen.patient_rules import PATIENT_RULES
from dosing.formulary.baclofen.taper_rules import TAPER_RULES
from dosing.formulary.baclofen.titration import TITRATION
from dosing.formulary.kidney import KIDNEY_RULES
from dosing.formulary.sources import DESPITE_BACLOFEN
from dosing.formulary.thresholds import IS_OLDER_ADULT

MONITORING = Monitoring(
    id="baclofen.monitoring",
    remarks=(
        Remark("Watch for dizziness, somnolence, cognitive impairment and muscle weakness."),
        Remark("At this age watch urinary function too, and falls.", when=IS_OLDER_ADULT),
        Remark("Tolerance can develop, mostly in the first 1–1.5 years."),
    ),
    basis=Basis.DOCUMENTED,
    cites=(
        Citation(DESPITE_BACLOFEN, "Verify Current Baclofen Dosing"),
        Citation(DESPITE_BACLOFEN, "Baclofen-Specific Warnings"),
    ),
)

BACLOFEN = Drug(
    id="baclofen",
    name="Baclofen by mouth, for muscle cramps in adults (off-label)",
    indications=("muscle-cramps",),
    is_cramp_drug=True,
    rules=(*PATIENT_RULES, *KIDNEY_RULES, *DOSE_RULES, *TAPER_RULES),
    monitoring=(MONITORING,),
    shape=TITRATION,
)
