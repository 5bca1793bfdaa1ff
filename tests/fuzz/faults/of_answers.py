"""Faults of answers: numbers, shapes, findings, lists, sums and dates that are not what they should be."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec
from msgspec.structs import replace as with_fields

from tests.answers import within
from tests.fuzz.exchange import Answered, Asked, Json
from tests.fuzz.faults import requests as some
from tests.fuzz.faults.fault import (
    Fault,
    in_the_answer,
    in_the_operation,
    on_the_wire,
    patched,
    sized,
)

_TITRATION, _ALBUMIN, _OXIDE, _CHECK = "scheduleBaclofen", "scheduleAlbumin", "scheduleMagnesiumOxide", "checkOrder"
_SCHEMA, _FRACTIONS, _DISJOINT = "answer_fits_its_schema", "fractions_are_of_their_numbers", "lists_are_disjoint_and_complete"
_ASKED = some.titration(some.person(egfr=None))
_REFUSED = some.titration(some.person(egfr=20))
_REVIEWED = some.order(15)
_WORD = {"rule": "baclofen.start", "reason": "seen by two"}
_TINY = some.conversion(0.000001, "mg", "g")
_THIRD = some.conversion(1, "mg", "mmol")


def _quantities(answer: Json) -> Iterator[Json]:
    return (part for _, part in within(answer) if isinstance(part, dict) and "value" in part)


def _steps(change: Callable[[Json], object]) -> Callable[[Json], object]:
    """Every step of an answer is changed in place."""

    def changed(answer: Json) -> None:
        for step in answer.get("steps", ()):
            change(step)

    return changed


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


def _nan(_: Asked, answered: Answered) -> Answered:
    if answered.status != 200 or b'"egfr":{"value":' not in answered.body:
        return answered
    before, _, after = answered.body.partition(b'"egfr":{"value":')
    return sized(200, answered.headers, before + b'"egfr":{"value":NaN' + after[after.index(b",") :])


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


def _heaviest_first(step: Json) -> None:
    step["doses"].sort(key=lambda dose: -Decimal(dose["value"]))


def _one_less(step: Json) -> None:
    for product in step["products"][:1]:
        product["per_day"] -= 1


def _until_yesterday(step: Json) -> None:
    for product in step["products"]:
        if "total" in product:
            product["total"] -= product["per_day"]


def _one_more_vial(step: Json) -> None:
    for infusion in step["infusions"]:
        for vial in infusion["vials"][:1]:
            vial["count"] += 1


def _of_another_percentage(step: Json) -> None:
    for infusion in step["infusions"]:
        infusion["volume"] = {"value": infusion["amount"]["value"] * 4, "unit": "mL"}


def _on_one_day(step: Json) -> None:
    for infusion in step["infusions"]:
        infusion["day"] = step["first_day"]


def _in_tablespoons_of_20(step: Json) -> None:
    if "value" in step["volume"]:
        step["tablespoons"] = {"value": Decimal(step["volume"]["value"]) / 20, "unit": "[tbs_m]/d"}


def _of_the_oxide(step: Json) -> None:
    if "value" in step["mass"]:
        step["mass"]["value"] = Decimal(step["mass"]["value"]) * 2


def _a_day_later(step: Json) -> None:
    if "first_date" in step:
        step["first_date"] = str(date.fromisoformat(step["first_date"]) + timedelta(days=1))


def _without_leap_days(step: Json) -> None:
    for name in ("first_date", "last_date"):
        if step.get(name, "").endswith("-02-29"):
            step[name] = step[name].replace("-02-29", "-03-01")


def _overlapping(answer: Json) -> None:
    for step in answer.get("steps", ())[1:]:
        step["first_day"] -= 1


def _doubled_forms(step: Json) -> None:
    for form in step["forms"]:
        if form["unit"] == "meq/d":
            form["value"] = Decimal(form["value"]) / 2
            form.pop("exact", None)


def _rounded_egfr(answer: Json) -> None:
    if "egfr" in answer:
        answer["egfr"]["value"] = round(Decimal(answer["egfr"]["value"]), 1)


def _unit_lost(answer: Json) -> None:
    for quantity in _quantities(answer):
        if quantity["unit"] == "g":
            quantity["unit"] = "mg"


def _dropped_last(handle: Callable[..., Any], sent: Any) -> Any:  # noqa: ANN401 -- a request
    answer = handle(sent)
    return with_fields(answer, answers=answer.answers[:-1]) if len(answer.answers) > 1 else answer


def _turned_round(handle: Callable[..., Any], sent: Any) -> Any:  # noqa: ANN401 -- a request
    answer = handle(sent)
    return with_fields(answer, answers=answer.answers[::-1])


def _of_the_first(handle: Callable[..., Any], sent: Any) -> Any:  # noqa: ANN401 -- a request
    """Every order is answered as if it were of the first one's patient."""
    first = sent.orders[0].patient
    return handle(with_fields(sent, orders=tuple(with_fields(order, patient=first) for order in sent.orders)))


