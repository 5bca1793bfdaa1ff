"""THE operation table: every path of the service once, with what it takes, what it answers and what can go wrong.

Handlers, decoders, `openapi.yaml` and `schemas/` are all made from it; a path that is not here does not exist.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from dosing import service
from dosing.api import documents, links
from dosing.api.examples import Subject, stated, typical
from dosing.api.examples.edges import edges_of, edges_of_kidney
from dosing.api.fhir_operations import FHIR_OPERATIONS
from dosing.api.hook_operations import HOOK_OPERATIONS
from dosing.api.openapi import contract_text
from dosing.api.operation import HTML, MANY_BODY_LIMIT, YAML, Link, Operation, Parameter
from dosing.api.problems import KINDS, ProblemError
from dosing.formulary import FORMULARY
from dosing.service import catalog as known
from dosing.wire import answer, calculation, catalog, request

_DRUGS = {drug.id: drug for drug in FORMULARY.drugs}


def _subject(drug: str, plain: typical.Json, states: stated.Stated) -> Subject:
    """What the drug's rules judge in a request, in the contract's examples."""
    return Subject(name=drug, edges=edges_of(_DRUGS[drug]), request=plain, stated=states)


def _schedule(
    name: str,
    does: str,
    takes: tuple[object, object],
    handle: Callable[..., Any],
    shown: tuple[tuple[Subject, ...], tuple[Link, ...]],
) -> Operation:
    body, answers = takes
    subjects, checks = shown
    operation_id = "schedule" + "".join(word.capitalize() for word in name.split("-"))
    return Operation(
        id=operation_id,
        method="POST",
        path=f"/v1/schedules/{name}",
        tag="schedules",
        summary=does,
        description=f"{does}. Steps stand only in an answer with status `ok`; any other says what is in the way.",
        body=body,
        answers=answers,
        handle=handle,
        plain=typical.REQUESTS[operation_id],
        subjects=subjects,
        links=(*checks, *links.TO_RULES),
    )


def _catalog(name: str, of: str, answers: object, handle: Callable[..., Any], tells: str, *leads: Link) -> Operation:
    return Operation(
        id=f"list{of}",
        method="GET",
        path=f"/v1/{name}",
        tag="catalog",
        summary=tells,
        description=f"{tells}. The answer changes only with the ruleset.",
        answers=answers,
        handle=handle,
        links=leads,
        is_stable=True,
    )


def _health(name: str, tells: str) -> Operation:
    return Operation(
        id=f"health{name.capitalize()}",
        method="GET",
        path=f"/health/{name}",
        tag="operations",
        summary=tells,
        description=f"{tells}.",
        answers=catalog.Health,
        handle=documents.health,
    )


def _one_rule(rule_id: str) -> catalog.OneRule:
    found = known.rule(rule_id)
    if found is None:
        raise ProblemError("unknown-rule")
    return found


@cache
def contract() -> str:
    """The contract that is made from this table, as the text of `openapi.yaml`."""
    return contract_text(OPERATIONS)


OPERATIONS = (
    _schedule(
        "baclofen",
        "A weekly baclofen titration, from nothing or from a current dose, to a target",
        (request.BaclofenSchedule, answer.DosesAnswer),
        service.plan_baclofen,
        ((_subject("baclofen", typical.BACLOFEN, stated.of_titration),), links.BACLOFEN),
    ),
    _schedule(
        "baclofen-taper",
        "A baclofen taper from the current dose to a stop",
        (request.BaclofenTaper, answer.DosesAnswer),
        service.plan_baclofen_taper,
        ((), links.BACLOFEN_TAPER),
    ),
    _schedule(
        "magnesium-oxide",
        "A daily amount of magnesium oxide in every form and in whole products",
        (request.MagnesiumOxideSchedule, answer.AmountAnswer),
        service.plan_magnesium_oxide,
        ((_subject("magnesium-oxide", typical.MAGNESIUM_OXIDE, stated.of_daily_amount),), links.MAGNESIUM_OXIDE),
    ),
    _schedule(
        "magnesium-hydroxide",
        "A child's daily volume of magnesium hydroxide suspension at its strength",
        (request.MagnesiumHydroxideSchedule, answer.VolumeAnswer),
        service.plan_magnesium_hydroxide,
        (
            (_subject("magnesium-hydroxide", typical.MAGNESIUM_HYDROXIDE, stated.of_daily_volume),),
            links.MAGNESIUM_HYDROXIDE,
        ),
    ),
    _schedule(
        "albumin",
        "A weekly dose of albumin as infusions in whole vials",
        (request.AlbuminSchedule, answer.InfusionsAnswer),
        service.plan_albumin,
        ((_subject("albumin", typical.ALBUMIN, stated.of_weekly_dose),), links.ALBUMIN),
    ),
    Operation(
        id="checkOrder",
        method="POST",
        path="/v1/orders/check",
        tag="orders",
        summary="One order against every rule of its drug",
        description="One order against every rule of its drug, phase by phase, and the rules for every order. "
        "A drug or an indication that no rule is about is `not_covered`: neither ok nor an error.",
        body=request.AnyOrder,
        answers=answer.OrderAnswer,
        handle=service.check,
        plain=typical.REQUESTS["checkOrder"],
        subjects=tuple(
            _subject(
                drug, typical.ORDERS.get(drug) or typical.named(drug), stated.OF_ORDERS.get(drug, stated.of_patient)
            )
            for drug in _DRUGS
        ),
        links=links.TO_RULES,
    ),
    Operation(
        id="checkOrders",
        method="POST",
        path="/v1/orders/check-many",
        tag="orders",
        summary="Up to 1,000 orders, each for itself",
        description="Up to 1,000 orders, each for itself; answers in the same order. An element that does not fit its "
        "schema is a 422 for the whole, with its pointer.",
        body=request.OrderList,
        body_limit=MANY_BODY_LIMIT,
        answers=answer.OrderAnswers,
        handle=service.check_many,
        # Each order is judged as one alone is, where its edges are shown.
        plain=typical.REQUESTS["checkOrders"],
        links=links.TO_RULES_OF_MANY,
    ),
    Operation(
        id="convertAmount",
        method="POST",
        path="/v1/convert",
        tag="calculations",
        summary="An amount of a magnesium compound, stated otherwise",
        description="An amount of a magnesium compound in another unit, or as another compound of the same magnesium: "
        "exactly, with the factor and the way. Between a volume and the rest the strength is needed.",
        body=calculation.ConvertRequest,
        answers=calculation.ConvertAnswer,
        handle=service.convert_amount,
        plain=typical.REQUESTS["convertAmount"],
    ),
    Operation(
        id="estimateEgfr",
        method="POST",
        path="/v1/egfr",
        tag="calculations",
        summary="Kidney function from creatinine",
        description="The eGFR by CKD-EPI 2021 (adults) or the bedside Schwartz equation (children of 1–17 years), its "
        "band, and for adults with a weight the creatinine clearance by Cockcroft–Gault, which is not indexed.",
        body=calculation.EgfrRequest,
        answers=calculation.EgfrAnswer,
        handle=service.estimate_egfr,
        plain=typical.REQUESTS["estimateEgfr"],
        subjects=(Subject(name="kidney", edges=edges_of_kidney(), request={}, stated=stated.of_kidney),),
    ),
    *HOOK_OPERATIONS,
    _catalog(
        "rules",
        "Rules",
        catalog.RuleList,
        known.rules,
        "Every limit, with basis, gate and sources",
        links.rule_at("/rules/0/id", "entry"),
    ),
    Operation(
        id="getRule",
        method="GET",
        path="/v1/rules/{id}",
        tag="catalog",
        summary="One limit",
        description="One limit by its id, such as `baclofen.daily-max`.",
        parameter=Parameter("id", "The rule's id, as a finding names it.", known.rule_ids()),
        answers=catalog.OneRule,
        handle=_one_rule,
        problems=("unknown-rule",),
        is_stable=True,
    ),
    _catalog("sources", "Sources", catalog.SourceList, known.sources, "Every document that a limit comes from"),
    _catalog(
        "drugs",
        "Drugs",
        catalog.DrugList,
        known.drugs,
        "Every drug with a rule, and what its rules cover",
        links.rule_at("/drugs/0/rules/0", "drug"),
    ),
    _catalog(
        "vectors",
        "Vectors",
        catalog.VectorList,
        known.vectors,
        "Test vectors, with which another system can prove itself",
    ),
    *FHIR_OPERATIONS,
    _health("live", "Whether the service answers"),
    _health("ready", "Whether the service can do its work"),
    Operation(
        id="getContract",
        method="GET",
        path="/openapi.yaml",
        tag="operations",
        summary="This contract",
        description="This contract, OpenAPI 3.1.",
        media_type=YAML,
        handle=contract,
        is_stable=True,
    ),
    Operation(
        id="getProblem",
        method="GET",
        path="/problems/{code}",
        tag="operations",
        summary="A page about one code of problem",
        description="What a problem's code means, and what to do about it.",
        parameter=Parameter("code", "The problem's code.", tuple(KINDS)),
        media_type=HTML,
        handle=documents.problem_page,
        problems=("unknown-problem",),
        is_stable=True,
    ),
)
