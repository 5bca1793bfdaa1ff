"""What only magnesium oxide rests on."""

from dosing.core.evidence import Source

NHS_HIGHLAND = Source(
    id="nhs-highland-hypomagnesaemia",
    title="Hypomagnesaemia, treatment in adults",
    reference="NHS Highland therapeutic guideline",
)
