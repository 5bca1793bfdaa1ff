"""Figures that are counted from what stands in the checkout, in no time: they must never be out of date."""

from collections import Counter

from dosing.formulary import FORMULARY
from tests.differential import grids, pairs
from tests.differential.test_differential import FAST
from tests.edges import EDGES
from tests.evidence.record import Json
from tests.seeded.errors import ERRORS
from tests.texts.said import WRITTEN
from tests.vectors.instead import Change, all_changes
from tests.vectors.runner import files, vectors
from tests.vectors.test_numbers_held import is_invisible


def counted() -> Json:
    """All of them."""
    rules = {rule.id for drug in FORMULARY.drugs for rule in drug.rules} | {rule.id for rule in FORMULARY.every_order}
    changes = all_changes()
    return {
        "rules": len(rules),
        "monitoring": sum(len(drug.monitoring) for drug in FORMULARY.drugs),
        "vectors": {"files": len(files()), "vectors": len(vectors()), "edges": list(EDGES)},
        "nudges": {
            "changes": len(changes),
            "kinds": dict(sorted(Counter(map(_kind, changes)).items())),
            "invisible": sum(map(is_invisible, changes)),
        },
        "fast_comparisons": FAST,
        "places": {"grid": grids.size(), "pairs": pairs.size()},
        "sentences": sum(
            bool(line) and not line.startswith("#") for line in WRITTEN.read_text(encoding="utf-8").splitlines()
        ),
        "seeded": [
            {"kind": error.kind, "done": error.done, "noticed_by": [watch.name for watch in error.noticed_by]}
            for error in ERRORS
        ],
    }


def _kind(change: Change) -> str:
    """What is changed, in a word."""
    return {
        "Decimal": "numbers",
        "int": "numbers",
        "Span": "comparisons",
        "Severity": "severities, gates and bases",
        "Gate": "severities, gates and bases",
        "Basis": "severities, gates and bases",
        "bool": "flags",
    }.get(type(change.old).__name__, "parts of conditions")
