"""A valid body for each operation of CDS Hooks that takes one."""

from typing import Any

from tests.fhir.written import dosage, quantity, repeat
from tests.hooks.situations import adult, baclofen, sign, verify

_ORDER = baclofen(dosage(quantity(20, "mg"), repeat(2)))
_FEEDBACK = {
    "feedback": [{"card": "a card", "outcome": "overridden", "outcomeTimestamp": "2026-11-21T10:00:00Z"}],
}
HOOK_BODIES: dict[str, dict[str, Any]] = {
    "hookOrders": sign(_ORDER, **adult()),
    "hookVerification": verify(_ORDER, **adult()),
    "feedbackOrders": _FEEDBACK,
    "feedbackVerification": _FEEDBACK,
}
