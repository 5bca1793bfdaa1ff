"""What only these drugs rest on."""

from dosing.core.evidence import Source

QUININE_WARNING = Source(
    id="fda-quinine-boxed-warning",
    title="Quinine sulfate capsules, boxed warning on use for nocturnal leg cramps",
    reference="US prescribing information",
)
