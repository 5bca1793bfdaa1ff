"""Faults of answers: numbers, shapes, findings, lists, sums and dates that are not what they should be."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import msgspec

from tests.answers import within
from tests.fuzz.exchange import Answered, Asked, Json
from tests.fuzz.faults import requests as some
from tests.fuzz.faults.fault import (
    Fault,
    in_the_answer,
    on_the_wire,
    patched,
    sized,
)

_TITRATION, _ALBUMIN, _OXIDE, _CHECK = "scheduleBaclofen", "scheduleAlbumin", "scheduleMagnesiumOxide", "checkOrder"
_SCHEMA, _FRACTIONS, _DISJOINT = (
    "answer_fits_its_schema",
    "fractions_are_of_their_numbers",
    "lists_are_disjoint_and_complete",
)
_ASKED = some.titration(some.person(egfr=None))
_REFUSED = some.titration(some.person(egfr=20))
_REVIEWED = some.order(15)
_WORD = {"rule": "baclofen.start", "reason": "seen by two"}
_TINY = some.conversion(0.000001, "mg", "g")
_THIRD = some.conversion(1, "mg", "mmol")


def _quantities(answer: Json) -> Iterator[Json]:
    return (part for _, part in within(answer) if isinstance(part, dict) and "value" in part)


def _findings(change: Callable[[Json], object]) -> Callable[[Json], object]:
    def changed(answer: Json) -> None:
        for finding in answer.get("findings", ()):
            change(finding)

    return changed


def _without_fraction(answer: Json) -> None:
    for quantity in _quantities(answer):
        quantity.pop("exact", None)


def _not_lowest(answer: Json) -> None:
    for quantity in _quantities(answer):
        if "exact" in quantity:
            quantity["exact"] = "/".join(str(2 * int(part)) for part in quantity["exact"].split("/"))


def _to_six(answer: Json) -> None:
    for quantity in _quantities(answer):
        if "exact" in quantity:
            quantity["value"] = round(Decimal(quantity["value"]), 6)


def _as_text(_: Asked, answered: Answered) -> Answered:
    """Decimals as most libraries write them."""
    if answered.status != 200 or "json" not in answered.headers["content-type"]:
        return answered
    document = msgspec.json.Decoder(float_hook=Decimal).decode(answered.body)
    return sized(200, answered.headers, msgspec.json.encode(document))


def _nan(_asked: Asked, answered: Answered) -> Answered:
    if answered.status != 200 or b'"egfr":{"value":' not in answered.body:
        return answered
    start, _, rest = answered.body.partition(b'"egfr":{"value":')
    return sized(200, answered.headers, start + b'"egfr":{"value":NaN' + rest[rest.index(b",") :])


def _twice(answer: Json) -> None:
    answer["rules"]["unknown"] += answer["rules"]["kept"][:1]


def _forgotten(answer: Json) -> None:
    answer["rules"]["not_applicable"] = answer["rules"]["not_applicable"][1:]


def _with_steps(answer: Json) -> None:
    if answer.get("status") == "refused":
        answer["steps"] = [{"week": 1, "daily_dose": {"value": 5, "unit": "mg/d"}}]


def _waved_through(answer: Json) -> None:
    if answer.get("status") == "needs_review":
        answer["status"] = "ok"
        answer.pop("missing", None)


def _unbroken(answer: Json) -> None:
    answer["findings"] = answer.get("findings", [])[1:]


def _larger_nearest(answer: Json) -> None:
    """The order that is named is one tablet more."""
    for phase in answer.get("nearest", {}).get("phases", ()):
        phase["doses"].append({"value": 10, "unit": "mg"})


def _marked(finding: Json) -> None:
    if finding["gate"] == "stop":
        finding["acknowledged"] = {"reason": "seen by two"}


def _reworded(finding: Json) -> None:
    if "acknowledged" in finding:
        finding["acknowledged"]["reason"] = "agreed"


def _nothing_missing(answer: Json) -> None:
    if answer.get("status") == "needs_input":
        answer["missing"] = []


def _asked_again(answer: Json) -> None:
    if answer.get("status") == "needs_input":
        answer["missing"] = [["/patient/age"], ["/patient"]]


def _rounded_egfr(answer: Json) -> None:
    if "egfr" in answer:
        answer["egfr"]["value"] = round(Decimal(answer["egfr"]["value"]), 1)


def _unit_lost(answer: Json) -> None:
    for quantity in _quantities(answer):
        if quantity["unit"] == "g":
            quantity["unit"] = "mg"


def _other_over_http(_: Asked, answered: Answered) -> Answered:
    """A message that the library does not have."""
    if answered.status != 200 or b'"message":"' not in answered.body:
        return answered
    return sized(200, answered.headers, answered.body.replace(b'"message":"', b'"message":"Please note: '))


def _latin(_: Asked, answered: Answered) -> Answered:
    if "json" not in answered.headers.get("content-type", "") or answered.status != 200:
        return answered
    return replace(answered, body=b"\xff" + answered.body[1:])


FAULTS = (
    Fault(
        "nearest",
        "a tablet too many",
        _CHECK,
        "nearest_order_would_be_ok",
        in_the_answer(_larger_nearest),
        some.order(40),
    ),
    Fault(
        "number",
        "an exponent",
        "convertAmount",
        "numbers_are_plain",
        patched("dosing.api.endpoint.encode", msgspec.json.Encoder(decimal_format="number").encode),
        _TINY,
    ),
    Fault(
        "number",
        "decimals as text",
        "scheduleMagnesiumOxide",
        _SCHEMA,
        on_the_wire(_as_text),
        some.oxide(some.amount(483.648, "mg/d", of="magnesium-oxide")),
    ),
    Fault(
        "number",
        "without its fraction",
        "convertAmount",
        "conversions_invert",
        in_the_answer(_without_fraction),
        _THIRD,
    ),
    Fault(
        "shape",
        "an estimate names all that was given",
        "estimateEgfr",
        "used_is_what_the_equations_read",
        patched("dosing.service.calculations._used", lambda given, _, **__: given),
        some.estimate(height=some.amount(170, "cm")),
    ),
    Fault(
        "number",
        "an eGFR to one place",
        "estimateEgfr",
        "egfr_is_recomputed",
        in_the_answer(_rounded_egfr),
        some.estimate(),
    ),
    Fault(
        "number",
        "grams said to be milligrams",
        "convertAmount",
        "conversions_invert",
        in_the_answer(_unit_lost),
        some.conversion(12, "mmol", "g"),
    ),
    Fault(
        "shape",
        "a field too many",
        _TITRATION,
        _SCHEMA,
        in_the_answer(lambda answer: answer.update(debug=True)),
        some.titration(),
    ),
    Fault(
        "shape",
        "a field too few",
        _TITRATION,
        _SCHEMA,
        in_the_answer(lambda answer: answer.pop("monitoring", None)),
        some.titration(),
    ),
    Fault(
        "shape",
        "null for what is absent",
        _TITRATION,
        _SCHEMA,
        in_the_answer(_findings(lambda finding: finding.setdefault("day", None))),
        _REFUSED,
    ),
    Fault(
        "shape",
        "a severity that is none",
        _TITRATION,
        _SCHEMA,
        in_the_answer(_findings(lambda finding: finding.update(severity="high"))),
        _REFUSED,
    ),
    Fault(
        "shape", "other words than the library's", _TITRATION, "library_agrees", on_the_wire(_other_over_http), _REFUSED
    ),
    Fault(
        "finding",
        "a rule that is not documented",
        _TITRATION,
        "findings_cite_documented_rules",
        in_the_answer(_findings(lambda finding: finding.update(rule="baclofen.other"))),
        _REFUSED,
    ),
    Fault(
        "finding",
        "another gate",
        _TITRATION,
        "findings_cite_documented_rules",
        in_the_answer(_findings(lambda finding: finding.update(gate="note"))),
        _REFUSED,
    ),
    Fault(
        "finding",
        "no source",
        _TITRATION,
        "findings_cite_documented_rules",
        in_the_answer(_findings(lambda finding: finding.update(sources=[]))),
        _REFUSED,
    ),
    Fault(
        "finding",
        "the first is left out",
        _TITRATION,
        "findings_are_those_of_the_lists",
        in_the_answer(_unbroken),
        _REFUSED,
    ),
    Fault(
        "finding",
        "at another place",
        _CHECK,
        "findings_are_those_of_the_documents",
        in_the_answer(_findings(lambda finding: finding.update(where="/phases/9"))),
        some.order(40),
    ),
    Fault(
        "status of an answer",
        "a dose in a refusal",
        _TITRATION,
        "no_dose_unless_ok",
        in_the_answer(_with_steps),
        _REFUSED,
    ),
    Fault(
        "status of an answer",
        "ok without an acknowledgement",
        _CHECK,
        "status_follows_from_the_findings",
        in_the_answer(_waved_through),
        _REVIEWED,
    ),
    Fault(
        "acknowledgement",
        "of what cannot be acknowledged",
        _TITRATION,
        "acknowledgements_are_marked",
        in_the_answer(_findings(_marked)),
        _REFUSED,
    ),
    Fault(
        "acknowledgement",
        "with another reason",
        _CHECK,
        "acknowledgements_are_marked",
        in_the_answer(_findings(_reworded)),
        some.order(15, acknowledged=[_WORD]),
    ),
    Fault(
        "missing",
        "nothing is said to be missing",
        _TITRATION,
        "missing_facts_are_named",
        in_the_answer(_nothing_missing),
        _ASKED,
    ),
    Fault(
        "missing",
        "what was sent is asked for",
        _TITRATION,
        "missing_facts_are_named",
        in_the_answer(_asked_again),
        _ASKED,
    ),
    Fault("number", "NaN", "estimateEgfr", "numbers_are_plain", on_the_wire(_nan), some.estimate()),
    Fault("number", "a fraction not in lowest terms", "convertAmount", _FRACTIONS, in_the_answer(_not_lowest), _THIRD),
    Fault("number", "rounded to six places", "convertAmount", _FRACTIONS, in_the_answer(_to_six), _THIRD),
    Fault("shape", "bytes that are not UTF-8", "estimateEgfr", _SCHEMA, on_the_wire(_latin), some.estimate()),
    Fault("list", "a rule in two lists", _CHECK, _DISJOINT, in_the_answer(_twice), some.order(10)),
    Fault("list", "a rule in no list", _CHECK, _DISJOINT, in_the_answer(_forgotten), some.order(10)),
)