def _other_over_http(_: Asked, answered: Answered) -> Answered:
    """A message that the library does not have."""
    if answered.status != 200 or b'"message":"' not in answered.body:
        return answered
    return sized(200, answered.headers, answered.body.replace(b'"message":"', b'"message":"Please note: '))


def _latin(_: Asked, answered: Answered) -> Answered:
    if "json" not in answered.headers.get("content-type", "") or answered.status != 200:
        return answered
    return replace(answered, body=b"\xff" + answered.body[1:])


_PATIENTS = json.dumps(
    {"orders": [{"drug": "other", "name": "opioid", "patient": {"age": some.amount(age, "a")}} for age in (10, 50)]}
).encode()

FAULTS = (
    Fault("number", "an exponent", "convertAmount", "numbers_are_plain", patched("dosing.api.endpoint.encode", msgspec.json.Encoder(decimal_format="number").encode), _TINY),
    Fault("number", "NaN", "estimateEgfr", "numbers_are_plain", on_the_wire(_nan), some.estimate()),
    Fault("number", "decimals as text", "scheduleMagnesiumOxide", _SCHEMA, on_the_wire(_as_text), some.oxide(some.amount(483.648, "mg/d", of="magnesium-oxide"))),
    Fault("number", "without its fraction", "convertAmount", "conversions_invert", in_the_answer(_without_fraction), _THIRD),
    Fault("number", "a fraction not in lowest terms", "convertAmount", _FRACTIONS, in_the_answer(_not_lowest), _THIRD),
    Fault("number", "rounded to six places", "convertAmount", _FRACTIONS, in_the_answer(_to_six), _THIRD),
    Fault("number", "an eGFR to one place", "estimateEgfr", "egfr_is_recomputed", in_the_answer(_rounded_egfr), some.estimate()),
    Fault("number", "grams said to be milligrams", "convertAmount", "conversions_invert", in_the_answer(_unit_lost), some.conversion(12, "mmol", "g")),
    Fault("shape", "a field too many", _TITRATION, _SCHEMA, in_the_answer(lambda answer: answer.update(debug=True)), some.titration()),
    Fault("shape", "a field too few", _TITRATION, _SCHEMA, in_the_answer(lambda answer: answer.pop("monitoring", None)), some.titration()),
    Fault("shape", "null for what is absent", _TITRATION, _SCHEMA, in_the_answer(_findings(lambda finding: finding.setdefault("day", None))), _REFUSED),
    Fault("shape", "a severity that is none", _TITRATION, _SCHEMA, in_the_answer(_findings(lambda finding: finding.update(severity="high"))), _REFUSED),
    Fault("shape", "bytes that are not UTF-8", "estimateEgfr", _SCHEMA, on_the_wire(_latin), some.estimate()),
    Fault("shape", "other words than the library's", _TITRATION, "library_agrees", on_the_wire(_other_over_http), _REFUSED),
    Fault("list", "a rule in two lists", _CHECK, _DISJOINT, in_the_answer(_twice), some.order(10)),
    Fault("list", "a rule in no list", _CHECK, _DISJOINT, in_the_answer(_forgotten), some.order(10)),
    Fault("finding", "a rule that is not documented", _TITRATION, "findings_cite_documented_rules", in_the_answer(_findings(lambda finding: finding.update(rule="baclofen.other"))), _REFUSED),
    Fault("finding", "another gate", _TITRATION, "findings_cite_documented_rules", in_the_answer(_findings(lambda finding: finding.update(gate="note"))), _REFUSED),
    Fault("finding", "no source", _TITRATION, "findings_cite_documented_rules", in_the_answer(_findings(lambda finding: finding.update(sources=[]))), _REFUSED),
    Fault("finding", "the first is left out", _TITRATION, "findings_are_those_of_the_lists", in_the_answer(_unbroken), _REFUSED),
    Fault("finding", "at another place", _CHECK, "findings_are_those_of_the_documents", in_the_answer(_findings(lambda finding: finding.update(where="/phases/9"))), some.order(40)),
    Fault("status of an answer", "a dose in a refusal", _TITRATION, "no_dose_unless_ok", in_the_answer(_with_steps), _REFUSED),
    Fault("status of an answer", "ok without an acknowledgement", _CHECK, "status_follows_from_the_findings", in_the_answer(_waved_through), _REVIEWED),
    Fault("acknowledgement", "of what cannot be acknowledged", _TITRATION, "acknowledgements_are_marked", in_the_answer(_findings(_marked)), _REFUSED),
    Fault("acknowledgement", "with another reason", _CHECK, "acknowledgements_are_marked", in_the_answer(_findings(_reworded)), some.order(15, acknowledged=[_WORD])),
    Fault("missing", "nothing is said to be missing", _TITRATION, "missing_facts_are_named", in_the_answer(_nothing_missing), _ASKED),
    Fault("missing", "what was sent is asked for", _TITRATION, "missing_facts_are_named", in_the_answer(_asked_again), _ASKED),
    Fault("sum", "10 + 10 + 5 mg instead of 10 + 5 + 10", "scheduleBaclofenTaper", "steps_are_those_of_the_documents", in_the_answer(_steps(_heaviest_first)), some.taper()),
    Fault("sum", "a tablet too few", _TITRATION, "tablets_add_up", in_the_answer(_steps(_one_less)), some.titration()),
    Fault("sum", "a day without tablets", _TITRATION, "totals_are_days_times_a_day", in_the_answer(_steps(_until_yesterday)), some.titration()),
    Fault("sum", "a product too few", _OXIDE, "products_add_up", in_the_answer(_steps(_one_less)), some.oxide(some.amount(12, "mmol/d", of="magnesium"))),
    Fault("sum", "milliequivalents that are millimoles", _OXIDE, "forms_are_one_amount", in_the_answer(_steps(_doubled_forms)), some.oxide(some.amount(12, "mmol/d", of="magnesium"))),
    Fault("sum", "a vial too many", _ALBUMIN, "vials_add_up", in_the_answer(_steps(_one_more_vial)), some.albumin()),
    Fault("volume", "of another percentage", _ALBUMIN, "vials_add_up", in_the_answer(_steps(_of_another_percentage)), some.albumin()),
    Fault("volume", "tablespoons of 20 mL", "scheduleMagnesiumHydroxide", "volumes_are_of_their_strength", in_the_answer(_steps(_in_tablespoons_of_20)), some.hydroxide(daily_volume=some.amount(15, "mL/d"))),
    Fault("volume", "twice the mass", "scheduleMagnesiumHydroxide", "volumes_are_of_their_strength", in_the_answer(_steps(_of_the_oxide)), some.hydroxide(daily_volume=some.amount(15, "mL/d"))),
    Fault("day", "all infusions on one", _ALBUMIN, "infusions_are_in_their_week", in_the_answer(_steps(_on_one_day)), some.albumin(infusions_per_week=2)),
    Fault("day", "dates a day late", _TITRATION, "dates_are_of_their_days", in_the_answer(_steps(_a_day_later)), some.titration(start_date="2026-12-28")),
    Fault("day", "no leap days", _TITRATION, "dates_are_of_their_days", in_the_answer(_steps(_without_leap_days)), some.titration(start_date="2028-02-29"), is_rare=True),
    Fault("day", "steps that overlap", _TITRATION, "days_follow_each_other", in_the_answer(_overlapping), some.titration()),
    Fault("many", "answers in another order", "checkOrders", "many_are_answered_one_by_one", in_the_operation("checkOrders", _turned_round), some.many("quinine", "aspirin")),
    Fault("many", "the last is left out", "checkOrders", "many_are_answered_one_by_one", in_the_operation("checkOrders", _dropped_last), some.many("quinine", "aspirin")),
    Fault("many", "all of the first patient", "checkOrders", "many_are_answered_one_by_one", in_the_operation("checkOrders", _of_the_first), some.raw(some.MANY, _PATIENTS)),
)
