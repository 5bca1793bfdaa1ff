"""What a client discovers: a service for orders being written, one for orders being verified, and what to fetch.

The codes asked for are those that are matched; nothing else of a record is wanted.
"""

from dosing.core.fact import Fact
from dosing.fhir.lists.codes import LOINC, RESULTS
from dosing.hooks.card import Service, ServiceList

ORDERS, VERIFICATION = "dosing-orders", "dosing-verification"
#: The version of CDS Hooks that is spoken.
VERSION = "2.0.1"

_PATIENT = "patient={{context.patientId}}"
_KEYS = {
    "egfr": (Fact.GIVEN_EGFR,),
    "creatinine": (Fact.CREATININE,),
    "electrolytes": (Fact.SERUM_MAGNESIUM, Fact.POTASSIUM),
}
#: Results of each kind, the newest first; more would not be looked at.
_NEWEST = 5


def _results(facts: tuple[Fact, ...]) -> str:
    codes = ",".join(f"{LOINC}|{code}" for code, (fact, _) in RESULTS.items() if fact in facts)
    return f"Observation?{_PATIENT}&code={codes}&_sort=-date&_count={_NEWEST * len(facts)}"


PREFETCH = {
    "patient": "Patient/{{context.patientId}}",
    **{key: _results(facts) for key, facts in _KEYS.items()},
    "conditions": f"Condition?{_PATIENT}",
    "medications": f"MedicationRequest?{_PATIENT}&status=active",
}
_DESCRIPTION = (
    "Checks orders for baclofen, magnesium oxide, magnesium hydroxide, albumin and other drugs for muscle cramps "
    "against documented limits, step by step where a dose rises or falls, and offers the nearest order that keeps them."
)
_REQUIREMENTS = (
    "Works with what is prefetched: nothing is fetched from the FHIR server. What is not sent is unknown, not normal. "
    "Send a key as null if it was searched and there is nothing; leave it out if it was not searched."
)


def services() -> ServiceList:
    """Every service: the one for orders under one id for both of its hooks, so that cards replace each other."""
    return ServiceList(
        (
            _service("order-select", "1.0", "Dosing: orders being selected", ORDERS),
            _service("order-sign", "1.0", "Dosing: orders being signed", ORDERS),
            _service("medication-verify", "0.1.0", "Dosing: orders being verified", VERIFICATION),
        )
    )


def _service(hook: str, hook_version: str, title: str, service: str) -> Service:
    return Service(
        hook=hook,
        title=title,
        description=_DESCRIPTION,
        id=service,
        prefetch=PREFETCH,
        usage_requirements=_REQUIREMENTS,
        version=VERSION,
        hook_version=hook_version,
    )
