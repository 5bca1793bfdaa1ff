"""Own checks: each recomputes what an answer must be from the contract's file or from an independent table.

They never take the response's own word: a ceiling is looked up by the patient that was sent, not by the profile that
was answered. `failures` is for engines of ours; `tests.fuzz.engines.contract` gives the same checks to schemathesis.
"""

from tests.fuzz.checks import (
    caching,
    doses,
    findings,
    http,
    kidney,
    many,
    nearest,
    numbers,
    oracle,
    problems,
    refusals,
    sums,
)
from tests.fuzz.checks.registry import CHECKS, Check
from tests.fuzz.exchange import Exchange

__all__ = ["CHECKS", "Check", "failures"]

#: Importing them registers what is in them.
_MODULES = (caching, doses, findings, http, kidney, many, nearest, numbers, oracle, problems, refusals, sums)


def failures(exchange: Exchange) -> dict[str, str]:
    """The checks that an exchange fails, each with what is wrong first."""
    found: dict[str, str] = {}
    for name, check in CHECKS.items():
        wrong = next(check(exchange), None)
        if wrong is not None:
            found[name] = wrong
    return found
