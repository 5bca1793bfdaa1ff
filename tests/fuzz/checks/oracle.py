"""The answer as a whole against the second, independent reading of the documents in `tests/oracle`."""

from collections.abc import Iterator

import msgspec

from tests.differential.compare import view_of_oracle, view_of_service
from tests.fuzz.checks.doses import OXIDE
from tests.fuzz.checks.registry import check
from tests.fuzz.checks.sums import mmol_of
from tests.fuzz.exchange import Exchange, Json, Judged

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_LISTS = ("kept", "outside", "unknown", "not_applicable")
_STEPS = ("steps", "result", "egfr", "creatinine_clearance", "profile", "equation", "band")


def _differing(judged: Judged, parts: tuple[str, ...]) -> Iterator[str]:
    one, other = _views(judged)
    for part in parts:
        if one.get(part) != other.get(part):
            yield f"{part}: {str(one.get(part))[:300]}, not {str(other.get(part))[:300]}"


def _views(judged: Judged) -> tuple[Json, Json]:
    """What is compared of both answers; read once for all checks."""
    if not judged.views:
        judged.views.extend((view_of_service(_ENCODER.encode(_larger_first(judged))), view_of_oracle(judged.expected)))
    one, other = judged.views
    return one, other


def _larger_first(judged: Judged) -> Json:
    """The answer with its products as the oracle lists them: the service keeps the order of the stock."""
    if judged.path != OXIDE or not judged.is_ok:
        return judged.answer
    steps = [
        {**step, "products": sorted(step["products"], key=lambda one: mmol_of(one["strength"]), reverse=True)}
        for step in judged.answer["steps"]
    ]
    return {**judged.answer, "steps": steps}


@check
def rules_are_judged_as_documented(exchange: Exchange) -> Iterator[str]:
    """Each rule is in the list that it belongs to."""
    for judged in exchange.compared:
        yield from _differing(judged, _LISTS)


@check
def findings_are_those_of_the_documents(exchange: Exchange) -> Iterator[str]:
    """Each broken rule at each of its places, with its day, and whether it was acknowledged; no other."""
    for judged in exchange.compared:
        yield from _differing(judged, ("findings", "unused"))


@check
def status_is_that_of_the_documents(exchange: Exchange) -> Iterator[str]:
    """The status, and what is missing for another."""
    for judged in exchange.compared:
        yield from _differing(judged, ("status", "missing"))


@check
def steps_are_those_of_the_documents(exchange: Exchange) -> Iterator[str]:
    """Every number and date of a schedule or a calculation."""
    for judged in exchange.compared:
        yield from _differing(judged, _STEPS)
