"""Kidney function recomputed: the equations with 50 digits, and the bands with the ends that they have."""

from collections.abc import Iterator
from fractions import Fraction

from tests.fuzz.checks.registry import check
from tests.fuzz.exchange import Exchange, Judged

_EGFR = "/v1/egfr"


def _estimates(exchange: Exchange) -> Iterator[Judged]:
    return (judged for judged in exchange.judged if judged.path == _EGFR)


def _value(judged: Judged, name: str) -> tuple[Fraction, str] | None:
    quantity = judged.answer.get(name)
    return None if quantity is None else (Fraction(quantity["value"]), quantity.get("comparator", ""))


def _expected(judged: Judged, name: str) -> tuple[Fraction, str] | None:
    quantity = judged.expected.get(name)
    return None if quantity is None else (quantity["value"], quantity.get("comparator", ""))


@check
def egfr_is_recomputed(exchange: Exchange) -> Iterator[str]:
    """The eGFR is that of the equation for the age, to the sixth decimal; a comparator is turned round."""
    for judged in _estimates(exchange):
        if judged.answer.get("status") != judged.expected["status"]:
            yield f"{judged.answer.get('status')}, not {judged.expected['status']}"
        if judged.answer.get("equation") != judged.expected.get("equation"):
            yield f"by {judged.answer.get('equation')}, not {judged.expected.get('equation')}"
        if _value(judged, "egfr") != _expected(judged, "egfr"):
            yield f"{judged.answer.get('egfr')}, not {judged.expected.get('egfr')}"


@check
def clearance_is_recomputed(exchange: Exchange) -> Iterator[str]:
    """The clearance by Cockcroft–Gault is there where it can be computed, and right."""
    name = "creatinine_clearance"
    for judged in _estimates(exchange):
        if _value(judged, name) != _expected(judged, name):
            yield f"{judged.answer.get(name)}, not {judged.expected.get(name)}"


@check
def band_has_its_ends(exchange: Exchange) -> Iterator[str]:
    """The band is named only if all that is known of the eGFR lies in it: below 30, 30 to 60, above 60."""
    for judged in _estimates(exchange):
        if judged.answer.get("band") != judged.expected.get("band"):
            yield f"{judged.answer.get('band')}, not {judged.expected.get('band')}"


@check
def used_is_what_the_equations_read(exchange: Exchange) -> Iterator[str]:
    """An estimate names the facts that it was made from, and nothing that stood beside them."""
    for judged in _estimates(exchange):
        if judged.answer.get("status") != "ok":
            continue
        of_equation = "sex" if judged.expected["equation"].startswith("ckd-epi") else "height"
        read = {"age", "creatinine", of_equation}
        if "creatinine_clearance" in judged.expected:
            read |= {"sex", "weight"}
        if judged.answer["used"].keys() != read:
            yield f"{sorted(judged.answer['used'])} used, not {sorted(read)}"
