"""Answers that are no JSON of a drug: health, and the page about each code of problem."""

from html import escape

from dosing.api.problems import KINDS, ProblemError
from dosing.translate.outbound import RULESET
from dosing.wire.catalog import Health


def health() -> Health:
    """That the service answers, and by which rules."""
    return Health(status="ok", ruleset=RULESET)


def problem_page(code: str) -> str:
    """What the code means, and what to do about it."""
    kind = KINDS.get(code)
    if kind is None:
        raise ProblemError("unknown-problem")
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(kind.title)}</title>'
        f"<h1>{escape(kind.title)}</h1><p><code>{kind.code}</code>, status {kind.status}</p>"
        f"<p>{escape(kind.advice)}</p>"
        "</html>\n"
    )
