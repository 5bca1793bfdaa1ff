"""What only albumin rests on: the labels of its solutions."""

from dosing.core.evidence import Source

LABELS = Source(
    id="albumin-labels", title="Albumin (human) 5 %, 20 % and 25 %, prescribing information", reference="Product labels"
)
