"""What only magnesium hydroxide rests on: the labels of its suspensions, and the supplement upper level."""

from dosing.core.evidence import Source

LABELS = Source(
    id="milk-of-magnesia-labels",
    title="Magnesium hydroxide oral suspensions of 80, 160 and 240 mg/mL, Drug Facts labels",
    reference="US over-the-counter labels",
)
UPPER_LEVEL = Source(
    id="dri-magnesium",
    title="Dietary Reference Intakes: tolerable upper intake level of supplemental magnesium",
    reference="110 mg a day at 4–8 years, 350 mg from 9 years",
)
